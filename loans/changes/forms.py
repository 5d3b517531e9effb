"""What is asked for, and the note of who decides."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loans.changes.models import ChangeKind, LoanChange
from loans.products.models import FeeFate, Terms
from portal.forms import AmountField, DayField, Form, FreeTextField, ModelForm, NameField, WholeNumberField

_MOST_MONTHS = 24
_MOST_ROWS = 120
_FIGURES = {"pause": ("months",), "dates": ("first_due", "count")}


class ChangeForm(ModelForm):
    """The figures that belong to another kind than the chosen one are passed over."""

    kind = forms.ChoiceField(
        label=_("What should change?"), choices=ChangeKind.choices, initial=ChangeKind.PAUSE, widget=forms.RadioSelect
    )
    months = WholeNumberField(
        label=_("For a pause: how many months"), min_value=1, max_value=_MOST_MONTHS, required=False
    )
    first_due = DayField(label=_("For new dates: the first instalment on"), required=False)
    count = WholeNumberField(
        label=_("For new dates: how many instalments"), min_value=1, max_value=_MOST_ROWS, required=False
    )
    cost = AmountField(
        label=_("Real cost of the new dates, if there is one"),
        required=False,
        help_text=_("The client pays it, and reads which cost it is."),
    )
    cost_proof = NameField(label=_("Which cost, and what proves it"), max_length=200, required=False)
    reason = FreeTextField(label=_("Reason, for colleagues"), rows=3, max_length=1000)

    class Meta:
        model = LoanChange
        fields = ["kind", "months", "first_due", "count", "cost", "cost_proof", "reason"]

    def __init__(self, data: Any = None, *, terms: Terms | None) -> None:
        super().__init__(data, initial={"cost": None})
        if terms is None or terms.fee_if_rescheduled != FeeFate.COSTS:
            del self.fields["cost"], self.fields["cost_proof"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        wanted = _FIGURES.get(str(cleaned.get("kind")), ())
        for name in ("months", "first_due", "count"):
            if name not in wanted:
                cleaned[name] = None
                self.errors.pop(name, None)
            elif cleaned.get(name) is None and name not in self.errors:
                self.add_error(name, _("Please write an answer."))
        self._clean_cost(cleaned)
        return cleaned

    def _clean_cost(self, cleaned: dict[str, Any]) -> None:
        """No cost is 0; a write-off has none."""
        if "cost" not in self.fields:
            return
        if cleaned.get("kind") == ChangeKind.WRITE_OFF or cleaned.get("cost") is None:
            cleaned["cost"], cleaned["cost_proof"] = Decimal(0), ""
        elif not cleaned.get("cost_proof"):
            self.add_error("cost_proof", _("Please write what it is, and what proves it."))


class DecideForm(Form):
    """`basis` is what the figures on the page rest on."""

    basis = forms.CharField(widget=forms.HiddenInput)
    note = FreeTextField(label=_("Note for colleagues"), rows=3, required=False, max_length=1000)
