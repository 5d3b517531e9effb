"""What the pages hear of voices."""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404

from applicants.cases.models import Case, Stage
from applicants.cases.who import names_of
from applicants.journey import engine
from applicants.voice.models import VoiceAnswer, VoiceState
from portal.actors import Actor
from portal.language import registry
from portal.language.registry import Language
from portal.record.models import record_look


def voice_for(actor: Actor, ref: str) -> VoiceAnswer:
    """A voice answer that the actor may see; 404 otherwise. Who helps to fill in hears what is not sent yet."""
    found = VoiceAnswer.objects.visible_to(actor).select_related("case")
    if actor.helper is not None:
        found = found.filter(case__stage=Stage.DRAFT)
    elif actor.is_staff:
        found = found.exclude(case__stage=Stage.DRAFT)
    return get_object_or_404(found, ref=ref)


def voice_to_hear(actor: Actor, ref: str, *, begins: bool) -> VoiceAnswer:
    """The one way to a recording, once it is checked. A colleague's look is kept, not for each part that follows."""
    found = voice_for(actor, ref)
    found = get_object_or_404(VoiceAnswer.objects.filter(pk=found.pk, state=VoiceState.READY))
    if actor.kind != "person" and begins:
        record_look(found, by=actor)
    return found


@dataclass(frozen=True)
class Heard:
    """A voice answer for a colleague: the question in the reader's words, who wrote down what was said."""

    voice: VoiceAnswer
    question: str
    page_language: Language
    writer: str

    @property
    def is_ready(self) -> bool:
        return self.voice.state == VoiceState.READY


def voices_of(case: Case, actor: Actor) -> list[Heard]:
    """The voice answers of a file, in the order of the questions; two queries at most."""
    found = list(VoiceAnswer.objects.visible_to(actor).filter(case=case))
    names = names_of([one.written_by for one in found if one.written_by]) if any(v.written_by for v in found) else {}
    order = {step.slug: place for place, step in enumerate(engine.all_steps())}
    found.sort(key=lambda one: order.get(one.step, len(order)))
    return [
        Heard(one, _question(one.step), registry.BY_CODE[one.language], names.get(one.written_by, "")) for one in found
    ]


def _question(slug: str) -> str:
    step = engine.step_of(slug)
    return str(step.title) if step else slug
