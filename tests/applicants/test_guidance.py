"""A guide with a client: chosen, ticked by an advisor, said by her, undone, stopped, and kept through corrections."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from advisors.models import GuideStep
from applicants.cases import timeline
from applicants.cases.models import Case
from applicants.guidance import actions
from applicants.guidance.models import ChosenGuide, StepTick
from applicants.guidance.progress import Progress
from applicants.guidance.queries import guides_of
from portal.accounts.scope import actor_for_user
from portal.actors import Actor
from portal.models import Entry, User
from portal.roles import Role
from tests.factories import CaseFactory, GuideFactory, member

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


@pytest.fixture
def case() -> Case:
    found: Case = CaseFactory(stage="intake")
    return found


@pytest.fixture
def user(case: Case) -> User:
    return member(Role.ADVISOR, office=case.office, name="Els Peeters")


@pytest.fixture
def staff(user: User) -> Actor:
    return actor_for_user(user)


@pytest.fixture
def herself(case: Case) -> Actor:
    return Actor(kind="person", id=case.person_id)


@pytest.fixture
def chosen(case: Case, staff: Actor) -> ChosenGuide:
    return actions.choose_guide(by=staff, case=case, guide=GuideFactory())


def steps(chosen: ChosenGuide) -> list[Any]:
    return list(chosen.guide.steps.current().order_by("order"))


def progress(chosen: ChosenGuide, staff: Actor) -> Progress:
    return guides_of(chosen.case, staff)[0]


def codes(case: Case) -> list[str]:
    return list(case.events.order_by("pk").values_list("code", flat=True))


def test_what_is_ticked_is_counted_and_the_next_step_is_the_first_left(chosen: ChosenGuide, staff: Actor) -> None:
    first, second, third = steps(chosen)
    actions.tick(by=staff, chosen=chosen, step=second)
    shown = progress(chosen, staff)
    assert (shown.done, shown.total) == (1, 3)
    assert shown.next is not None
    assert shown.next.step == first
    assert shown.lines[1].done_by == "Els Peeters"
    for step in (first, third):
        actions.tick(by=staff, chosen=chosen, step=step)
    assert progress(chosen, staff).next is None


def test_ticking_twice_is_one_tick_and_one_line_of_the_timeline(chosen: ChosenGuide, staff: Actor) -> None:
    for _ in range(2):
        actions.tick(by=staff, chosen=chosen, step=steps(chosen)[0])
    assert codes(chosen.case) == ["guide.chosen", "guide.done"]
    assert StepTick.objects.count() == 1


def test_undoing_takes_everything_back_but_the_note(chosen: ChosenGuide, staff: Actor, herself: Actor) -> None:
    step = steps(chosen)[0]
    actions.note(by=staff, chosen=chosen, step=step, text="She knows the office.")
    actions.say_done(by=herself, chosen=chosen, step=step)
    actions.tick(by=staff, chosen=chosen, step=step)
    actions.undo(by=staff, chosen=chosen, step=step)
    line = progress(chosen, staff).lines[0]
    assert (line.done_at, line.said_at, line.done_by, line.note) == (None, None, "", "She knows the office.")
    actions.undo(by=staff, chosen=chosen, step=step)
    assert codes(chosen.case)[1:] == ["guide.said", "guide.done", "guide.undone"]


def test_she_says_it_and_her_advisor_confirms_it(chosen: ChosenGuide, staff: Actor, herself: Actor) -> None:
    step = steps(chosen)[0]
    actions.say_done(by=herself, chosen=chosen, step=step)
    shown = progress(chosen, staff)
    assert (shown.done, shown.said) == (0, 1)
    assert shown.next is not None
    assert shown.next.step == steps(chosen)[1]
    actions.take_word_back(by=herself, chosen=chosen, step=step)
    assert progress(chosen, staff).said == 0
    actions.tick(by=staff, chosen=chosen, step=step)
    with pytest.raises(ValidationError, match="has confirmed this step"):
        actions.take_word_back(by=herself, chosen=chosen, step=step)
    assert Entry.objects.filter(table="applicants_steptick", actor=herself.key).exists()


def test_a_corrected_text_leaves_the_tick(chosen: ChosenGuide, staff: Actor) -> None:
    step = steps(chosen)[0]
    actions.tick(by=staff, chosen=chosen, step=step)
    GuideStep.objects.filter(pk=step.pk).update(title_en="Better words", what_en="Clearer")  # type: ignore[misc]  # modeltranslation's
    line = progress(chosen, staff).lines[0]
    assert line.done_at is not None
    assert line.step.title == "Better words"


def test_a_step_set_aside_is_shown_where_it_was_ticked_alone(chosen: ChosenGuide, staff: Actor) -> None:
    first, second, _third = steps(chosen)
    actions.tick(by=staff, chosen=chosen, step=first)
    GuideStep.objects.filter(pk__in=[first.pk, second.pk]).update(current=False)
    assert [line.step.title for line in progress(chosen, staff).lines] == [first.title, _third.title]


def test_a_stopped_guide_keeps_its_ticks_until_it_is_taken_up_again(chosen: ChosenGuide, staff: Actor) -> None:
    step = steps(chosen)[0]
    actions.tick(by=staff, chosen=chosen, step=step)
    actions.stop_guide(by=staff, chosen=chosen)
    assert guides_of(chosen.case, staff) == []
    with pytest.raises(ValidationError, match="was stopped"):
        actions.tick(by=staff, chosen=chosen, step=step)
    again = actions.choose_guide(by=staff, case=chosen.case, guide=chosen.guide)
    assert again.pk == chosen.pk
    assert progress(again, staff).done == 1


def test_only_published_guides_and_own_steps(chosen: ChosenGuide, staff: Actor) -> None:
    with pytest.raises(ValidationError, match="not published"):
        actions.choose_guide(by=staff, case=chosen.case, guide=GuideFactory(state="draft"))
    with pytest.raises(ValidationError, match="step of this guide"):
        actions.tick(by=staff, chosen=chosen, step=GuideFactory().steps.first())


@pytest.mark.parametrize(("stage", "words"), [("closed", "file is closed"), ("draft", "not been sent")])
def test_nothing_in_a_file_that_is_not_open(stage: str, words: str, staff: Actor) -> None:
    case = CaseFactory(draft=True) if stage == "draft" else CaseFactory(stage=stage, outcome="silent")
    with pytest.raises(ValidationError, match=words):
        actions.choose_guide(by=staff, case=case, guide=GuideFactory())


def test_a_note_has_an_end(chosen: ChosenGuide, staff: Actor) -> None:
    with pytest.raises(ValidationError):
        actions.note(by=staff, chosen=chosen, step=steps(chosen)[0], text="x" * 501)


def test_the_table_keeps_one_tick_a_step_and_knows_who(chosen: ChosenGuide) -> None:
    StepTick.objects.create(chosen=chosen, step=steps(chosen)[0])
    for fields in ({"step": steps(chosen)[0]}, {"step": steps(chosen)[1], "done_at": chosen.chosen_at}):
        with pytest.raises(IntegrityError), transaction.atomic():
            StepTick.objects.create(chosen=chosen, **fields)


def test_the_timeline_is_read_in_the_readers_language(chosen: ChosenGuide, staff: Actor) -> None:
    step = steps(chosen)[0]
    step.title_nl = "Schrijf u in"
    step.save()
    actions.tick(by=staff, chosen=chosen, step=step)
    event = chosen.case.events.filter(code="guide.done").get()
    with translation.override("nl"):
        assert "Schrijf u in" in timeline.words(event)
    with translation.override("ar"):
        assert step.title_en in timeline.words(event)
    assert step.title_en not in timeline.words(event, names=False)
