"""How a submitted case finds its advisor: the routes, the reasons, the messages."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from advisors.models import Absence, Advisor, SpokenLanguage
from applicants.cases.assigning import match_cases, name_advisor
from applicants.cases.choosing import choices_for
from applicants.cases.matching import ranked
from applicants.cases.models import Case, Route, WaitingOn
from applicants.cases.reasons import reasons_in_words
from applicants.tasks import match_case, match_waiting
from portal.actors import system
from portal.models import Office
from portal.outbox.models import Message
from tests.factories import AdvisorFactory, CaseFactory, OfficeFactory, PersonFactory

pytestmark = pytest.mark.django_db
BY = system("test")


@pytest.fixture
def ghent() -> Office:
    return OfficeFactory(name="Ghent", code="ghent")


def case_at(office: Office, *speaks: str, **fields: Any) -> Case:
    return CaseFactory(office=office, person=PersonFactory(speaks=list(speaks) or ["ps"]), **fields)


def matched(case: Case) -> Case:
    match_case(case.pk)
    case.refresh_from_db()
    return case


def test_her_language_at_her_office_comes_first(ghent: Office) -> None:
    AdvisorFactory(at=[OfficeFactory()], speaks={"ps": "native"})
    here = AdvisorFactory(at=[ghent], speaks={"ps": "working"})
    case = matched(case_at(ghent))
    assert (case.advisor, case.route, case.interpreter_needed) == (here, Route.LANGUAGE, False)
    assert case.waiting_on == WaitingOn.ADVISOR
    assert case.match_rules == "1"


def test_without_one_another_office_helps_by_phone(ghent: Office) -> None:
    AdvisorFactory(at=[ghent], speaks={"nl": "native"})
    away = AdvisorFactory(at=[OfficeFactory()], speaks={"ps": "native"})
    case = matched(case_at(ghent))
    assert (case.advisor, case.route, case.office) == (away, Route.REMOTE, ghent)


def test_without_that_her_office_with_an_interpreter(ghent: Office) -> None:
    here = AdvisorFactory(at=[ghent], speaks={"nl": "native"}, capacity=5)
    AdvisorFactory(at=[ghent], speaks={"nl": "native"}, capacity=4)
    AdvisorFactory(at=[OfficeFactory()], speaks={"ps": "native"}, works_remotely=False)
    case = matched(case_at(ghent))
    assert (case.advisor, case.route, case.interpreter_needed) == (here, Route.INTERPRETER, True)
    assert "with an interpreter" in reasons_in_words(case, "en")


def test_without_room_anywhere_it_waits_for_the_manager(ghent: Office) -> None:
    full = AdvisorFactory(at=[ghent], speaks={"ps": "native"}, capacity=0)
    case = matched(case_at(ghent))
    assert (case.advisor, case.route, case.waiting_on) == (None, Route.QUEUE, WaitingOn.MANAGER)
    assert full.cases.count() == 0
    assert "nobody has room at Ghent" in reasons_in_words(case, "en")
    assert list(case.events.values_list("code", flat=True)) == ["case.queued"]
    assert not Message.objects.exists()


def test_nobody_at_all_is_still_somebodys_queue(ghent: Office) -> None:
    assert matched(case_at(ghent)).route == Route.QUEUE


def test_who_is_away_today_gets_nothing(ghent: Office) -> None:
    today = timezone.localdate()
    away = AdvisorFactory(at=[ghent], speaks={"ps": "native"})
    Absence.objects.create(advisor=away, days=(today, today + timedelta(days=3)))
    there = AdvisorFactory(at=[ghent], speaks={"ps": "working"})
    assert matched(case_at(ghent)).advisor == there


def test_an_absence_that_is_over_counts_no_more(ghent: Office) -> None:
    back = AdvisorFactory(at=[ghent], speaks={"ps": "native"})
    Absence.objects.create(advisor=back, days=(date(2020, 1, 1), timezone.localdate()))
    assert matched(case_at(ghent)).advisor == back


def test_who_may_not_log_in_gets_nothing(ghent: Office) -> None:
    gone = AdvisorFactory(at=[ghent], speaks={"ps": "native"})
    gone.user.is_active = False
    gone.user.save()
    assert matched(case_at(ghent)).route == Route.QUEUE


def test_who_named_no_language_speaks_the_one_she_reads(ghent: Office) -> None:
    AdvisorFactory(at=[ghent], speaks={"nl": "native"})
    farsi = AdvisorFactory(at=[ghent], speaks={"fa": "fluent"})
    case = case_at(ghent)
    case.person.languages.all().delete()
    assert matched(case).advisor == farsi


def test_who_helped_her_before_helps_her_again(ghent: Office) -> None:
    AdvisorFactory(at=[ghent], speaks={"ps": "native"})
    before = AdvisorFactory(at=[ghent], speaks={"ps": "working"})
    case = case_at(ghent)
    CaseFactory(person=case.person, office=ghent, advisor=before, stage="closed", outcome="loan")
    case = matched(case)
    assert case.advisor == before
    assert reasons_in_words(case, "en")[0] == "was the advisor before"


def known(case: Case, advisor: Advisor) -> Case:
    """An earlier file of hers, which this advisor carried."""
    made: Case = CaseFactory(person=case.person, office=case.office, advisor=advisor, stage="closed", outcome="loan")
    return made


def test_who_knows_her_comes_before_who_speaks_her_language_with_an_interpreter(ghent: Office) -> None:
    speaker = AdvisorFactory(at=[ghent], speaks={"ps": "native"})
    before = AdvisorFactory(at=[ghent], speaks={"nl": "native"})
    case = case_at(ghent)
    known(case, before)
    assert [match.advisor for match in ranked(case)] == [before.pk, speaker.pk]
    fits = [choice.fit for choice in choices_for(case)]
    assert fits[0] > 90 > fits[1] > 0
    case = matched(case)
    assert (case.advisor, case.route, case.interpreter_needed) == (before, Route.INTERPRETER, True)
    assert "was the advisor before" in reasons_in_words(case, "en")


def test_who_was_asked_for_comes_next_with_an_interpreter_too(ghent: Office) -> None:
    AdvisorFactory(at=[ghent], speaks={"ps": "native"})
    before, named = (AdvisorFactory(at=[ghent], speaks={"nl": "native"}) for _each in range(2))
    case = case_at(ghent)
    name_advisor(by=system("test"), case=case, advisor=named)
    assert matched(case).advisor == named
    other = case_at(ghent)
    name_advisor(by=system("test"), case=other, advisor=named)
    known(other, before)
    assert [match.advisor for match in ranked(other)][:2] == [before.pk, named.pk]
    assert matched(other).advisor == before


@pytest.mark.parametrize("trouble", ["away", "full", "elsewhere", "a man"])
def test_who_knows_her_and_cannot_be_had_leaves_her_to_who_speaks_with_her(ghent: Office, trouble: str) -> None:
    speaker = AdvisorFactory(at=[ghent], speaks={"ps": "native"}, gender="woman")
    before = AdvisorFactory(
        at=[OfficeFactory() if trouble == "elsewhere" else ghent],
        speaks={"nl": "native"},
        capacity=0 if trouble == "full" else 5,
        gender="man",
        works_remotely=trouble != "elsewhere",
    )
    if trouble == "away":
        Absence.objects.create(advisor=before, days=(date(2020, 1, 1), date(2090, 1, 1)))
    case = case_at(ghent)
    if trouble == "a man":
        case.person.advisor_wishes = {"woman": True}
        case.person.save()
    known(case, before)
    assert matched(case).advisor == speaker


def test_room_stays_for_whom_she_knows_and_speaks_with(ghent: Office) -> None:
    before = AdvisorFactory(at=[ghent], speaks={"fa": "native"}, capacity=1)
    stranger, friend = case_at(ghent), case_at(ghent)
    friend.person.languages.all().delete()
    for case in (stranger, friend):
        known(case, before)
    match_cases(by=system("test"))
    for case in (stranger, friend):
        case.refresh_from_db()
    assert (stranger.advisor, friend.advisor) == (None, before)


def test_the_reasons_are_sentences_of_the_readers_language(ghent: Office) -> None:
    AdvisorFactory(at=[ghent], speaks={"ps": "native"}, capacity=12)
    case = matched(case_at(ghent))
    assert reasons_in_words(case, "en") == ["speaks Ps (native)", "Ghent", "0 of 12 files"]
    in_dutch = {"name_nl": "Pasjtoe"}
    SpokenLanguage.objects.filter(code="ps").update(**in_dutch)
    assert any("Pasjtoe" in words for words in reasons_in_words(case, "nl"))


def test_she_and_her_advisor_are_told(ghent: Office) -> None:
    advisor = AdvisorFactory(at=[ghent], speaks={"ps": "native"}, user__language="nl", user__name="Lina Aerts")
    case = matched(case_at(ghent))
    to_her = Message.objects.get(event="advisor_assigned")
    assert (to_her.channel, to_her.language) == ("sms", "fa")
    assert to_her.address == case.person.contacts.get().value
    assert "Lina Aerts" in to_her.body
    to_advisor = Message.objects.get(event="case_assigned")
    assert (to_advisor.channel, to_advisor.address, to_advisor.language) == ("email", advisor.user.email, "nl")
    assert f"/nl/desk/cases/{case.ref}/" in to_advisor.body
    assert case.person.full_name not in to_advisor.body
    assert list(case.events.values_list("code", "public")) == [("case.matched", True)]


def test_a_contact_nobody_proved_is_not_written_to(ghent: Office) -> None:
    AdvisorFactory(at=[ghent], speaks={"ps": "native"})
    case = case_at(ghent)
    case.person.contacts.update(verified_at=None)
    assert matched(case).advisor is not None
    assert not Message.objects.filter(event="advisor_assigned").exists()


def test_the_sweep_places_all_that_wait_and_no_capacity_is_overfilled(ghent: Office) -> None:
    AdvisorFactory(at=[ghent], speaks={"ps": "native"}, capacity=2)
    other = AdvisorFactory(at=[OfficeFactory()], speaks={"ps": "native"}, capacity=1)
    cases = [case_at(ghent) for _ in range(4)]
    draft = CaseFactory(draft=True, office=ghent)
    assert match_waiting() == 4
    routes = sorted(Case.objects.filter(pk__in=[case.pk for case in cases]).values_list("route", flat=True))
    assert routes == ["language", "language", "queue", "remote"]
    assert other.cases.count() == 1
    draft.refresh_from_db()
    assert draft.route == ""


def test_what_is_matched_is_left_alone(ghent: Office) -> None:
    AdvisorFactory(at=[ghent], speaks={"ps": "native"})
    case = matched(case_at(ghent))
    AdvisorFactory(at=[ghent], speaks={"ps": "native"}, capacity=99)
    assert match_case(case.pk) == 0
    assert match_waiting() == 0
    assert Message.objects.filter(event="advisor_assigned").count() == 1


def reads_of(case_ids: list[int]) -> int:
    with CaptureQueriesContext(connection) as captured:
        match_cases(by=BY, case_ids=case_ids)
    return sum(" FROM " in query["sql"] for query in captured.captured_queries)


def test_three_cases_are_read_with_as_many_queries_as_one(ghent: Office) -> None:
    for _ in range(3):
        AdvisorFactory(at=[ghent], speaks={"ps": "native"}, capacity=0)
    one = reads_of([case_at(ghent).pk])
    assert one == reads_of([case_at(ghent).pk for _ in range(3)])
