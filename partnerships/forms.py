"""What a partner's people fill in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from applicants.booking.forms import ForSomebodyForm


class AccompaniedForm(ForSomebodyForm):
    """Somebody whom a partner accompanies; nothing is kept without a yes."""

    agrees = forms.BooleanField(
        label=_("This person agrees that you give us this name and contact for the appointment."),
        error_messages={"required": _("Please ask first. Without a yes we keep nothing.")},
    )
