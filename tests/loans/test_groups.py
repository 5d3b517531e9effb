"""Groups of borrowers: founding, who is in one, its leader, its meetings; by the actions and their refusals."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from loans.groups.actions import begin_group, change_group, choose_leader, end_group, found_group
from loans.groups.meetings import cancel_meeting, move_meeting, plan_meeting, remind_members
from loans.groups.members import add_member, answer, note_answer
from loans.groups.models import Group, GroupMember
from loans.models import GroupMeeting
from portal.accounts.scope import actor_for_user
from portal.actors import Actor, system
from portal.models import Message, Office
from portal.roles import Role
from tests.factories import (
    AdvisorFactory,
    ApplicationFactory,
    CaseFactory,
    GroupFactory,
    GroupMeetingFactory,
    GroupMemberFactory,
    OfficeFactory,
    member,
)
from tests.loans.stages import running

TODAY = timezone.localdate()

pytestmark = pytest.mark.django_db


def staff(office: Office, role: Role = Role.ADVISOR) -> Actor:
    return actor_for_user(member(role, office=office))


def herself(one: GroupMember) -> Actor:
    assert one.person is not None
    return Actor(kind="person", id=one.person.pk, language=one.person.language)


def joined(group: Group, count: int = 1, **fields: Any) -> list[GroupMember]:
    return [GroupMemberFactory(group=group, case=CaseFactory(office=group.office), **fields) for _ in range(count)]


class TestFounding:
    def test_an_advisor_founds_one_adds_people_with_files_and_it_begins(self) -> None:
        advisor = AdvisorFactory()
        office = advisor.offices.get()
        by = staff(office)
        group = found_group(by=by, group=Group(name="Jasmine", office=office, advisor=advisor))
        cases = [ApplicationFactory(case__office=office).case for _ in range(2)]
        one, other = (add_member(by=by, group=group, case=case) for case in cases)
        with pytest.raises(ValidationError, match="2 more people must join"):
            begin_group(by=by, group=group)
        answer(by=herself(one), member=one, name="join")
        note_answer(by=by, member=other, name="note_join")
        choose_leader(by=by, group=group, member=one)
        begin_group(by=by, group=group)
        group.refresh_from_db()
        assert (group.state, group.leader) == ("active", one)
        codes = set(cases[0].events.values_list("code", flat=True))
        assert codes == {"group.invited", "group.join", "group.leads"}

    def test_only_at_an_office_of_ones_own_with_an_advisor_of_it(self) -> None:
        office, other = OfficeFactory(), OfficeFactory()
        with pytest.raises(ValidationError, match="do not work at this office"):
            found_group(by=staff(office), group=Group(name="Jasmine", office=other))
        with pytest.raises(ValidationError, match="advisor does not work"):
            found_group(
                by=staff(office), group=Group(name="Jasmine", office=office, advisor=AdvisorFactory(at=[other]))
            )
        with pytest.raises(ValidationError, match="may not"):
            found_group(by=actor_for_user(member(Role.AUDITOR)), group=Group(name="Jasmine", office=office))

    def test_only_people_who_asked_for_a_loan_at_its_office_are_added_and_once(self) -> None:
        group = GroupFactory()
        by = staff(group.office)
        for case in (ApplicationFactory().case, CaseFactory(office=group.office), CaseFactory(draft=True)):
            with pytest.raises(ValidationError, match="at the office of the group"):
                add_member(by=by, group=group, case=case)
        case = ApplicationFactory(case__office=group.office).case
        assert add_member(by=by, group=group, case=case) == add_member(by=by, group=group, case=case)

    def test_a_group_with_members_stays_at_the_office_of_their_files(self) -> None:
        group = GroupFactory()
        joined(group)
        group.office = OfficeFactory()
        with pytest.raises(ValidationError, match="another office"):
            change_group(by=actor_for_user(member(Role.HEAD_OFFICE)), group=group)


class TestMembers:
    def test_nobody_is_in_two_groups_at_a_time(self) -> None:
        first, second = GroupFactory(), GroupFactory()
        [one] = joined(first)
        asked = GroupMemberFactory(group=second, case=one.case, state="invited")
        with pytest.raises(ValidationError, match="another group"):
            answer(by=herself(asked), member=asked, name="join")
        answer(by=herself(one), member=one, name="leave")
        answer(by=herself(asked), member=asked, name="join")
        assert GroupMember.objects.joined().get() == asked

    def test_nobody_answers_for_somebody_else(self) -> None:
        [one, other] = joined(GroupFactory(), 2, state="invited")
        with pytest.raises(ValidationError, match="may not"):
            answer(by=herself(other), member=one, name="join")
        with pytest.raises(ValidationError, match="may not"):
            note_answer(by=herself(one), member=one, name="note_join")

    def test_the_same_answer_twice_is_one_and_an_answer_too_late_is_a_sentence(self) -> None:
        [one] = joined(GroupFactory(), state="invited")
        for _again in range(2):
            answer(by=herself(one), member=one, name="refuse")
        assert one.case is not None
        assert one.case.events.filter(code="group.refuse").count() == 1
        with pytest.raises(ValidationError, match="no longer possible"):
            answer(by=herself(one), member=one, name="join")

    def test_who_has_a_loan_stays_and_who_has_none_may_leave(self) -> None:
        stage, loan = running()
        one = GroupMemberFactory(case=loan.application.case)
        acts: list[Callable[[], object]] = [
            lambda: answer(by=herself(one), member=one, name="leave"),
            lambda: note_answer(by=stage.proposer, member=one, name="note_leave", reason="moves away"),
            lambda: end_group(by=stage.proposer, group=one.group, reason="done"),
        ]
        for act in acts:
            with pytest.raises(ValidationError, match=r"not repaid|running loans"):
                act()
        type(loan).objects.filter(pk=loan.pk).update(state="repaid")
        note_answer(by=stage.proposer, member=one, name="note_leave", reason="moves away")
        assert (one.state, one.reason) == ("left", "moves away")


class TestLeader:
    def begun(self) -> tuple[Group, list[GroupMember], Actor]:
        group = GroupFactory()
        members, by = joined(group, 3), staff(group.office)
        choose_leader(by=by, group=group, member=members[0])
        begin_group(by=by, group=group)
        return group, members, by

    def test_can_change_but_never_be_missing_or_leave(self) -> None:
        group, members, by = self.begun()
        with pytest.raises(ValidationError, match="another leader first"):
            answer(by=herself(members[0]), member=members[0], name="leave")
        choose_leader(by=by, group=group, member=members[1])
        answer(by=herself(members[0]), member=members[0], name="leave")
        with pytest.raises(ValidationError, match="one of those who have joined"):
            choose_leader(by=by, group=group, member=members[0])

    def test_the_database_holds_it_too(self) -> None:
        group, members, _by = self.begun()
        [stranger] = joined(GroupFactory())
        acts: list[Callable[[], object]] = [
            lambda: Group.objects.filter(pk=group.pk).update(leader=None),
            lambda: Group.objects.filter(pk=group.pk).update(leader=stranger),
            lambda: GroupMember.objects.filter(pk=members[0].pk).update(state="left"),
            lambda: Group.objects.filter(pk=group.pk).update(state="ended"),
        ]
        for act in acts:
            with pytest.raises(IntegrityError), transaction.atomic():
                act()

    def test_the_end_frees_everybody_and_cancels_what_was_to_come(self) -> None:
        group, members, by = self.begun()
        meeting = GroupMeetingFactory(group=group, day=TODAY + timedelta(days=3))
        with pytest.raises(ValidationError, match="write the reason"):
            end_group(by=by, group=group, reason=" ")
        end_group(by=by, group=group, reason="They go their own ways.")
        meeting.refresh_from_db()
        assert meeting.cancelled_at is not None
        assert set(group.members.values_list("state", flat=True)) == {"left"}
        with pytest.raises(ValidationError, match="has ended"):
            add_member(by=by, group=group, case=CaseFactory(office=group.office))
        assert members[0].case is not None
        assert members[0].case.events.filter(code="group.ended").exists()


class TestMeetings:
    def test_who_has_joined_is_told_in_her_language_and_a_past_one_tells_nobody(self) -> None:
        group = GroupFactory(name="Jasmine")
        joined(group, 2)
        joined(group, 1, state="invited")
        by = staff(group.office)
        meeting = plan_meeting(by=by, group=group, meeting=GroupMeeting(day=TODAY + timedelta(days=9), place="Café"))
        assert Message.objects.filter(event="group_meeting", language="fa").count() == 2
        assert "Jasmine" in Message.objects.latest("pk").body
        assert "Café" in Message.objects.latest("pk").body
        plan_meeting(by=by, group=group, meeting=GroupMeeting(day=TODAY - timedelta(days=9)))
        assert Message.objects.count() == 2
        meeting.day += timedelta(days=1)
        move_meeting(by=by, meeting=meeting)
        cancel_meeting(by=by, meeting=meeting)
        cancel_meeting(by=by, meeting=meeting)
        assert Message.objects.filter(event="group_meeting_moved").count() == 2
        assert Message.objects.filter(event="group_meeting_cancelled").count() == 2
        with pytest.raises(ValidationError, match="was cancelled"):
            move_meeting(by=by, meeting=meeting)

    def test_the_day_before_each_is_reminded_once_of_the_day_as_it_is_now(self) -> None:
        group = GroupFactory(name="Jasmine")
        joined(group, 2)
        by = staff(group.office)
        meeting = GroupMeetingFactory(
            group=group, number=1, day=TODAY + timedelta(1), told_at=timezone.now() - timedelta(3)
        )
        gone = GroupMeetingFactory(group=group, number=2, day=TODAY + timedelta(1), cancelled_at=timezone.now())
        assert [remind_members(by=system("groups"), today=TODAY) for _again in range(2)] == [2, 0]
        told = Message.objects.filter(event="group_meeting_tomorrow")
        assert (told.count(), told.filter(language="fa").count()) == (2, 2)
        assert "Jasmine" in told.latest("pk").body
        meeting.refresh_from_db()
        meeting.day += timedelta(days=1)
        move_meeting(by=by, meeting=meeting)
        assert remind_members(by=system("groups"), today=TODAY) == 0
        # told of the new day only today, she is not told twice; told before, she is reminded anew
        assert remind_members(by=system("groups"), today=TODAY + timedelta(days=1)) == 2
        gone.refresh_from_db()
        assert gone.reminded_at is None
        plan_meeting(by=by, group=group, meeting=GroupMeeting(day=TODAY + timedelta(days=1)))
        assert remind_members(by=system("groups"), today=TODAY) == 0

    def test_one_a_day_and_none_in_a_far_year(self) -> None:
        group = GroupFactory()
        by = staff(group.office)
        GroupMeetingFactory(group=group, number=1)
        with pytest.raises(ValidationError, match="meets on this day already"):
            plan_meeting(by=by, group=group, meeting=GroupMeeting(day=TODAY))
        with pytest.raises(ValidationError, match="within a year"):
            plan_meeting(by=by, group=group, meeting=GroupMeeting(day=TODAY + timedelta(days=4000)))


def test_staff_see_groups_of_their_offices_and_their_own_and_she_sees_hers() -> None:
    advisor = AdvisorFactory()
    here, there = GroupFactory(office=advisor.offices.get()), GroupFactory()
    led = GroupFactory(advisor=advisor)
    [one] = joined(there)
    by = Actor(kind="staff", id=advisor.user_id, roles=frozenset({Role.ADVISOR}), offices=frozenset({here.office_id}))
    assert set(Group.objects.visible_to(by)) == {here, led}
    assert list(Group.objects.visible_to(herself(one))) == [there]
    assert not Group.objects.visible_to(Actor(kind="partner", id=1, partner_id=1)).exists()
