"""The main job, from the first page on a phone in Arabic to an instalment that is late, with the people it takes.

The applicant and her two guarantors have phones, the staff of the office have desktops in Dutch, and once in Arabic.
Messages and matching are a real worker's. Whatever somebody needs, they read it on a page or in a message.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db.models import F
from django.utils import timezone, translation
from django.utils.formats import date_format
from playwright.sync_api import Page, expect

from applicants.cases.reasons import reasons_in_words
from applicants.models import Case
from loans.applications.pricing import quote_of
from loans.arrears import reference
from loans.guarantees import deeds
from loans.models import Row
from loans.tasks import find_late_loans
from partnerships.models import Partner
from portal.actors import system
from portal.language.digits import localize
from portal.language.money import format_euro, format_percent
from portal.models import Message, Office, User
from portal.record.acting import acting
from portal.roles import Role
from tests.applicants.journeys import ARABIC, furnish
from tests.browser import desk
from tests.browser.applying import (
    IN_ARABIC,
    PHONE_NUMBER,
    SAMI,
    answers_questions,
    begins,
    comes_back,
    sends,
    typed,
)
from tests.browser.conftest import DESKTOP, PHONE, Watched
from tests.browser.steps import WESTERN, Digits, Visitor, link_in, message, no_axe_violations, spaced
from tests.factories import AdvisorFactory, CaseFactory, TermsFactory, UserFactory, member
from tests.waiting import until

NAME = IN_ARABIC["name"]["full_name"]
SAMI_NAME = IN_ARABIC["loan-people"]["name_1"]
CALLED = IN_ARABIC["name"]["called"]
WISHED, IN_HAND, FEE = Decimal(2500), Decimal(2375), Decimal(125)
MONTHS, INSTALMENT = 12, Decimal("208.33")
CONDITION = "Bewijs van het huurcontract"
LATE = 35  # days: both the borrower and those who stand for her are told


@dataclass
class Institution:
    """Who works here, and what they offer."""

    advisor: User
    manager: User
    partner: Partner
    product: str
    other_product: str

    @classmethod
    def furnished(cls, language: str) -> "Institution":
        """An advisor who speaks Arabic among some who do not, a manager, two products, a partner in French."""
        furnish()
        deeds.load(by=system("test"))
        ghent = Office.objects.get(code="ghent")
        user = UserFactory(name="Els Peeters", language=language)
        advisor = AdvisorFactory(user=user, at=[ghent], speaks={"ar": "native"})
        AdvisorFactory(at=[ghent], speaks={"ps": "native"})
        AdvisorFactory(at=[Office.objects.get(code="brussels")], speaks={"ar": "native"})
        earlier = timezone.now() - timedelta(days=9)
        CaseFactory(office=ghent, advisor=advisor, stage="intake", stage_since=earlier, submitted_at=earlier)
        CaseFactory(office=ghent, advisor=advisor, stage_since=earlier, submitted_at=earlier)
        Partner.objects.update(language="fr", signatory="Nour Haddad", signatory_email="nour@example.org")
        manager = member(Role.OFFICE_MANAGER, office=ghent, name="Jan Maes", language=language)
        terms = TermsFactory(product__name="Starterslening zonder rente")
        other = TermsFactory(product__name="Starterslening met rente", with_interest=True)
        return cls(user, manager, Partner.objects.get(), str(terms.product), str(other.product))


class Browsers:
    """A fresh browser for whoever needs one."""

    def __init__(self, open_browser: Callable[..., Page], watched: Watched) -> None:
        self._open = open_browser
        self._watched = watched
        self._seen: set[str] = set()

    def phone(self, language: str) -> Visitor:
        return self._visitor(language, PHONE)

    def desktop(self, language: str) -> Visitor:
        return self._visitor(language, DESKTOP)

    def _visitor(self, language: str, size: dict[str, int]) -> Visitor:
        digits: Digits = ARABIC if language == "ar" else WESTERN
        return Visitor(self._open(language, size=size), language, self._watched.problems, digits, self._look)

    def _look(self, page: Page) -> None:
        """Every kind of page is looked at with axe once: the questions of the journey have a test of their own."""
        kind = re.sub(r"/[A-Z0-9]{8}/|/g/[^/]+/", "/*/", page.url.partition("?")[0])
        if kind not in self._seen and "/apply/" not in kind:
            self._seen.add(kind)
            no_axe_violations(page)


@pytest.fixture
def browsers(open_browser: Callable[..., Page], watched: Watched, settings: Any) -> Browsers:
    settings.SITE_URL = watched.own_host  # the links in messages lead to this server
    return Browsers(open_browser, watched)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["nl", pytest.param("ar", marks=pytest.mark.wide)])
def test_from_the_first_page_to_an_instalment_that_is_late(browsers: Browsers, worker: None, language: str) -> None:
    people = Institution.furnished(language)
    apply(browsers.phone("ar"))
    advisor, manager = browsers.desktop(language), browsers.desktop(language)
    meet(advisor, people)
    offer(advisor, people)
    ask_guarantors(advisor, browsers, people)
    desk.assesses(advisor)
    desk.proposes(advisor)
    decide(manager, people)
    applicant = browsers.phone("ar")
    accept(applicant)
    sign(advisor)
    pay_out(manager)
    repay(advisor)
    see_what_is_next(applicant)
    fall_behind()
    read_that_it_is_late(applicant)
    follow_up(advisor)


def typed_amount(dutch: str, staff: Visitor) -> str:
    """As it is typed on a page in her language: Arabic has signs of its own for thousands and decimals."""
    return dutch if staff.language == "nl" else dutch.translate({ord("."): "٬", ord(","): "٫"})


def new_case() -> Case:
    return Case.objects.get(person__full_name=NAME)


def apply(applicant: Visitor) -> None:
    begins(applicant)
    answers_questions(applicant, typed(**IN_ARABIC), delivered=True)
    applicant.reads(NAME, IN_ARABIC["idea"]["idea"], IN_ARABIC["loan-amount"]["purpose"])
    number = sends(applicant)
    assert number in message("application_received", PHONE_NUMBER, delivered=True)
    until(lambda: new_case().advisor_id is not None, seconds=30)


def meet(advisor: Visitor, people: Institution) -> None:
    """The advisor logs in, finds the new case on top, reads it, and logs the first meeting."""
    desk.logs_in(advisor, people.advisor)
    expect(advisor.page.get_by_role("rowheader").first.get_by_role("link")).to_have_text(NAME)
    advisor.opens(NAME)
    reasons = reasons_in_words(new_case(), advisor.language)
    assert reasons[0] == advisor.word(
        "speaks %(language)s (%(level)s)", language="Arabic", level=advisor.word("native")
    )
    advisor.reads(people.advisor.name, *reasons)
    answers = advisor.part(advisor.word("Answers"), "section")
    for language in {"ar", advisor.language}:
        column = spaced(" ".join(answers.locator(f'[lang="{language}"][dir]').all_inner_texts()))
        with translation.override(language):
            assert translation.gettext("How much money do you need?") in column
        assert spaced(format_euro(WISHED, language)) in column
        assert IN_ARABIC["idea"]["idea"] in column
    desk.logs_meeting(advisor)
    advisor.follows("Open the loan application")


def offer(advisor: Visitor, people: Institution) -> None:
    """The interest-free product: its price shows while she types, beside the other product; she saves it."""
    advisor.follows("Choose a product", within=desk.what_next(advisor))
    advisor.chooses("terms", people.product)
    amount = typed_amount("2.500", advisor)
    advisor.fills_in({"principal": amount, "months": str(MONTHS), "grace": "0", "assessment": "Sterk dossier."})
    advisor.chooses("beside", people.other_product)
    price = advisor.page.get_by_role("region", name=advisor.word("Price"))
    expect(price.get_by_role("columnheader", name=people.other_product)).to_be_visible()
    figures = [format_euro(amount, advisor.language) for amount in (IN_HAND, FEE, INSTALMENT)]
    apr = format_percent(yearly_percentage(), advisor.language)
    advisor.reads(*figures, apr, within=price)
    advisor.looks()
    advisor.presses("Save the offer")
    advisor.reads(advisor.word("The offer is saved."), people.product, *figures, apr)


def yearly_percentage() -> Decimal:
    """The APR of the offer by the EU formula, searched for: what comes in hand is what the instalments are worth."""
    payments = [INSTALMENT] * (MONTHS - 1) + [WISHED - INSTALMENT * (MONTHS - 1)]
    low, high = 0.0, 1.0
    while high - low > 1e-7:
        rate = (low + high) / 2
        worth = sum(float(paid) / (1 + rate) ** (month / 12) for month, paid in enumerate(payments, 1))
        low, high = (rate, high) if worth > float(IN_HAND) else (low, rate)
    return Decimal(str(low * 100))


def ask_guarantors(advisor: Visitor, browsers: Browsers, people: Institution) -> None:
    """A partner vouches in French, Sami agrees in Arabic; each reads what it means for him before he answers."""
    here = advisor.page.url
    desk.adds_organisation(advisor, people.partner.name)
    desk.completes_person(advisor, SAMI_NAME, amount=typed_amount("1.000", advisor), language="ar")

    nour = browsers.phone("fr")
    desk.opens_request(nour, people.partner.signatory_email)
    nour.reads(CALLED, nour.word("Nothing, ever"), format_euro(WISHED, "fr"))
    nour.presses("We vouch")
    nour.reads(nour.word("Thank you. Your guarantee is in force."))

    sami = browsers.phone("ar")
    desk.opens_request(sami, SAMI)
    sami.reads(CALLED, sami.word("The most you could ever have to pay"), format_euro(Decimal(1000), "ar"))
    sami.presses("Yes, I guarantee")
    sami.reads(sami.word("Thank you. Your answer is kept."))

    advisor.goes_to(here)
    advisor.reads(advisor.word("Active"), within=advisor.part(people.partner.name))
    desk.notes_paper(advisor, SAMI_NAME)
    advisor.reads(advisor.word("The guarantees are enough."))


def decide(manager: Visitor, people: Institution) -> None:
    """The manager finds it on the board and in the table, and approves it on a condition."""
    desk.logs_in(manager, people.manager)
    manager.follows("Pipeline")
    column = manager.page.get_by_role("region").filter(has_text=manager.word("Proposed"))
    expect(column.get_by_role("link", name=NAME)).to_be_visible()
    manager.follows("Table")
    row = manager.page.get_by_role("row").filter(has_text=NAME)
    manager.reads(manager.word("Proposed"), format_euro(WISHED, manager.language), people.advisor.name, within=row)
    manager.opens(NAME)
    desk.approves(manager, CONDITION)


def accept(applicant: Visitor) -> None:
    """On another phone: she comes in by a code, reads the price and what is still needed, and accepts."""
    assert "/ar/me/" in link_in(message("application_approved", PHONE_NUMBER, delivered=True))
    comes_back(applicant, birth_year=IN_ARABIC["birth"]["birth_year"], delivered=True)
    assert applicant.path == "me/"
    applicant.reads(applicant.word("Your loan is approved"), format_euro(WISHED, "ar"), CONDITION)
    applicant.follows("See the price and answer")
    applicant.reads(*(format_euro(amount, "ar") for amount in (IN_HAND, FEE, INSTALMENT)))
    applicant.presses("I accept the loan")
    applicant.reads(applicant.word("You accepted the loan. Next you sign the contract."))


def sign(advisor: Visitor) -> None:
    """The advisor ticks the condition, prints the contract, and notes that it is signed."""
    advisor.page.reload()
    advisor.presses("Tick: it is met")
    advisor.reads(advisor.word("The condition is ticked."))
    advisor.follows("Contract")
    advisor.opens("Nederlands", within=advisor.page.get_by_role("navigation", name=advisor.word("Binding language")))
    advisor.reads(
        "Maryam Alhassan", *(format_euro(amount, each) for amount in (WISHED, IN_HAND) for each in ("nl", "ar"))
    )
    advisor.follows("Loan application")
    desk.notes_contract(advisor)


def pay_out(manager: Visitor) -> None:
    manager.page.reload()
    manager.follows("Pay out")
    manager.reads(format_euro(IN_HAND, manager.language), desk.IBAN)
    manager.presses("The money is paid out")
    manager.reads(manager.word("The loan is paid out. The client is told."), format_euro(WISHED, manager.language))


def repay(advisor: Visitor) -> None:
    """The first instalment comes early; the form begins with its amount."""
    advisor.follows("Loans")
    advisor.opens(NAME)
    advisor.follows("Book a payment")
    advisor.presses("Book the payment")
    advisor.reads(advisor.word("The payment is booked."), format_euro(WISHED - INSTALMENT, advisor.language))


def see_what_is_next(applicant: Visitor) -> None:
    """The second instalment, with its day, and all that is left."""
    assert "/ar/me/loan/" in link_in(message("loan_disbursed", PHONE_NUMBER, delivered=True))
    applicant.goes_to("/ar/me/")
    quote = quote_of(new_case().application)
    assert quote is not None
    with translation.override("ar"):
        day = localize(date_format(quote.rows[1].due, "DATE_FORMAT"), "ar")
    left = format_euro(WISHED - INSTALMENT, "ar")
    applicant.reads(applicant.word("You pay next"), format_euro(INSTALMENT, "ar"), day, left)
    applicant.follows("See all dates")
    applicant.reads(applicant.word("What you paid"), day, left)


def fall_behind() -> None:
    """Weeks go by, the second instalment does not come; the night's run finds the loan and tells those concerned."""
    second = Row.objects.filter(schedule__loan__application__case=new_case()).order_by("number")[1]
    gone = second.due - timezone.localdate() + timedelta(days=LATE)
    with acting(system("test")):
        reference.load(by=system("test"))
        Row.objects.filter(schedule=second.schedule).update(nominal=F("nominal") - gone, due=F("due") - gone)
    find_late_loans.delay()


