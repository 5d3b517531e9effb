"""The form on which the next part is noted as paid out."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loans.parts.models import LoanPart
from portal.forms import DayField, Form


class PayPartForm(Form):
    """The reference is filled in and unique: the same form sent twice pays once. `number` is the part it is about."""

    on = DayField(label=_("Paid out on"))
    reference = forms.CharField(
        label=_("Reference"),
        max_length=80,
        help_text=_("Each payment has its own. Write the bank’s reference here when there is one."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    met = forms.BooleanField(label=_("I looked: it is so"), required=False)
    number = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, part: LoanPart, reference: str) -> None:
        super().__init__(data, initial={"on": timezone.localdate(), "reference": reference, "number": part.number})
        if part.before:
            self.fields["met"].help_text = part.before
        else:
            del self.fields["met"]
