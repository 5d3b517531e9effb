"""The voice on the page of a question: a field beside the text, and what was recorded before."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _

from applicants.cases.models import Case
from applicants.journey.step import VOICE, Step, StepForm
from applicants.voice.actions import MOST_SECONDS, heard, keep_voice, remove_voice
from applicants.voice.models import VoiceAnswer, VoiceState
from portal.actors import Actor
from portal.files.sounds import Sound

NOT_BY_VOICE: Final = "not_by_voice"  # the button that deletes a recording


class VoiceField(forms.FileField):
    """A recording, made now or chosen; `cleaned_data` has a `Sound`, or None."""

    def clean(self, data: Any, initial: Any = None) -> Sound | None:
        del initial
        return heard(data) if data else None


class Offer:
    """The voice of one question in one file, for one request."""

    def __init__(self, step: Step, case: Case) -> None:
        self.step = step
        self.case = case
        self.kept = VoiceAnswer.objects.filter(case=case, step=step.slug).first()
        self._needs_answer = False

    @property
    def is_ready(self) -> bool:
        """Whether the recording of before can be heard."""
        return self.kept is not None and self.kept.state == VoiceState.READY

    @property
    def most_seconds(self) -> int:
        return MOST_SECONDS

    def put_on(self, form: StepForm, files: Mapping[str, Any] | None = None) -> StepForm:
        """The text may be left empty now; whoever asks `is_answered` hears whether there is anything at all."""
        text = form.fields[self.step.voice]
        self._needs_answer, text.required = text.required, False
        form.fields[VOICE] = VoiceField(
            label=_("Say it again") if self.kept else _("Or say it"),
            help_text=_("At most 5 minutes, in the language you speak best."),
            required=False,
            widget=forms.FileInput(attrs={"accept": "audio/*", "capture": "user", "class": "form-control"}),
        )
        form.voice_is_kept = self.kept is not None
        if files is not None:
            form.files = files  # type: ignore[assignment]  # what request.FILES is
        return form

    def is_answered(self, form: StepForm) -> bool:
        """Whether there is a text or a recording, where one is needed; the form, which is valid, says so if not."""
        written = form.cleaned_data.get(self.step.voice)
        if written or self.kept or form.cleaned_data.get(VOICE) or not self._needs_answer:
            return True
        form.add_error(self.step.voice, _("Please write an answer, or say it."))
        return False

    def take_back(self, *, by: Actor) -> None:
        """She deletes it. Twice is once."""
        if self.kept is not None:
            remove_voice(by=by, voice=self.kept)

    def keep(self, *, by: Actor, form: StepForm) -> None:
        """A new recording takes the place of the one before."""
        sound = getattr(form, "cleaned_data", {}).get(VOICE)
        if sound is not None:
            self.kept = keep_voice(by=by, case=self.case, step=self.step, sound=sound)
