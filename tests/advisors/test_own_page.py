"""The advisor's own page: languages, what she knows, absences, the mails she gets; all of it on record."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from advisors.models import Absence, Advisor, AdvisorLanguage, Community, Speciality
from advisors.own.actions import add_absence, end_absence, set_notices
from applicants.cases.assigning import match_cases
from portal.accounts.scope import actor_for_user
from portal.actors import system
from portal.models import Membership, Message, User
from portal.record.models import Entry
from portal.roles import Role
from tests.factories import AdvisorFactory, CaseFactory, PersonFactory, SpokenLanguageFactory, member

pytestmark = pytest.mark.django_db
BY = system("test")
ClientOf = Callable[[User], Client]


@pytest.fixture
def advisor() -> Advisor:
    found: Advisor = AdvisorFactory(speaks={"ps": "native"}, user__name="Lina Aerts")
    return found


def today() -> date:
    return timezone.localdate()


def test_the_page_shows_what_is_known_of_her(advisor: Advisor, client_of: ClientOf) -> None:
    advisor.communities.add(Community.objects.create(code="roma", name="Roma"))
    Absence.objects.create(advisor=advisor, days=(today() - timedelta(days=1), today() + timedelta(days=3)))
    page = client_of(advisor.user).get(reverse("own")).content.decode()
    for words in ("Ps", "native", "Roma", "I am back", "A file becomes mine: yes", "A guarantor answers: yes"):
        assert words in page
    assert "See who could take them" not in page


def test_a_manager_who_advises_sees_the_way_to_cover(advisor: Advisor, client_of: ClientOf) -> None:
    office = advisor.offices.get()
    Membership.objects.create(user=advisor.user, role=Role.OFFICE_MANAGER, office=office)
    CaseFactory(office=office, advisor=advisor)
    page = client_of(advisor.user).get(reverse("own")).content.decode()
    assert "1 open file is carried here." in page
    assert reverse("hand-over", args=[advisor.pk]) in page


def test_a_colleague_without_files_is_told_so(client_of: ClientOf) -> None:
    client = client_of(member(Role.OFFICE_MANAGER))
    assert "You are not entered as an advisor" in client.get(reverse("own")).content.decode()
    for name in ("own-languages", "own-knowledge", "own-notices", "own-absence"):
        assert client.get(reverse(name)).headers["Location"] == reverse("own")


def test_she_changes_her_languages_and_it_is_on_record(advisor: Advisor, client_of: ClientOf) -> None:
    dari, pashto = SpokenLanguageFactory(code="prs"), SpokenLanguageFactory(code="ps")
    sent: dict[str, Any] = {"language_1": dari.pk, "level_1": "fluent", "language_2": pashto.pk, "level_2": "working"}
    client_of(advisor.user).post(reverse("own-languages"), sent)
    assert dict(advisor.languages.values_list("language__code", "level")) == {"prs": "fluent", "ps": "working"}
    entries = Entry.objects.filter(table=AdvisorLanguage._meta.db_table, actor=f"staff:{advisor.user_id}")
    assert sorted(entries.values_list("kind", flat=True)) == ["insert", "update"]


def test_nobody_is_left_without_a_language(advisor: Advisor, client_of: ClientOf) -> None:
    page = client_of(advisor.user).post(reverse("own-languages"), {"level_1": "native"}).content.decode()
    assert "Please name at least one language." in page
    assert advisor.languages.count() == 1


def test_she_changes_what_she_knows(advisor: Advisor, client_of: ClientOf) -> None:
    roma, food = Community.objects.create(code="roma", name="R"), Speciality.objects.create(code="food", name="F")
    client_of(advisor.user).post(
        reverse("own-knowledge"), {"communities": [roma.pk], "specialities": [food.pk]}, follow=True
    )
    assert (advisor.communities.get(), advisor.specialities.get()) == (roma, food)
    assert Entry.objects.filter(table="advisors_advisorcommunity", actor=f"staff:{advisor.user_id}").exists()


def test_an_absence_from_the_first_to_the_last_day(advisor: Advisor, client_of: ClientOf) -> None:
    client = client_of(advisor.user)
    first = today() + timedelta(days=2)
    client.post(reverse("own-absence"), {"first": first.isoformat(), "last": first.isoformat()})
    absence = advisor.absences.get()
    assert (absence.days.lower, absence.days.upper) == (first, first + timedelta(days=1))
    page = client.post(reverse("own-absence"), {"first": first.isoformat(), "last": first.isoformat()})
    assert "overlap another absence" in page.content.decode()
    client.post(reverse("own-absence-end"), {"absence": absence.pk})
    assert not advisor.absences.exists()


@pytest.mark.parametrize(
    ("first", "last", "sentence"), [(2, 1, "last day comes after"), (-3, -1, "These days are over")]
)
def test_days_that_cannot_be_are_refused(advisor: Advisor, first: int, last: int, sentence: str) -> None:
    days = {"first": today() + timedelta(days=first), "last": today() + timedelta(days=last)}
    with pytest.raises(ValidationError, match=sentence):
        add_absence(by=BY, advisor=advisor, **days)


def test_she_comes_back_earlier_and_gets_files_again(advisor: Advisor) -> None:
    absence = Absence.objects.create(advisor=advisor, days=(today() - timedelta(days=1), today() + timedelta(days=9)))
    case = CaseFactory(office=advisor.offices.get(), person=PersonFactory(speaks=["ps"]))
    end_absence(by=BY, absence=absence)
    end_absence(by=BY, absence=absence)
    assert advisor.absences.get().days.upper == today()
    match_cases(by=BY)
    case.refresh_from_db()
    assert case.advisor == advisor


def test_nobody_ends_the_absence_of_somebody_else(advisor: Advisor, client_of: ClientOf) -> None:
    absence = Absence.objects.create(advisor=advisor, days=(today(), today() + timedelta(days=9)))
    stranger = AdvisorFactory()
    answer = client_of(stranger.user).post(reverse("own-absence-end"), {"absence": absence.pk})
    assert answer.status_code == 404


@pytest.mark.parametrize("wanted", [True, False])
def test_she_gets_the_mails_she_wants(advisor: Advisor, client_of: ClientOf, *, wanted: bool) -> None:
    client_of(advisor.user).post(reverse("own-notices"), {"wanted": ["case_assigned"] if wanted else []})
    case = CaseFactory(office=advisor.offices.get(), person=PersonFactory(speaks=["ps"]))
    match_cases(by=BY)
    case.refresh_from_db()
    assert case.advisor == advisor
    assert Message.objects.filter(event="case_assigned").exists() is wanted


def test_a_mail_that_is_new_is_on_until_she_switches_it_off(advisor: Advisor) -> None:
    set_notices(by=actor_for_user(advisor.user), advisor=advisor, wanted=["case_assigned", "no such event"])
    advisor.refresh_from_db()
    about_guarantees = ["group_answered", "guarantee_answered", "guarantee_ends", "guarantee_past"]
    later = ["letter_for_office", "offer_ended", "signature_result"]
    assert advisor.mails_off == ["files_handed_over", *about_guarantees, *later]
