"""Languages that are missing: demand beside what is spoken, and what one more speaker would change."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from advisors.matching import DEFAULT
from advisors.models import Advisor
from applicants.cases.matching import candidates_now
from applicants.cases.models import Case
from applicants.gaps.demand import RECENT, Cell, cells
from applicants.gaps.what_if import Change, change_by
from portal.actors import system
from portal.models import Office, User
from portal.roles import Role
from tests.factories import AdvisorFactory, CaseFactory, OfficeFactory, PersonFactory, SpokenLanguageFactory, member

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
ALL = system("test")


@pytest.fixture
def ghent() -> Office:
    office: Office = OfficeFactory(name="Ghent", code="ghent")
    return office


def asks(office: Office, *speaks: str, **fields: Any) -> Case:
    case: Case = CaseFactory(office=office, person=PersonFactory(speaks=list(speaks)), **fields)
    return case


def cell_of(language: str, office: Office) -> Cell:
    found = cells(ALL, [office], candidates_now(DEFAULT), DEFAULT)
    return next(cell for cell in found if cell.language == language)


def test_open_and_recent_files_are_counted_by_the_language_wished_first(ghent: Office) -> None:
    helper = AdvisorFactory(at=[ghent], speaks={"nl": "native"})
    asks(ghent, "ti", "ar")
    asks(ghent, "ti", advisor=helper, interpreter_needed=True)
    asks(ghent, "ti", stage="closed", outcome="loan")
    asks(ghent, "ti", stage="closed", outcome="loan", submitted_at=timezone.now() - RECENT * 2)
    asks(ghent, "ti", stage="running", advisor=helper, submitted_at=timezone.now() - RECENT * 2)
    CaseFactory(draft=True)
    cell = cell_of("ti", ghent)
    assert (cell.files, cell.waiting, cell.interpreter) == (4, 1, 1)


def test_who_named_no_language_is_counted_by_the_one_she_reads(ghent: Office) -> None:
    case = asks(ghent, "ti")
    case.person.languages.all().delete()
    assert cell_of("fa", ghent).files == 1


@pytest.mark.parametrize(
    ("advisors", "heat", "words"),
    [
        ([], 4, "nobody"),
        ([{"office": "other", "speaks": {"fa": "native"}}], 3, "by phone only"),
        ([{"office": "other", "speaks": {"fa": "native"}, "works_remotely": False}], 4, "nobody"),
        ([{"speaks": {"prs": "native"}}], 2, "a close language"),
        ([{"speaks": {"fa": "working"}, "capacity": 0}], 1, "1 speaks it, no room"),
        ([{"speaks": {"fa": "working"}}, {"speaks": {"fa": "native"}}], 0, "2 speak it"),
    ],
)
def test_how_well_it_is_spoken_there(advisors: list[dict[str, Any]], heat: int, words: str, ghent: Office) -> None:
    for told in advisors:
        office = OfficeFactory() if told.pop("office", "") else ghent
        AdvisorFactory(at=[office], **told)
    asks(ghent, "fa")
    cell = cell_of("fa", ghent)
    assert (cell.heat, cell.words) == (heat, words)


def change(office: Office, language: str, capacity: int) -> Change:
    people = candidates_now(DEFAULT)
    return change_by(ALL, people, DEFAULT, language=language, office=office, capacity=capacity)


def test_one_more_speaker_takes_as_many_as_she_has_room_for(ghent: Office) -> None:
    helper: Advisor = AdvisorFactory(at=[ghent], speaks={"nl": "native"}, capacity=9)
    for _ in range(2):
        asks(ghent, "ti")
    asks(ghent, "ti", advisor=helper, interpreter_needed=True)
    asks(ghent, "nl")
    asks(ghent, "ti", advisor=helper)  # nobody waits here
    assert change(ghent, "ti", 5) == Change(files=4, today=1, then=4, hers=3, waiting=2)
    assert change(ghent, "ti", 1).more == 1
    assert change(ghent, "so", 5) == Change(files=4, today=1, then=1, hers=0, waiting=0)


def test_she_helps_other_offices_by_phone(ghent: Office) -> None:
    asks(OfficeFactory(), "ti")
    assert change(ghent, "ti", 5).more == 1


def test_the_page_shows_picture_table_and_answer(ghent: Office, client_of: ClientOf) -> None:
    SpokenLanguageFactory(code="ti", name="Tigrinya")
    asks(ghent, "ti")
    client = client_of(member(Role.OFFICE_MANAGER, office=ghent))
    page = client.get(reverse("gaps")).content.decode()
    assert 'class="heat-4"' in page
    assert "What if there were one more?" in page
    page = client.get(reverse("gaps"), {"language": "ti", "office": "ghent", "capacity": "۲۰"}).content.decode()
    assert "One more advisor who speaks Tigrinya in Ghent would change this for 1 file." in page
    wrong = client.get(reverse("gaps"), {"language": "ti", "office": "elsewhere", "capacity": "0"})
    assert wrong.status_code == 200
    assert "would change this" not in wrong.content.decode()


def test_a_manager_sees_the_demand_of_her_offices_alone(ghent: Office, client_of: ClientOf) -> None:
    SpokenLanguageFactory(code="ti", name="Tigrinya")
    asks(OfficeFactory(), "ti")
    page = client_of(member(Role.OFFICE_MANAGER, office=ghent)).get(reverse("gaps")).content.decode()
    assert "Nobody has asked for anything yet" in page


def test_three_files_cost_as_many_queries_as_one(ghent: Office, client_of: ClientOf) -> None:
    client = client_of(member(Role.OFFICE_MANAGER, office=ghent))
    asked = {"language": "prs", "office": "ghent", "capacity": "3"}

    def more() -> int:
        asks(ghent, "prs")
        AdvisorFactory(at=[ghent], speaks={"ps": "native"})
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("gaps"), asked)
        return len(captured)

    more()  # the first page of a session asks more
    one = more()
    more()
    assert more() == one
