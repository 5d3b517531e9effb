"""Skills without papers: several jobs without script, sentences with pictures, a diploma followed to its answer."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from applicants.models import Answer, CanDo, Case, Recognition
from applicants.reference.load import load_reference
from applicants.skills.actions import follow_diploma, tell_diploma, tell_no_diploma
from applicants.skills.levels import LEVELS, level_of
from applicants.skills.lists import languages_of_country
from portal.actors import system
from portal.models import User
from portal.roles import Role
from tests.applicants.journeys import PERSIAN, Applicant, answers, filled_in, furnish, only_case, where
from tests.factories import assigned_case, member

ClientOf = Callable[[User], Client]


@pytest.fixture
def zahra(db: None) -> Applicant:
    furnish()
    one = Applicant()
    one.come_in(filled_in())
    return one


@given(st.lists(st.sampled_from(LEVELS)))
def test_the_level_is_the_highest_that_was_ticked(ticked: list[str]) -> None:
    assert level_of(ticked) == max(ticked, default="")
    assert level_of([*ticked, "Z9"]) == level_of(ticked)


def test_the_counters_of_a_country_speak_its_languages() -> None:
    assert languages_of_country("BE")[:2] == ["nl", "fr"]
    assert languages_of_country("FR") == ["fr"]
    assert languages_of_country("") == languages_of_country("XX") == []


@pytest.mark.thorough
def test_one_more_job_is_added_and_years_are_kept_in_their_calendar(zahra: Applicant) -> None:
    zahra.language, zahra.digits = "fa", PERSIAN
    first = {"what_1": "خیاطی ۲", "began_1_year": "1385", "long_1": "many"}
    page = zahra.answer("jobs", first | {"again": "1"})
    assert 'name="what_2"' in page.content.decode()
    second = {"what_2": "Driver", "began_2_month": "مارس", "began_2_year": "2006", "well_2": "alone", "who_2": "Sami"}
    assert where(zahra.answer("jobs", first | second)) == "apply/can-do/"
    jobs: Any = Answer.objects.get(step="jobs").value
    assert [(job["what"], job["began"]["calendar"], job["began"]["year"], job["began"]["month"]) for job in jobs] == [
        ("خیاطی ۲", "solar_hijri", 1385, None),
        ("Driver", "gregorian", 2006, 3),
    ]
    page = zahra.get("apply/jobs/").content.decode()
    assert 'value="1385"' in page
    assert 'value="2006"' in page
    read = zahra.get("apply/check/").content.decode()
    assert "۱۳۸۵ (۲۰۰۶/۲۰۰۷)" in read


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"long_1": "ten"}, "Please write what you did"),
        ({"what_1": "Tailor", "began_1_year": "2999"}, "does not exist"),
        ({"what_1": "Tailor", "began_1_month": "March"}, "Please write the year"),
        ({"what_1": "Tailor", "country_1": "ZZ"}, "not one of the available choices"),
    ],
)
def test_what_cannot_be_gets_a_sentence(zahra: Applicant, typed: dict[str, str], sentence: str) -> None:
    assert sentence in zahra.answer("jobs", typed).content.decode()


@pytest.mark.thorough
def test_at_most_six_jobs_are_asked_for(zahra: Applicant) -> None:
    page = zahra.answer("jobs", {f"what_{number}": "Tailor" for number in range(1, 7)} | {"again": "1"})
    assert 'name="what_6"' in page.content.decode()
    assert 'name="what_7"' not in page.content.decode()


@pytest.mark.thorough
def test_sentences_have_pictures_beside_words_and_none_is_an_answer(zahra: Applicant) -> None:
    page = zahra.get("apply/can-do/").content.decode()
    assert page.count('alt="" width="48"') == 4
    assert where(zahra.answer("can-do", {})) == "apply/diploma/"
    CanDo.objects.all().delete()
    assert where(zahra.get("apply/can-do/")) == "apply/check/"


@pytest.mark.thorough
def test_staff_read_a_level_and_she_does_not(zahra: Applicant, client_of: ClientOf) -> None:
    assert "A2" not in zahra.get("apply/check/").content.decode()
    zahra.post("apply/check/")
    page = client_of(member(Role.ADVISOR, office=only_case().office)).get(reverse("case", args=[only_case().ref]))
    assert "about A2, by her own words" in page.content.decode()
    auditor = client_of(member(Role.AUDITOR)).get(reverse("case", args=[only_case().ref])).content.decode()
    assert "A2" not in auditor
    assert "Nurse" not in auditor


@pytest.mark.thorough
def test_what_she_told_of_her_diploma_is_a_row_until_she_takes_it_back(zahra: Applicant) -> None:
    row = Recognition.objects.get()
    assert (row.diploma, row.country, row.body, row.state) == ("Nurse", "AF", "NARIC", "waiting")
    zahra.answer("diploma", {"has": "yes", "diploma": "Midwife", "asked": "yes", "answer": "partly"})
    row.refresh_from_db()
    assert (row.diploma, row.state) == ("Midwife", "partly")
    zahra.answer("diploma", {"has": "yes", "diploma": "Midwife", "asked": "no", "answer": "partly", "body": "NARIC"})
    row.refresh_from_db()
    assert (row.state, row.body) == ("not_asked", "")
    assert "which diploma" in zahra.answer("diploma", {"has": "yes"}).content.decode()
    zahra.answer("diploma", {"has": "no"})
    assert not Recognition.objects.exists()


@pytest.mark.django_db
def test_what_an_advisor_follows_is_not_overwritten_by_a_later_answer() -> None:
    case: Case = assigned_case()
    by = system("test")
    tell_diploma(by=by, person=case.person, diploma="Nurse", state="not_asked")
    row = Recognition.objects.get()
    row.state = "recognised"
    row.follow_up_on = timezone.localdate()
    follow_diploma(by=by, case=case, recognition=row)
    assert not Recognition.objects.to_follow().exists()
    tell_diploma(by=by, person=case.person, diploma="Nurse, four years", state="waiting")
    row.refresh_from_db()
    assert (row.state, row.diploma) == ("recognised", "Nurse, four years")
    tell_no_diploma(by=by, person=case.person)
    assert Recognition.objects.count() == 1
    event = case.events.get(code="diploma.followed")
    assert event.params == {"diploma": "Nurse", "state": "recognised"}


@pytest.mark.django_db
def test_the_advisor_follows_a_diploma_and_is_reminded(client_of: ClientOf) -> None:
    case = assigned_case()
    assert case.advisor is not None
    client = client_of(case.advisor.user)
    soon = timezone.localdate() + timedelta(days=9)
    typed: dict[str, Any] = {"diploma": "Électricien", "state": "waiting", "body": "ENIC-NARIC", "follow_up_on": soon}
    answer = client.post(reverse("diploma-add", args=[case.ref]), typed, follow=True)
    assert "Électricien" in answer.content.decode()
    assert "waiting for the answer" in answer.content.decode()
    assert "diploma: look on" in client.get(reverse("case-list")).content.decode()
    page = reverse("diploma", args=[case.ref, 1])
    wrong = client.post(page, typed | {"asked_on": date(2026, 5, 1), "answered_on": date(2026, 4, 1)})
    assert "older than the question" in wrong.content.decode()
    client.post(page, typed | {"state": "recognised", "follow_up_on": ""})
    assert Recognition.objects.get().state == "recognised"
    assert "diploma: look on" not in client.get(reverse("case-list")).content.decode()
    assert client.get(reverse("diploma", args=[case.ref, 2])).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_reminders_cost_the_list_no_query_more(
    client_of: ClientOf, django_assert_max_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    first = assigned_case()
    assert first.advisor is not None
    for _ in range(count):
        case = assigned_case(office=first.office)
        Case.objects.filter(pk=case.pk).update(advisor=first.advisor)
        Recognition.objects.create(person=case.person, diploma="Nurse", follow_up_on=timezone.localdate())
    client = client_of(first.advisor.user)
    client.get(reverse("case-list"))
    with django_assert_max_num_queries(12):
        client.get(reverse("case-list"))


@pytest.mark.django_db
def test_the_table_refuses_what_cannot_be() -> None:
    person = assigned_case().person
    with pytest.raises(IntegrityError), transaction.atomic():
        Recognition.objects.create(person=person, diploma="x", state="recognised", follow_up_on=timezone.localdate())
    with pytest.raises(ValidationError):
        Recognition(person=person, diploma="x", asked_on=date(2026, 2, 1), answered_on=date(2026, 1, 1)).full_clean()


@pytest.mark.django_db
def test_an_institution_begins_with_sentences_for_the_languages_of_its_counters() -> None:
    load_reference(by=system("test"))
    assert set(CanDo.objects.values_list("language__code", flat=True)) == {"nl", "fr"}
    with translation.override("ps"):
        assert "له هټۍ یو څه رانیولای شم" in {row.sentence for row in CanDo.objects.all()}
    assert load_reference(by=system("test")) == 0


def test_without_a_wish_for_business_skills_are_not_asked(db: None) -> None:
    furnish()
    visitor = Applicant()
    visitor.go(until="birth", given=answers(needs={"needs": ["papers"]}))
    assert where(visitor.get("apply/jobs/")) == "apply/wish/"
