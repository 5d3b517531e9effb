"""Many files at once: the preview, what may be changed, line by line what became of it, and who is told."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from advisors.models import Absence, Advisor
from applicants.cases.models import Case, Route
from applicants.cases.reasons import reasons_in_words
from applicants.handover.actions import Order, hand_over
from applicants.handover.plan import QUEUE, STAY, plan_for
from portal.accounts.scope import actor_for_user
from portal.models import Message, Office, User
from portal.roles import Role
from tests.factories import AdvisorFactory, CaseFactory, OfficeFactory, PersonFactory, member

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]


@pytest.fixture
def ghent() -> Office:
    office: Office = OfficeFactory(name="Ghent", code="ghent")
    return office


@pytest.fixture
def leaving(ghent: Office) -> Advisor:
    advisor: Advisor = AdvisorFactory(at=[ghent], speaks={"ps": "native"}, user__name="Lina Aerts")
    return advisor


@pytest.fixture
def manager(ghent: Office) -> User:
    return member(Role.OFFICE_MANAGER, office=ghent)


def file_of(office: Office, advisor: Advisor | None, *speaks: str, **fields: Any) -> Case:
    case: Case = CaseFactory(
        office=office, advisor=advisor, person=PersonFactory(speaks=list(speaks) or ["ps"]), **fields
    )
    return case


def test_the_preview_is_the_batch_and_changes_nothing(ghent: Office, leaving: Advisor, manager: User) -> None:
    pashto = AdvisorFactory(at=[ghent], speaks={"ps": "fluent"}, capacity=1)
    dutch = AdvisorFactory(at=[ghent], speaks={"nl": "native"}, capacity=1)
    files = [file_of(ghent, leaving) for _ in range(3)]
    lines = plan_for(actor_for_user(manager), leaving)
    assert [line.proposed for line in lines] == [str(pashto.pk), str(dutch.pk), QUEUE]
    assert "speaks Ps (fluent)" in lines[0].reasons
    assert "with an interpreter" in lines[1].reasons
    assert "nobody has room at Ghent" in lines[2].reasons
    for line in lines:
        assert str(leaving.pk) not in [value.rstrip("!") for value, _words in line.choices]
        assert [value for value, _words in line.choices[-2:]] == [QUEUE, STAY]
    assert Case.objects.filter(advisor=leaving).count() == len(files)


def test_one_submit_gives_them_all_and_tells_everybody(
    ghent: Office, leaving: Advisor, manager: User, client_of: ClientOf
) -> None:
    new = AdvisorFactory(at=[ghent], speaks={"ps": "native"}, user__language="nl")
    files = [file_of(ghent, leaving, stage="intake", waiting_on="applicant") for _ in range(2)]
    stays = file_of(ghent, leaving)
    client, url = client_of(manager), reverse("hand-over", args=[leaving.pk])
    sent = {f"to_{case.ref}": str(new.pk) for case in files} | {f"to_{stays.ref}": STAY, "why": "leaves"}
    page = client.post(url, sent, follow=True).content.decode()
    assert "2 files are placed." in page
    assert "What was done" in page
    assert "What was done" not in client.get(url).content.decode()
    for case in files:
        case.refresh_from_db()
        assert (case.advisor, case.route, case.waiting_on, case.stage) == (new, Route.BY_HAND, "applicant", "intake")
        assert reasons_in_words(case, "en")[:2] == ["handed over by Lina Aerts (leaves)", "speaks Ps (native)"]
        assert [event.code for event in case.events.all()] == ["case.handed_over"]
    stays.refresh_from_db()
    assert stays.advisor == leaving
    to_her = Message.objects.filter(event="advisor_changed", language="fa")
    assert to_her.count() == 2
    to_advisor = Message.objects.get(event="files_handed_over")
    assert (to_advisor.address, to_advisor.language) == (new.user.email, "nl")
    assert "2 dossiers" in to_advisor.body
    assert "/nl/desk/cases/" in to_advisor.body


def test_a_file_can_go_to_the_queue_and_she_is_told(ghent: Office, leaving: Advisor, manager: User) -> None:
    case = file_of(ghent, leaving, stage="intake")
    running = file_of(ghent, leaving, stage="running", waiting_on="nobody")
    orders = [Order(case.ref, None), Order(running.ref, None)]
    assert not any(
        one.problem for one in hand_over(by=actor_for_user(manager), leaving=leaving, orders=orders, why="away")
    )
    case.refresh_from_db()
    running.refresh_from_db()
    assert (case.advisor, case.route, case.waiting_on) == (None, Route.QUEUE, "manager")
    assert (running.advisor, running.waiting_on) == (None, "nobody")
    assert Message.objects.filter(event="advisor_sought").count() == 2


def test_each_line_alone_is_done_or_says_why_not(ghent: Office, leaving: Advisor, manager: User) -> None:
    full = AdvisorFactory(at=[ghent], speaks={"ps": "native"}, capacity=1, user__name="Full Soon")
    away = AdvisorFactory(at=[ghent], speaks={"ps": "native"}, user__name="Away Now")
    gone = AdvisorFactory(at=[ghent], speaks={"ps": "native"}, user__is_active=False)
    Absence.objects.create(advisor=away, days=(timezone.localdate(), timezone.localdate() + timedelta(days=2)))
    files = [file_of(ghent, leaving) for _ in range(6)]
    taken = file_of(ghent, full)
    keys: list[Advisor] = [full, full, away, gone, leaving]
    full.capacity = 2
    full.save()
    orders = [Order(case.ref, one.pk) for case, one in zip(files, keys, strict=False)]
    orders += [Order(files[5].ref, away.pk, anyway=True), Order(taken.ref, away.pk), Order("nothere", full.pk)]
    outcomes = hand_over(by=actor_for_user(manager), leaving=leaving, orders=orders, why="away")
    assert [one.problem for one in outcomes] == [
        "",
        "Full Soon has no room any more. Please choose again.",
        "Away Now is away now. Please choose again.",
        "This advisor takes no files any more. Please choose again.",
        "This advisor takes no files any more. Please choose again.",
        "",
        "Somebody else has this file meanwhile, or it was closed.",
        "Somebody else has this file meanwhile, or it was closed.",
    ]
    assert [outcomes[0].advisor, outcomes[5].advisor, outcomes[7].number] == ["Full Soon", "Away Now", "–"]
    assert Case.objects.filter(advisor=leaving).count() == 4
    assert Message.objects.filter(event="files_handed_over").count() == 2


def test_undo_is_a_hand_over_again(ghent: Office, leaving: Advisor, manager: User) -> None:
    other = AdvisorFactory(at=[ghent], speaks={"ps": "native"})
    case, by = file_of(ghent, leaving), actor_for_user(manager)
    hand_over(by=by, leaving=leaving, orders=[Order(case.ref, other.pk)], why="away")
    hand_over(by=by, leaving=other, orders=[Order(case.ref, leaving.pk)], why="too_much")
    case.refresh_from_db()
    assert case.advisor == leaving


def test_the_morning_queue_is_placed_as_a_batch(ghent: Office, manager: User, client_of: ClientOf) -> None:
    waiting = [file_of(ghent, None, route="queue", waiting_on="manager") for _ in range(2)]
    new = AdvisorFactory(at=[ghent], speaks={"ps": "native"}, capacity=1)
    client, url = client_of(manager), reverse("queue-proposal")
    assert reverse("queue-proposal") in client.get(reverse("case-queue")).content.decode()
    form = client.get(url).context["form"]
    sent = {name: form[name].initial for name in form.fields}
    assert sorted(sent.values()) == sorted([str(new.pk), STAY])
    client.post(url, sent)
    placed = Case.objects.get(advisor=new)
    assert (placed.waiting_on, placed.route) == ("advisor", Route.BY_HAND)
    assert reasons_in_words(placed, "en")[0] == "from the proposal for the whole queue"
    assert Case.objects.filter(pk__in=[case.pk for case in waiting], advisor=None).count() == 1
    assert Message.objects.filter(event="advisor_assigned").count() == 1


def test_what_a_colleague_took_meanwhile_is_said(
    ghent: Office, leaving: Advisor, manager: User, client_of: ClientOf
) -> None:
    other = AdvisorFactory(at=[ghent], speaks={"ps": "native"}, capacity=1)
    case = file_of(ghent, leaving)
    Case.objects.filter(pk=case.pk).update(advisor=other)
    url = reverse("hand-over", args=[leaving.pk])
    page = client_of(manager).post(url, {f"to_{case.ref}": str(other.pk), "why": "away"}, follow=True).content.decode()
    assert "1 file could not be placed." in page
    assert "Somebody else has this file meanwhile" in page


def test_an_advisor_who_filled_up_is_named_not_called_an_invalid_choice(
    ghent: Office, leaving: Advisor, manager: User, client_of: ClientOf
) -> None:
    other = AdvisorFactory(at=[ghent], speaks={"ps": "native"}, capacity=1, user__name="Was Free")
    case = file_of(ghent, leaving)
    file_of(ghent, other)
    url = reverse("hand-over", args=[leaving.pk])
    page = client_of(manager).post(url, {f"to_{case.ref}": str(other.pk), "why": "away"}, follow=True).content.decode()
    assert "Was Free has no room any more. Please choose again." in page


def test_nonsense_is_an_error_on_its_line(ghent: Office, leaving: Advisor, manager: User, client_of: ClientOf) -> None:
    case = file_of(ghent, leaving)
    answer = client_of(manager).post(reverse("hand-over", args=[leaving.pk]), {f"to_{case.ref}": "x", "why": "away"})
    assert answer.status_code == 200
    assert "is-invalid" in answer.content.decode() or "invalid-feedback" in answer.content.decode()


def test_a_manager_sees_her_own_advisors_and_files_alone(
    ghent: Office, leaving: Advisor, manager: User, client_of: ClientOf
) -> None:
    elsewhere = OfficeFactory(name="Liège")
    stranger = AdvisorFactory(at=[elsewhere], user__name="From Elsewhere")
    hidden = file_of(elsewhere, leaving)
    client = client_of(manager)
    page = client.get(reverse("team")).content.decode()
    assert "Lina Aerts" in page
    assert "From Elsewhere" not in page
    assert client.get(reverse("hand-over", args=[stranger.pk])).status_code == 404
    assert hidden.ref not in client.get(reverse("hand-over", args=[leaving.pk])).content.decode()


def test_the_team_says_who_is_full_and_who_is_away(ghent: Office, manager: User, client_of: ClientOf) -> None:
    full = AdvisorFactory(at=[ghent], capacity=1)
    file_of(ghent, full)
    away = AdvisorFactory(at=[ghent])
    Absence.objects.create(advisor=away, days=(timezone.localdate(), timezone.localdate() + timedelta(days=2)))
    page = client_of(manager).get(reverse("team")).content.decode()
    for words in ("1 of 1", "full", "back on"):
        assert words in page


@pytest.mark.parametrize("name", ["team", "hand-over", "queue-proposal"])
def test_three_rows_cost_as_many_queries_as_one(
    name: str, ghent: Office, leaving: Advisor, manager: User, client_of: ClientOf
) -> None:
    client = client_of(manager)
    url = reverse(name, args=[leaving.pk] if name == "hand-over" else [])

    def more() -> int:
        AdvisorFactory(at=[ghent], speaks={"ps": "native", "nl": "fluent"})
        file_of(ghent, leaving)
        file_of(ghent, None)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        return len(captured)

    more()  # the first page of a session asks more
    one = more()
    more()
    assert more() == one
    assert one <= (12 if name == "team" else 19)  # a preview reads all that a match reads
