"""Asking for a change of a running loan, taking it back, and deciding on it: never by the same person."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from applicants.cases.actions import add_event
from loans.applications.moves import lock
from loans.arrears.refresh import hold_still, refresh
from loans.changes.effect import Effect, basis_of, effect_of
from loans.changes.models import ChangeKind, ChangeState, LoanChange
from loans.guarantees.telling import tell_guarantor
from loans.ledger.actions import new_version, write_off
from loans.ledger.late import note_change_cost
from loans.ledger.models import Loan, LoanState
from loans.parts.rest import give_up_rest
from loans.permits.actions import settle
from loans.permits.standing import standing_after
from loans.products.models import FeeFate
from loans.tell import tell_applicant
from portal.actors import Actor
from portal.models import User
from portal.record.acting import action
from portal.roles import Permission


@action
def ask_for_change(*, by: Actor, loan: Loan, change: LoanChange) -> LoanChange:
    """Keep what is asked for (not saved yet). `ValidationError` when it cannot be, or another one waits already."""
    _refuse_unless(by, Permission.PROPOSE_LOANS)
    _hold(loan)
    _refuse_unless_running(loan)
    change.loan, change.asked_by = loan, User.objects.get(pk=by.id)
    change.full_clean()
    _refuse_cost_beyond_terms(change)
    effect_of(change)
    change.save()
    _event(by, change, "change.asked", reason=change.reason)
    return change


@action
def take_back(*, by: Actor, change: LoanChange) -> None:
    """Whoever asked for it no longer does; one that was decided stays."""
    lock(change.loan.application)
    _wait_for(change)
    if change.asked_by_id != by.id:
        raise ValidationError(_("Only who asked for it takes it back."))
    change.state = ChangeState.WITHDRAWN
    change.save(update_fields=["state"])
    _event(by, change, "change.withdrawn")
    settle(by=by, application=change.loan.application)


@action
def decide_change(*, by: Actor, change: LoanChange, make: bool, basis: str, note: str = "") -> LoanChange:
    """Make the change or refuse it; the borrower and the personal guarantors are told of new dates.

    `basis` is what the reader's figures rested on (`effect.basis_of`): when something was booked since, nothing happens
    and the `ValidationError` asks to look again. Nobody decides on what he asked for himself. What was asked for a loan
    that has ended since can only be refused.
    """
    _refuse_unless(by, Permission.DECIDE_LOANS)
    loan = change.loan
    _hold(loan)
    _wait_for(change)
    if change.asked_by_id == by.id:
        raise ValidationError(_("Nobody decides on what they asked for themselves."))
    if make:
        _refuse_unless_running(loan)
    if make and basis != basis_of(loan):
        raise ValidationError(_("Something was booked meanwhile. Please look at the new figures, then decide."))
    effect = effect_of(change) if make else None
    if effect is not None:
        _refuse_without_exception(loan, effect)
    change.decided_by, change.decided_at, change.note = User.objects.get(pk=by.id), timezone.now(), note
    change.state = ChangeState.MADE if make else ChangeState.REFUSED
    change.full_clean()
    change.save()
    _event(by, change, "change.made" if make else "change.refused", public=make)
    if effect is not None:
        _make(by, change, effect)
    settle(by=by, application=loan.application)
    return change


def _refuse_without_exception(loan: Loan, effect: Effect) -> None:
    """New dates that go beyond the residence permit need an exception that covers them, as the first ones did."""
    if effect.schedule is None:
        return
    if lacking := standing_after(loan.application, effect.after.last).missing:
        raise ValidationError(lacking)


def _refuse_cost_beyond_terms(change: LoanChange) -> None:
    terms = change.loan.application.terms
    if change.cost and (terms is None or terms.fee_if_rescheduled != FeeFate.COSTS):
        raise ValidationError(_("The terms of this loan ask no fee for new dates."))


def _make(by: Actor, change: LoanChange, effect: Effect) -> None:
    loan = change.loan
    if effect.rest:
        give_up_rest(by=by, loan=loan, rest=effect.rest)
        return
    if effect.schedule is None:
        write_off(by=by, loan=loan, principal=effect.principal, note=change.reason)
        return
    new_version(loan, effect.schedule, reason=change.get_kind_display())
    refresh(by=by, loans=[loan.pk], today=timezone.localdate())
    if change.cost:
        note_change_cost(by=by, loan=loan, amount=change.cost, reference=f"change {change.pk}", note=change.cost_proof)
    first, last = effect.after.rows[0], effect.after.rows[-1]
    tell_applicant(loan.application, "loan_changed", first=first, last=last, loan=loan, change=change)
    for guarantee in loan.application.guarantees.persons().active():
        tell_guarantor(guarantee, "guaranteed_loan_changed", last=last)


def _refuse_unless(by: Actor, permission: Permission) -> None:
    if not by.may(permission):
        raise ValidationError(_("You may not do this."))


def _hold(loan: Loan) -> None:
    """The application first, then the loan: whoever settles its permit exception meanwhile waits."""
    lock(loan.application)
    hold_still()
    loan.refresh_from_db(from_queryset=Loan.objects.select_for_update(of=("self",)))


def _refuse_unless_running(loan: Loan) -> None:
    if loan.state != LoanState.ACTIVE:
        raise ValidationError(_("This loan is no longer running."))


def _wait_for(change: LoanChange) -> None:
    """Hold the row; `ValidationError` when it was decided or taken back meanwhile."""
    change.refresh_from_db(fields=["state"], from_queryset=LoanChange.objects.select_for_update())
    if change.state != ChangeState.ASKED:
        raise ValidationError(_("This was already decided. Please look again."))


def _event(by: Actor, change: LoanChange, code: str, *, public: bool = False, **params: str) -> None:
    kind = ChangeKind(change.kind).value
    # a write-off is the institution's own book-keeping: she still owes the money, and reads of it from her advisor
    public = public and change.kind != ChangeKind.WRITE_OFF
    add_event(by=by, case=change.loan.application.case, code=code, params={"kind": kind, **params}, public=public)
