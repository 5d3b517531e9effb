"""The teller's forms: a repayment, and the reversal of one."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loans.ledger.models import LoanState
from portal.actors import Actor
from portal.forms import AmountField, DayField, Form, FreeTextField
from portal.models import Office


class RepaymentForm(Form):
    """The reference is filled in and unique: the same form sent twice books once."""

    amount = AmountField(label=_("Amount received"))
    on = DayField(label=_("Received on"))
    reference = forms.CharField(
        label=_("Reference"),
        max_length=80,
        help_text=_("Each payment has its own. Write the bank’s reference here when there is one."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    note = forms.CharField(
        label=_("Note"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )

    def __init__(self, data: Any = None, *, begun: dict[str, Any]) -> None:
        super().__init__(data, initial={"on": timezone.localdate(), **begun})


class TransferForm(RepaymentForm):
    """A payment on a loan to which lateness or new dates added something: a part of it may be for that."""

    for_added = AmountField(
        label=_("Of it for real costs or a promised gift"),
        least=Decimal(0),
        required=False,
        help_text=_("Leave it empty: we propose it, and you look at it before it is booked. Instalments come first."),
    )

    def __init__(self, data: Any = None, *, begun: dict[str, Any]) -> None:
        super().__init__(data, begun=begun)
        self.order_fields(["amount", "for_added", "on", "reference", "note"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        part, amount = cleaned.get("for_added"), cleaned.get("amount")
        if part is not None and amount is not None and part > amount:
            self.add_error("for_added", _("The part is at most the whole payment."))
        return cleaned


class ReverseForm(Form):
    note = FreeTextField(label=_("Why is it reversed?"), rows=3, max_length=200)


class LoanFilterForm(Form):
    """What the list of loans is narrowed by: codes only. Anything unknown is passed over."""

    state = forms.ChoiceField(label=_("State"), required=False)
    office = forms.ChoiceField(label=_("Office"), required=False)

    def __init__(self, data: Any, *, actor: Actor) -> None:
        super().__init__(data)
        offices = [(office.code, str(office)) for office in Office.objects.visible_to(actor)]
        for name, nothing, choices in (
            ("state", _("All"), LoanState.choices),
            ("office", _("All offices"), offices),
        ):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", nothing), *choices]

    def chosen(self) -> dict[str, str]:
        """The filters that are set to something known."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
