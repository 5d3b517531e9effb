"""How far a guide is with a client: each step with what is known of it, the next one, the count."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch

from advisors.models import GuideStep
from applicants.guidance.models import ChosenGuide, StepTick

# What `progress_of` reads, fetched at once for any number of files.
TICKS = Prefetch("ticks", StepTick.objects.select_related("step", "done_by"), to_attr="known")
STEPS = Prefetch("guide__steps", GuideStep.objects.current().order_by("order", "pk"), to_attr="shown_steps")


@dataclass(frozen=True)
class Line:
    """One step. `done_at` and `done_by` are an advisor's, `said_at` is hers; `next` is the first not done."""

    step: GuideStep
    number: int
    done_at: datetime | None
    done_by: str
    said_at: datetime | None
    note: str
    next: bool


@dataclass(frozen=True)
class Progress:
    """A chosen guide with its lines. Steps that were set aside are shown only where something was ticked."""

    chosen: ChosenGuide
    guide: Any
    lines: list[Line]
    done: int
    said: int

    @property
    def total(self) -> int:
        return len(self.lines)

    @property
    def next(self) -> Line | None:
        return next((line for line in self.lines if line.next), None)


def progress_of(chosen: Any) -> Progress:
    """From a row fetched with `TICKS` and `STEPS`."""
    ticks = {tick.step_id: tick for tick in chosen.known}
    steps = list(chosen.guide.shown_steps)
    shown = {step.pk for step in steps}
    steps += [tick.step for tick in chosen.known if tick.step_id not in shown and (tick.done_at or tick.note)]
    steps.sort(key=lambda step: (step.order, step.pk))
    lines: list[Line] = []
    has_next = False
    for number, step in enumerate(steps, start=1):
        line = _line(step, number, ticks.get(step.pk), may_be_next=not has_next)
        has_next = has_next or line.next
        lines.append(line)
    done = sum(line.done_at is not None for line in lines)
    said = sum(line.said_at is not None and line.done_at is None for line in lines)
    return Progress(chosen, chosen.guide, lines, done, said)


def _line(step: GuideStep, number: int, tick: StepTick | None, *, may_be_next: bool) -> Line:
    if tick is None:
        return Line(step, number, None, "", None, "", next=may_be_next)
    is_next = may_be_next and tick.done_at is None and tick.said_at is None
    by = tick.done_by.name if tick.done_by else ""
    return Line(step, number, tick.done_at, by, tick.said_at, tick.note, next=is_next)
