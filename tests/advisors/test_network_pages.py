"""The pages of the network: who sees and does what there, filters, search, queries, the weekly mail."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from advisors.models import Practice
from advisors.network import actions
from advisors.network.digest import send_weekly
from advisors.network.queries import home, near
from portal.models import Message, User
from portal.roles import Role
from tests.advisors.practices import actor, advisor_at, head_office, in_test, place, proven, referent
from tests.factories import OfficeFactory, PracticeFactory, RegionFactory, member

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]


def shown(client: Client, name: str, *arguments: str, **query: str) -> str:
    answer = client.get(reverse(name, args=arguments), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_narrows_by_codes_and_sorts(client_of: ClientOf) -> None:
    office = OfficeFactory(code="ghent")
    in_test(office, title="Tea on the market", language="nl", shelf="find")
    PracticeFactory(title="A small loan first", language="fr", shelf="finance")
    PracticeFactory(title="Gone", state="retired")
    client = client_of(advisor_at(office))
    for query, seen, hidden in (
        ({}, "A small loan first", "Gone"),
        ({"language": "nl"}, "Tea", "A small loan"),
        ({"shelf": "finance"}, "A small loan", "Tea"),
        ({"office": "ghent"}, "Tea", "A small loan"),
        ({"state": "retired"}, "Gone", "Tea"),
        ({"state": "nonsense"}, "Tea", "Gone"),
    ):
        page = shown(client, "practice-list", **query)
        assert seen in page, query
        assert hidden not in page, query
    by_title = shown(client, "practice-list", sort="title")
    assert by_title.index("A small loan first") < by_title.index("Tea on the market")


def test_words_are_searched_in_the_body_of_a_post(client_of: ClientOf) -> None:
    PracticeFactory(title="One", tried="Voice messages in Urdu")
    PracticeFactory(title="Two", tried="Flyers in Urdu")
    client = client_of(advisor_at(OfficeFactory()))
    page = client.post(reverse("practice-list"), {"q": "urdu VOICE"}).content.decode()
    assert "One" in page
    assert "Two" not in page
    assert "No practice fits" in client.post(reverse("practice-list"), {"q": "fax"}).content.decode()


def test_pages_follow_each_other(client_of: ClientOf) -> None:
    PracticeFactory.create_batch(21)
    client = client_of(advisor_at(OfficeFactory()))
    first = client.get(reverse("practice-list"))
    assert len(first.context["rows"]) == 20
    second = client.get(reverse("practice-list"), {"after": first.context["page"].next})
    assert len(second.context["rows"]) == 1


@pytest.mark.parametrize("name", ["network", "practice-list", "network-regions"])
def test_the_same_queries_for_any_number_of_rows(name: str, client_of: ClientOf) -> None:
    office = OfficeFactory()
    client = client_of(advisor_at(office))
    counts = []
    for more in (1, 2):
        for _row in range(more):
            region = RegionFactory()
            place(OfficeFactory(), region)
            referent(region=region)
            in_test(office)
        shown(client, name)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            shown(client, name)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12


def test_the_page_of_a_practice_asks_no_more_for_more(client_of: ClientOf) -> None:
    office = OfficeFactory()
    practice = proven(office)
    client, by = client_of(advisor_at(office)), head_office()
    counts = []
    for more in (1, 2):
        for _row in range(more):
            another = OfficeFactory()
            actions.comment(by=by, practice=practice, text="Good")
            actions.use(by=by, practice=practice, office=another, since=timezone.localdate())
            actions.join_test(by=by, practice=practice, office=another, begins=timezone.localdate())
        shown(client, "practice", practice.ref)
        with CaptureQueriesContext(connection) as queries:
            shown(client, "practice", practice.ref)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 15


def test_an_auditor_reads_and_is_offered_nothing(client_of: ClientOf) -> None:
    practice = proven(OfficeFactory())
    client = client_of(member(Role.AUDITOR))
    page = shown(client, "practice", practice.ref)
    for button in ("Retire it", "We use this", "Send the comment", "Change the text", "Write the results"):
        assert button not in page
    assert client.post(reverse("practice-comment", args=[practice.ref]), {"text": "Hello"}).status_code == 403
    assert "Propose a practice" not in shown(client, "network")


def test_a_partner_is_refused(client_of: ClientOf) -> None:
    practice = PracticeFactory()
    assert client_of(member(Role.PARTNER)).get(reverse("practice", args=[practice.ref])).status_code == 403


def test_the_tab_counts_what_is_unread_and_reading_empties_it(client_of: ClientOf) -> None:
    practice = PracticeFactory()
    client = client_of(advisor_at(OfficeFactory()))
    assert '<span class="count">1' in shown(client, "practice-list")
    client.post(reverse("practice-read", args=[practice.ref]))
    assert '<span class="count">' not in shown(client, "practice-list")
    actions.comment(by=head_office(), practice=practice, text="News")
    assert '<span class="count">1' in shown(client, "network")
    client.post(reverse("practice-read-all"))
    assert "You have read everything." in shown(client, "network")


def test_a_refusal_stands_in_the_form_and_nothing_typed_is_lost(client_of: ClientOf) -> None:
    office = OfficeFactory()
    practice = in_test(office, people=0)
    address = reverse("practice-results", args=[practice.ref, office.code])
    answer = client_of(advisor_at(office)).post(address, {"people": "٥", "salaried": "2", "words": "Two found work."})
    page = answer.content.decode()
    assert "do not add up" in page
    assert "Two found work." in page


def test_who_does_not_steer_is_sent_back_from_a_move(client_of: ClientOf) -> None:
    practice = PracticeFactory()
    client = client_of(advisor_at(OfficeFactory()))
    answer = client.post(reverse("practice-move", args=[practice.ref, "retire"]), {"reason": "x"}, follow=True)
    assert "not for you" in answer.content.decode()
    assert client.get(reverse("practice-move", args=[practice.ref, "fly"])).status_code == 404
    practice.refresh_from_db()
    assert practice.state == "proposed"


def test_only_who_wrote_it_or_steers_changes_the_text(client_of: ClientOf) -> None:
    author, other = advisor_at(OfficeFactory()), advisor_at(OfficeFactory())
    practice = PracticeFactory(author=author)
    told = {"language": "fr", "shelf": "support", "title": "Thé", "question": "Qui ?", "tried": "Du thé."}
    address = reverse("practice-edit", args=[practice.ref])
    assert client_of(other).post(address, told).status_code == 302
    assert Practice.objects.get().title != "Thé"
    client_of(author).post(address, told)
    assert (Practice.objects.get().title, Practice.objects.get().language) == ("Thé", "fr")


def test_near_are_the_offices_of_her_region() -> None:
    region, own, neighbour, far = RegionFactory(), OfficeFactory(), OfficeFactory(), OfficeFactory()
    place(own, region)
    place(neighbour, region)
    here, there = in_test(neighbour), in_test(far)
    by = actor(advisor_at(own))
    assert near(by) == {own.pk, neighbour.pk}
    assert [row.pk for row in home(by)["tried"]] == [here.pk]
    assert {row.pk for row in home(head_office())["tried"]} == {here.pk, there.pk}


def test_gaps_are_on_the_first_page(client_of: ClientOf) -> None:
    RegionFactory(name="Limburg")
    referent(region=RegionFactory(name="Flanders"))
    page = shown(client_of(advisor_at(OfficeFactory())), "network")
    assert "Limburg" in page
    assert "Flanders" not in page


def test_the_weekly_mail_goes_once_to_who_has_something_unread_in_her_language() -> None:
    reader = advisor_at(OfficeFactory(), language="nl", email="reader@example.org")
    off, up_to_date = (advisor_at(OfficeFactory(), email=f"{name}@example.org") for name in ("off", "up"))
    practice = PracticeFactory(title="Thee op de markt", author=member(Role.AUDITOR))
    PracticeFactory(title="Old", news_at=timezone.now() - timedelta(days=9), author=practice.author)
    actions.choose_digest(by=actor(off), wanted=False)
    actions.read(by=actor(up_to_date), practices=[practice])
    assert [send_weekly(), send_weekly()] == [1, 1]
    message = Message.objects.get(event="practices_new")
    assert (message.address, message.language) == (reader.email, "nl")
    assert "Thee op de markt" in message.body
    assert f"/nl/desk/network/practices/{practice.ref}/" in message.body
    assert "Old" not in message.body


def test_the_mail_is_turned_off_and_on(client_of: ClientOf) -> None:
    client = client_of(advisor_at(OfficeFactory()))
    assert "Turn the mail off" in shown(client, "network")
    client.post(reverse("practice-digest"), {"wanted": "no"})
    assert "Turn the mail on" in shown(client, "network")
    client.post(reverse("practice-digest"), {"wanted": "yes"})
    assert "Turn the mail off" in shown(client, "network")


def test_the_page_says_who_has_read_it_as_it_stands_now(client_of: ClientOf) -> None:
    practice, reader = PracticeFactory(), advisor_at(OfficeFactory(), name="Rozan Aziz")
    actions.read(by=actor(reader), practices=[practice])
    client = client_of(advisor_at(OfficeFactory()))
    assert "<bdi>Rozan Aziz</bdi>" in client.get(reverse("practice", args=[practice.ref])).content.decode()
    actions.comment(by=head_office(), practice=practice, text="News")
    assert "Rozan Aziz" not in client.get(reverse("practice", args=[practice.ref])).content.decode()


def test_an_advisor_chooses_on_her_own_page_too_and_stays_there(client_of: ClientOf) -> None:
    client = client_of(advisor_at(OfficeFactory()))
    assert "Turn the mail off" in shown(client, "own")
    answer = client.post(reverse("practice-digest"), {"wanted": "no", "back": "own"})
    assert answer["Location"] == reverse("own")
    assert "Turn the mail on" in shown(client, "own")
