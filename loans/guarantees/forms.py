"""Forms of guarantees: who is added, the day of the signature, and the code on the guarantor's own page."""

from decimal import Decimal
from typing import Any, ClassVar

from crispy_forms.layout import Div, Layout
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applicants.persons.forms import ContactField
from loans.applications.models import Application
from loans.guarantees.deeds import languages_of, template_for
from loans.guarantees.models import Guarantee, GuaranteeKind, Scope, Spouse
from loans.guarantees.queries import partners_for
from portal.forms import AmountField, CodeField, DayField, Form, NameField, plain_helper
from portal.language import registry


class PercentField(AmountField):
    """A part of a whole, in percent, above 0 and at most 100."""

    sign = "%"
    default_error_messages: ClassVar[dict[str, Any]] = {"invalid": _("Please write a percentage, such as 50 or 33.33.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(most=Decimal(100), **kwargs)


class PersonalForm(Form):
    """A person who answers for a part of the loan: up to an amount, or for a share of it."""

    name = NameField(label=_("Name"))
    contact = ContactField(label=_("Phone or e-mail"), help_text=_("The request and a code are sent there."))
    language = forms.ChoiceField(label=_("Language of the request"))
    amount = AmountField(label=_("Answers for at most"), required=False, help_text=_("In euros."))
    share = PercentField(label=_("Or for a share of the loan"), required=False, help_text=_("In percent, such as 50."))

    def __init__(self, data: Any = None, *, application: Application, guarantee: Guarantee | None = None) -> None:
        self.guarantee = guarantee or Guarantee(kind=GuaranteeKind.PERSONAL)
        spoken = self.guarantee.language or application.case.person.language
        known = self.guarantee
        initial = {"name": known.name, "contact": known.contact, "language": spoken, "share": known.share}
        initial["amount"] = known.amount if known.share is None else None
        super().__init__(data, initial=initial)
        language, contact = self.fields["language"], self.fields["contact"]
        if isinstance(language, forms.ChoiceField):
            language.choices = [(each.code, each.own_name) for each in registry.LANGUAGES]
        if isinstance(contact, ContactField) and application.case.office is not None:
            contact.region = application.case.office.country
        self.helper = plain_helper()
        self.helper.layout = Layout(
            "name", Div("contact", "language", css_class="form-two"), Div("amount", "share", css_class="form-two")
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        given = [name for name in ("amount", "share") if cleaned.get(name) is not None or name in self.errors]
        if not given:
            self.add_error("amount", _("Write an amount, or a share of the loan."))
        elif len(given) > 1 and not self.errors:
            self.add_error("share", _("Write either an amount or a share, not both."))
        return cleaned

    def filled(self) -> Guarantee:
        """The guarantee with what a valid form says; not saved."""
        cleaned, row = self.cleaned_data, self.guarantee
        row.name, row.contact, row.language = cleaned["name"], cleaned["contact"].value, cleaned["language"]
        row.amount, row.share = cleaned["amount"], cleaned["share"]
        return row


class MoralForm(Form):
    """An organisation that vouches, without payment."""

    partner = forms.ChoiceField(label=_("Organisation"))
    scope = forms.ChoiceField(label=_("What it says"), choices=Scope.choices)
    valid_until = DayField(
        label=_("Vouches until"), required=False, help_text=_("Leave it empty for the whole time of the loan.")
    )

    def __init__(self, data: Any = None, *, application: Application, guarantee: Guarantee | None = None) -> None:
        self.guarantee = guarantee or Guarantee(kind=GuaranteeKind.MORAL)
        known = self.guarantee
        initial = {"partner": str(known.partner_id or ""), "scope": known.scope, "valid_until": known.valid_until}
        super().__init__(data, initial=initial)
        partners = partners_for(application) if known.partner is None else [known.partner]
        self.offered = {str(partner.pk): partner for partner in partners}
        field = self.fields["partner"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(key, str(partner)) for key, partner in self.offered.items()]

    def filled(self) -> Guarantee:
        """The guarantee of the organisation that was chosen; not saved."""
        cleaned, row = self.cleaned_data, self.guarantee
        row.partner, row.scope = self.offered[cleaned["partner"]], cleaned["scope"]
        row.valid_until = cleaned["valid_until"]
        return row


class SignedForm(Form):
    """The day of the signature; in which language, where the country has two; a husband or wife, where they sign."""

    signed_on = DayField(label=_("Signed on paper on"))
    language = forms.ChoiceField(label=_("Language of the paper"))
    spouse = forms.ChoiceField(
        label=_("A husband or wife"), widget=forms.RadioSelect, choices=Spouse.choices, required=False
    )

    def __init__(self, data: Any = None, *, guarantee: Guarantee) -> None:
        codes = languages_of(guarantee)
        super().__init__(data, initial={"language": codes[0] if codes else ""})
        field, template = self.fields["language"], template_for(guarantee, timezone.localdate(), "")
        if isinstance(field, forms.ChoiceField):
            field.choices = [(code, registry.BY_CODE[code].own_name) for code in codes]
        if not codes[1:]:
            del self.fields["language"]
        if template is None or not template.spouse_signs:
            del self.fields["spouse"]


class GuaranteeCodeForm(Form):
    code = CodeField(label=_("Code"), help_text=_("The six digits we sent you."))
