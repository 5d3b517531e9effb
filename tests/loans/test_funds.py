"""Funds behind loans: proposed, included, ended; never more than the loan or the fund has; a rule that is not met."""

import threading
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from loans.applications.decisions import lapse
from loans.applications.models import Application
from loans.funds.actions import end, include, propose_allotment
from loans.funds.models import Allotment, Fund
from loans.guarantees.actions import release
from loans.guarantees.cover import cover_of
from loans.ledger.actions import book_repayment, reverse
from loans.tasks import end_shares_of_funds
from portal.models import Entry
from tests.factories import AllotmentFactory, FundFactory
from tests.loans.stages import Stage, approved, proposed, running

pytestmark = pytest.mark.thorough

TODAY = timezone.localdate()
D = Decimal


def ask(stage: Stage, fund: Fund, **fields: Any) -> Allotment:
    if not fields.keys() & {"share", "amount"}:
        fields["share"] = D(50)
    share = Allotment(fund=fund, begins=TODAY, **fields)
    return propose_allotment(by=stage.proposer, application=stage.application, allotment=share)


def carry(stage: Stage, fund: Fund, **fields: Any) -> Allotment:
    share = ask(stage, fund, **fields)
    include(by=stage.decider, allotment=share)
    return share


def used(fund: Fund) -> Decimal:
    return Fund.objects.with_use().get(pk=fund.pk).used


@pytest.mark.django_db
class TestCarried:
    def test_proposed_by_one_and_included_by_a_manager_once_the_loan_is_approved(self) -> None:
        stage, fund = proposed(), FundFactory()
        share = ask(stage, fund)
        assert (share.amount, share.state, share.unmet) == (D(2500), "proposed", False)
        with pytest.raises(ValidationError, match="once it is approved"):
            include(by=stage.decider, allotment=share)
        Application.objects.filter(pk=stage.application.pk).update(
            state="approved", decided_by=stage.manager, decided_at=timezone.now(), offer_valid_until=TODAY
        )
        with pytest.raises(ValidationError, match="may not"):
            include(by=stage.proposer, allotment=share)
        include(by=stage.decider, allotment=share)
        include(by=stage.decider, allotment=share)
        share.refresh_from_db()
        assert (share.state, share.included_by) == ("included", stage.manager)
        said = stage.application.case.events.filter(code__startswith="fund.").values_list("code", flat=True)
        assert sorted(said) == ["fund.included", "fund.proposed"]
        assert Entry.objects.of(share).exists()

    def test_several_funds_lend_no_more_than_the_loan(self) -> None:
        stage = approved()
        carry(stage, FundFactory(), share=D(60))
        ask(stage, FundFactory(), amount=D(2000))
        with pytest.raises(ValidationError, match=r"€0\.00"):
            ask(stage, FundFactory(), amount=D("0.01"))
        with pytest.raises(IntegrityError, match="more than the loan"), transaction.atomic():
            AllotmentFactory(application=stage.application, amount=D("0.01"))

    def test_a_fund_carries_a_loan_once_and_again_after_an_end(self) -> None:
        stage, fund = approved(), FundFactory()
        share = carry(stage, fund)
        with pytest.raises(ValidationError, match="already carries"):
            ask(stage, fund, amount=D(100))
        with pytest.raises(ValidationError, match="reason"):
            end(by=stage.decider, allotment=share, name="end")
        end(by=stage.decider, allotment=share, name="end", reason="Moved to another fund.")
        assert (share.state, used(fund)) == ("ended", D(0))
        ask(stage, fund)

    def test_a_loan_that_is_not_given_frees_what_was_kept_for_it(self) -> None:
        stage, fund = approved(), FundFactory()
        carry(stage, fund)
        lapse(by=stage.decider, application=stage.application, reason="No answer.")
        assert stage.application.allotments.get().state == "excluded"
        assert used(fund) == 0

    def test_the_last_day_ends_it_at_night(self) -> None:
        stage = approved()
        share = carry(stage, FundFactory(), until=TODAY)
        assert end_shares_of_funds() == 0
        Allotment.objects.filter(pk=share.pk).update(begins=TODAY - timedelta(9), until=TODAY - timedelta(1))
        assert end_shares_of_funds() == 1
        share.refresh_from_db()
        assert (share.state, share.closed_by) == ("ended", None)

    def test_states_go_one_way_in_the_database_too(self) -> None:
        share = AllotmentFactory()
        with pytest.raises(Exception, match=r"[Tt]ransition"), transaction.atomic():
            Allotment.objects.filter(pk=share.pk).update(state="ended", included_by=share.proposed_by)


