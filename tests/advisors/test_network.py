"""Practices: their states, who moves them, results that add up, use, comments, and what is unread."""

from itertools import product

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, InternalError, transaction
from django.utils import timezone

from advisors.models import Practice, Reading, Referent, Trial
from advisors.network import actions
from advisors.network.moves import move, possible, steers
from advisors.network.queries import region_lines
from advisors.network.region_models import RegionOffice
from advisors.network.words import ADVICE, EVENTS
from advisors.network.workflow import WORKFLOW
from portal.actors import Actor
from portal.models import Entry
from portal.record.acting import acting
from portal.roles import Role
from tests.advisors.practices import actor, advisor_at, head_office, in_test, place, proven, referent
from tests.factories import OfficeFactory, PracticeFactory, RegionFactory, member

pytestmark = pytest.mark.django_db


def test_from_proposal_to_retirement_with_its_history() -> None:
    office = OfficeFactory()
    author, steering = actor(advisor_at(office)), actor(referent())
    practice = actions.propose(by=author, practice=PracticeFactory.build(author=None))
    move(by=steering, practice=practice, name="begin_test", offices=(office,), begins=timezone.localdate())
    trial = practice.trials.get()
    actions.note_results(
        by=author, practice=practice, trial=trial, people=2, words="Well.", self_employed=1, salaried=1
    )
    for name in ("prove", "spread"):
        move(by=steering, practice=practice, name=name)
    actions.use(by=author, practice=practice, office=office, since=timezone.localdate(), note="On Sundays")
    move(by=steering, practice=practice, name="retire", reason="Nobody came any more.")

    assert practice.state == "retired"
    told = list(practice.events.order_by("pk").values_list("code", flat=True))
    assert told == ["proposed", "begin_test", "results", "prove", "spread", "used", "retire"]
    assert practice.events.get(code="retire").reason == "Nobody came any more."
    assert Entry.objects.of(practice).filter(actor=steering.key, kind="update").exists()


@pytest.mark.parametrize(("before", "after"), list(product([state.name for state in WORKFLOW.states], repeat=2)))
def test_the_database_knows_the_table(before: str, after: str) -> None:
    finder = member(Role.HEAD_OFFICE)
    practice = PracticeFactory(state=before, proven_by=finder)
    allowed = before == after or (before, after) in WORKFLOW.edges()
    try:
        with transaction.atomic():
            Practice.objects.filter(pk=practice.pk).update(state=after)
    except InternalError:
        assert not allowed
    else:
        assert allowed


def test_nobody_calls_her_own_proposal_proven() -> None:
    office = OfficeFactory()
    author = referent(office)
    practice = in_test(office, author=author)
    assert "prove" not in {each.name for each in possible(actor(author), practice)}
    with pytest.raises(ValidationError, match="Somebody else"):
        move(by=actor(author), practice=practice, name="prove")
    with pytest.raises(IntegrityError, match="practice_proven_by_another"), transaction.atomic():
        Practice.objects.filter(pk=practice.pk).update(proven_by=author)
    move(by=actor(referent()), practice=practice, name="prove")


def test_an_advisor_proposes_and_does_not_steer() -> None:
    office = OfficeFactory()
    plain = actor(advisor_at(office))
    practice = PracticeFactory()
    assert possible(plain, practice) == []
    with pytest.raises(ValidationError, match="Only referents"):
        move(by=plain, practice=practice, name="retire", reason="No")


def test_a_referent_steers_from_the_first_day_to_the_last() -> None:
    today = timezone.localdate()
    assert steers(actor(referent()))
    assert not steers(actor(referent(since=today.replace(year=today.year + 1))))
    assert not steers(actor(referent(until=today)))


def test_no_test_without_offices_and_no_proof_without_results() -> None:
    by, practice = head_office(), PracticeFactory()
    with pytest.raises(ValidationError, match="which offices"):
        move(by=by, practice=practice, name="begin_test", begins=timezone.localdate())
    untold = in_test(OfficeFactory(), people=0)
    with pytest.raises(ValidationError, match="No office has written"):
        move(by=by, practice=untold, name="prove")


@pytest.mark.parametrize(("name", "to"), [("test_again", "in_test"), ("retire", "retired")])
def test_going_back_asks_why_and_forgets_the_finder(name: str, to: str) -> None:
    practice, by = proven(OfficeFactory()), head_office()
    with pytest.raises(ValidationError, match="write why"):
        move(by=by, practice=practice, name=name, reason="  ")
    move(by=by, practice=practice, name=name, reason="It broke.")
    assert practice.state == to
    assert (practice.proven_by is None) == (to == "in_test")


