"""The forms of a committee: a session, a vote, the end of its minutes."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from advisors.hours.forms import ClockField
from loans.committees.models import Choice, Committee
from portal.actors import NOBODY, Actor
from portal.forms import DayField, Form, FreeTextField, NameField

_KINDS = [("meeting", _("a meeting")), ("circulation", _("votes by circulation, until that moment"))]


class SessionForm(Form):
    """Which committee, when, where; gives `at` in the portal's own time."""

    committee = forms.ModelChoiceField(
        label=_("Committee"), queryset=Committee.objects.visible_to(NOBODY), empty_label=None
    )
    kind = forms.ChoiceField(label=_("How"), choices=_KINDS, initial="meeting", widget=forms.RadioSelect)
    day = DayField(label=_("Day"))
    hour = ClockField(label=_("Time"))
    place = NameField(label=_("Where"), required=False, max_length=120)

    def __init__(self, data: Any = None, *, actor: Actor) -> None:
        super().__init__(data)
        self.fields["committee"].queryset = Committee.objects.visible_to(actor).active()  # type: ignore[attr-defined]  # a ModelChoiceField, declared above

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("day") and cleaned.get("hour"):
            cleaned["at"] = timezone.make_aware(datetime.combine(cleaned["day"], cleaned["hour"]))
            if cleaned["at"] <= timezone.now():
                raise ValidationError({"day": gettext("A session is planned for a moment that is still to come.")})
        return cleaned


class VoteForm(Form):
    choice = forms.ChoiceField(label=_("Your vote"), choices=Choice.choices, widget=forms.RadioSelect)
    word = FreeTextField(label=_("In a word"), rows=2, max_length=500, required=False)


class SignOffForm(Form):
    notes = FreeTextField(label=_("Notes for the minutes"), rows=4, required=False)
