"""What changes a guide with a client: choosing, ticking, undoing, a note, stopping."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from advisors.models import Guide, GuideStep
from applicants.cases.actions import add_event
from applicants.cases.models import Case, Stage
from applicants.guidance.models import ChosenGuide, StepTick
from portal.actors import Actor
from portal.language import registry
from portal.models import User
from portal.record.acting import action


@action
def choose_guide(*, by: Actor, case: Case, guide: Guide) -> ChosenGuide:
    """Choose a guide for a file, or take one up again that was stopped. Chosen already is chosen."""
    _refuse_unless_open(case)
    if not Guide.objects.published().filter(pk=guide.pk).exists():
        raise ValidationError(_("This guide is not published."))
    chosen, new = ChosenGuide.objects.get_or_create(case=case, guide=guide)
    if not new and chosen.stopped_at is None:
        return chosen
    if not new:
        chosen.stopped_at = None
        chosen.save(update_fields=["stopped_at"])
    add_event(by=by, case=case, code="guide.chosen", params={"guide": titles(guide)}, public=True)
    return chosen


@action
def stop_guide(*, by: Actor, chosen: ChosenGuide) -> None:
    """It is no longer hers to do. What was ticked stays, for when it is taken up again."""
    _lock(chosen)
    if chosen.stopped_at is not None:
        return
    chosen.stopped_at = timezone.now()
    chosen.save(update_fields=["stopped_at"])
    add_event(by=by, case=chosen.case, code="guide.stopped", params={"guide": titles(chosen.guide)})


@action
def tick(*, by: Actor, chosen: ChosenGuide, step: GuideStep) -> None:
    """An advisor says that a step is done, on his own or because she said so. Done already is done."""
    row = _tick_of(chosen, step)
    if row.done_at is None:
        row.done_at, row.done_by = timezone.now(), User.objects.get(pk=by.id)
        row.save()
        _tell(by, chosen, step, code="guide.done")


@action
def undo(*, by: Actor, chosen: ChosenGuide, step: GuideStep) -> None:
    """The step is not done after all, whoever said so."""
    row = _tick_of(chosen, step)
    if row.done_at is not None or row.said_at is not None:
        row.done_at = row.done_by = row.said_at = None
        row.save()
        _tell(by, chosen, step, code="guide.undone")


@action
def say_done(*, by: Actor, chosen: ChosenGuide, step: GuideStep) -> None:
    """She did it herself; her advisor sees it and confirms."""
    row = _tick_of(chosen, step)
    if row.said_at is None and row.done_at is None:
        row.said_at = timezone.now()
        row.save()
        _tell(by, chosen, step, code="guide.said")


@action
def take_word_back(*, by: Actor, chosen: ChosenGuide, step: GuideStep) -> None:
    """She pressed by mistake. What an advisor has confirmed is undone by an advisor."""
    row = _tick_of(chosen, step)
    if row.done_at is not None:
        raise ValidationError(_("Your advisor has confirmed this step. Ask your advisor to change it."))
    if row.said_at is not None:
        row.said_at = None
        row.save()
        _tell(by, chosen, step, code="guide.unsaid")


@action
def note(*, by: Actor, chosen: ChosenGuide, step: GuideStep, text: str) -> None:
    """Keep what colleagues should know about this step with this client; empty takes it away."""
    del by  # the record has it from the transaction
    row = _tick_of(chosen, step)
    if row.note != text:
        row.note = text
        row.full_clean(exclude=["done_by"])
        row.save()


Act = Callable[..., None]


def titles(row: Any) -> dict[str, str]:
    """The title in every language that has one, as it is today: the timeline says it in its reader's."""
    found = {language.code: getattr(row, f"title_{language.code}") for language in registry.LANGUAGES}
    return {code: title for code, title in found.items() if title}


def _tell(by: Actor, chosen: ChosenGuide, step: GuideStep, *, code: str) -> None:
    add_event(by=by, case=chosen.case, code=code, params={"step": titles(step)})


def _tick_of(chosen: ChosenGuide, step: GuideStep) -> StepTick:
    """The row of this step, held until the transaction ends. Two who press at once wait for each other."""
    _lock(chosen)
    _refuse_unless_open(chosen.case)
    if chosen.stopped_at is not None:
        raise ValidationError(_("This guide was stopped. Choose it again to go on."))
    if step.guide_id != chosen.guide_id:
        raise ValidationError(_("Please choose a step of this guide."))
    return StepTick.objects.get_or_create(chosen=chosen, step=step)[0]


def _lock(chosen: ChosenGuide) -> None:
    chosen.refresh_from_db(fields=["stopped_at"], from_queryset=ChosenGuide.objects.select_for_update())


def _refuse_unless_open(case: Case) -> None:
    if case.stage == Stage.DRAFT:
        raise ValidationError(_("This request has not been sent yet."))
    if case.stage == Stage.CLOSED:
        raise ValidationError(_("This file is closed."))
