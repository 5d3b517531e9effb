"""The forms of the advisor: the offer with its numbers, a question to the applicant."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from crispy_forms.bootstrap import InlineCheckboxes
from crispy_forms.layout import Div, Layout
from django import forms
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from loans import words
from loans.applications.comparing import first_after
from loans.applications.last_day import usual_day
from loans.applications.models import Application, Price
from loans.applications.pricing import Wish
from loans.applications.queries import terms_on_offer
from loans.products.models import Every, Terms
from portal.forms import AmountField, DayField, Form, FreeTextField, WholeNumberField, plain_helper

_PAY_OUT_IN: Final = timedelta(days=14)
_MONTHS: Final = 24  # suggested where the product allows it


class Folded(Div):  # type: ignore[misc]  # crispy forms come without types
    """The months of a season: folded away until one is chosen, or wrong."""

    template = "loans/_offer_season.html"

    def render(self, form: Any, *args: Any, **kwargs: Any) -> Any:
        pauses = form["pauses"]
        self.opened = bool(pauses.value() or pauses.errors)
        return super().render(form, *args, **kwargs)


class OfferForm(Form):
    """Which product, how much, for how long, from when. What the product allows is checked with the price."""

    terms = forms.ChoiceField(label=_("Product"))
    principal = AmountField(label=_("Amount lent"), most=Decimal(9_999_999))
    months = WholeNumberField(label=_("Number of months"), min_value=1, max_value=120)
    grace = WholeNumberField(label=_("Months without repayment"), min_value=0, max_value=119, required=False)
    every = forms.ChoiceField(label=_("How often"), required=False)
    pauses = forms.TypedMultipleChoiceField(
        label=_("Months of each year without an instalment"),
        help_text=_("For work with a season: the loan does not get longer, the other instalments get larger."),
        choices=MONTHS.items(),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    disburse_on = DayField(label=_("Pay out on"))
    first_due = DayField(label=_("First instalment on"))
    valid_until = DayField(
        label=_("The offer is valid until"), help_text=_("Empty: as long as the product gives."), required=False
    )
    beside = forms.ChoiceField(label=_("Compare with"), required=False)
    purpose_checked = forms.BooleanField(label=_("I looked: what it is for is none of these"), required=False)
    assessment = FreeTextField(
        label=_("Your view"), help_text=_("For those who decide. The applicant does not read it."), required=False
    )

    def __init__(self, data: Any = None, *, application: Application) -> None:
        office = application.case.office
        self.offered = {str(t.pk): t for t in terms_on_offer(office, timezone.localdate())} if office else {}
        super().__init__(data, initial=_suggested(application, list(self.offered.values())))
        choices = [(key, str(terms.product)) for key, terms in self.offered.items()]
        self._choose("terms", choices)
        self._choose("beside", [("", _("nothing")), *choices])
        rhythm = self._rhythm()
        self.helper = plain_helper()
        self.helper.layout = Layout(
            "terms",
            Div("principal", "months", "grace", css_class="cards"),
            *rhythm,
            Div("disburse_on", "first_due", css_class="cards"),
            "valid_until",
            "beside",
            *self._excluded(),
            "assessment",
        )

    def _rhythm(self) -> list[Any]:
        """How often and in which months, asked only where a product leaves a choice."""
        ways = {way for terms in self.offered.values() for way in terms.frequencies}
        if len(ways) > 1:
            self._choose("every", [choice for choice in Every.choices if choice[0] in ways])
        else:
            del self.fields["every"]
        if not any(terms.pauses_max for terms in self.offered.values()):
            del self.fields["pauses"]
        return [
            Folded(InlineCheckboxes(name)) if name == "pauses" else name
            for name in ("every", "pauses")
            if name in self.fields
        ]

    def _excluded(self) -> list[str]:
        """What the products are not lent for, to be ticked; nothing where there is no such purpose."""
        told = {str(each.product): words.excluded(each) for each in self.offered.values() if each.product.excluded}
        if not told:
            del self.fields["purpose_checked"]
            return []
        lines = [f"{name}: {' · '.join(purposes)}" for name, purposes in told.items()]
        self.fields["purpose_checked"].help_text = " — ".join(lines)
        return ["purpose_checked"]

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def clean_grace(self) -> int:
        return self.cleaned_data["grace"] or 0

    @property
    def said(self) -> dict[str, Any]:
        """What the advisor says of the offer; of a valid form."""
        cleaned = self.cleaned_data
        said = {"assessment": cleaned["assessment"], "purpose_checked": cleaned.get("purpose_checked", False)}
        return said | {"valid_until": self.last_day}

    @property
    def last_day(self) -> date:
        """Until when the offer is valid; of a valid form."""
        chosen: date | None = self.cleaned_data["valid_until"]
        return chosen or usual_day(self.chosen, self.cleaned_data["first_due"])

    @property
    def chosen(self) -> Terms:
        """The terms that were chosen; of a valid form."""
        return self.offered[self.cleaned_data["terms"]]

    @property
    def compared(self) -> Terms | None:
        """The terms to show beside them, unless they are the same."""
        other = self.offered.get(self.cleaned_data["beside"])
        return other if other != self.chosen else None

    @property
    def wish(self) -> Wish:
        """The numbers of a valid form."""
        cleaned = self.cleaned_data
        return Wish(
            cleaned["principal"],
            cleaned["months"],
            cleaned["grace"],
            cleaned["disburse_on"],
            cleaned["first_due"],
            cleaned.get("every") or self.chosen.usual_frequency,
            tuple(cleaned.get("pauses") or ()),
        )


def _suggested(application: Application, offered: list[Terms]) -> dict[str, Any]:
    """What is saved; before that, numbers that begin where the applicant's wish is."""
    terms = _suggested_terms(application, offered)
    day = max(application.disburse_on or timezone.localdate() + _PAY_OUT_IN, timezone.localdate())
    months = application.months or (min(_MONTHS, terms.months_max) if terms else _MONTHS)
    every = application.every if application.terms or terms is None else terms.usual_frequency
    first = application.first_due
    if first is None or first <= day:
        first = first_after(day, every, months)
    last = application.offer_valid_until
    if terms is not None and (last is None or last < timezone.localdate()):
        last = usual_day(terms, first)
    return {
        "terms": terms.pk if terms else None,
        "principal": application.principal or application.amount_wished,
        "months": months,
        "grace": application.grace,
        "every": every,
        "pauses": application.pause_months,
        "disburse_on": day,
        "first_due": first,
        "valid_until": last,
        "purpose_checked": application.purpose_checked,
        "assessment": application.assessment,
    }


def _suggested_terms(application: Application, offered: list[Terms]) -> Terms | None:
    """The saved product as it is offered today, or the first of the kind she wishes."""
    if application.terms is not None:
        product = application.terms.product_id
        return next((terms for terms in offered if terms.product_id == product), None)
    interest = application.price_wished == Price.INTEREST
    return next((terms for terms in offered if terms.interest_free != interest), offered[0] if offered else None)


class AskForm(Form):
    """What the applicant is asked for; she reads it as it is written."""

    reason = FreeTextField(
        label=_("What do you need from the applicant?"),
        help_text=_("The applicant reads this sentence. Write it in a language she reads."),
        rows=3,
        max_length=500,
    )
