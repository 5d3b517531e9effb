"""Some of the demo's applicants say their idea instead of writing it; an advisor has written down what one said."""

from datetime import datetime, timedelta
from typing import Any, Final

from django.utils import timezone, translation

from applicants.journey import engine
from applicants.journey.step import VOICE
from applicants.models import Case, VoiceAnswer
from applicants.voice.actions import keep_voice, write_down
from loans.demo.cast import Cast
from loans.demo.clock import at
from loans.demo.speech import VOICES, voice
from portal.actors import Actor
from portal.files.sounds import listen

_SPEAKS: Final = 10  # of so many, one
_SAID: Final = {
    "en": "She knows the trade well and wants to begin small. She asks whether she may work from home.",
    "fr": "Elle connaît bien le métier et veut commencer petit. Elle demande si elle peut travailler chez elle.",
    "nl": "Ze kent het vak goed en wil klein beginnen. Ze vraagt of ze thuis mag werken.",
}


def speaks(number: int, language: str) -> bool:
    """Whether an applicant of the demo answers by voice: where its voice is installed, and knows her language."""
    return number % _SPEAKS == 1 and language in VOICES and voice() is not None


def spoken(told: dict[str, Any]) -> dict[str, Any]:
    """Her answers, with the idea left out of what is written."""
    return {**told, "idea": {"idea": "", VOICE: True}}


def say_idea(case: Case, *, by: Actor, idea: str) -> None:
    """Her recording."""
    speaker, step = voice(), engine.step_of("idea")
    if speaker is not None and step is not None:
        with translation.override(by.language):
            keep_voice(by=by, case=case, step=step, sound=listen(speaker.say(idea, by.language)))


def write_down_some(cast: Cast, now: datetime) -> None:
    """Every second recording of the files that have an advisor is heard and written down."""
    now = min(now, timezone.now())
    sent = VoiceAnswer.objects.filter(case__advisor__isnull=False).exclude(case__stage="draft")
    for place, one in enumerate(sent.select_related("case__advisor__user", "case__office").order_by("pk")):
        colleague = cast.advisor(one.case)
        if place % 2 == 0 and colleague is not None:
            with at(now - timedelta(hours=1)):
                write_down(by=colleague, voice=one, said=_SAID.get(colleague.language, _SAID["en"]))
