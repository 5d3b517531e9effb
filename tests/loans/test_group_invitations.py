"""Being asked into a group: the link and its code, friends without a file, the file that comes later."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from loans.groups.inviting import ask_again, connect_file, invite_friend, invite_named_friend
from loans.groups.members import add_member, answer
from loans.models import GroupFriend, GroupMember
from portal.accounts.scope import actor_for_user
from portal.models import Message, User
from portal.roles import Role
from tests.factories import AdvisorFactory, ApplicationFactory, GroupFactory, GroupMemberFactory, member

ClientOf = Callable[[User], Client]

pytestmark = pytest.mark.django_db


def asked(**fields: str) -> GroupMember:
    """A friend without a file who was invited into a group that has an advisor."""
    advisor = AdvisorFactory()
    group = GroupFactory(office=advisor.offices.get(), advisor=advisor, name="Jasmine")
    by = actor_for_user(member(Role.ADVISOR, office=group.office))
    told = {"name": "Nadia", "contact": "+32470000099", "language": "fr"} | fields
    return invite_friend(by=by, group=group, member=GroupMember(**told))


def code_sent() -> str:
    found = re.search(r"\b\d{6}\b", Message.objects.filter(event="guarantee_code").latest("pk").body)
    assert found is not None
    return found[0]


def test_the_link_goes_out_in_her_language_and_says_nothing_before_the_code() -> None:
    one = asked()
    message = Message.objects.get(event="group_invitation")
    assert (message.address, message.language) == ("+32470000099", "fr")
    link = reverse("group-invitation", args=[one.token])
    assert link.removeprefix("/en") in message.body
    client = Client()
    assert "Jasmine" not in client.get(link).content.decode()
    client.post(reverse("group-invitation-answer", args=[one.token]), {"answer": "join"})
    one.refresh_from_db()
    assert one.state == "invited"
    client.post(reverse("group-invitation-code", args=[one.token]))
    assert "not right" in client.post(link, {"code": "000000"}).content.decode() or code_sent() == "000000"
    assert client.post(link, {"code": code_sent()}).status_code == 302
    assert "Jasmine" in client.get(link).content.decode()
    client.post(reverse("group-invitation-answer", args=[one.token]), {"answer": "join"})
    one.refresh_from_db()
    assert one.state == "joined"
    assert Message.objects.filter(event="group_answered").count() == 1
    assert "Apply for myself" in client.get(link).content.decode()
    # Another browser knows nothing of it.
    assert "Jasmine" not in Client().get(link).content.decode()


def test_an_invitation_that_was_taken_back_asks_nothing(client_of: ClientOf) -> None:
    one = asked()
    client = client_of(member(Role.ADVISOR, office=one.group.office))
    client.post(reverse("group-member-note", args=[one.group.ref, 1, "take_back"]))
    page = Client().get(reverse("group-invitation", args=[one.token])).content.decode()
    assert "Nothing is asked of you" in page


def test_friends_whom_a_member_named_are_offered_and_asked_once(client_of: ClientOf) -> None:
    application = ApplicationFactory()
    one = GroupMemberFactory(case=application.case)
    friend = GroupFriend.objects.create(application=application, name="Nadia", contact="+32470000099")
    user = member(Role.ADVISOR, office=one.group.office)
    client, find = client_of(user), reverse("group-find", args=[one.group.ref])
    assert "Nadia" in client.get(find).content.decode()
    client.post(reverse("group-invite-friend", args=[one.group.ref]), {"friend": friend.pk})
    invited = one.group.members.get(friend=friend)
    assert (invited.language, invited.contact) == (application.case.person.language, friend.contact)
    assert "Nadia" not in client.get(find).content.decode()
    by = actor_for_user(user)
    assert invite_named_friend(by=by, group=one.group, friend=friend) == invited
    assert Message.objects.filter(event="group_invitation").count() == 1


def test_written_once_more_a_day_later_and_a_few_times_at_most() -> None:
    one = asked()
    by = actor_for_user(member(Role.ADVISOR, office=one.group.office))
    with pytest.raises(ValidationError, match="today"):
        ask_again(by=by, member=one)
    long_ago = timezone.now() - timedelta(days=9)
    GroupMember.objects.update(created_at=long_ago)
    one.refresh_from_db()
    for _again in range(3):
        Message.objects.update(created_at=long_ago)
        ask_again(by=by, member=one)
    Message.objects.update(created_at=long_ago)
    with pytest.raises(ValidationError, match="several times"):
        ask_again(by=by, member=one)


def test_the_file_that_comes_later_is_found_and_makes_her_loan_known(client_of: ClientOf) -> None:
    one = asked()
    application = ApplicationFactory(case__office=one.group.office)
    person = application.case.person
    person.contacts.update(value="+32470000099")
    client = client_of(member(Role.ADVISOR, office=one.group.office))
    url = reverse("group-member-file", args=[one.group.ref, 1])
    assert application.case.ref in client.get(url).content.decode()
    client.post(url, {"file": application.case.ref})
    one.refresh_from_db()
    assert (one.case, one.person) == (application.case, person)
    assert application.case.events.filter(code="group.connected").exists()
    by = actor_for_user(member(Role.ADVISOR, office=one.group.office))
    with pytest.raises(ValidationError, match="somebody else"):
        connect_file(by=by, member=one, case=ApplicationFactory(case__office=one.group.office).case)


def test_somebody_with_a_file_gets_the_link_too_and_answers_there() -> None:
    group = GroupFactory()
    case = ApplicationFactory(case__office=group.office).case
    by = actor_for_user(member(Role.ADVISOR, office=group.office))
    one = add_member(by=by, group=group, case=case)
    assert Message.objects.get(event="group_invitation").address == case.person.contacts.get().value
    client, link = Client(), reverse("group-invitation", args=[one.token])
    client.post(reverse("group-invitation-code", args=[one.token]))
    client.post(link, {"code": code_sent()})
    client.post(reverse("group-invitation-answer", args=[one.token]), {"answer": "refuse"})
    one.refresh_from_db()
    assert one.state == "refused"
    with pytest.raises(ValidationError, match="no longer possible"):
        answer(by=by, member=one, name="join")
