"""The forms of those who decide, and of those who end an offer: each asks for what its action needs."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from loans.applications.decision_models import DeclineReason
from loans.applications.models import Condition
from portal.forms import DayField, Form, FreeTextField

_LONGEST: Final = Condition._meta.get_field("text").max_length or 0


class ApproveForm(Form):
    """Conditions as lines; the last day, empty for the one that was planned; what colleagues should know."""

    conditions = FreeTextField(
        label=_("Conditions, one on each line"),
        help_text=_("Each must be ticked before the loan is paid out."),
        rows=4,
        required=False,
    )
    valid_until = DayField(label=_("The offer is valid until"), required=False)
    note = FreeTextField(label=_("Note for colleagues"), rows=3, required=False)

    def clean_conditions(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["conditions"].splitlines() if line.strip()]
        if any(len(line) > _LONGEST for line in lines):
            raise ValidationError(gettext("A condition has at most %(most)s signs.") % {"most": _LONGEST})
        return lines


class DeclineForm(Form):
    """Why not; whether she reads the reason; what colleagues should know."""

    reason = forms.ChoiceField(label=_("Reason"), choices=DeclineReason.choices, widget=forms.RadioSelect)
    tell_reason = forms.BooleanField(label=_("Tell the applicant this reason"), required=False, initial=True)
    note = FreeTextField(label=_("Note for colleagues"), rows=3, required=False)


class ReasonForm(Form):
    """A reason in words, for colleagues."""

    reason = FreeTextField(label=_("Reason, for colleagues"), rows=3)


class ProlongForm(ReasonForm):
    """The new last day, which the applicant is told."""

    field_order = ("valid_until", "reason")
    valid_until = DayField(label=_("New last day of the offer"), help_text=_("The applicant is told this day."))


class DeferForm(ReasonForm):
    """Until when, which the applicant is told."""

    field_order = ("until", "reason")
    until = DayField(label=_("Decide by"), help_text=_("The applicant is told this day. You are reminded on it."))


def bound(kind: type[Form], data: Any, *, chosen: bool, prefix: str) -> Form:
    """A form of a page with several: bound to what was sent only when it is the one that was sent."""
    return kind(data if chosen else None, prefix=prefix)
