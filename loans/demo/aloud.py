"""The demo's questions read aloud, in every language that its voice speaks: all but Pashto."""

from django.db import transaction

from applicants.aloud.actions import keep_recording
from applicants.aloud.words import words
from applicants.journey import engine
from applicants.journey.step import Step
from applicants.models import Recording
from loans.demo.speech import VOICES, voice
from portal.actors import Actor
from portal.celery import tell_worker


def begin_to_read(*, by: Actor) -> None:
    """The first question now, the others by a worker after the start: all of them take half the time of the demo."""
    read(by=by, steps=engine.all_steps()[:1])
    transaction.on_commit(_ask_for_the_rest)


def _ask_for_the_rest() -> None:
    tell_worker("loans.tasks.read_demo_aloud")  # without a broker, the other questions stay without a voice


def read(*, by: Actor, steps: tuple[Step, ...]) -> int:
    """A recording of each question that has none; how many were made. None where the voice is not installed."""
    speaker = voice()
    if speaker is None:
        return 0
    there = set(Recording.objects.values_list("step", "language"))
    made = 0
    for step in steps:
        for language in VOICES:
            if (step.slug, language) not in there:
                spoken = speaker.say(words(step, language), language)
                keep_recording(by=by, step=step, language=language, content=spoken, by_machine=True)
                made += 1
    return made
