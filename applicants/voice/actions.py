"""Keeping, checking, writing down and removing what was spoken."""

from __future__ import annotations

from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from applicants.cases.actions import add_event, lock
from applicants.cases.models import Answer, Case, Stage
from applicants.journey import engine
from applicants.journey.step import VOICE, Step
from applicants.voice.models import VoiceAnswer, VoiceState
from portal.actors import Actor
from portal.celery import tell_worker
from portal.files.checked import Scan
from portal.files.scanners import ScannerAway, scanner
from portal.files.sounds import NotASound, Sound, listen
from portal.files.storing import put, remove_after_commit
from portal.record.acting import action

MOST_BYTES: Final = 8 * 1024 * 1024
MOST_SECONDS: Final = 5 * 60
_SLACK: Final = 5  # seconds: a recorder stops a little late
_REFUSALS: Final = {
    "empty": _("The recording is empty. Please record it again."),
    "large": _("The recording is larger than 8 MB. Please record a shorter one."),
    "long": _("The recording is longer than 5 minutes. Please say it in a shorter way; you can tell the rest later."),
    "kind": _("We cannot play this kind of file. Please record your answer with your phone, or write it."),
    "film": _("This is a video. Please record only your voice, or write your answer."),
    "broken": _("The recording is damaged, or only a part of it arrived. Please record it again."),
}


def heard(upload: UploadedFile[Any]) -> Sound:
    """The recording in a file that was sent; `ValidationError` says what helps when there is none."""
    if not upload.size:
        raise ValidationError(_REFUSALS["empty"])
    if upload.size > MOST_BYTES:
        raise ValidationError(_REFUSALS["large"])
    upload.seek(0)
    try:
        sound = listen(upload.read())
    except NotASound as problem:
        raise ValidationError(_REFUSALS[problem.code]) from problem
    if sound.seconds > MOST_SECONDS + _SLACK:
        raise ValidationError(_REFUSALS["long"])
    return sound


@action
def keep_voice(*, by: Actor, case: Case, step: Step, sound: Sound) -> VoiceAnswer:
    """Her recording, in the place of an earlier one of the same question. `ValidationError` once it was sent."""
    lock(case)
    _refuse_unless_draft(case)
    earlier = VoiceAnswer.objects.filter(case=case, step=step.slug).first()
    if earlier is not None:
        _take_away(earlier)
    kept = VoiceAnswer(case=case, step=step.slug, language=get_language() or "en", sent_by=by.key)
    kept.kind, kept.seconds, kept.size = sound.kind.value, round(sound.seconds, 1), len(sound.content)
    if scanner() is None:
        kept.state = VoiceState.READY
    else:
        transaction.on_commit(lambda: ask_for_check(kept.pk))
    put(kept.content, sound.content)
    kept.save()
    return kept


@action
def remove_voice(*, by: Actor, voice: VoiceAnswer) -> None:
    """She takes her recording back. A question without another answer is open again."""
    del by
    lock(voice.case)
    _refuse_unless_draft(voice.case)
    if VoiceAnswer.objects.filter(pk=voice.pk).exists():  # else another took its place meanwhile
        _take_away(voice)
        _answered_no_more(voice)


def _refuse_unless_draft(case: Case) -> None:
    if case.stage != Stage.DRAFT:
        raise ValidationError(_("Your request was already sent. Tell your advisor what has changed."))


def _take_away(voice: VoiceAnswer) -> None:
    remove_after_commit(voice.content)
    voice.delete()


def _answered_no_more(voice: VoiceAnswer) -> None:
    answers, step = Answer.objects.filter(case=voice.case, step=voice.step), engine.step_of(voice.step)
    written = answers.filter(field=step.voice).first() if step else None
    (answers.filter(field=VOICE) if written and written.value else answers).delete()


@action
def write_down(*, by: Actor, voice: VoiceAnswer, said: str) -> None:
    """What was said, in a colleague's words; nothing takes it back."""
    lock(voice.case)
    voice.said = said
    voice.written_by, voice.written_at = (by.key, timezone.now()) if said else ("", None)
    voice.save(update_fields=["said", "written_by", "written_at"])


def ask_for_check(voice_id: int) -> None:
    """Tell a worker. Without a broker, the sweep that looks every minute takes it."""
    tell_worker("applicants.tasks.check_voice", voice_id)


def check(voice_id: int, *, by: Actor) -> str:
    """Have one recording scanned; a scanner that is away leaves it waiting. Safe to call again."""
    voice, asked = VoiceAnswer.objects.waiting().filter(pk=voice_id).first(), scanner()
    if voice is None:
        return "gone"
    try:
        with voice.content.open("rb") as opened:
            infected = asked is not None and asked.is_infected(opened.read())
    except ScannerAway:
        return VoiceState.WAITING.value
    return _settle(by=by, voice_id=voice_id, infected=infected, scan=Scan.UNCHECKED if asked is None else Scan.CLEAN)


@action
def _settle(*, by: Actor, voice_id: int, infected: bool, scan: Scan) -> str:
    """She may have taken it back meanwhile: then nothing is left to do."""
    voice = VoiceAnswer.objects.select_for_update().filter(pk=voice_id).first()
    if voice is None:
        return "gone"
    if infected:
        _take_away(voice)
        if voice.case.stage == Stage.DRAFT:
            _answered_no_more(voice)
        add_event(by=by, case=voice.case, code="voice.infected", public=True)
        return "infected"
    voice.state, voice.scan = VoiceState.READY, scan
    voice.save(update_fields=["state", "scan"])
    return VoiceState.READY.value


def check_waiting(*, by: Actor) -> int:
    """Ask again for those that were left."""
    del by
    waiting = list(VoiceAnswer.objects.waiting().order_by("pk").values_list("pk", flat=True)[:200])
    for voice_id in waiting:
        ask_for_check(voice_id)
    return len(waiting)
