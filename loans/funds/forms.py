"""Forms of funds: what a fund carries of a loan, the reason for an end; and the rules of a fund in the back office."""

from decimal import Decimal
from typing import Any, Final

from crispy_forms.layout import Div, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from advisors.models import Gender
from loans.applications.models import Application
from loans.funds.models import Allotment, Fund, FundRule, RuleKind
from loans.models import Product
from portal.back_office import BackOfficeForm
from portal.forms import AmountField, DayField, Form, FreeTextField, plain_helper
from portal.language.digits import parse_number
from portal.models import Country, Office

_WHOLE: Final = 100


class PercentField(forms.Field):
    """A share above 0 and at most 100, as people write numbers in the page's language; two places at most."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "dir": "ltr", "autocomplete": "off"})
        super().__init__(widget=widget, **kwargs)

    def to_python(self, value: Any) -> Decimal | None:
        if value in self.empty_values:
            return None
        try:
            percent = parse_number(str(value), get_language() or "en").quantize(Decimal("0.01"))
        except (ValueError, ArithmeticError):
            percent = Decimal(0)
        if not 0 < percent <= _WHOLE:
            raise ValidationError(_("Please write a percentage, such as 50 or 33.33."))
        return percent


class AllotForm(Form):
    """Which fund, how much of the loan, from when until when, and why where a rule is not met.

    A scheme's part follows from its rate: a share or an amount is passed over.
    """

    fund = forms.ChoiceField(label=gettext_lazy("Fund or scheme"))
    share = PercentField(label=gettext_lazy("Share of the loan, %"), required=False)
    amount = AmountField(label=gettext_lazy("or an amount in euros"), required=False)
    begins = DayField(label=gettext_lazy("First day"))
    until = DayField(label=gettext_lazy("Last day, if it ends before the loan"), required=False)
    reason = FreeTextField(
        label=gettext_lazy("Why the loan belongs here, if a rule is not met or not known"),
        rows=3,
        required=False,
        max_length=1000,
    )

    def __init__(self, data: Any, *, application: Application, funds: list[Fund], chosen: str = "") -> None:
        begins = application.disburse_on or timezone.localdate()
        super().__init__(data, initial={"fund": chosen, "begins": begins})
        self.offered = {fund.code: fund for fund in funds}
        field = self.fields["fund"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(code, f"{fund} ({fund.get_kind_display()})") for code, fund in self.offered.items()]
        self.helper = plain_helper()
        pairs = (Div("share", "amount", css_class="form-two"), Div("begins", "until", css_class="form-two"))
        self.helper.layout = Layout("fund", *pairs, "reason")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        fund = self.offered.get(str(cleaned.get("fund")))
        if fund is not None and fund.is_scheme:
            cleaned["share"] = cleaned["amount"] = None
            for name in ("share", "amount"):
                self.errors.pop(name, None)
        elif not {"share", "amount"} & set(self.errors) and (cleaned["share"] is None) == (cleaned["amount"] is None):
            self.add_error("share", _("Write a share or an amount, one of them."))
        return cleaned

    def filled(self) -> Allotment:
        """What a valid form says; not saved."""
        cleaned = self.cleaned_data
        return Allotment(
            fund=self.offered[cleaned["fund"]],
            share=cleaned["share"],
            amount=cleaned["amount"],
            begins=cleaned["begins"],
            until=cleaned["until"],
            reason=cleaned["reason"],
        )


class EndForm(Form):
    """Why a fund carries the loan no more."""

    reason = FreeTextField(label=gettext_lazy("Reason, for colleagues"), rows=3, required=False, max_length=1000)


class RuleForm(BackOfficeForm):
    """A rule of a fund: the list of codes is offered by kind, and only codes of its kind are kept."""

    among = forms.MultipleChoiceField(label=gettext_lazy("one of"), required=False)

    class Meta:
        model = FundRule
        exclude = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = _codes()
        field = self.fields["among"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(RuleKind(kind).label, list(named.items())) for kind, named in self.codes.items()]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        known = self.codes.get(str(cleaned.get("kind")), {})
        if set(cleaned.get("among") or []) - set(known):
            raise ValidationError({"among": _("Choose only what the rule is about.")})
        return cleaned


def _codes() -> dict[str, dict[str, str]]:
    return {
        RuleKind.COUNTRY: {code: str(label) for code, label in Country.choices},
        RuleKind.OFFICE: {row.code: str(row) for row in Office.objects.all()},
        RuleKind.PRODUCT: {row.code: str(row) for row in Product.objects.all()},
        RuleKind.GENDER: {code: str(label) for code, label in Gender.choices},
    }