def test_each_person_is_counted_once() -> None:
    office = OfficeFactory()
    practice = in_test(office, people=0)
    trial, by = practice.trials.get(), actor(advisor_at(office))
    with pytest.raises(ValidationError, match="do not add up"):
        actions.note_results(by=by, practice=practice, trial=trial, people=5, words="x", salaried=4)
    with pytest.raises(IntegrityError, match="trial_counts_each_person_once"), transaction.atomic():
        Trial.objects.filter(pk=trial.pk).update(people=5)


def test_only_its_own_people_speak_for_an_office() -> None:
    office = OfficeFactory()
    practice, stranger = proven(office), actor(advisor_at(OfficeFactory()))
    with pytest.raises(ValidationError, match="Only people of this office"):
        actions.use(by=stranger, practice=practice, office=office, since=timezone.localdate())
    with pytest.raises(ValidationError, match="Only people of this office"):
        actions.note_results(by=stranger, practice=practice, trial=practice.trials.get(), people=0, words="x")


def test_an_office_stops_using_it_and_it_is_told_once() -> None:
    office = OfficeFactory()
    practice, by = proven(office), actor(advisor_at(office))
    actions.use(by=by, practice=practice, office=office, since=timezone.localdate())
    for _again in range(2):
        actions.use_no_longer(by=by, practice=practice, office=office)
    assert practice.events.filter(code="unused").count() == 1


def test_comments_are_changed_by_their_author_and_removed_by_her_or_the_head_office() -> None:
    practice = PracticeFactory()
    author, other, head = actor(advisor_at(OfficeFactory())), actor(referent()), head_office()
    first, second = (actions.comment(by=author, practice=practice, text=text) for text in ("One", "Two"))
    assert (first.number, second.number) == (1, 2)
    with pytest.raises(ValidationError, match="your own"):
        actions.change_comment(by=other, comment=first, text="Mine")
    with pytest.raises(ValidationError, match="head office"):
        actions.remove_comment(by=other, comment=first)
    actions.change_comment(by=author, comment=first, text="One, better")
    actions.remove_comment(by=head, comment=first)
    actions.remove_comment(by=author, comment=second)
    left = practice.comments.get()
    assert (left.number, left.text, left.removed_by_id) == (1, "", head.id)
    with pytest.raises(ValidationError, match="your own"):
        actions.change_comment(by=author, comment=left, text="Back")


def unread(by: Actor) -> int:
    return Practice.objects.visible_to(by).unread_by(by.id).count()


def test_unread_until_read_and_unread_again_with_news() -> None:
    office = OfficeFactory()
    author, reader = actor(advisor_at(office)), actor(advisor_at(office))
    practice = actions.propose(by=author, practice=PracticeFactory.build(author=None))
    assert (unread(author), unread(reader)) == (0, 1)
    actions.read(by=reader, practices=[practice])
    assert unread(reader) == 0
    actions.comment(by=reader, practice=practice, text="Good")
    assert (unread(author), unread(reader)) == (1, 0)
    assert Reading.objects.filter(practice=practice).count() == 2


def test_who_has_not_read_still_has_it_unread_after_her_own_comment() -> None:
    practice, late = PracticeFactory(), actor(advisor_at(OfficeFactory()))
    actions.comment(by=late, practice=practice, text="At a glance")
    assert unread(late) == 1


def test_partners_and_persons_see_no_practice() -> None:
    PracticeFactory()
    for stranger in (actor(member(Role.PARTNER)), Actor(kind="person", id=1)):
        assert not Practice.objects.visible_to(stranger).exists()


def test_regions_without_a_referent_come_first() -> None:
    filled, empty = RegionFactory(code="a"), RegionFactory(code="b")
    place(OfficeFactory(), filled)
    referent(region=filled)
    left = referent(region=empty)
    left.is_active = False
    left.save()
    lines = region_lines()
    assert [(line.region.code, line.is_gap) for line in lines] == [("b", True), ("a", False)]


def test_regions_take_offices_of_their_country_and_referents_who_share() -> None:
    region = RegionFactory(country="NL")
    with pytest.raises(ValidationError, match="another country"):
        RegionOffice(region=region, office=OfficeFactory(country="BE")).full_clean()
    with pytest.raises(ValidationError, match="A referent is"):
        Referent(region=region, user=member(Role.AUDITOR)).full_clean()
    with pytest.raises(IntegrityError, match="referent_ends_after_it_began"), transaction.atomic():
        referent(until=timezone.localdate().replace(year=2020))


def test_every_event_and_every_move_has_its_words() -> None:
    names = {transition.name for transition in WORKFLOW.transitions}
    assert names == set(ADVICE)
    assert names < set(EVENTS)


def test_changes_of_the_network_are_on_record() -> None:
    by = head_office()
    with acting(by):
        region = RegionFactory()
    assert Entry.objects.of(region).get().actor == by.key
