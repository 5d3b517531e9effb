"""The pages of groups: by HTTP, as staff and as a member."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from applicants.models import Person
from loans.arrears.refresh import refresh_all
from loans.models import Group, GroupMeeting, GroupMember
from portal.actors import system
from portal.models import Office, User
from portal.roles import Role
from tests.factories import (
    ApplicationFactory,
    CaseFactory,
    GroupMeetingFactory,
    GroupMemberFactory,
    OfficeFactory,
    PersonFactory,
    member,
)
from tests.loans.stages import lent

TODAY = timezone.localdate()
ClientOf = Callable[[User], Client]
ClientOfPerson = Callable[[Person], Client]

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def at_office(client_of: ClientOf) -> tuple[Client, Office]:
    office = OfficeFactory()
    return client_of(member(Role.ADVISOR, office=office)), office


def text(client: Client, name: str, *arguments: Any) -> str:
    answer = client.get(reverse(name, args=arguments))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_group_is_founded_filled_and_begun_by_its_pages(client_of: ClientOf) -> None:
    client, office = at_office(client_of)
    sent = {"name": "Jasmine", "office": office.pk, "advisor": "", "rhythm": "month", "place": "Café"}
    assert client.post(reverse("group-new"), sent).status_code == 302
    group = Group.objects.get()
    for name in ("ليلى منصور", "Zahra Karimi"):
        person = PersonFactory(full_name=name, latin_name="Layla Mansour")
        case = ApplicationFactory(case__office=office, case__person=person).case
        found = client.post(reverse("group-find", args=[group.ref]), {"q": "Layla Mansour"}).content.decode()
        assert f'value="{case.ref}"' in found
        client.post(reverse("group-add", args=[group.ref]), {"file": case.ref})
    for number in (1, 2):
        client.post(reverse("group-member-note", args=[group.ref, number, "note_join"]))
    assert "Choose the leader" in text(client, "group", group.ref)
    client.post(reverse("group-lead", args=[group.ref, 2]))
    client.post(reverse("group-begin", args=[group.ref]))
    day = (TODAY + timedelta(days=5)).isoformat()
    client.post(reverse("group-meeting-new", args=[group.ref]), {"day": day, "begins": "18:30", "place": "Café"})
    page = text(client, "group", group.ref)
    for part in ("ليلى منصور", "Active", "Leader", "18:30", "Café"):
        assert part in page
    assert group.meetings.get().number == 1


def test_the_list_shows_who_is_late_and_asks_as_often_for_three_as_for_one(
    client_of: ClientOf, django_assert_max_num_queries: Any
) -> None:
    stage, loan = lent(since=TODAY - timedelta(days=60))
    one = GroupMemberFactory(case=loan.application.case)
    GroupMeetingFactory(group=one.group, number=1, day=TODAY + timedelta(days=2))
    refresh_all(by=system("test"), today=TODAY)
    client = client_of(stage.advisor)
    text(client, "groups")
    with django_assert_max_num_queries(12) as first:
        page = text(client, "groups")
    assert "1 member is late" in page
    for _more in range(2):
        GroupMemberFactory(case=CaseFactory(office=one.group.office))
    with django_assert_max_num_queries(12) as three:
        text(client, "groups")
    assert len(first) == len(three)
    ended = client.get(reverse("groups"), {"state": "ended"}).content.decode()
    assert "No group fits" in ended


def test_who_sees_no_names_sees_numbers(client_of: ClientOf) -> None:
    person = PersonFactory(full_name="Layla Mansour", latin_name="")
    group = GroupMemberFactory(group__name="Layla’s group", case=CaseFactory(person=person)).group
    meeting = GroupMeetingFactory(group=group, number=1, note="Layla was ill", place="At Layla’s")
    client = client_of(member(Role.AUDITOR))
    for name, arguments in (
        ("groups", []),
        ("group", [group.ref]),
        ("group-meeting", [group.ref, meeting.number]),
        ("group-meeting-print", [group.ref, meeting.number]),
    ):
        assert "Layla" not in text(client, name, *arguments), name


def test_she_answers_on_her_own_page_and_reads_first_names_alone(client_of_person: ClientOfPerson) -> None:
    _stage, loan = lent(since=TODAY - timedelta(days=60))
    late = GroupMemberFactory(case=loan.application.case)
    group = late.group
    GroupMeetingFactory(group=group, number=1, day=TODAY + timedelta(days=2), place="Café")
    person = PersonFactory(full_name="Zahra Karimi", called="Zahra", language="en")
    case = ApplicationFactory(case__office=group.office, case__person=person).case
    mine = GroupMemberFactory(group=group, case=case, state="invited")
    client = client_of_person(case.person)
    assert "Read it and answer" in text(client, "my-home")
    client.post(reverse("my-group-answer", args=[group.ref]), {"answer": "join"})
    mine.refresh_from_db()
    assert mine.state == "joined"
    for page in (text(client, "my-home"), text(client, "my-group", group.ref)):
        assert "Mohammad" in page
        assert "Karimi" not in page.replace("Zahra Karimi", "")
        assert "Café" in page
    assert "208.33" not in text(client, "my-group", group.ref)
    assert client_of_person(PersonFactory()).get(reverse("my-group", args=[group.ref])).status_code == 404


def test_a_meeting_is_moved_and_cancelled_and_a_member_leaves_with_a_reason(client_of: ClientOf) -> None:
    client, office = at_office(client_of)
    one = GroupMemberFactory(case=CaseFactory(office=office))
    group = one.group
    meeting = GroupMeetingFactory(group=group, number=1, day=TODAY + timedelta(days=2))
    sent = {"day": (TODAY + timedelta(days=3)).isoformat(), "begins": "", "place": ""}
    assert client.post(reverse("group-meeting-edit", args=[group.ref, 1]), sent).status_code == 302
    client.post(reverse("group-meeting-cancel", args=[group.ref, 1]))
    assert GroupMeeting.objects.get(pk=meeting.pk).cancelled_at is not None
    leave = reverse("group-member-note", args=[group.ref, 1, "note_leave"])
    assert "Please" in client.post(leave, {"reason": ""}).content.decode() or GroupMember.objects.joined().exists()
    assert client.post(leave, {"reason": "She moves to Liège."}).status_code == 302
    assert "She moves to Liège." in text(client, "group", group.ref)
    end = client.post(reverse("group-end", args=[group.ref]), {"reason": "Nobody is left."})
    assert end.status_code == 302
