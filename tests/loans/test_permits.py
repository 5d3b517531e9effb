"""Permit exceptions: asked for by one, agreed to by another, on the list of that day; settled when needless."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, InternalError, connection, transaction
from django.utils import timezone

from applicants.models import Event, PermitKind, ResidencePermit
from loans.applications.decisions import approve, decline, send_back
from loans.applications.pricing import Wish
from loans.applications.proposals import propose, save_offer
from loans.changes.actions import ask_for_change, decide_change, take_back
from loans.changes.effect import basis_of
from loans.changes.models import LoanChange
from loans.models import Application, CountryEntry, PermitException
from loans.permits.actions import ask, decide, note_renewal
from loans.permits.actions import take_back as take_exception_back
from loans.permits.standing import need_of, standing_of
from loans.tasks import settle_permit_exceptions
from portal.roles import Role
from tests.factories import CountryEntryFactory, DocumentFactory, member
from tests.loans.stages import Stage, assess, lacking, proposed, running

TODAY = timezone.localdate()
END = TODAY + timedelta(days=300)  # the loan of the stages runs 24 months
D = Decimal

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def permit(stage: Stage, until: date | None = END, **fields: Any) -> ResidencePermit:
    return ResidencePermit.objects.create(person=stage.application.case.person, valid_until=until, **fields)


def short(**fields: Any) -> Stage:
    """A proposed loan that outlasts the permit."""
    stage = proposed(**fields)
    permit(stage)
    return stage


def request(stage: Stage, **fields: Any) -> PermitException:
    entry = CountryEntry.objects.in_force(TODAY).first() or CountryEntryFactory()
    wished = {"entry": entry, "reason": "The plan needs this time.", "evidence": "Receipt seen."} | fields
    return ask(by=stage.proposer, application=fresh(stage), exception=PermitException(**wished))


def fresh(stage: Stage) -> Application:
    return Application.objects.select_related("case__person").get(pk=stage.application.pk)


def agreed(stage: Stage) -> PermitException:
    return decide(by=stage.decider, exception=request(stage), agree=True)


def offer(stage: Stage, **changes: Any) -> None:
    """The proposal goes back, and the advisor saves another offer."""
    send_back(by=stage.decider, application=stage.application, reason="Other dates, please.")
    application = fresh(stage)
    terms, day, first = application.terms, application.disburse_on, application.first_due
    assert terms is not None
    assert day is not None
    assert first is not None
    wish = replace(Wish(D(5000), 24, 0, day, first), **changes)
    save_offer(by=stage.proposer, application=application, terms=terms, wish=wish)


class TestAsking:
    def test_it_keeps_what_it_rests_on_and_the_lists_entry_as_it_stood(self) -> None:
        stage = short()
        entry = CountryEntryFactory()
        kept = request(stage)
        assert (kept.permit_end, kept.principal) == (END, D(5000))
        assert kept.last_due == need_of(fresh(stage)).last_due  # type: ignore[union-attr]  # it has a need
        entry.valid_until = TODAY
        entry.save()
        kept.refresh_from_db()
        assert (kept.country, kept.listed, kept.source, kept.listed_until) == ("SY", "not_safe", entry.source, None)
        assert Event.objects.get(code="permit_exception.ask").public is False

    def test_it_needs_a_reason_evidence_and_an_entry_in_force(self) -> None:
        stage = short()
        yesterday = TODAY - timedelta(days=1)
        CountryEntryFactory()
        gone = CountryEntryFactory(country="IQ", valid_until=yesterday)
        elsewhere = DocumentFactory()
        for wrong, named in (
            ({"reason": ""}, "reason"),
            ({"evidence": ""}, "Choose a document"),
            ({"entry": gone}, "says nothing of this country"),
            ({"document": elsewhere}, "another file"),
        ):
            with pytest.raises(ValidationError, match=named):
                request(stage, **wrong)
        paper = DocumentFactory(case=stage.application.case)
        assert request(stage, document=paper, evidence="").document == paper

    def test_one_waits_at_a_time_and_only_who_asked_takes_it_back(self) -> None:
        stage = short()
        kept = request(stage)
        with pytest.raises(ValidationError, match="already waits"):
            request(stage)
        with pytest.raises(ValidationError, match="Only who asked"):
            take_exception_back(by=stage.decider, exception=kept)
        take_exception_back(by=stage.proposer, exception=kept)
        assert (kept.state, kept.settled) == ("not_needed", "taken_back")
        assert request(stage).state == "asked"

    @pytest.mark.parametrize("fields", [{"until": None, "no_end": True}, {"until": END + timedelta(days=999)}])
    def test_a_permit_that_lasts_never_meets_it(self, fields: dict[str, Any]) -> None:
        stage = proposed()
        permit(stage, **fields)
        assert standing_of(fresh(stage)).missing == []
        with pytest.raises(ValidationError, match="needs no exception"):
            request(stage)

    def test_neither_does_who_has_no_permit_nor_a_citizen_of_the_union(self) -> None:
        assert need_of(proposed().application) is None
        stage = proposed()
        card = PermitKind.objects.create(code="be-eu", country="BE", local_name="Carte EU")
        permit(stage, kind=card)
        assert need_of(fresh(stage)) is None


class TestTheSecondPerson:
    def test_nobody_agrees_to_his_own_by_action_or_in_the_table(self) -> None:
        stage = short()
        kept = ask(
            by=stage.decider,
            application=fresh(stage),
            exception=PermitException(entry=CountryEntryFactory(), reason="Time.", evidence="Seen."),
        )
        with pytest.raises(ValidationError, match="asked for themselves"):
            decide(by=stage.decider, exception=kept, agree=True)
        with pytest.raises(IntegrityError), transaction.atomic():
            PermitException.objects.filter(pk=kept.pk).update(
                state="agreed", decided_by=kept.asked_by, decided_at=timezone.now()
            )

    def test_an_advisor_may_not_and_no_needs_a_reason(self) -> None:
        stage = short()
        kept = request(stage)
        other = Stage(stage.office, member(Role.ADVISOR, office=stage.office), stage.manager, stage.application)
        with pytest.raises(ValidationError, match="may not"):
            decide(by=other.proposer, exception=kept, agree=True)
        with pytest.raises(ValidationError, match="write the reason"):
            decide(by=stage.decider, exception=kept, agree=False)

    def test_what_is_refused_is_the_exception_and_the_loan_goes_on(self) -> None:
        stage = short()
        decide(by=stage.decider, exception=request(stage), agree=False, note="The paper is of last year.")
        assert fresh(stage).state == "proposed"
        assert "was not agreed to" in standing_of(fresh(stage)).missing[0]
        assert request(stage, evidence="The new receipt.").state == "asked"

    def test_without_it_nothing_is_approved_or_paid_out_and_with_it_all_goes_on(self) -> None:
        stage = short()
        with pytest.raises(ValidationError, match="ask for an exception"):
            approve(by=stage.decider, application=stage.application)
        kept = request(stage)
        with pytest.raises(ValidationError, match="has not looked at it yet"):
            approve(by=stage.decider, application=stage.application)
        decide(by=stage.decider, exception=kept, agree=True)
        approve(by=stage.decider, application=stage.application)
        assert not any("exception" in sentence for sentence in lacking("disburse", fresh(stage)))
        ResidencePermit.objects.update(valid_until=END - timedelta(days=1))
        assert any("ends sooner than was agreed to" in sentence for sentence in lacking("disburse", fresh(stage)))


class TestWhatSettlesIt:
    def test_a_renewed_permit_settles_what_waits_and_what_was_agreed_to(self) -> None:
        waits, stands = short(), short()
        one, other = request(waits), agreed(stands)
        note_renewal(by=waits.proposer, application=fresh(waits), valid_until=END + timedelta(days=2000))
        ResidencePermit.objects.filter(person=stands.application.case.person).update(valid_until=None, no_end=True)
        assert settle_permit_exceptions() == 1
        for kept in (one, other):
            kept.refresh_from_db()
            assert (kept.state, kept.settled) == ("not_needed", "renewed")
        with pytest.raises(ValidationError, match="already decided"):
            decide(by=waits.decider, exception=one, agree=True)

    def test_renewed_meanwhile_the_second_person_reads_that_nobody_needs_it(self) -> None:
        stage = short()
        kept = request(stage)
        ResidencePermit.objects.update(valid_until=END + timedelta(days=2000))
        assert decide(by=stage.decider, exception=kept, agree=True).state == "not_needed"

    def test_a_renewal_that_is_not_enough_settles_nothing(self) -> None:
        stage = short()
        kept = agreed(stage)
        note_renewal(by=stage.proposer, application=fresh(stage), valid_until=END + timedelta(days=1))
        assert standing_of(fresh(stage)).covering == kept
        with pytest.raises(ValidationError, match="after the one that is known"):
            note_renewal(by=stage.proposer, application=fresh(stage), valid_until=END)

    def test_another_offer_makes_what_was_agreed_to_too_little_and_says_why(self) -> None:
        stage = short(guaranteed=False)
        agreed(stage)
        offer(stage, months=30)
        assess(fresh(stage), by=stage.proposer)
        propose(by=stage.proposer, application=fresh(stage))
        assert "falls later than was agreed to" in standing_of(fresh(stage)).missing[0]
        agreed(stage)
        offer(stage, months=20, principal=D(6000))
        assert "larger than was agreed to" in standing_of(fresh(stage)).missing[0]

    def test_another_offer_settles_what_waits(self) -> None:
        stage = short()
        kept = request(stage)
        offer(stage, months=30)
        kept.refresh_from_db()
        assert kept.settled == "changed"
        kept = request(stage)
        assess(fresh(stage), by=stage.proposer)
        propose(by=stage.proposer, application=fresh(stage))
        offer(stage, months=6)
        kept.refresh_from_db()
        assert kept.settled == "earlier"

    def test_a_loan_that_is_not_given_asks_for_nothing(self) -> None:
        stage = short()
        kept = request(stage)
        decline(by=stage.decider, application=fresh(stage), reason="plan")
        kept.refresh_from_db()
        assert kept.settled == "ended"
        assert standing_of(fresh(stage)).need is None


class TestARunningLoan:
    def change(self) -> tuple[Stage, LoanChange]:
        stage, loan = running()
        permit(stage, loan.schedules.get().rows.latest("due").due + timedelta(days=20))
        change = LoanChange(kind="pause", months=3, reason="She is ill.")
        return stage, ask_for_change(by=stage.proposer, loan=loan, change=change)

    def test_new_dates_beyond_the_permit_need_it_too(self) -> None:
        stage, change = self.change()
        with pytest.raises(ValidationError, match="ask for an exception"):
            decide_change(by=stage.decider, change=change, make=True, basis=basis_of(change.loan))
        kept = agreed(stage)
        decide_change(by=stage.decider, change=change, make=True, basis=basis_of(change.loan))
        kept.refresh_from_db()
        assert (kept.state, change.loan.schedules.count()) == ("agreed", 2)

    def test_refused_or_taken_back_it_is_not_needed(self) -> None:
        stage, change = self.change()
        kept = request(stage)
        take_back(by=stage.proposer, change=change)
        kept.refresh_from_db()
        assert kept.settled == "earlier"


def test_an_entry_is_never_rewritten_and_one_stands_at_a_time() -> None:
    entry = CountryEntryFactory()
    with pytest.raises(InternalError), transaction.atomic():
        CountryEntry.objects.filter(pk=entry.pk).update(listed="extension")
    with pytest.raises(IntegrityError), transaction.atomic():
        CountryEntryFactory(valid_from=TODAY)
    entry.valid_until = TODAY
    entry.save()
    later = CountryEntryFactory(valid_from=TODAY + timedelta(days=1), listed="extension")
    assert set(CountryEntry.objects.in_force(TODAY)) == {entry}
    assert set(CountryEntry.objects.in_force(TODAY + timedelta(days=1))) == {later}


@pytest.mark.django_db(transaction=True)
def test_two_who_agree_at_once_are_one() -> None:
    stage = short()
    kept, errors = request(stage), []
    second = Stage(stage.office, stage.advisor, member(Role.OFFICE_MANAGER, office=stage.office), stage.application)
    done = threading.Event()

    def other() -> None:
        try:
            decide(by=second.decider, exception=PermitException.objects.get(pk=kept.pk), agree=False, note="No.")
        except ValidationError as problem:
            errors.extend(problem.messages)
        connection.close()
        done.set()

    with transaction.atomic():
        decide(by=stage.decider, exception=kept, agree=True)
        thread = threading.Thread(target=other)
        thread.start()
        assert not done.wait(0.5), "the second should wait"
    thread.join(20)
    assert errors == ["This was already decided. Please look again."]
    kept.refresh_from_db()
    assert (kept.state, kept.decided_by) == ("agreed", stage.manager)


@pytest.mark.django_db(transaction=True)
class TestNewDatesAndTheirExceptionAtOnce:
    """New dates never stand without the exception that they need, whichever of both is written first."""

    def changed(self) -> tuple[Stage, LoanChange, PermitException]:
        stage, change = TestARunningLoan().change()
        return stage, change, request(stage)

    def meanwhile(self, act: Callable[[], object]) -> tuple[threading.Thread, threading.Event, list[str]]:
        errors: list[str] = []
        done = threading.Event()

        def other() -> None:
            try:
                act()
            except ValidationError as problem:
                errors.extend(problem.messages)
            connection.close()
            done.set()

        thread = threading.Thread(target=other)
        thread.start()
        return thread, done, errors

    def make(self, stage: Stage, change: LoanChange) -> None:
        found = LoanChange.objects.get(pk=change.pk)
        decide_change(by=stage.decider, change=found, make=True, basis=basis_of(found.loan))

    def test_an_exception_that_is_refused_meanwhile_leaves_the_old_dates(self) -> None:
        stage, change, kept = self.changed()
        with transaction.atomic():
            decide(by=stage.decider, exception=kept, agree=False, note="Too long.")
            thread, done, errors = self.meanwhile(lambda: self.make(stage, change))
            assert not done.wait(0.5), "who decides on the dates should wait"
        thread.join(20)
        assert "was not agreed to" in errors[0]
        assert change.loan.schedules.count() == 1

    def test_the_night_does_not_end_an_exception_while_the_dates_are_written(self) -> None:
        stage, change, kept = self.changed()
        decide(by=stage.decider, exception=kept, agree=True)
        with transaction.atomic():
            self.make(stage, change)
            thread, done, errors = self.meanwhile(settle_permit_exceptions)
            assert not done.wait(0.5), "the night should wait"
        thread.join(20)
        kept.refresh_from_db()
        assert (errors, kept.state, change.loan.schedules.count()) == ([], "agreed", 2)
        assert standing_of(fresh(stage)).covering == kept