@pytest.mark.django_db
class TestScheme:
    def test_included_it_guarantees_its_rate_up_to_its_cap_without_asking_anybody(self) -> None:
        stage, scheme = approved(guaranteed=False), FundFactory(scheme=True, ceiling=D(3500))
        assert cover_of(stage.application).covered == 0
        share = carry(stage, scheme, share=D(1))
        guarantee = stage.application.guarantees.get()
        assert (guarantee.kind, guarantee.state, guarantee.fund) == ("institutional", "active", scheme)
        assert (share.share, share.amount, guarantee.amount) == (D(80), D(3000), D(3000))
        assert cover_of(stage.application).enough
        assert carry(stage, FundFactory()).amount == D(2500), "a scheme lends nothing"
        with pytest.raises(ValidationError, match="is free"):
            ask(approved(), scheme)

    def test_its_guarantee_ends_with_its_share_alone(self) -> None:
        stage = approved()
        share = carry(stage, FundFactory(scheme=True))
        guarantee = stage.application.guarantees.get(kind="institutional")
        with pytest.raises(ValidationError, match="no longer possible"):
            release(by=stage.decider, guarantee=guarantee)
        end(by=stage.decider, allotment=share, name="exclude", reason="The business never began.")
        guarantee.refresh_from_db()
        assert guarantee.state == "released"

    def test_what_it_stands_for_falls_as_principal_is_repaid(self) -> None:
        stage, loan = running()
        scheme = FundFactory(scheme=True, loan_cap=None)
        carry(stage, scheme)
        assert used(scheme) == D(4000)
        book_repayment(by=stage.proposer, loan=loan, amount=D(2500), on=TODAY, reference="one")
        assert used(scheme) == D(2000)


@pytest.mark.django_db
class TestCeiling:
    def test_more_than_is_free_is_refused_with_what_is_free(self) -> None:
        fund = FundFactory(ceiling=D(4000))
        carry(approved(), fund)
        with pytest.raises(ValidationError, match=r"needs €2,500\.00; in the fund €1,500\.00 is free"):
            ask(approved(), fund)
        assert used(fund) == D(2500)

    def test_what_is_repaid_is_free_again_and_what_is_reversed_is_not(self) -> None:
        stage, loan = running()
        fund, once = FundFactory(), FundFactory(revolving=False)
        carry(stage, fund)
        carry(stage, once)
        paid = book_repayment(by=stage.proposer, loan=loan, amount=D(1000), on=TODAY, reference="one")
        assert (used(fund), used(once)) == (D(2000), D(2500))
        reverse(by=stage.proposer, movement=paid, note="Not hers")
        assert used(fund) == D(2500)


@pytest.mark.django_db
class TestRules:
    def fund(self, **rule: Any) -> Fund:
        fund: Fund = FundFactory()
        fund.rules.create(**{"kind": "amount", "most": D(4000)} | rule)
        return fund

    def test_a_rule_that_is_not_met_asks_for_a_reason_and_for_somebody_else(self) -> None:
        stage, fund = approved(), self.fund()
        with pytest.raises(ValidationError, match="why the loan belongs here"):
            ask(stage, fund)
        share = propose_allotment(
            by=stage.decider,
            application=stage.application,
            allotment=Allotment(fund=fund, share=D(50), begins=TODAY, reason="Agreed by mail."),
        )
        assert share.unmet
        with pytest.raises(ValidationError, match="somebody else"):
            include(by=stage.decider, allotment=share)
        with pytest.raises(IntegrityError, match="four_eyes"), transaction.atomic():
            Allotment.objects.filter(pk=share.pk).update(
                state="included", included_by=stage.manager, included_at=timezone.now()
            )

    def test_it_is_kept_as_it_was_judged_whatever_the_fund_says_later(self) -> None:
        stage, fund = approved(), self.fund(most=D(6000))
        share = carry(stage, fund)
        fund.rules.update(most=D(1))
        share.refresh_from_db()
        assert [(row["kind"], row["verdict"]) for row in share.judged] == [("open", "met"), ("amount", "met")]
        assert share.judged[1]["most"] == "6000.00"

    def test_rules_have_dates_and_a_fund_has_too(self) -> None:
        stage = approved()
        old = self.fund(valid_until=TODAY - timedelta(days=1))
        assert not ask(stage, old).unmet
        closed = FundFactory(valid_from=date(2020, 1, 1), valid_until=TODAY - timedelta(days=1))
        assert ask(stage, closed, reason="The funder wrote that it lasts a month more.").unmet

    def test_what_nobody_knows_asks_what_was_looked_at(self) -> None:
        stage, fund = approved(), self.fund(kind="other", most=None, words="Registered within three months")
        with pytest.raises(ValidationError, match="not known"):
            ask(stage, fund)
        share = ask(stage, fund, reason="The number is in the register.")
        assert not share.unmet

    def test_a_rule_has_the_figures_of_its_kind(self) -> None:
        for wrong in ({"most": None}, {"kind": "country", "most": None}, {"kind": "other", "most": None}):
            with pytest.raises(IntegrityError), transaction.atomic():
                self.fund(**wrong)


@pytest.mark.django_db(transaction=True)
def test_two_people_take_the_last_euros_of_a_fund_at_once() -> None:
    one, other, fund = approved(), approved(), FundFactory(ceiling=D(3000))
    refused: list[str] = []

    def second() -> None:
        try:
            ask(other, fund)
        except ValidationError as problem:
            refused.extend(problem.messages)
        connection.close()

    with transaction.atomic():
        ask(one, fund)
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(0.5)
        assert thread.is_alive(), "the second should wait"
    thread.join(20)
    assert refused == ["This needs €2,500.00; in the fund €500.00 is free."]
    assert used(fund) == D(2500)
