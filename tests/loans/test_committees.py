"""A committee: what follows from its votes, who votes on what, closing, and minutes that stay."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from applicants.models import CaseGrant
from loans.applications.decisions import approve, send_back
from loans.applications.proposals import propose
from loans.committees.actions import let_new_members_read, note_attendance, plan_session, put_on_agenda, take_off, vote
from loans.committees.closing import close_item, sign_off
from loans.committees.minutes import minutes_of, on_paper
from loans.committees.outcome import OUTCOMES, Tally, count, verdict
from loans.models import AgendaItem, Application, CommitteeMember, Decision, LevelLimit, Vote
from portal.accounts.scope import actor_for_user
from portal.actors import Actor
from portal.models import User
from portal.outbox.models import Message
from portal.pdf.typeset import pdf
from portal.roles import Role
from tests.factories import AgendaItemFactory, CommitteeFactory, OfficeFactory, member
from tests.loans.stages import Stage, assess, proposed

pytestmark = pytest.mark.thorough

numbers = st.integers(0, 6)
tallies = st.builds(Tally, numbers, numbers, numbers)
quorums = st.integers(1, 9)


@given(tallies, quorums, st.booleans())
def test_a_vote_for_never_hurts_and_one_against_never_helps(tally: Tally, quorum: int, unanimous: bool) -> None:  # noqa: FBT001 - drawn
    order = ["not_carried", "carried"]
    found = verdict(tally, quorum=quorum, unanimous=unanimous)
    more = verdict(Tally(tally.for_ + 1, tally.against, tally.abstained), quorum=quorum, unanimous=unanimous)
    less = verdict(Tally(tally.for_, tally.against + 1, tally.abstained), quorum=quorum, unanimous=unanimous)
    assert (found == "too_few") is (tally.cast < quorum)
    if found != "too_few":
        assert order.index(less) <= order.index(found) <= order.index(more)


@given(st.lists(st.sampled_from(["for", "against", "abstain"]), max_size=9), quorums)
def test_what_is_unanimous_is_carried_by_majority_too(choices: list[str], quorum: int) -> None:
    tally = count(choices)
    assert tally == count(sorted(choices))
    if verdict(tally, quorum=quorum, unanimous=True) == "carried":
        assert verdict(tally, quorum=quorum, unanimous=False) == "carried"
        assert "against" not in choices


def test_a_tie_is_not_carried_and_the_chair_may_always_put_it_off() -> None:
    assert verdict(Tally(2, 2, 1), quorum=5, unanimous=False) == "not_carried"
    assert all("defer" in allowed for allowed in OUTCOMES.values())


@dataclass
class Board:
    """A committee of the stage's office: the head office chairs, the manager and two others vote."""

    stage: Stage
    chair: Actor
    others: list[Actor]
    item: AgendaItem

    @property
    def session(self) -> Any:
        return self.item.session

    def votes(self, *choices: str, item: AgendaItem | None = None) -> None:
        for by, choice in zip([self.chair, *self.others], choices, strict=False):
            vote(by=by, item=item or self.item, choice=choice, word="Because")

    def close(self, outcome: str, **said: Any) -> Decision:
        return close_item(by=self.chair, item=AgendaItem.objects.get(pk=self.item.pk), outcome=outcome, **said)

    @property
    def state(self) -> str:
        return Application.objects.get(pk=self.stage.application.pk).state


def board(users: Sequence[User] = (), **fields: Any) -> Board:
    stage, head = proposed(), member(Role.HEAD_OFFICE)
    committee = CommitteeFactory(office=stage.office, quorum=3, **fields)
    others = [stage.manager, member(Role.ADVISOR, office=OfficeFactory()), *users, stage.advisor]
    for user in [head, *others]:
        CommitteeMember.objects.create(committee=committee, user=user, chairs=user == head)
    chair = actor_for_user(head)
    session = plan_session(by=chair, committee=committee, at=timezone.now() + timedelta(days=1))
    item = put_on_agenda(by=chair, session=session, application=stage.application)
    return Board(stage, chair, [actor_for_user(user) for user in others], item)


