"""Forms about lateness and statements: what is added, what is passed on to charity, and the day of a statement."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loans.ledger.forms import RepaymentForm
from loans.ledger.models import Loan, MovementKind
from portal.forms import AmountField, DayField, Form, NameField


class LateForm(RepaymentForm):
    """A cost with its proof, or a gift that was promised: whichever the terms allow."""

    def __init__(self, data: Any = None, *, begun: dict[str, Any], kind: str) -> None:
        super().__init__(data, begun=begun)
        gift = kind == MovementKind.CHARITY
        self.fields["amount"].label = _("Gift that was promised") if gift else _("Cost")
        self.fields["on"].label = _("On")
        self.fields["note"].label = _("Why, and how it was promised") if gift else _("Which cost, and what proves it")
        self.fields["note"].required = True
        self.fields["note"].help_text = _("The client reads this.")
        self.fields["reference"].help_text = _("Each entry has its own.")


class GiveBackForm(RepaymentForm):
    """The amount is no field: it is what the terms give back."""

    def __init__(self, data: Any = None, *, begun: dict[str, Any]) -> None:
        super().__init__(data, begun=begun)
        del self.fields["amount"]
        self.fields["on"].label = _("Given back on")


class GiftForm(Form):
    charity = NameField(label=_("Charity"), max_length=120)
    amount = AmountField(label=_("Amount"))
    on = DayField(label=_("Passed on, on"))
    proof = NameField(label=_("What proves it"), max_length=200)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"on": timezone.localdate()})


class StatementForm(Form):
    """The day of a statement. What cannot be a day of the loan is today."""

    day = DayField(label=_("As of"), required=False)

    def __init__(self, data: Any, *, loan: Loan) -> None:
        super().__init__(data, initial={"day": timezone.localdate()})
        self.loan = loan

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"] or timezone.localdate()
        if not self.loan.disbursed_on <= day <= timezone.localdate():
            raise ValidationError(_("The day is between the day of paying out and today."))
        return day

    def chosen(self) -> date:
        day: date | None = self.cleaned_data.get("day") if self.is_valid() else None
        return day or timezone.localdate()
