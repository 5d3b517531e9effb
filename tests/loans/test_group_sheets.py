"""The sheet of a meeting: each line is booked once, a bad one stops no other, a reversal opens it again."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from loans.groups.collecting import Paid, keep_sheet
from loans.groups.meeting_models import Collected, GroupMeeting
from loans.groups.sheet import sheet_of
from loans.ledger.actions import book_repayment
from loans.ledger.actions import reverse as undo
from loans.ledger.models import Loan, Movement
from loans.ledger.standing import standing_of
from portal.actors import Actor
from portal.models import User
from tests.factories import CaseFactory, GroupMeetingFactory, GroupMemberFactory
from tests.loans.stages import Stage, lent

pytestmark = pytest.mark.thorough

TODAY = timezone.localdate()
D = Decimal
ClientOf = Callable[[User], Client]


def meeting_with(*days: int) -> tuple[Stage, GroupMeeting, list[Loan]]:
    """A meeting of today; each number is a member whose loan was paid out so many days ago, first due a month later."""
    made = [lent(since=TODAY - timedelta(days=count)) for count in days]
    stage, first = made[0]
    group = GroupMemberFactory(case=first.application.case).group
    for _other, loan in made[1:]:
        case = loan.application.case
        case.office = group.office
        case.save(update_fields=["office"])
        GroupMemberFactory(group=group, case=case)
    return stage, GroupMeetingFactory(group=group, number=1), [loan for _stage, loan in made]


def paid(meeting: GroupMeeting, loan: Loan, amount: str) -> Paid:
    member = meeting.group.members.get(person=loan.application.case.person_id)
    return Paid(member, loan, D(amount))


def keep(by: Actor, meeting: GroupMeeting, *lines: tuple[Loan, str], **fields: Any) -> dict[int, str]:
    return keep_sheet(by=by, meeting=meeting, came={}, paid=[paid(meeting, *line) for line in lines], **fields)


@pytest.mark.django_db
class TestKeeping:
    def test_books_each_line_in_the_ledger_and_notes_who_came(self) -> None:
        stage, meeting, loans = meeting_with(40, 20)
        came = {
            member.pk: member.person_id == loans[0].application.case.person_id for member in meeting.group.members.all()
        }
        lines = [paid(meeting, loans[0], "208.33"), paid(meeting, loans[1], "50")]
        assert keep_sheet(by=stage.proposer, meeting=meeting, came=came, paid=lines, note="Good") == {}
        assert [standing_of(loan, TODAY).paid for loan in loans] == [D("208.33"), D(50)]
        assert [row.came for row in meeting.attendances.order_by("member")] == [True, False]
        meeting.refresh_from_db()
        assert (meeting.held_at is not None, meeting.note) == (True, "Good")

    def test_one_bad_line_is_a_sentence_and_the_rest_is_booked_nothing_twice(self) -> None:
        stage, meeting, loans = meeting_with(40, 20)
        for _again in range(2):
            failed = keep(stage.proposer, meeting, (loans[0], "9000"), (loans[1], "208.33"))
            assert list(failed) == [loans[0].pk]
            assert "At most" in failed[loans[0].pk]
        assert Movement.objects.filter(kind="repayment").count() == 1

    def test_another_amount_for_what_is_booked_is_refused(self) -> None:
        stage, meeting, loans = meeting_with(40)
        keep(stage.proposer, meeting, (loans[0], "100"))
        assert "€100.00 is booked already" in keep(stage.proposer, meeting, (loans[0], "90"))[loans[0].pk]

    def test_after_a_reversal_it_can_be_booked_again(self) -> None:
        stage, meeting, loans = meeting_with(40)
        keep(stage.proposer, meeting, (loans[0], "100"))
        undo(by=stage.proposer, movement=Collected.objects.get().movement, note="typed wrong")
        assert keep(stage.proposer, meeting, (loans[0], "90")) == {}
        assert standing_of(loans[0], TODAY).paid == D(90)
        [line] = sheet_of(meeting, stage.proposer)
        assert [(one.amount, one.reversed) for one in line.loans[0].booked] == [(D(100), True), (D(90), False)]

    def test_not_before_the_day_nor_by_who_may_not(self) -> None:
        stage, meeting, loans = meeting_with(40)
        with pytest.raises(ValidationError, match="may not"):
            keep(stage.client, meeting, (loans[0], "100"))
        GroupMeeting.objects.update(day=TODAY + timedelta(days=1))
        with pytest.raises(ValidationError, match="not come yet"):
            keep(stage.proposer, meeting, (loans[0], "100"))

    def test_asks_for_what_is_late_and_what_falls_due_before_the_next_meeting(self) -> None:
        stage, meeting, _loans = meeting_with(40, 29, 1)
        asked = [(line.late, line.due) for member in sheet_of(meeting, stage.proposer) for line in member.loans]
        late = D("208.33")
        # late by ten days and the next in twenty; due tomorrow; due in 29 days, after the next meeting
        assert asked == [(late, late * 2), (D(0), late), (D(0), D(0))]

    def test_as_many_queries_with_three_members_as_with_one(self, django_assert_max_num_queries: Any) -> None:
        stage, meeting, _loans = meeting_with(40)
        with django_assert_max_num_queries(12) as one:
            sheet_of(meeting, stage.proposer)
        for _more in range(2):
            GroupMemberFactory(group=meeting.group, case=CaseFactory(office=meeting.group.office))
        with django_assert_max_num_queries(12) as three:
            sheet_of(meeting, stage.proposer)
        assert len(one) == len(three)


@pytest.mark.django_db
class TestThePage:
    def test_ticks_and_typed_amounts_in_any_digits(self, client_of: ClientOf) -> None:
        stage, meeting, loans = meeting_with(40, 40, 40)
        client = client_of(stage.advisor)
        url = reverse("group-meeting-book", args=[meeting.group.ref, meeting.number])
        first, second, third = (loan.pk for loan in loans)
        sent = {
            f"paid_{first}": "on",
            f"due_{first}": "416.66",
            f"amount_{second}": "۱۰۰٫۵۰",
            f"amount_{third}": "much",
        }
        answer = client.post(url, sent)
        text = answer.content.decode()
        assert answer.status_code == 200
        assert "Please write an amount in euros" in text
        assert 'value="much"' in text
        assert [standing_of(loan, TODAY).paid for loan in loans] == [D("416.66"), D("100.50"), D(0)]
        # The same form once more, put right: what is booked is left alone.
        assert client.post(url, sent | {f"amount_{third}": "20"}).status_code == 302
        assert Movement.objects.filter(kind="repayment").count() == 3

    def test_what_is_typed_for_a_loan_that_has_just_ended_is_answered(self, client_of: ClientOf) -> None:
        stage, meeting, [loan] = meeting_with(40)
        book_repayment(by=stage.proposer, loan=loan, amount=D(5000), on=TODAY, reference="by bank, meanwhile")
        url = reverse("group-meeting-book", args=[meeting.group.ref, meeting.number])
        answer = client_of(stage.advisor).post(url, {f"amount_{loan.pk}": "208.33", f"amount_{'9' * 30}": "1"})
        assert "This loan is no longer running." in answer.content.decode()
        assert 'value="208.33"' in answer.content.decode()
        assert Movement.objects.filter(kind="repayment").count() == 1

    def test_shows_what_was_booked_with_the_way_to_reverse_and_prints(self, client_of: ClientOf) -> None:
        stage, meeting, loans = meeting_with(40)
        book_repayment(by=stage.proposer, loan=loans[0], amount=D(5), on=TODAY, reference="bank")
        keep(stage.proposer, meeting, (loans[0], "100"))
        client = client_of(stage.advisor)
        page = client.get(reverse("group-meeting", args=[meeting.group.ref, 1])).content.decode()
        [booked] = sheet_of(meeting, stage.proposer)[0].loans[0].booked
        assert booked.reverse_url in page
        assert client.post(booked.reverse_url, {"note": "wrong"}).status_code == 302
        assert standing_of(loans[0], TODAY).paid == D(5)
        paper = client.get(reverse("group-meeting-print", args=[meeting.group.ref, 1])).content.decode()
        assert "Signature" in paper


@pytest.mark.django_db(transaction=True)
def test_two_tellers_keep_the_same_sheet_and_it_is_booked_once() -> None:
    stage, meeting, loans = meeting_with(40, 20)

    def alone(_number: int) -> dict[int, str]:
        try:
            mine = GroupMeeting.objects.select_related("group").get(pk=meeting.pk)
            return keep(stage.proposer, mine, *((Loan.objects.get(pk=loan.pk), "100") for loan in loans))
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=3) as pool:
        assert list(pool.map(alone, range(3))) == [{}, {}, {}]
    assert Movement.objects.filter(kind="repayment").count() == 2
    assert Collected.objects.count() == 2
    assert [standing_of(loan, TODAY).paid for loan in loans] == [D(100), D(100)]