@pytest.mark.django_db
class TestVoting:
    def test_the_proposer_and_strangers_do_not_vote_by_action_or_by_sql(self) -> None:
        one = board()
        with pytest.raises(ValidationError, match="You proposed"):
            vote(by=one.stage.proposer, item=one.item, choice="for")
        with pytest.raises(ValidationError, match="Only members"):
            vote(by=actor_for_user(member(Role.HEAD_OFFICE)), item=one.item, choice="for")
        for user, said in ((one.stage.advisor, "own proposal"), (member(Role.HEAD_OFFICE), "only members")):
            with pytest.raises(IntegrityError, match=said), transaction.atomic():
                Vote.objects.create(item=one.item, user=user, choice="for")

    def test_a_vote_is_one_and_can_be_changed_until_the_point_is_closed(self) -> None:
        one = board()
        one.votes("for", "for", "against")
        one.votes("for", "against", "for")
        assert [each.choice for each in one.item.votes.all()] == ["for", "against", "for"]
        one.close("approve")
        with pytest.raises(ValidationError, match="closed"):
            one.votes("against")
        for change in (lambda: Vote.objects.update(choice="for"), lambda: Vote.objects.all().delete()):
            with pytest.raises(IntegrityError, match="closed"), transaction.atomic():
                change()

    def test_votes_on_one_proposal_do_not_count_for_the_next(self) -> None:
        one = board()
        one.votes("for", "for", "for")
        send_back(by=one.chair, application=one.stage.application, reason="Shorter.")
        assess(one.stage.application, by=one.stage.proposer)
        propose(by=one.others[0], application=one.stage.application)  # who has voted on the one before
        assert not Vote.objects.exists()
        with pytest.raises(ValidationError, match="votes say otherwise"):
            one.close("approve")

    def test_a_member_of_another_office_may_read_the_file(self) -> None:
        one = board()
        assert Application.objects.visible_to(one.others[1]).filter(pk=one.stage.application.pk).exists()

    def test_who_is_made_a_member_later_may_read_what_is_open_on_the_agenda(
        self, client_of: Callable[[User], Client]
    ) -> None:
        one, far = board(), member(Role.ADVISOR, office=OfficeFactory())
        committee, reader = one.session.committee, actor_for_user(far)
        with pytest.raises(ValidationError, match="may not"):
            let_new_members_read(by=one.chair, committee=committee)
        sent = {"name": committee.name, "office": committee.office_id, "rule": "majority", "quorum": 3}
        rows = {"members-TOTAL_FORMS": 1, "members-INITIAL_FORMS": 0, "members-0-user": far.pk}
        url = reverse("admin:loans_committee_change", args=[committee.pk])
        assert client_of(member(Role.ADMINISTRATOR)).post(url, sent | rows | {"is_active": "on"}).status_code == 302
        assert Application.objects.visible_to(reader).get() == one.stage.application
        assert CaseGrant.objects.filter(grantee=far.pk).count() == 1

    def test_an_application_is_on_one_agenda_at_a_time(self) -> None:
        one = board()
        with pytest.raises(ValidationError, match="on an agenda already"):
            put_on_agenda(by=one.chair, session=one.session, application=one.stage.application)
        take_off(by=one.chair, item=one.item)
        again = put_on_agenda(by=one.chair, session=one.session, application=one.stage.application)
        assert again.number == 2

    def test_another_office_s_committee_does_not_decide_on_it(self) -> None:
        one, other = board(), board()
        take_off(by=one.chair, item=one.item)
        with pytest.raises(ValidationError, match="that office"):
            put_on_agenda(by=one.chair, session=other.session, application=one.stage.application)


