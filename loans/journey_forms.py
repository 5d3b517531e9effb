"""The forms of the loan steps: neutral words, no promise, nobody is asked for a faith."""

from decimal import Decimal
from functools import cached_property
from typing import Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applicants.cases.page import permit_notes
from applicants.journey.step import StepForm
from loans.applications.comparing import Compared, compare
from loans.applications.models import Price
from portal.forms import AmountField, FreeTextField

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
