"""Saving a plan: versions, two at once, files that are closed. Nobody's figures are lost."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from threading import Barrier
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from applicants.models import Answer, Case, Event, Plan, PlanRemark, PlanVersion
from applicants.plans.actions import ChangedMeanwhile, begin_plan, finish_remark, remark, save_page, save_when
from applicants.plans.figures import Line
from portal.actors import Actor, system
from portal.models import Entry
from tests.factories import CaseFactory

pytestmark = pytest.mark.django_db

HERSELF = Actor(kind="person", id=7, language="fa")
ADVISOR = system("advisor")


def begun(case: Case | None = None) -> Plan:
    return begin_plan(by=HERSELF, case=case or CaseFactory(), monthly={"sales": Decimal(900), "costs": Decimal(300)})


def lines(*amounts: int) -> list[Line]:
    return [Line(f"l{number}", f"Line {number}", Decimal(amount)) for number, amount in enumerate(amounts, 1)]


def amounts_of(plan: Plan, page: str) -> list[Decimal]:
    return [line.amount for line in Plan.objects.get(pk=plan.pk).newest.figures.of(page)]


def test_a_plan_begins_with_a_few_answers_and_what_the_journey_asked() -> None:
    case = CaseFactory()
    told: list[tuple[str, str, Any]] = [
        ("start-costs", "lines", [["A machine", "900.00"]]),
        ("start-sources", "own", "400.00"),
    ]
    for step, field, value in told:
        Answer.objects.create(case=case, step=step, field=field, question="?", language="en", value=value, typed_by="x")

    figures = begun(case).newest.figures

    assert [(line.key, line.amount) for line in figures.of("sales")] == [("sales", Decimal(900))]
    assert figures.of("household") == ()
    assert [(line.name, line.amount) for line in figures.of("start")] == [("A machine", Decimal(900))]
    assert [(line.key, line.amount) for line in figures.of("sources")] == [("known-own", Decimal(400))]
    assert figures.begins.day == 1
    assert figures.begins > date.today()  # noqa: DTZ011 - next month in any zone
    assert Event.objects.get(case=case).code == "plan.begun"


def test_beginning_twice_is_once() -> None:
    plan = begun()

    again = begin_plan(by=ADVISOR, case=plan.case, monthly={"sales": Decimal(1)})

    assert again == plan
    assert amounts_of(plan, "sales") == [Decimal(900)]


def test_each_saving_is_a_version_that_says_who() -> None:
    plan = begun()

    save_page(by=ADVISOR, plan=plan, page="costs", base=1, lines=lines(250, 70))

    assert [(v.number, v.page, v.made_by) for v in plan.versions.all()] == [
        (2, "costs", ADVISOR.key),
        (1, "", HERSELF.key),
    ]
    assert [line.amount for line in plan.at(1).figures.of("costs")] == [Decimal(300)]
    assert Entry.objects.of(PlanVersion.objects.get(number=2)).count() == 1, "on record like every change"


def test_nothing_changed_is_no_version() -> None:
    plan = begun()

    save_page(by=ADVISOR, plan=plan, page="costs", base=1, lines=plan.newest.figures.of("costs"))

    assert plan.versions.count() == 1


def test_two_pages_from_the_same_version_both_stay() -> None:
    plan = begun()

    save_page(by=HERSELF, plan=plan, page="costs", base=1, lines=lines(250))
    save_page(by=ADVISOR, plan=plan, page="household", base=1, lines=lines(400))
    save_when(by=ADVISOR, plan=plan, base=1, months=24, begins=date(2027, 3, 9))

    assert amounts_of(plan, "costs") == [Decimal(250)]
    assert amounts_of(plan, "household") == [Decimal(400)]
    assert (plan.newest.figures.months, plan.newest.figures.begins) == (24, date(2027, 3, 1))


def test_the_same_page_from_the_same_version_is_not_overwritten() -> None:
    plan = begun()
    save_page(by=HERSELF, plan=plan, page="costs", base=1, lines=lines(250))

    with pytest.raises(ChangedMeanwhile) as refused:
        save_page(by=ADVISOR, plan=plan, page="costs", base=1, lines=lines(999))

    assert refused.value.now.number == 2
    assert amounts_of(plan, "costs") == [Decimal(250)]
    save_page(by=ADVISOR, plan=plan, page="costs", base=2, lines=lines(999))  # having seen it
    assert amounts_of(plan, "costs") == [Decimal(999)]


def test_both_saved_the_same_is_no_quarrel() -> None:
    plan = begun()
    save_page(by=HERSELF, plan=plan, page="costs", base=1, lines=lines(250))

    save_page(by=ADVISOR, plan=plan, page="costs", base=1, lines=lines(250))

    assert plan.versions.count() == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("page", ["costs", "household"])
def test_client_and_advisor_press_save_at_the_same_moment(page: str) -> None:
    """On one page one of them is told; on two pages both are kept."""
    plan = begun()
    ready = Barrier(2)

    def save(by: Actor, of_page: str, amount: int) -> str:
        mine = Plan.objects.get(pk=plan.pk)
        ready.wait(timeout=10)
        try:
            save_page(by=by, plan=mine, page=of_page, base=1, lines=lines(amount))
        except ChangedMeanwhile:
            return "told"
        finally:
            connection.close()
        return "saved"

    with ThreadPoolExecutor(2) as pool:
        hers = pool.submit(save, HERSELF, "costs", 250)
        his = pool.submit(save, ADVISOR, page, 999)
        outcomes = sorted([hers.result(timeout=20), his.result(timeout=20)])

    if page == "costs":
        assert outcomes == ["saved", "told"]
        assert amounts_of(plan, "costs") in ([Decimal(250)], [Decimal(999)])
    else:
        assert outcomes == ["saved", "saved"]
        assert (amounts_of(plan, "costs"), amounts_of(plan, page)) == ([Decimal(250)], [Decimal(999)])


def test_a_plan_has_a_length_that_we_offer() -> None:
    with pytest.raises(ValidationError, match="12, 24 or 36"):
        save_when(by=HERSELF, plan=begun(), base=1, months=13, begins=date(2027, 1, 1))


@pytest.mark.parametrize(("stage", "words"), [("draft", "not been sent"), ("closed", "is closed")])
def test_a_file_that_is_not_open_takes_no_figures(stage: str, words: str) -> None:
    plan = begun()
    Case.objects.filter(pk=plan.case.pk).update(stage=stage, outcome="silent" if stage == "closed" else "")
    plan.case.refresh_from_db()

    with pytest.raises(ValidationError, match=words):
        save_page(by=HERSELF, plan=plan, page="costs", base=1, lines=lines(1))
    with pytest.raises(ValidationError, match=words):
        remark(by=ADVISOR, plan=plan, page="costs", text="Hello")


def test_a_remark_is_told_once_and_can_be_done_with() -> None:
    plan = begun()

    first = remark(by=ADVISOR, plan=plan, page="costs", text="And the taxes?")
    again = remark(by=ADVISOR, plan=plan, page="costs", text="And the taxes?")
    finish_remark(by=HERSELF, remark=first)
    finish_remark(by=HERSELF, remark=first)

    assert again == first
    assert PlanRemark.objects.get().done_at is not None
    assert [event.code for event in Event.objects.filter(case=plan.case)].count("plan.remarked") == 1
