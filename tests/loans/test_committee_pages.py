"""The pages of a committee, from planning a session to its minutes."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from loans.committees.actions import vote
from loans.models import AgendaItem, Application, CommitteeSession, LevelLimit
from portal.accounts.scope import actor_for_user
from portal.models import User
from portal.roles import Role
from tests.factories import CommitteeSessionFactory, member
from tests.loans.stages import proposed
from tests.loans.test_committees import Board, board

ClientOf = Callable[[User], Client]
pytestmark = pytest.mark.django_db


def page(client: Client, name: str, *arguments: Any) -> str:
    return client.get(reverse(name, args=arguments)).content.decode()


def test_planned_put_on_the_agenda_voted_closed_and_signed(client_of: ClientOf) -> None:
    one = board()
    head = client_of(User.objects.get(pk=one.chair.id))
    day = (timezone.localdate() + timedelta(days=3)).isoformat()
    form = {"committee": one.session.committee_id, "kind": "meeting", "day": day, "hour": "10:00", "place": "Ghent"}
    head.post(reverse("committee-plan"), form)
    made = CommitteeSession.objects.latest("pk")
    assert timezone.localtime(made.at).hour == 10
    head.post(reverse("committee-item-off", args=[one.session.ref, 1]))
    ref = one.stage.application.ref
    head.post(reverse("committee-agenda-add"), {"session": made.ref, "application": ref})
    assert "3 more votes are needed." in page(head, "committee-session", made.ref)
    item = AgendaItem.objects.get(session=made)
    answer = head.post(reverse("committee-item", args=[made.ref, 1]), {"choice": "for", "word": "Fine"})
    assert answer["Location"] == reverse("committee-session", args=[made.ref])
    for by in one.others[:2]:
        vote(by=by, item=item, choice="for")
    assert "you voted: in favour" in page(head, "committee-session", made.ref)
    close = reverse("committee-item-close", args=[made.ref, 1])
    shown = head.post(close, {"do": "approve", "preview": "1", "approve-conditions": "A lease"}).content.decode()
    assert 'class="notice"' in shown
    assert one.state == "proposed"
    head.post(close, {"do": "approve", "approve-conditions": "A lease"})
    assert one.state == "approved"
    minutes = page(head, "committee-minutes", made.ref)
    assert "not signed off yet" in minutes
    assert "A lease" in minutes
    answer = head.post(reverse("committee-sign-off", args=[made.ref]), {"notes": "We met."}, follow=True)
    assert "The minutes are signed off." in answer.content.decode()
    assert head.get(reverse("committee-minutes-paper", args=[made.ref]))["Content-Type"] == "application/pdf"


def test_what_the_votes_do_not_allow_is_not_offered(client_of: ClientOf) -> None:
    one = board()
    head, manager = client_of(User.objects.get(pk=one.chair.id)), client_of(one.stage.manager)
    text = page(head, "committee-item-close", one.session.ref, 1)
    assert 'value="defer"' in text
    assert 'value="approve"' not in text
    assert "Only who chairs the committee does this." in page(manager, "committee-item-close", one.session.ref, 1)
    answer = head.post(reverse("committee-item-close", args=[one.session.ref, 1]), {"do": "approve"}, follow=True)
    assert "The votes say otherwise" in answer.content.decode()


def test_who_may_not_vote_reads_why(client_of: ClientOf) -> None:
    one = board()
    text = page(client_of(one.stage.advisor), "committee-item", one.session.ref, 1)
    assert "You proposed this loan." in text
    assert 'name="choice"' not in text
    stranger = client_of(member(Role.HEAD_OFFICE))
    assert "Only members of the committee vote." in page(stranger, "committee-item", one.session.ref, 1)


def test_the_page_of_a_decision_shows_the_votes_or_puts_it_on_an_agenda(client_of: ClientOf) -> None:
    one = board()
    for level in (1, 2):
        LevelLimit.objects.create(level=level, up_to=1000)
    manager, url = client_of(one.stage.manager), reverse("application-decide", args=[one.stage.application.ref])
    one.votes("for")
    text = manager.get(url).content.decode()
    assert "The committee decides on this loan." in text
    assert "Because" in text
    manager.post(reverse("committee-item-off", args=[one.session.ref, 1]))
    assert "Put on the agenda of a committee" in manager.get(url).content.decode()
    sent = {"session": one.session.ref, "application": one.stage.application.ref, "back": "application"}
    assert manager.post(reverse("committee-agenda-add"), sent)["Location"] == url
    assert AgendaItem.objects.filter(outcome="").count() == 1


def test_nothing_chosen_is_a_sentence(client_of: ClientOf) -> None:
    answer = client_of(member(Role.HEAD_OFFICE)).post(reverse("committee-agenda-add"), follow=True)
    assert "Please choose an application and a session." in answer.content.decode()


def test_a_point_of_another_office_is_a_number_without_a_name(client_of: ClientOf) -> None:
    one = board()
    one.session.committee.office = None
    one.session.committee.save()
    stage = proposed()
    put(one, stage.application)
    text = page(client_of(stage.manager), "committee-session", one.session.ref)
    assert stage.application.case.person.full_name in text
    assert one.stage.application.case.person.full_name not in text
    assert client_of(stage.manager).get(reverse("committee-item", args=[one.session.ref, 1])).status_code == 404


def put(one: Board, application: Application) -> None:
    AgendaItem.objects.create(
        session=one.session, application=application, number=2, added_by=User.objects.get(pk=one.chair.id)
    )


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_ask_the_same_number_of_questions(client_of: ClientOf, django_assert_num_queries: Any, rows: int) -> None:
    one = board()
    one.votes("for", "against")
    for number in range(1, rows):
        CommitteeSessionFactory(committee=one.session.committee)
        AgendaItem.objects.create(
            session=one.session, application=proposed().application, number=number + 1, added_by=one.stage.manager
        )
    client = client_of(member(Role.HEAD_OFFICE))
    for name, arguments, most in (("committee-sessions", [], 5), ("committee-session", [one.session.ref], 11)):
        client.get(reverse(name, args=arguments))
        with django_assert_num_queries(most):
            client.get(reverse(name, args=arguments))


def test_an_actor_of_the_committee_sees_its_sessions(client_of: ClientOf) -> None:
    one = board()
    far = User.objects.get(pk=one.others[1].id)
    assert CommitteeSession.objects.visible_to(actor_for_user(far)).count() == 1
    assert client_of(far).get(reverse("committee-item", args=[one.session.ref, 1])).status_code == 200
