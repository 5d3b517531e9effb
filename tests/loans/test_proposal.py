"""Reviewing, asking the applicant, and handing the offer to those who decide."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from applicants.models import Person
from loans.applications.decisions import send_back
from loans.applications.pricing import Wish
from loans.applications.proposals import ask_for_information, note_information, propose, save_offer, start_review
from loans.models import Application
from portal.accounts.scope import actor_for_user
from portal.actors import Actor
from portal.models import Message, User
from portal.roles import Role
from tests.factories import ApplicationFactory, OfficeFactory, TermsFactory, assigned_case, member
from tests.loans.stages import assess

pytestmark = pytest.mark.django_db

Staff = Callable[[User], Client]


def submitted() -> Application:
    application: Application = ApplicationFactory(case=assigned_case())
    return application


def user_of(application: Application) -> User:
    advisor = application.case.advisor
    assert advisor is not None
    return advisor.user


def by_advisor(application: Application) -> Actor:
    return actor_for_user(user_of(application))


def offered() -> Application:
    application = submitted()
    day = timezone.localdate() + timedelta(days=20)
    wish = Wish(Decimal(5000), 24, 0, day, day + timedelta(days=31))
    save_offer(by=by_advisor(application), application=application, terms=TermsFactory(), wish=wish)
    assess(application, by=by_advisor(application))
    return application


def pages_of(page: object) -> set[str]:
    return {button.transition.name for button in page.context["buttons"]}  # type: ignore[attr-defined]  # the test client's


def test_review_ask_answer() -> None:
    application = submitted()
    by = by_advisor(application)
    start_review(by=by, application=application)
    ask_for_information(by=by, application=application, reason="Send us the lease, please.")
    assert (application.state, application.case.waiting_on) == ("information_needed", "applicant")
    told = Message.objects.get(event="information_needed")
    assert "Send us the lease, please." in told.body
    assert told.language == application.case.person.language
    note_information(by=by, application=application)
    assert (application.state, application.case.waiting_on) == ("in_review", "advisor")


def test_a_question_needs_words() -> None:
    application = submitted()
    with pytest.raises(ValidationError, match="write the reason"):
        ask_for_information(by=by_advisor(application), application=application, reason="  ")


def test_the_applicant_reads_the_question_on_her_page(client_of_person: Callable[[Person], Client]) -> None:
    application = submitted()
    ask_for_information(by=by_advisor(application), application=application, reason="Send us the lease, please.")
    page = client_of_person(application.case.person).get(reverse("my-home")).content.decode()
    assert "Send us the lease, please." in page


def test_a_proposal_is_kept_told_and_on_the_timeline() -> None:
    application = offered()
    propose(by=by_advisor(application), application=application)
    assert (application.state, application.proposed_by) == ("proposed", user_of(application))
    assert (application.case.stage, application.case.waiting_on) == ("proposed", "manager")
    assert application.case.ref in Message.objects.get(event="application_proposed").body
    assert "application.propose" in application.case.events.values_list("code", flat=True)


def test_proposing_twice_is_proposing_once() -> None:
    application = offered()
    by = by_advisor(application)
    propose(by=by, application=application)
    first = application.proposed_at
    propose(by=by, application=application)
    assert application.proposed_at == first
    assert Message.objects.filter(event="application_proposed").count() == 1


def test_an_assessment_is_asked_for_first() -> None:
    application = submitted()
    day = timezone.localdate() + timedelta(days=20)
    wish = Wish(Decimal(5000), 24, 0, day, day + timedelta(days=31))
    save_offer(by=by_advisor(application), application=application, terms=TermsFactory(), wish=wish)
    with pytest.raises(ValidationError, match="Fill in the assessment first"):
        propose(by=by_advisor(application), application=application)


def test_nothing_to_propose_is_said(client_of: Staff) -> None:
    application = submitted()
    by = by_advisor(application)
    start_review(by=by, application=application)
    with pytest.raises(ValidationError, match="Choose a product"):
        propose(by=by, application=application)
    page = client_of(user_of(application)).get(reverse("application", args=[application.ref]))
    assert "Choose a product and an amount first." in page.content.decode()
    assert "propose" not in pages_of(page)


def test_an_offer_whose_day_has_passed_needs_new_dates() -> None:
    application = offered()
    Application.objects.filter(pk=application.pk).update(disburse_on=timezone.localdate() - timedelta(days=1))
    with pytest.raises(ValidationError, match="has passed"):
        propose(by=by_advisor(application), application=application)


def test_a_proposal_is_not_changed_until_it_is_sent_back() -> None:
    application = offered()
    by, terms = by_advisor(application), application.terms
    assert terms is not None
    propose(by=by, application=application)
    day = timezone.localdate() + timedelta(days=20)
    wish = Wish(Decimal(4000), 24, 0, day, day + timedelta(days=31))
    with pytest.raises(ValidationError, match="already made"):
        save_offer(by=by, application=application, terms=terms, wish=wish)
    manager = actor_for_user(member(Role.OFFICE_MANAGER, office=application.case.office))
    send_back(by=manager, application=application, reason="The rent is missing.")
    save_offer(by=by, application=application, terms=terms, wish=wish)
    assess(application, by=by)
    propose(by=by, application=application)
    assert application.principal == Decimal(4000)


@pytest.mark.parametrize("role", [Role.PARTNER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_other_roles_propose_nothing(role: Role) -> None:
    application = offered()
    stranger = actor_for_user(member(role))
    with pytest.raises(ValidationError, match="may not"):
        propose(by=stranger, application=application)
    application.refresh_from_db()
    terms = application.terms
    assert terms is not None
    day = timezone.localdate() + timedelta(days=20)
    with pytest.raises(ValidationError, match="may not"):
        save_offer(
            by=stranger,
            application=application,
            terms=terms,
            wish=Wish(Decimal(900), 12, 0, day, day + timedelta(days=31)),
        )


def test_the_applicant_does_not_propose_her_own_loan() -> None:
    application = offered()
    with pytest.raises(ValidationError, match="may not"):
        propose(by=Actor(kind="person", id=application.case.person_id), application=application)


def test_the_advisor_goes_through_the_pages(client_of: Staff) -> None:
    application = submitted()
    client = client_of(user_of(application))
    page = reverse("application", args=[application.ref])
    assert {"review", "ask"} <= pages_of(client.get(page))
    client.post(reverse("application-review", args=[application.ref]))
    again = client.post(reverse("application-review", args=[application.ref]), follow=True)
    assert "no longer possible" in again.content.decode()
    client.post(reverse("application-ask", args=[application.ref]), {"reason": "The lease?"})
    application.refresh_from_db()
    assert application.state == "information_needed"
    assert pages_of(client.get(page)) == {"answered"}
    client.post(reverse("application-answered", args=[application.ref]))
    application.refresh_from_db()
    assert application.state == "in_review"
    ready = offered()
    summary = client_of(user_of(ready)).get(reverse("application-propose", args=[ready.ref])).content.decode()
    assert "€4,750.00" in summary
    client_of(user_of(ready)).post(reverse("application-propose", args=[ready.ref]))
    ready.refresh_from_db()
    assert ready.state == "proposed"


def test_an_empty_question_is_asked_for_again(client_of: Staff) -> None:
    application = submitted()
    page = client_of(user_of(application)).post(reverse("application-ask", args=[application.ref]), {"reason": ""})
    assert page.status_code == 200
    assert Message.objects.filter(event="information_needed").count() == 0


def test_another_office_moves_nothing(client_of: Staff) -> None:
    application = offered()
    stranger = client_of(member(Role.ADVISOR, office=OfficeFactory()))
    for name in ("application-review", "application-answered", "application-propose", "application-ask"):
        assert stranger.post(reverse(name, args=[application.ref])).status_code == 404
    application.refresh_from_db()
    assert application.state == "in_review"


def test_the_file_and_her_own_page_show_the_loan(
    client_of: Staff, client_of_person: Callable[[Person], Client]
) -> None:
    application = offered()
    file = client_of(user_of(application)).get(reverse("case", args=[application.case.ref])).content.decode()
    assert reverse("application", args=[application.ref]) in file
    own = client_of_person(application.case.person)
    assert "See the whole price" not in own.get(reverse("my-home")).content.decode(), "an example, but not her offer"
    propose(by=by_advisor(application), application=application)
    page = own.get(reverse("my-home")).content.decode()
    assert "See the whole price" in page
    assert "€4,750.00" in page