def read_that_it_is_late(applicant: Visitor) -> None:
    """She in her language, and Sami in his, who stands for her; the organisation hears nothing without her yes."""
    with translation.override("ar"):
        amount = localize(format_euro(INSTALMENT * 2, "ar"), "ar")
    assert spaced(amount) in spaced(message("loan_late", PHONE_NUMBER, delivered=True))
    applicant.goes_to("/ar/me/")
    applicant.reads(amount)
    assert spaced(amount) in spaced(message("guaranteed_loan_late", SAMI, delivered=True))
    assert Message.objects.filter(event="guaranteed_loan_late").count() == 1


def follow_up(advisor: Visitor) -> None:
    """The advisor finds it among the late ones, and notes what was promised on the phone."""
    advisor.follows("Loans")
    advisor.follows("Late loans")
    late = advisor.page.get_by_role("row").filter(has_text=NAME)
    overdue, days = format_euro(INSTALMENT * 2, advisor.language), localize(str(LATE), advisor.language)
    advisor.reads(overdue, days, advisor.word("none yet"), within=late)
    advisor.opens(NAME)
    advisor.follows("Log a follow-up")
    by = timezone.localdate() + timedelta(days=5)
    advisor.fills_in(
        {
            "note": "Haar klant betaalt vrijdag.",
            "promised_amount": typed_amount("416,66", advisor),
            "promised_by": by.isoformat(),
        }
    )
    advisor.presses("Log the follow-up")
    advisor.reads("Haar klant betaalt vrijdag.", advisor.word("not yet due"))