@pytest.mark.django_db
class TestClosing:
    def test_approved_with_conditions_above_every_limit_and_the_applicant_is_told(self) -> None:
        one = board()
        for level in (1, 2):
            LevelLimit.objects.create(level=level, up_to=1000)
        one.votes("for", "for", "against")
        decision = one.close("approve", conditions=["A lease"], note="Good")
        assert (one.state, decision.level, decision.item) == ("approved", 3, one.item)
        assert one.stage.application.conditions.get().text == "A lease"
        assert Message.objects.latest("pk").event == "application_approved"

    @pytest.mark.parametrize(
        ("choices", "rule", "right", "wrong"),
        [
            (("for", "for"), "majority", "defer", "approve"),
            (("for", "against", "abstain"), "majority", "decline", "approve"),
            (("for", "for", "against"), "unanimous", "decline", "approve"),
            (("for", "for", "abstain"), "unanimous", "approve", "decline"),
        ],
    )
    def test_only_as_the_votes_say(self, choices: tuple[str, ...], rule: str, right: str, wrong: str) -> None:
        one = board(rule=rule)
        one.votes(*choices)
        said: dict[str, Any] = {
            "approve": {},
            "decline": {"reason": "plan"},
            "defer": {"reason": "x", "until": timezone.localdate() + timedelta(days=3)},
        }
        with pytest.raises(ValidationError, match="votes say otherwise"):
            one.close(wrong, **said[wrong])
        fields = {"decline_reason": "plan"} if wrong == "decline" else {}
        by = User.objects.get(pk=one.chair.id)
        with pytest.raises(IntegrityError, match="votes"), transaction.atomic():
            Decision.objects.create(
                application=one.stage.application, kind=wrong, by=by, level=3, item=one.item, **fields
            )
        one.close(right, **said[right])
        assert one.state == {"approve": "approved", "decline": "declined", "defer": "deferred"}[right]

    def test_the_chair_alone_and_never_on_her_own_proposal(self) -> None:
        one = board()
        one.votes("for", "for", "for")
        with pytest.raises(ValidationError, match="Only who chairs"):
            close_item(by=one.stage.decider, item=one.item, outcome="approve")
        Application.objects.filter(pk=one.stage.application.pk).update(proposed_by=one.chair.id)
        with pytest.raises(ValidationError, match="own proposal"):
            one.close("approve")
        closed = {"outcome": "approve", "closed_by": one.chair.id, "closed_at": timezone.now()}
        with pytest.raises(IntegrityError, match="own proposal"), transaction.atomic():
            AgendaItem.objects.filter(pk=one.item.pk).update(**closed)

    def test_a_committee_s_level_is_not_taken_without_its_votes(self) -> None:
        one = board()
        by = User.objects.get(pk=one.chair.id)
        for item in (None, one.item, AgendaItemFactory()):
            with pytest.raises(IntegrityError, match="decides by its votes"), transaction.atomic():
                Decision.objects.create(application=one.stage.application, kind="approve", by=by, level=3, item=item)

    def test_decided_meanwhile_by_one_who_may_it_is_taken_off(self) -> None:
        one = board()
        one.votes("for", "for", "for")
        approve(by=one.stage.decider, application=one.stage.application)
        with pytest.raises(ValidationError, match="moved on"):
            one.close("approve")
        take_off(by=one.chair, item=one.item)
        sign_off(by=one.chair, session=one.session)


@pytest.mark.django_db
class TestMinutes:
    def signed(self) -> Board:
        one = board()
        one.votes("for", "for", "abstain")
        one.close("approve", conditions=["A lease"])
        note_attendance(by=one.chair, session=one.session, present=())
        sign_off(by=one.chair, session=one.session, notes="We met.")
        return one

    def test_they_say_who_voted_what_and_hold_no_name_of_a_client(self) -> None:
        one = self.signed()
        kept = minutes_of(one.session)
        (point,) = kept["items"]
        assert [each["choice"] for each in point["votes"]] == ["for", "for", "abstain"]
        assert (point["outcome"], point["conditions"], kept["notes"]) == ("approve", ["A lease"], "We met.")
        assert len(kept["present"]) == 3, "who voted was there"
        assert one.stage.advisor.name in kept["absent"]
        assert one.stage.application.case.person.full_name not in str(kept)
        assert pdf(on_paper(kept)).startswith(b"%PDF")

    def test_signed_off_nothing_changes_by_action_or_by_sql(self) -> None:
        one = self.signed()
        with pytest.raises(ValidationError, match="signed off"):
            note_attendance(by=one.chair, session=one.session, present=())
        with pytest.raises(DatabaseError, match="keep_minutes"), transaction.atomic():
            type(one.session).objects.update(notes="Other")
        for change in (
            lambda: one.session.attendances.all().delete(),
            lambda: AgendaItemFactory(session=one.session, number=9),
        ):
            with pytest.raises(IntegrityError, match="signed off"), transaction.atomic():
                change()

    def test_an_open_point_keeps_them_open(self) -> None:
        one = board()
        with pytest.raises(ValidationError, match="still open"):
            sign_off(by=one.chair, session=one.session)
        with pytest.raises(ValidationError, match="Only who chairs"):
            sign_off(by=one.stage.decider, session=one.session)


@pytest.mark.django_db(transaction=True)
def test_a_vote_waits_for_the_closing_and_is_then_too_late() -> None:
    one = board()
    one.votes("for", "for", "for")
    answers: list[str] = []

    def attempt(what: str) -> None:
        try:
            if what == "vote":
                vote(by=one.others[0], item=AgendaItem.objects.get(pk=one.item.pk), choice="against")
            else:
                one.close("approve")
        except ValidationError as problem:
            answers.append(problem.messages[0])
        else:
            answers.append("done")
        finally:
            connection.close()

    threads = [threading.Thread(target=attempt, args=[what]) for what in ("vote", "close")]
    with transaction.atomic():
        one.close("approve")
        for thread in threads:
            thread.start()
        threads[0].join(0.4)
        assert not answers, "both wait"
    for thread in threads:
        thread.join(20)
    assert answers == ["This point is closed. Please look again."] * 2
    assert Decision.objects.count() == 1
    assert Vote.objects.filter(choice="against").count() == 0
