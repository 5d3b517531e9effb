"""What a product says of a permit that ends before the loan is what is asked: nothing, an exception, a look first."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from applicants.models import ResidencePermit
from loans import words
from loans.applications.decisions import approve, send_back
from loans.applications.models import Application
from loans.applications.pricing import wish_of
from loans.applications.proposals import save_offer
from loans.applications.readings import Readings
from loans.applications.told import told_of
from loans.changes.actions import ask_for_change, decide_change
from loans.changes.effect import basis_of
from loans.changes.models import LoanChange
from loans.levels.models import ExceptionCode, LevelRaise
from loans.levels.standing import level_of
from loans.models import PermitException
from loans.permits.actions import decide
from loans.permits.note import permit_note
from loans.permits.standing import need_of, standing_of
from portal.models import User
from tests.factories import TermsFactory
from tests.loans.stages import Stage, lacking, proposed, running
from tests.loans.test_permits import END, fresh, request

ClientOf = Callable[[User], Client]
SOON = timezone.localdate() + timedelta(days=40)
WHY = "The instalment would be too heavy."

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def lent_by(policy: str, **fields: Any) -> Stage:
    """A proposed loan of 24 months that outlasts the permit, of a product with this policy."""
    stage = proposed(terms=TermsFactory(residence_policy=policy))
    ResidencePermit.objects.create(person=stage.application.case.person, **{"valid_until": END} | fields)
    return stage


def another(stage: Stage, policy: str) -> Application:
    """The proposal goes back, and the same numbers are offered with another product."""
    send_back(by=stage.decider, application=fresh(stage), reason="Another product, please.")
    application = fresh(stage)
    wish = wish_of(application)
    assert wish is not None
    terms = TermsFactory(residence_policy=policy)
    save_offer(by=stage.proposer, application=application, terms=terms, wish=replace(wish))
    return fresh(stage)


class TestAProductThatAsksForNone:
    def test_the_loan_goes_on_and_nobody_higher_decides(self) -> None:
        stage = lent_by("open")
        LevelRaise.objects.create(code=ExceptionCode.PERMIT, level=3)
        assert need_of(fresh(stage)) is None
        assert level_of(Readings(fresh(stage))).level == 1
        with pytest.raises(ValidationError, match="needs no exception"):
            request(stage)
        approve(by=stage.decider, application=fresh(stage))

    def test_it_is_told_so(self) -> None:
        application = fresh(lent_by("open"))
        told = told_of(application)
        assert told is not None
        assert "that makes no difference" in " ".join(told.permit_words)
        assert not any("exception" in sentence for sentence in told.permit_words)
        said = permit_note(permit=application.case.person.permit, case=application.case)
        assert said is not None
        assert "a longer loan needs no exception" in said

    def test_new_dates_of_a_running_loan_need_none(self) -> None:
        stage, loan = running(terms=TermsFactory(residence_policy="open"))
        end = loan.schedules.get().rows.latest("due").due + timedelta(days=20)
        ResidencePermit.objects.create(person=stage.application.case.person, valid_until=end)
        wished = LoanChange(kind="pause", months=3, reason="She is ill.")
        change = ask_for_change(by=stage.proposer, loan=loan, change=wished)
        decide_change(by=stage.decider, change=change, make=True, basis=basis_of(loan))
        assert loan.schedules.count() == 2


class TestAProductThatLooksForAShorterLoanFirst:
    def test_why_it_does_not_fit_is_written_first(self, client_of: ClientOf) -> None:
        stage = lent_by("shorter")
        assert "look for a shorter loan first" in lacking("approve", fresh(stage))[0]
        with pytest.raises(ValidationError, match="why a shorter loan does not fit"):
            request(stage)
        page = reverse("permit-exception-ask", args=[stage.application.ref])
        text = client_of(stage.advisor).get(page).content.decode()
        assert "Up to 9 months need no exception" in text
        assert 'name="shorter"' in text
        kept = request(stage, shorter=WHY)
        assert kept.shorter_months == 9
        look = reverse("permit-exception", args=[stage.application.ref])
        assert WHY in client_of(stage.manager).get(look).content.decode()
        decide(by=stage.decider, exception=kept, agree=True)
        assert lacking("approve", fresh(stage)) == []
        with pytest.raises(IntegrityError), transaction.atomic():
            PermitException.objects.filter(pk=kept.pk).update(shorter="")

    def test_where_there_is_none_nothing_is_asked(self, client_of: ClientOf) -> None:
        stage = lent_by("shorter", valid_until=SOON)
        page = reverse("permit-exception-ask", args=[stage.application.ref])
        text = client_of(stage.advisor).get(page).content.decode()
        assert "every loan of it ends later" in text
        assert 'name="shorter"' not in text
        kept = request(stage)
        assert kept.shorter_months == 0
        decide(by=stage.decider, exception=kept, agree=True)
        assert standing_of(fresh(stage)).covering == kept

    def test_a_running_loan_has_no_shorter_one(self) -> None:
        stage, loan = running(terms=TermsFactory(residence_policy="shorter"))
        end = loan.schedules.get().rows.latest("due").due - timedelta(days=20)
        ResidencePermit.objects.create(person=stage.application.case.person, valid_until=end)
        assert request(stage).shorter_months is None


class TestAnotherOffer:
    def test_with_a_product_that_looks_first_what_was_agreed_to_is_too_little(self) -> None:
        stage = lent_by("exception")
        decide(by=stage.decider, exception=request(stage), agree=True)
        application = another(stage, "shorter")
        assert "asks to look first" in standing_of(application).missing[0]
        decide(by=stage.decider, exception=request(stage, shorter=WHY), agree=True)
        assert standing_of(fresh(stage)).missing == []

    def test_with_a_product_that_asks_for_none_it_is_settled(self) -> None:
        stage = lent_by("exception")
        kept = request(stage)
        application = another(stage, "open")
        kept.refresh_from_db()
        assert (kept.state, kept.settled) == ("not_needed", "product")
        assert standing_of(application).need is None


@pytest.mark.parametrize("language", ["en", "fr", "nl", "ar", "fa", "ps", "ur"])
def test_each_policy_has_words_of_its_own(language: str) -> None:
    with translation.override(language):
        said = {
            words.residence(TermsFactory(residence_policy=policy))[0] for policy in ("shorter", "exception", "open")
        }
    assert len(said) == 3
