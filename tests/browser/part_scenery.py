"""A running loan in parts for the runs through every page: two parts are out, one is still to come."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from applicants.models import Person
from loans.applications.models import Application, Contract
from loans.applications.pricing import Wish, opening_rows, price
from loans.drawing import Drawn
from loans.ledger.actions import open_loan
from loans.models import LoanPart, Terms
from loans.parts.actions import pay_first, pay_part
from loans.parts.planning import keep_plan
from portal.accounts.scope import actor_for_user
from portal.models import Office, User
from tests.factories import ApplicationFactory, CaseFactory


def add(proposer: User, manager: User, person: Person) -> None:
    """Proposed by the one, paid out by the other, some weeks ago."""
    today, office = timezone.localdate(), Office.objects.get(code="ghent")
    begun = today - timedelta(days=50)
    terms = Terms.objects.get(product__code="start-free")
    later = (
        Drawn(begun + timedelta(days=30), Decimal(1500), "The lease of the shop is signed"),
        Drawn(begun + timedelta(days=60), Decimal(500), "وصلت الماكينة"),
    )
    wish = Wish(Decimal(5000), 24, 3, begun, begun + timedelta(days=31), parts=later)
    quote = price(terms=terms, wish=wish, office=office)
    case = CaseFactory(office=office, stage="running", advisor=proposer.advisor, person=person)
    application = ApplicationFactory(
        proposed=True,
        case=case,
        state="in_review",
        terms=terms,
        grace=3,
        disburse_on=begun,
        first_due=wish.first_due,
        proposed_by=proposer,
        decided_by=manager,
        decided_at=timezone.now(),
        offer_valid_until=today,
    )
    keep_plan(application, quote)
    for state in ("proposed", "approved", "accepted", "signed", "disbursed"):
        Application.objects.filter(pk=application.pk).update(state=state)
    application.refresh_from_db()
    Contract.objects.create(
        application=application, language="nl", signed_on=begun, iban="BE68539007547034", noted_by=proposer
    )
    by = actor_for_user(manager)
    loan = open_loan(by=by, application=application, quote=quote, on=begun, rows=opening_rows(application))
    pay_first(by=by, loan=loan)
    paid = today - timedelta(days=15)
    pay_part(by=by, loan=loan, number=2, on=paid, reference=f"{loan.ref} part 2", met=True)
    assert LoanPart.objects.coming().filter(application=application).count() == 1
