"""The forms of the loan steps: neutral words, no promise, nobody is asked for a faith."""

from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property
from typing import Any, Final

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applicants.cases.page import permit_notes
from applicants.journey.step import Data, Sheet, StepForm
from applicants.persons.forms import ContactField
from loans.applications.comparing import Compared, compare
from loans.applications.models import Price
from portal.forms import AmountField, FreeTextField, NameField

PEOPLE: Final = (1, 2, 3)
MOST: Final = Decimal(1_000_000)  # beyond it, a digit too many was typed


class AmountForm(StepForm):
    amount_wished = AmountField(
        label=_("How much money do you need?"),
        help_text=_("In euros. If you do not know exactly, write about how much."),
        least=Decimal(1),
        most=MOST,
    )
    purpose = FreeTextField(label=_("What will you use it for?"), rows=4, max_length=2000)


class PriceForm(StepForm):
    price_wished = forms.ChoiceField(
        label=_("You can still change your mind later"), choices=Price.choices, widget=forms.RadioSelect
    )

    @cached_property
    def compared(self) -> Compared | None:
        """Two products for the amount she wishes, at her office; None while one of the two is not known."""
        wished = self.sheet.get("loan-amount", "amount_wished")
        case = self.sheet.case
        if not wished or case is None or case.office is None:
            return None
        return compare(amount=Decimal(wished), office=case.office, today=timezone.localdate())

    @cached_property
    def permit_notes(self) -> list[str]:
        """What her papers mean for the longest loan, while she chooses."""
        case = self.sheet.case
        return permit_notes(case) if case is not None else []


class PeopleForm(StepForm):
    """Up to three persons; all may be left empty."""

    def __init__(self, data: Any = None, *, sheet: Sheet, initial: Data | None = None) -> None:
        super().__init__(data, sheet=sheet, initial=initial)
        region = sheet.get("place", "country")
        for number in PEOPLE:
            self.fields[f"name_{number}"] = NameField(label=_("Name"), required=False)
            self.fields[f"name_{number}"].widget.attrs["autocomplete"] = "off"
            self.fields[f"contact_{number}"] = ContactField(label=_("Phone or e-mail"), region=region, required=False)
        legends = (_("First person"), _("Second person"), _("Third person"))
        parts = [
            Fieldset(legend, f"name_{number}", f"contact_{number}")
            for number, legend in zip(PEOPLE, legends, strict=True)
        ]
        self.helper.layout = Layout(*parts)

    def clean(self) -> Data:
        cleaned = super().clean() or {}
        for number in PEOPLE:
            name, contact = f"name_{number}", f"contact_{number}"
            if cleaned.get(name) and contact in cleaned and not cleaned[contact]:
                self.add_error(contact, _("Please write a phone number or an e-mail address too."))
            if cleaned.get(contact) and name in cleaned and not cleaned[name]:
                self.add_error(name, _("Please write the name too."))
        return cleaned

    def packed(self) -> Data:
        people: dict[str, str] = {}
        for number in PEOPLE:
            contact = self.cleaned_data[f"contact_{number}"]
            if contact:
                people[contact.value] = self.cleaned_data[f"name_{number}"]
        return {"people": [[name, contact] for contact, name in people.items()]}


class OrganisationsForm(StepForm):
    organisations = forms.MultipleChoiceField(
        label=_("Choose those that know you. None is fine."), widget=forms.CheckboxSelectMultiple, required=False
    )

    def offer(self, partners: Iterable[tuple[int, str]]) -> None:
        choices = [(str(key), name) for key, name in partners]
        self.fields["organisations"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField, declared above
