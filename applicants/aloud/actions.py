"""Keeping and removing recordings of questions."""

import hashlib
from typing import Final

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applicants.aloud.models import Recording
from applicants.aloud.words import digest, words
from applicants.journey.step import Step
from portal.actors import Actor
from portal.files.sounds import NotASound, Sound, SoundKind, listen
from portal.files.storing import put, remove_after_commit
from portal.record.acting import action

MOST_BYTES: Final = 3 * 1024 * 1024  # two minutes of good speech; it is heard over slow lines
KINDS: Final = (SoundKind.MP3, SoundKind.M4A, SoundKind.OGG, SoundKind.WAV)
_REFUSALS: Final = {
    "large": _("The recording is larger than 3 MB. Save it as MP3, mono, with 32 kbit/s."),
    "kind": _("This is no recording that browsers play. Choose a file of the kind MP3, M4A, OGG or WAV."),
    "film": _("This is a film. Save its sound as MP3, and choose that file."),
    "broken": _("The file is damaged. Please save the recording once more."),
}


def heard(content: bytes) -> Sound:
    """The recording in an uploaded file; `ValidationError` says what helps when it is none."""
    if len(content) > MOST_BYTES:
        raise ValidationError(_REFUSALS["large"])
    try:
        sound = listen(content)
    except NotASound as problem:
        raise ValidationError(_REFUSALS[problem.code]) from problem
    if sound.kind not in KINDS:
        raise ValidationError(_REFUSALS["kind"])
    return sound


@action
def keep_recording(*, by: Actor, step: Step, language: str, content: bytes, by_machine: bool = False) -> Recording:
    """The recording of a question in a language, in the place of an earlier one. It is of the words of today.

    `ValidationError` when the file is no recording.
    """
    del by
    sound = heard(content)
    kept = Recording.objects.select_for_update().filter(step=step.slug, language=language).first()
    kept = kept or Recording(step=step.slug, language=language)
    remove_after_commit(kept.content)
    kept.text_digest = digest(words(step, language))
    kept.kind, kept.seconds, kept.size = sound.kind.value, round(sound.seconds, 1), len(sound.content)
    kept.digest = hashlib.sha256(sound.content).hexdigest()
    kept.by_machine, kept.made_at = by_machine, timezone.now()
    put(kept.content, sound.content)
    kept.save()
    return kept


@action
def remove_recording(*, by: Actor, recording: Recording) -> None:
    """Take a recording away, with its file."""
    del by
    remove_after_commit(recording.content)
    recording.delete()
