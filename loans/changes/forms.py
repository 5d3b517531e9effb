"""What is asked for, and the note of who decides."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loans.changes.models import ChangeKind, LoanChange
from portal.forms import DayField, Form, FreeTextField, ModelForm, WholeNumberField

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
    reason = FreeTextField(label=_("Reason, for colleagues"), rows=3, max_length=1000)

    class Meta:
        model = LoanChange
        fields = ["kind", "months", "first_due", "count", "reason"]

    def without_rest(self) -> None:
        """For a loan of which all is paid out."""
        field = self.fields["kind"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [choice for choice in ChangeKind.choices if choice[0] != ChangeKind.REST]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        wanted = _FIGURES.get(str(cleaned.get("kind")), ())
        for name in ("months", "first_due", "count"):
            if name not in wanted:
                cleaned[name] = None
                self.errors.pop(name, None)
            elif cleaned.get(name) is None and name not in self.errors:
                self.add_error(name, _("Please write an answer."))
        return cleaned


class DecideForm(Form):
    """`basis` is what the figures on the page rest on."""

    basis = forms.CharField(widget=forms.HiddenInput)
    note = FreeTextField(label=_("Note for colleagues"), rows=3, required=False, max_length=1000)
