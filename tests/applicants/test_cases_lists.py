"""The lists of files: whose, in which order, narrowed by codes, with the same queries for any number of rows."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from advisors.models import Advisor
from applicants.cases.models import Case, Meeting, Route, Stage, WaitingOn
from applicants.cases.silence import is_silent
from applicants.models import ResidencePermit
from portal.models import Holiday, User
from portal.roles import Role
from tests.factories import AdvisorFactory, CaseFactory, OfficeFactory, PersonFactory, SpokenLanguageFactory, member

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
LIST, QUEUE = "case-list", "case-queue"
MONDAY = date(2026, 3, 2)


@pytest.fixture
def advisor() -> Advisor:
    return AdvisorFactory(at=[OfficeFactory(name="Ghent", code="ghent")])


def carried(advisor: Advisor, name: str, **fields: Any) -> Case:
    person = PersonFactory(full_name=name, latin_name="", speaks=fields.pop("speaks", ["prs"]))
    return CaseFactory(person=person, office=advisor.offices.get(), advisor=advisor, **fields)


def page(client: Client, name: str = LIST, **query: str) -> str:
    answer = client.get(reverse(name), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_advisor_begins_with_her_own_files_and_sees_her_offices(advisor: Advisor, client_of: ClientOf) -> None:
    carried(advisor, "Mine")
    CaseFactory(person__full_name="Colleague", office=advisor.offices.get())
    CaseFactory(person__full_name="Elsewhere")
    client = client_of(advisor.user)
    mine = page(client)
    assert "Mine" in mine
    assert "Colleague" not in mine
    office = page(client, of="office")
    assert "Mine" in office
    assert "Colleague" in office
    assert "Elsewhere" not in office


def test_new_files_stand_on_top_whatever_moved_since(advisor: Advisor, client_of: ClientOf) -> None:
    now = timezone.now()
    carried(advisor, "Fresh", stage_since=now - timedelta(days=2))
    carried(advisor, "Moved", stage=Stage.INTAKE, stage_since=now)
    carried(advisor, "Older", stage=Stage.INTAKE, stage_since=now - timedelta(days=9))
    shown = page(client_of(advisor.user))
    assert shown.index("Fresh") < shown.index("Moved") < shown.index("Older")


def test_drafts_and_closed_files_are_not_in_the_way(advisor: Advisor, client_of: ClientOf) -> None:
    carried(advisor, "Unsent", stage=Stage.DRAFT)
    carried(advisor, "Ended", stage=Stage.CLOSED, outcome="silent")
    client = client_of(advisor.user)
    assert "You have no files yet" in page(client)
    closed = page(client, stage="closed")
    assert "Ended" in closed
    assert "Unsent" not in page(client, stage="draft")


def test_filters_narrow_by_codes_and_ignore_what_they_do_not_know(advisor: Advisor, client_of: ClientOf) -> None:
    carried(advisor, "Dari speaker", stage=Stage.INTAKE, speaks=["prs", "ps"])
    carried(advisor, "Turkish speaker", stage=Stage.PROPOSED, waiting_on=WaitingOn.MANAGER, speaks=["tr"])
    client = client_of(advisor.user)
    for query, fits in (
        ({"language": "ps"}, "Dari"),
        ({"stage": "proposed"}, "Turkish"),
        ({"waiting": "manager"}, "Turkish"),
        ({"stage": "intake", "office": "ghent"}, "Dari"),
    ):
        shown = page(client, **query)
        assert [name for name in ("Dari", "Turkish") if f"{name} speaker" in shown] == [fits]
    both = page(client, language="klingon", stage="x", office="nowhere", after="rubbish")
    assert "Dari speaker" in both
    assert "Turkish speaker" in both
    assert "No file fits" in page(client, stage="running")


def test_counters_open_the_list_they_count(advisor: Advisor, client_of: ClientOf) -> None:
    carried(advisor, "One")
    carried(advisor, "Two", stage=Stage.INTAKE, waiting_on=WaitingOn.APPLICANT)
    client = client_of(advisor.user)
    shown = page(client)
    assert 'stage=new">New <span class="count">1</span>' in shown
    assert "Two" in page(client, of="mine", waiting="applicant")
    assert "One" not in page(client, of="mine", waiting="applicant")


def test_a_row_says_what_comes_next_and_until_when_she_may_stay(advisor: Advisor, client_of: ClientOf) -> None:
    case = carried(advisor, "Row", stage=Stage.INTAKE)
    ResidencePermit.objects.create(person=case.person, valid_until=date(2027, 5, 4))
    spoken = SpokenLanguageFactory(code="prs")
    for step, day, done in (("Later", 20, None), ("Sooner", 10, None), ("Past", 1, timezone.now())):
        Meeting.objects.create(
            case=case, at=timezone.now(), language=spoken, notes="x", next_step=step,
            next_step_on=date(2026, 9, day), next_step_done_at=done,
        )  # fmt: skip
    shown = page(client_of(advisor.user))
    assert "Sooner" in shown
    assert "Later" not in shown
    assert "Past" not in shown
    assert "2027" in shown


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("name", "query"), [(LIST, {}), (LIST, {"of": "office", "stage": "intake"}), (QUEUE, {})])
@pytest.mark.thorough
def test_lists_take_twelve_queries_at_most(
    name: str, query: dict[str, str], rows: int, advisor: Advisor, client_of: ClientOf
) -> None:
    user = member(Role.OFFICE_MANAGER, office=advisor.offices.get())
    advisor.user.memberships.all().delete()
    Advisor.objects.filter(pk=advisor.pk).update(user=user)
    for number in range(rows):
        for stage in (Stage.NEW, Stage.INTAKE):
            case = carried(Advisor.objects.get(pk=advisor.pk), f"{stage} {number}", stage=stage)
            ResidencePermit.objects.create(person=case.person, no_end=True)
        CaseFactory(office=advisor.offices.get(), route=Route.QUEUE)
    client = client_of(user)
    page(client, name, of="mine")
    with CaptureQueriesContext(connection) as captured:
        page(client, name, **({"of": "mine"} | query))
    assert len(captured) <= 12, "\n".join(query["sql"][:160] for query in captured.captured_queries)
    assert len(captured) == COUNTED.setdefault((name, tuple(query)), len(captured))


COUNTED: dict[tuple[str, tuple[str, ...]], int] = {}  # the first run of a list says how many, the second must agree


def test_the_next_page_goes_on_where_the_first_ended(advisor: Advisor, client_of: ClientOf) -> None:
    for number in range(32):
        since = datetime(2026, 3, 1, 12, number, tzinfo=timezone.get_current_timezone())
        carried(advisor, f"Nr{number:02}", stage=Stage.INTAKE, stage_since=since)
    client = client_of(advisor.user)
    answer = client.get(reverse(LIST))
    first = answer.content.decode()
    assert "Nr31" in first
    assert "Nr01" not in first
    second = page(client, after=answer.context["page"].next)
    assert "Nr31" not in second
    assert "Nr01" in second
    assert "Nr00" in second


def test_the_queue_is_the_managers_and_says_why(client_of: ClientOf) -> None:
    office = OfficeFactory(name="Liège")
    told = [{"code": "office_full", "params": {"office": office.pk}}]
    CaseFactory(person__full_name="Waiting one", office=office, route=Route.QUEUE, match_reasons=told)
    CaseFactory(person__full_name="Of another office", route=Route.QUEUE)
    manager = client_of(member(Role.OFFICE_MANAGER, office=office))
    shown = page(manager, QUEUE)
    assert "Waiting one" in shown
    assert "nobody has room at Liège" in shown
    assert "Of another office" not in shown
    assert "Of another office" in page(client_of(member(Role.HEAD_OFFICE)), QUEUE)
    assert client_of(AdvisorFactory(at=[office]).user).get(reverse(QUEUE)).status_code == 403
    Case.objects.update(advisor=AdvisorFactory(at=[office]))
    assert "Every file has an advisor" in page(manager, QUEUE)


def test_an_auditor_reads_lists_without_names(advisor: Advisor, client_of: ClientOf) -> None:
    carried(advisor, "Karimi")
    shown = page(client_of(member(Role.AUDITOR)))
    assert "Karimi" not in shown
    assert "K." in shown


def test_partners_and_persons_have_no_lists(client_of: ClientOf, client_of_person: Callable[..., Client]) -> None:
    for name in (LIST, QUEUE, "case-search"):
        assert client_of(member(Role.PARTNER)).get(reverse(name)).status_code == 403
        assert client_of_person(PersonFactory()).get(reverse(name)).status_code == 302


@pytest.mark.parametrize(
    ("days", "closed", "silent"),
    [
        (0, [], False),
        (3, [], False),
        (4, [], True),
        (4, [3], False),
        (5, [3], True),
        (5, [3, 4], False),
        (31, [], True),
    ],
)
def test_three_whole_working_days_without_a_word_are_too_long(days: int, closed: list[int], *, silent: bool) -> None:
    off = [date(2026, 3, day) for day in closed]
    today = MONDAY + timedelta(days=days)
    assert is_silent(MONDAY, today, weekdays=[1, 2, 3, 4, 5], closed=off) is silent


def test_silence_is_shown_in_red_by_the_offices_own_days(advisor: Advisor, client_of: ClientOf) -> None:
    carried(advisor, "Silent", stage=Stage.INTAKE, last_contact_at=timezone.now() - timedelta(days=9))
    client = client_of(advisor.user)
    assert 'class="status status-ask">' in page(client)
    today = timezone.localdate()
    for back in range(10):
        Holiday.objects.create(country="BE", day=today - timedelta(days=back), name="closed")
    assert 'class="status status-ask">' not in page(client)
