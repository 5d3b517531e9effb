"""Many matches at once, in transactions of their own: no advisor gets more than she can carry."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from applicants.cases.assigning import match_cases, take_case
from applicants.cases.models import Case
from portal.accounts.scope import actor_for_user
from portal.actors import Actor, system
from tests.factories import AdvisorFactory, CaseFactory, OfficeFactory, PersonFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.thorough]


def in_a_thread_of_its_own(case_id: int) -> int:
    try:
        return match_cases(by=system("test"), case_ids=[case_id])
    finally:
        connection.close()


def taken_in_a_thread(actor: Actor, case_id: int) -> int:
    try:
        take_case(by=actor, case=Case.objects.get(pk=case_id))
        return 1
    finally:
        connection.close()


def test_cases_matched_at_once_do_not_overfill_a_capacity() -> None:
    ghent = OfficeFactory()
    advisors = [AdvisorFactory(at=[ghent], speaks={"ps": "native"}, capacity=2) for _ in range(2)]
    cases = [CaseFactory(office=ghent, person=PersonFactory(speaks=["ps"])) for _ in range(8)]
    with ThreadPoolExecutor(max_workers=8) as pool:
        assert sum(pool.map(in_a_thread_of_its_own, [case.pk for case in cases])) == 8
    assert [advisor.cases.count() for advisor in advisors] == [2, 2]
    assert Case.objects.filter(route="queue").count() == 4


def test_one_case_matched_twice_at_once_is_placed_once() -> None:
    ghent = OfficeFactory()
    AdvisorFactory(at=[ghent], speaks={"ps": "native"})
    case = CaseFactory(office=ghent, person=PersonFactory(speaks=["ps"]))
    with ThreadPoolExecutor(max_workers=4) as pool:
        placed = list(pool.map(in_a_thread_of_its_own, [case.pk] * 4))
    assert sorted(placed) == [0, 0, 0, 1]
    assert case.events.filter(code="case.matched").count() == 1


def test_taking_and_matching_at_once_gives_one_advisor_and_no_deadlock() -> None:
    ghent = OfficeFactory()
    advisor = AdvisorFactory(at=[ghent], speaks={"ps": "native"})
    colleague = actor_for_user(AdvisorFactory(at=[ghent], speaks={"nl": "native"}).user)
    cases = [CaseFactory(office=ghent, person=PersonFactory(speaks=["ps"])) for _ in range(3)]
    with ThreadPoolExecutor(max_workers=6) as pool:
        work = [pool.submit(in_a_thread_of_its_own, case.pk) for case in cases]
        work += [pool.submit(taken_in_a_thread, colleague, case.pk) for case in cases]
        for done in work:
            done.result(timeout=30)
    # Who takes a file by hand has the last word, whichever came first.
    assert Case.objects.filter(advisor__user=colleague.id).count() == 3
    assert advisor.cases.count() == 0
