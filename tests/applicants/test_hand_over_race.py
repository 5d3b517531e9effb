"""Two batches at once, and an advisor who goes away during a match: real transactions, one after the other."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from time import sleep
from typing import TypeVar

import pytest
from django.db import connection, transaction
from django.utils import timezone

from advisors.models import Advisor
from advisors.own.actions import add_absence
from advisors.places import hold_places
from advisors.rulebook.actions import set_rules
from applicants.cases.assigning import match_cases
from applicants.cases.models import Case
from applicants.handover.actions import Order, Outcome, hand_over
from portal.accounts.scope import actor_for_user
from portal.actors import system
from portal.roles import Role
from tests.factories import AdvisorFactory, CaseFactory, OfficeFactory, PersonFactory, member

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.thorough]
BY = system("test")
T = TypeVar("T")


def closing(work: Callable[[], T]) -> Callable[[], T]:
    def run() -> T:
        try:
            return work()
        finally:
            connection.close()

    return run


def go_away(advisor: Advisor) -> None:
    today = timezone.localdate()
    add_absence(by=BY, advisor=advisor, first=today, last=today + timedelta(days=3))


def waits(future: Future[T]) -> bool:
    sleep(0.4)
    return not future.done()


def test_two_hand_overs_of_the_same_files_give_each_once() -> None:
    ghent = OfficeFactory()
    leaving = AdvisorFactory(at=[ghent])
    first, second = (AdvisorFactory(at=[ghent], speaks={"ps": "native"}, capacity=3) for _ in range(2))
    files = [CaseFactory(office=ghent, advisor=leaving, person=PersonFactory(speaks=["ps"])) for _ in range(3)]
    by = actor_for_user(member(Role.OFFICE_MANAGER, office=ghent))

    def give_to(advisor: Advisor) -> list[Outcome]:
        return hand_over(by=by, leaving=leaving, orders=[Order(case.ref, advisor.pk) for case in files], why="away")

    with ThreadPoolExecutor(max_workers=2) as pool:
        outcomes = [
            pool.submit(closing(lambda advisor=advisor: give_to(advisor)))  # type: ignore[misc]  # bound now
            for advisor in (first, second)
        ]
        done = [sum(not line.problem for line in one.result(timeout=30)) for one in outcomes]
    assert sorted(done) == [0, 3]
    assert sorted(advisor.cases.count() for advisor in (first, second)) == [0, 3]


def test_a_hand_over_and_a_match_do_not_overfill_anybody() -> None:
    ghent = OfficeFactory()
    leaving = AdvisorFactory(at=[ghent], speaks={"nl": "native"}, capacity=2)
    only = AdvisorFactory(at=[ghent], speaks={"ps": "native"}, capacity=2)
    files = [CaseFactory(office=ghent, advisor=leaving, person=PersonFactory(speaks=["ps"])) for _ in range(2)]
    for _ in range(2):
        CaseFactory(office=ghent, person=PersonFactory(speaks=["ps"]))
    by = actor_for_user(member(Role.OFFICE_MANAGER, office=ghent))
    orders = [Order(case.ref, only.pk) for case in files]
    with ThreadPoolExecutor(max_workers=2) as pool:
        batch = pool.submit(closing(lambda: hand_over(by=by, leaving=leaving, orders=orders, why="away")))
        match = pool.submit(closing(lambda: match_cases(by=BY)))
        batch.result(timeout=30)
        assert match.result(timeout=30) == 2
    assert only.cases.count() == 2


def test_who_goes_away_during_a_match_waits_for_it_and_the_next_match_knows() -> None:
    ghent = OfficeFactory()
    advisor = AdvisorFactory(at=[ghent], speaks={"ps": "native"})
    case = CaseFactory(office=ghent, person=PersonFactory(speaks=["ps"]))
    with ThreadPoolExecutor(max_workers=1) as pool:
        with transaction.atomic():
            match_cases(by=BY)
            going = pool.submit(closing(lambda: go_away(advisor)))
            assert waits(going)
        going.result(timeout=30)
    assert Case.objects.get(pk=case.pk).advisor == advisor
    later = CaseFactory(office=ghent, person=PersonFactory(speaks=["ps"]))
    match_cases(by=BY)
    assert Case.objects.get(pk=later.pk).advisor is None


def test_a_match_waits_for_who_is_just_going_away() -> None:
    ghent = OfficeFactory()
    advisor = AdvisorFactory(at=[ghent], speaks={"ps": "native"})
    case = CaseFactory(office=ghent, person=PersonFactory(speaks=["ps"]))
    with ThreadPoolExecutor(max_workers=1) as pool:
        with transaction.atomic():
            go_away(advisor)
            match = pool.submit(closing(lambda: match_cases(by=BY)))
            assert waits(match)
        assert match.result(timeout=30) == 1
    assert Case.objects.get(pk=case.pk).advisor is None


def test_two_changes_of_the_rules_are_two_versions() -> None:
    with ThreadPoolExecutor(max_workers=2) as pool:
        both = [pool.submit(closing(lambda: set_rules(by=BY).version)) for _ in range(2)]
        assert sorted(one.result(timeout=30) for one in both) == [1, 2]
    with transaction.atomic():
        hold_places()
