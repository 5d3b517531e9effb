"""The choice of a time."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms import Form


class TimeForm(Form):
    """`time` is the key of a free time; whether it is still free is known when it is taken."""

    time = forms.CharField(label=_("Time"), max_length=40, error_messages={"required": _("Please choose a time.")})

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
