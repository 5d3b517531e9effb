"""Answers by voice in tests."""

from django.core.files.base import ContentFile

from applicants.models import Case, VoiceAnswer
from tests.portal.sounds import webm


def voice_answer(case: Case) -> VoiceAnswer:
    """What somebody said about her idea: four seconds that can be heard."""
    said = webm(4)
    kept = VoiceAnswer(case=case, step="idea", language="ar", state="ready", kind="webm", seconds=4, size=len(said))
    kept.sent_by = f"person:{case.person_id}"
    kept.content.save("", ContentFile(said), save=False)
    kept.save()
    return kept
