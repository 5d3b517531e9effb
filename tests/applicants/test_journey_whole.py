"""The whole journey with scripts off, as different people go through it."""

from decimal import Decimal

import pytest
from django.utils import translation

from applicants.journey.engine import answers_of
from applicants.models import Answer, Case, Consent, Event, Person
from loans.models import Application, Guarantee
from portal.outbox.models import Message
from portal.refs import display
from tests.applicants.journeys import ARABIC, PERSIAN, Applicant, answers, furnish, only_case, where

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


@pytest.fixture(autouse=True)
def _institution() -> None:
    furnish()


@pytest.mark.parametrize(
    ("language", "digits"), [("ar", ARABIC), ("ps", PERSIAN), ("en", {}), ("fa", PERSIAN), ("ur", {})]
)
def test_from_the_first_question_to_the_file_number(language: str, digits: dict[int, int]) -> None:
    zahra = Applicant(language, digits)
    assert where(zahra.go()) == "apply/check/"
    sent = zahra.post("apply/check/")
    case = only_case()
    assert where(sent) == "apply/done/"
    assert display(case.ref) in sent.content.decode()
    assert (case.stage, case.waiting_on, case.office.code) == ("new", "advisor", "ghent")  # type: ignore[union-attr]  # it has one
    assert case.submitted_at is not None
    assert case.needs == ["loan", "advice"]
    assert list(case.events.public().values_list("code", flat=True)) == ["case.submitted"]
    receipt = Message.objects.get(event="application_received")
    assert (receipt.address, receipt.language) == ("+32470123456", language)
    assert display(case.ref) in receipt.body


def test_the_person_is_kept_as_she_said_it() -> None:
    Applicant("ps", PERSIAN).go()
    person = only_case().person
    assert (person.full_name, person.latin_name, str(person)) == ("زهرا احمدي", "Zahra Ahmadi", "زهرا")
    assert (person.country, person.city, person.language) == ("BE", "Gent", "ps")
    assert [(row.language.code, row.rank, row.reads) for row in person.languages.all()] == [
        ("prs", 1, True),
        ("ps", 2, False),
    ]
    assert (person.birth_date.year, person.birth_date.month, person.birth_year) == (1375, None, 1996)  # type: ignore[union-attr]  # it is known
    contact = person.contacts.get()
    assert (contact.value, contact.verified_at is not None) == ("+32470123456", True)
    assert str(person.permit.kind) == "Carte A"
    assert str(person.permit.valid_until) == "2028-03-05"
    assert Consent.objects.get().language == "ps"


def test_the_loan_is_asked_for_and_sent_with_the_request() -> None:
    zahra = Applicant("ps", PERSIAN)
    page = zahra.go(until="loan-people")
    assert where(page) == "apply/loan-organisations/"
    partner = str(page.context["form"].fields["organisations"].choices[0][0])
    zahra.answer("loan-organisations", {"organisations": [partner]})
    draft = Application.objects.get()
    assert (draft.state, draft.amount_wished, draft.price_wished) == ("draft", Decimal(2500), "one_fee")
    named = [(row.kind, row.name, row.contact, row.state) for row in Guarantee.objects.order_by("kind")]
    assert named[1] == ("personal", "Sami", "+32471112233", "named")
    assert named[0][:2] == ("moral", "Huis van de Buurt")
    given = list(answers().items())
    zahra.go(given=dict(given[[slug for slug, _ in given].index("loan-group") :]))
    zahra.post("apply/check/")
    assert Application.objects.get().state == "submitted"


def test_without_a_loan_no_loan_is_asked_for() -> None:
    given = answers(needs={"needs": ["training"]})
    asked = {slug: data for slug, data in given.items() if not slug.startswith(("loan", "papers"))}
    zahra = Applicant()
    assert where(zahra.go(given=asked)) == "apply/check/"
    assert where(zahra.post("apply/check/")) == "apply/done/"
    assert not Application.objects.exists()


def test_changing_the_need_drops_the_loan_that_was_begun() -> None:
    zahra = Applicant()
    zahra.go()
    page = zahra.answer("needs", {"needs": ["advice"]}, query="?from=check")
    assert where(page) == "apply/check/"
    zahra.post("apply/check/")
    assert not Application.objects.exists()
    assert not Guarantee.objects.exists()
    assert only_case().stage == "new"


def test_a_new_need_opens_its_questions_and_comes_back_to_the_check_page() -> None:
    given = answers(needs={"needs": ["training"]})
    zahra = Applicant()
    zahra.go(given={slug: data for slug, data in given.items() if not slug.startswith(("loan", "papers"))})
    assert where(zahra.answer("needs", {"needs": ["loan"]}, query="?from=check")) == "apply/papers/"


def test_a_change_comes_back_to_the_check_page() -> None:
    zahra = Applicant()
    check = zahra.go()
    assert "/en/apply/birth/?from=check" in check.content.decode()
    page = zahra.answer("birth", {"calendar": "gregorian", "birth_year": "1990"}, query="?from=check")
    assert where(page) == "apply/check/"
    assert "1990" in page.content.decode()
    assert only_case().person.birth_year == 1990


def test_sending_twice_is_sending_once() -> None:
    zahra = Applicant()
    zahra.go()
    first, second = zahra.post("apply/check/"), zahra.post("apply/check/")
    assert where(first) == where(second) == "apply/done/"
    assert Case.objects.count() == Application.objects.count() == 1
    assert Event.objects.filter(code="case.submitted").count() == 1
    assert Message.objects.filter(event="application_received").count() == 1


def test_nothing_is_sent_while_a_question_is_open() -> None:
    zahra = Applicant()
    zahra.go(until="birth")
    assert where(zahra.post("apply/check/")) == "apply/wish/"
    assert only_case().stage == "draft"


def test_going_back_keeps_one_answer_to_each_question() -> None:
    zahra = Applicant()
    zahra.go(until="idea")
    page = zahra.get("apply/name/")
    assert "Zahra Ahmadi" in page.content.decode()
    before = Answer.objects.count()
    assert where(zahra.answer("name", answers()["name"] | {"called": "Z"})) == "apply/contact/"
    assert where(zahra.get("apply/jobs/")) == "apply/jobs/"
    assert Answer.objects.count() == before
    assert Person.objects.get().called == "Z"


def test_the_question_is_kept_as_it_was_shown() -> None:
    Applicant("ar", ARABIC).go(until="birth")
    kept = Answer.objects.get(step="place", field="city")
    with translation.override("ar"):
        assert kept.question == translation.gettext("City or village")
    assert (kept.language, kept.value) == ("ar", "Gent")
    assert kept.typed_by == f"person:{only_case().person_id}"


def test_an_advisor_reads_the_answers_in_another_language() -> None:
    Applicant("ps", PERSIAN).go()
    case = only_case()
    both = {language: answers_of(case, language) for language in ("ps", "nl")}
    assert [len(section.rows) for section in both["ps"]] == [len(section.rows) for section in both["nl"]]
    rows = {row.step_slug: row.answer for section in both["nl"] for row in section.rows}
    assert rows["birth"] == "1375 (1996/1997)"
    assert rows["idea"] == "I sew."
    assert rows["papers"] == "Carte A"
    assert "Gent" in rows["place"]
    theirs = {row.step_slug: row.answer for section in both["ps"] for row in section.rows}
    assert theirs["birth"] == "۱۳۷۵ (۱۹۹۶/۱۹۹۷)"
