"""The page of a file: who gets in, what they see, and that a look is on record."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from applicants.cases.actions import add_event
from applicants.cases.models import Case, CaseGrant, Meeting, Stage
from portal.actors import system
from portal.models import User
from portal.record.models import Entry
from portal.roles import Role
from tests.factories import (
    AdvisorFactory,
    CaseFactory,
    OfficeFactory,
    PersonFactory,
    SpokenLanguageFactory,
    assigned_case,
    member,
)

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
PAGES = ["case", "case-log-meeting", "case-assign", "case-close"]
POSTS = ["case-finish-step", "case-take"]


@pytest.fixture
def case() -> Case:
    person = PersonFactory(full_name="احمد رحیمی", latin_name="Ahmad Rahimi", phone="+32470111222")
    return assigned_case(person=person)


def manager_of(case: Case) -> User:
    return member(Role.OFFICE_MANAGER, office=case.office)


@pytest.mark.parametrize("page", PAGES)
def test_the_offices_manager_gets_every_page(page: str, case: Case, client_of: ClientOf) -> None:
    answer = client_of(manager_of(case)).get(reverse(page, args=[case.ref]))
    assert answer.status_code == 200
    assert "احمد رحیمی" in answer.content.decode()


@pytest.mark.parametrize("page", [*PAGES, *POSTS])
def test_a_colleague_of_another_office_finds_nothing(page: str, case: Case, client_of: ClientOf) -> None:
    client = client_of(member(Role.OFFICE_MANAGER, office=OfficeFactory()))
    answer = (
        client.post(reverse(page, args=[case.ref])) if page != "case" else client.get(reverse(page, args=[case.ref]))
    )
    assert answer.status_code == 404
    assert not Entry.objects.of(case).looks().exists()


@pytest.mark.parametrize("page", [*PAGES, *POSTS])
def test_a_partner_and_a_person_do_not_come_in(
    page: str, case: Case, client_of: ClientOf, client_of_person: Callable[..., Client]
) -> None:
    assert client_of(member(Role.PARTNER)).get(reverse(page, args=[case.ref])).status_code == 403
    assert client_of_person(case.person).get(reverse(page, args=[case.ref])).status_code == 302


@pytest.mark.parametrize("page", ["case-log-meeting", "case-finish-step", "case-assign", "case-take", "case-close"])
def test_an_auditor_changes_nothing(page: str, case: Case, client_of: ClientOf) -> None:
    assert client_of(member(Role.AUDITOR)).post(reverse(page, args=[case.ref])).status_code == 403


def test_an_advisor_does_not_choose_advisors(case: Case, client_of: ClientOf) -> None:
    advisor = AdvisorFactory(at=[case.office])
    assert client_of(advisor.user).get(reverse("case-assign", args=[case.ref])).status_code == 403


def test_an_auditor_sees_the_file_and_not_who(case: Case, client_of: ClientOf) -> None:
    spoken = SpokenLanguageFactory(code="prs")
    Meeting.objects.create(case=case, at=timezone.now(), language=spoken, notes="Sister Maryam came too")
    add_event(by=system("test"), case=case, code="case.note", params={"note": "Maryam vouches"})
    page = client_of(member(Role.AUDITOR)).get(reverse("case", args=[case.ref])).content.decode()
    assert case.office is not None
    assert case.office.name in page
    for name in ("احمد", "رحیمی", "Ahmad", "Rahimi", "470111222", "Maryam"):
        assert name not in page
    assert "A." in page
    assert "…22" in page


def test_each_opening_is_a_look_on_record(case: Case, client_of: ClientOf) -> None:
    manager = manager_of(case)
    client = client_of(manager)
    client.get(reverse("case", args=[case.ref]))
    page = client.get(reverse("case", args=[case.ref])).content.decode()
    assert [look.actor for look in Entry.objects.of(case).looks()] == [f"staff:{manager.pk}"] * 2
    assert "Who looked at this file" in page


def test_who_may_not_see_the_record_is_not_shown_it(case: Case, client_of: ClientOf) -> None:
    assert case.advisor is not None
    page = client_of(case.advisor.user).get(reverse("case", args=[case.ref])).content.decode()
    assert "Who looked at this file" not in page


def test_an_advisor_of_elsewhere_opens_the_file_she_carries_or_was_granted(case: Case, client_of: ClientOf) -> None:
    remote = AdvisorFactory(at=[OfficeFactory()])
    url = reverse("case", args=[case.ref])
    assert client_of(remote.user).get(url).status_code == 404
    grant = CaseGrant.objects.create(case=case, grantee_kind="user", grantee=remote.user.pk)
    assert client_of(remote.user).get(url).status_code == 200
    grant.until = timezone.localdate() - timedelta(days=1)
    grant.save()
    assert client_of(remote.user).get(url).status_code == 404
    Case.objects.filter(pk=case.pk).update(advisor=remote)
    assert client_of(remote.user).get(url).status_code == 200


def test_a_meeting_is_logged_from_the_page(case: Case, client_of: ClientOf) -> None:
    assert case.advisor is not None
    client = client_of(case.advisor.user)
    assert (
        'action="' + reverse("case-log-meeting", args=[case.ref])
        in client.get(reverse("case", args=[case.ref])).content.decode()
    )
    sent = {
        "at": timezone.localtime().strftime("%Y-%m-%dT%H:%M"),
        "kind": "phone",
        "language": case.person.languages.get().language.pk,
        "notes": "گفتیم ۱۲ ماه",
        "next_step": "Bring the plan",
        "next_step_on": "2026-09-01",
        "waiting_on": "applicant",
    }
    answer = client.post(reverse("case-log-meeting", args=[case.ref]), sent, follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain
    assert "گفتیم ۱۲ ماه" in page
    assert "Bring the plan" in page
    case.refresh_from_db()
    assert (case.stage, case.waiting_on) == (Stage.INTAKE, "applicant")
    answer = client.post(reverse("case-finish-step", args=[case.ref]), {"meeting": case.meetings.get().pk})
    assert answer.status_code == 302
    assert case.meetings.get().next_step_done_at is not None


def test_a_meeting_with_an_error_loses_nothing(case: Case, client_of: ClientOf) -> None:
    assert case.advisor is not None
    sent = {"at": "", "kind": "phone", "notes": "A long talk", "next_step": "Call back"}
    page = client_of(case.advisor.user).post(reverse("case-log-meeting", args=[case.ref]), sent).content.decode()
    assert "A long talk" in page
    assert "A next step needs a date." in page
    assert not case.meetings.exists()


def test_a_step_of_another_file_is_not_found(case: Case, client_of: ClientOf) -> None:
    other = Meeting.objects.create(
        case=CaseFactory(), at=timezone.now(), language=SpokenLanguageFactory(code="ps"), notes="x"
    )
    client = client_of(manager_of(case))
    for number in (str(other.pk), "x", ""):
        assert client.post(reverse("case-finish-step", args=[case.ref]), {"meeting": number}).status_code == 404


def test_a_manager_chooses_from_a_ranked_list_in_words(client_of: ClientOf) -> None:
    case = CaseFactory()
    AdvisorFactory(at=[case.office], speaks={"nl": "native"}, user__name="Without the language")
    best = AdvisorFactory(at=[case.office], speaks={"prs": "native"}, user__name="Best of all")
    client = client_of(manager_of(case))
    url = reverse("case-assign", args=[case.ref])
    page = client.get(url).content.decode()
    assert page.index("Best of all") < page.index("Without the language")
    assert "speaks Prs (native)" in page
    assert "with an interpreter" in page
    assert client.post(url, {"advisor": best.pk, "reason": "near"}, follow=True).redirect_chain
    case.refresh_from_db()
    assert case.advisor == best
    assert "Best of all" not in client.get(url).content.decode()


def test_an_advisor_that_is_not_offered_is_refused(case: Case, client_of: ClientOf) -> None:
    gone = AdvisorFactory(at=[case.office], user__is_active=False)
    answer = client_of(manager_of(case)).post(reverse("case-assign", args=[case.ref]), {"advisor": gone.pk})
    assert answer.status_code == 200
    case.refresh_from_db()
    assert case.advisor != gone


def test_an_advisor_takes_a_colleagues_file(case: Case, client_of: ClientOf) -> None:
    advisor = AdvisorFactory(at=[case.office])
    answer = client_of(advisor.user).post(reverse("case-take", args=[case.ref]), follow=True)
    assert "The file is yours now." in answer.content.decode()
    case.refresh_from_db()
    assert case.advisor == advisor


def test_a_file_is_closed_from_its_page(case: Case, client_of: ClientOf) -> None:
    client = client_of(manager_of(case))
    answer = client.post(reverse("case-close", args=[case.ref]), {"outcome": "other_help", "note": ""}, follow=True)
    assert "The file is closed." in answer.content.decode()
    assert "other help" in answer.content.decode()
    answer = client.post(reverse("case-close", args=[case.ref]), {"outcome": "silent"})
    assert "This file is closed." in answer.content.decode()


@pytest.mark.parametrize("language", ["nl", "zz"])
def test_the_second_language_can_be_chosen(language: str, case: Case, client_of: ClientOf) -> None:
    page = client_of(manager_of(case)).get(reverse("case", args=[case.ref]), {"beside": language}).content.decode()
    selected = "nl" if language == "nl" else "en"
    assert f'<option value="{selected}" lang="{selected}" selected>' in page


def test_the_page_of_a_long_file_takes_as_many_queries_as_that_of_a_short_one(case: Case, client_of: ClientOf) -> None:
    manager = manager_of(case)
    client, url, spoken = client_of(manager), reverse("case", args=[case.ref]), SpokenLanguageFactory(code="prs")
    counts = []
    client.get(url)
    for rows in (1, 3):
        for _ in range(rows):
            Meeting.objects.create(case=case, advisor=AdvisorFactory(), at=timezone.now(), language=spoken, notes="x")
            add_event(by=system("test"), case=case, code="case.note", params={"note": "y"})
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]
