"""Shares, what a guarantor still answers for, what a product asks, and how guarantees end."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from loans.applications.proposals import save_offer
from loans.changes.actions import ask_for_change, decide_change
from loans.changes.effect import basis_of
from loans.changes.models import LoanChange
from loans.guarantees.actions import actor_for, add_guarantee, answer
from loans.guarantees.cover import cover_of
from loans.guarantees.ends import end_past, warn_of_ends
from loans.guarantees.models import Guarantee
from loans.guarantees.owed import owed_of, still
from loans.ledger.actions import book_recovery, book_repayment, reverse
from loans.models import Loan
from portal.actors import system
from portal.models import Entry, Message
from tests.factories import GuaranteeFactory, PartnerFactory, PersonFactory, TermsFactory
from tests.loans.stages import Stage, running
from tests.loans.test_guarantees import advisor_of, asked, numbers, offered, signed, today

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def lent(amount: int = 2500) -> tuple[Stage, Loan, Guarantee]:
    """A loan of 5000 that was paid out today; one person signed for `amount`."""
    stage, loan = running()
    stage.application.guarantees.all().delete()
    guarantee = GuaranteeFactory(
        application=stage.application,
        guarantor=PersonFactory(),
        amount=Decimal(amount),
        state="active",
        signed_on=today(),
    )
    return stage, loan, guarantee


def left(guarantee: Guarantee) -> Decimal:
    guarantee.refresh_from_db()
    return still(guarantee, owed_of([guarantee.application_id]).get(guarantee.application_id))


def test_a_share_becomes_euros_and_follows_a_smaller_loan() -> None:
    application = offered()
    given = {"kind": "personal", "name": "Sami", "contact": "sami@example.org", "language": "en"}
    guarantee = Guarantee(**given, share=Decimal(50))
    add_guarantee(by=advisor_of(application), application=application, guarantee=guarantee)
    assert guarantee.amount == Decimal(2500)
    terms = application.terms
    assert terms is not None
    smaller = numbers(principal=Decimal(3000))
    save_offer(by=advisor_of(application), application=application, terms=terms, wish=smaller)
    guarantee.refresh_from_db()
    assert guarantee.amount == Decimal(1500)


def test_he_answers_for_less_as_it_is_paid_back_and_a_reversal_brings_it_back() -> None:
    stage, loan, guarantee = lent()
    assert left(guarantee) == Decimal(2500)
    paid = book_repayment(by=stage.decider, loan=loan, amount=Decimal(1000), on=today(), reference="one")
    assert left(guarantee) == Decimal(2000)
    reverse(by=stage.decider, movement=paid, note="It bounced.")
    assert left(guarantee) == Decimal(2500)


def test_the_last_payment_sets_him_free_and_its_reversal_binds_him_again() -> None:
    stage, loan, guarantee = lent()
    paid = book_repayment(by=stage.decider, loan=loan, amount=Decimal(5000), on=today(), reference="all")
    guarantee.refresh_from_db()
    assert (guarantee.state, guarantee.ended_because) == ("released", "repaid")
    assert Message.objects.filter(event="guarantee_released", address=guarantee.contact).count() == 1
    reverse(by=stage.decider, movement=paid, note="It bounced.")
    guarantee.refresh_from_db()
    assert (guarantee.state, guarantee.ended_because) == ("active", "")
    assert Message.objects.filter(event="guarantee_resumed", address=guarantee.contact).count() == 1


def test_an_organisation_whose_day_has_passed_is_not_bound_again() -> None:
    stage, loan, _guarantee = lent()
    moral = GuaranteeFactory(moral=True, application=loan.application, state="active")
    paid = book_repayment(by=stage.decider, loan=loan, amount=Decimal(5000), on=today(), reference="all")
    Guarantee.objects.filter(pk=moral.pk).update(valid_until=today() - timedelta(days=1))
    reverse(by=stage.decider, movement=paid, note="It bounced.")
    moral.refresh_from_db()
    assert moral.state == "released"


def test_a_write_off_releases_nobody_but_what_comes_back_later_does() -> None:
    stage, loan, guarantee = lent()
    change = ask_for_change(by=stage.proposer, loan=loan, change=LoanChange(kind="write_off", reason="Left."))
    decide_change(by=stage.decider, change=change, make=True, basis=basis_of(loan))
    loan.refresh_from_db()
    assert loan.state == "written_off"
    assert left(guarantee) == Decimal(2500)
    some = book_recovery(by=stage.decider, loan=loan, amount=Decimal(1000), on=today(), reference="some")
    assert left(guarantee) == Decimal(2000)
    rest = book_recovery(by=stage.decider, loan=loan, amount=Decimal(4000), on=today(), reference="rest")
    guarantee.refresh_from_db()
    assert guarantee.ended_because == "repaid"
    reverse(by=stage.decider, movement=rest, note="It bounced.")
    reverse(by=stage.decider, movement=some, note="That too.")
    assert left(guarantee) == Decimal(2500)


def test_the_product_says_which_kinds_count_and_how_many_guarantors() -> None:
    application = offered(TermsFactory(personal_counts=False, guarantors_min=2, moral_instead=False))
    signed(application, 2500)
    assert cover_of(application).missing == [
        "Guarantees for €2,500.00 are still missing.",
        "2 more guarantors are missing: this product asks for 2.",
        "With this product, personal guarantees do not count.",
    ]
    counted = offered(TermsFactory(guarantors_min=2))
    signed(counted, 2500)
    assert cover_of(counted).missing == ["1 more guarantor is missing: this product asks for 2."]
    moral = asked(counted, moral=True)
    answer(by=actor_for(moral, "en"), guarantee=moral, name="vouch")
    assert cover_of(counted).enough


def test_terms_that_nobody_could_meet_are_refused() -> None:
    nothing = {"moral_instead": False, "personal_counts": False, "cross_counts": False, "institutional_counts": False}
    with pytest.raises(IntegrityError, match="terms_guarantee_is_possible"), transaction.atomic():
        TermsFactory(**nothing)
    TermsFactory(guaranteed_share=0, **nothing)


def test_an_organisation_vouches_until_its_day() -> None:
    application = offered()
    partner = PartnerFactory()
    until = today() + timedelta(days=90)
    moral = Guarantee(kind="moral", partner=partner, valid_until=until, scope="support")
    add_guarantee(by=advisor_of(application), application=application, guarantee=moral)
    moral = asked(application, existing=moral)
    answer(by=actor_for(moral, "en"), guarantee=moral, name="vouch")
    assert (moral.valid_until, moral.signatory, moral.scope) == (until, partner.signatory, "support")
    by = system("test")
    assert warn_of_ends(by=by, today=until - timedelta(weeks=5)) == 0
    assert [warn_of_ends(by=by, today=until - timedelta(weeks=4)) for _again in range(2)] == [1, 0]
    assert end_past(by=by, today=until) == 0
    assert [end_past(by=by, today=until + timedelta(days=1)) for _again in range(2)] == [1, 0]
    moral.refresh_from_db()
    assert (moral.state, moral.ended_because) == ("released", "past")
    assert not cover_of(application).enough
    assert "released" in str(Entry.objects.of(moral).order_by("-pk")[0].difference)
    told = list(Message.objects.filter(event__startswith="guarantee_").order_by("pk").values_list("event", flat=True))
    assert told[-3:] == ["guarantee_ends", "guarantee_released", "guarantee_past"]


def test_an_end_that_has_passed_is_refused() -> None:
    application = offered()
    past = Guarantee(kind="moral", partner=PartnerFactory(), valid_until=timezone.localdate())
    with pytest.raises(ValidationError, match="still to come"):
        add_guarantee(by=advisor_of(application), application=application, guarantee=past)
