"""Asking for a permit exception, agreeing to it or not, and what settles it by itself."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from applicants.cases.actions import add_event
from applicants.persons.actions import set_permit_end
from loans.applications.models import Application
from loans.applications.moves import lock as lock_application
from loans.ledger.models import LoanState
from loans.permits.models import PermitException, Settled
from loans.permits.moves import lock, move
from loans.permits.need import Need, gaps
from loans.permits.shorter import shorter_loan
from loans.permits.standing import need_of
from loans.permits.until import permit_end
from portal.actors import Actor
from portal.models import User
from portal.record.acting import action
from portal.roles import Permission


@action
def ask(*, by: Actor, application: Application, exception: PermitException) -> PermitException:
    """Keep what is asked for (not saved yet: the country's `entry`, the reason, the evidence).

    The list's entry is that in force today, and is kept as it stands. `ValidationError` when no exception is needed,
    when one waits already, and by field.
    """
    lock_application(application)
    _refuse_unless(by, Permission.PROPOSE_LOANS)
    settle(by=by, application=application)
    wanted, today = need_of(application), timezone.localdate()
    if wanted is None:
        raise ValidationError(_("This loan ends before the residence document does: it needs no exception."))
    entry = exception.entry
    if entry.valid_from > today or (entry.valid_until is not None and entry.valid_until < today):
        raise ValidationError({"entry": _("The list says nothing of this country today.")})
    if exception.document is not None and exception.document.case_id != application.case_id:
        raise ValidationError({"document": _("This document is of another file.")})
    exception.application, exception.asked_by = application, User.objects.get(pk=by.id)
    exception.permit_end, exception.last_due = wanted.permit_end, wanted.last_due
    exception.principal = wanted.principal
    exception.country, exception.listed, exception.source = entry.country, entry.listed, entry.source
    exception.listed_from, exception.listed_until = entry.valid_from, entry.valid_until
    _look_for_shorter(application, exception, wanted)
    exception.full_clean()
    exception.save()
    params = {"last": wanted.last_due.isoformat(), "end": wanted.permit_end.isoformat()}
    add_event(by=by, case=application.case, code="permit_exception.ask", params=params)
    return exception


def _look_for_shorter(application: Application, exception: PermitException, wanted: Need) -> None:
    """Where the product asks to look for a shorter loan first: how long it could be, and why it does not fit."""
    exception.shorter_months, said = None, exception.shorter.strip()
    exception.shorter = ""
    if not wanted.shorter_first:
        return
    found = shorter_loan(application, wanted)
    if found is not None and not said:
        raise ValidationError({"shorter": _("Please write why a shorter loan does not fit.")})
    exception.shorter_months, exception.shorter = (found.months, said) if found is not None else (0, "")


@action
def decide(*, by: Actor, exception: PermitException, agree: bool, note: str = "") -> PermitException:
    """Agree to it, or not: it is the exception that is refused, never the loan.

    What settled it meanwhile goes before: it comes back as no longer needed. Nobody decides on what he asked for.
    """
    lock_application(exception.application)
    lock(exception)
    _refuse_unless(by, Permission.DECIDE_LOANS)
    if exception.asked_by_id == by.id:
        raise ValidationError(_("Nobody agrees to what they asked for themselves."))
    if exception.state != "asked":
        raise ValidationError(_("This was already decided. Please look again."))
    settle(by=by, application=exception.application)
    lock(exception)
    if exception.state != "asked":
        return exception
    if not agree and not note.strip():
        raise ValidationError({"note": _("Please write the reason.")})
    exception.decided_by, exception.decided_at = User.objects.get(pk=by.id), timezone.now()
    exception.note = note
    move(by=by, exception=exception, name="agree" if agree else "refuse")
    return exception


@action
def take_back(*, by: Actor, exception: PermitException) -> None:
    """Whoever asked for it no longer does."""
    lock_application(exception.application)
    lock(exception)
    _refuse_unless(by, Permission.PROPOSE_LOANS)
    if exception.asked_by_id != by.id:
        raise ValidationError(_("Only who asked for it takes it back."))
    exception.settled = Settled.TAKEN_BACK
    move(by=by, exception=exception, name="take_back")


@action
def settle(*, by: Actor, application: Application) -> int:
    """Bring what was asked for and agreed to in line with today's permit, dates and amount; how many were settled.

    An exception that nobody needs any more is settled; one that still waits is, too, when it was asked for another
    loan than this. One that was agreed to and is too little stays on record; it covers nothing.
    The caller holds the application.
    """
    if hasattr(application, "loan") and application.loan.state != LoanState.ACTIVE:
        return 0
    wanted, done = need_of(application), 0
    for exception in application.permit_exceptions.standing().select_for_update(of=("self",)):
        if wanted is None:
            exception.settled = _why_needless(application, exception)
        elif exception.state == "asked" and gaps(wanted, exception.need):
            exception.settled = Settled.CHANGED
        else:
            continue
        move(by=by, exception=exception, name="settle", params={"why": exception.settled})
        done += 1
    return done


def _why_needless(application: Application, exception: PermitException) -> Settled:
    if application.terms is not None and not application.terms.asks_exception:
        return Settled.PRODUCT
    end = permit_end(application.case.person)
    return Settled.RENEWED if end is None or end > exception.permit_end else Settled.EARLIER


@action
def settle_by_night(*, by: Actor, application: Application) -> int:
    """What a renewed permit, or other dates, have made needless is settled; how many were."""
    lock_application(application)
    return settle(by=by, application=application)


@action
def note_renewal(*, by: Actor, application: Application, valid_until: date | None) -> None:
    """Her residence document was renewed until a day, or has no end now (None); what that settles is settled."""
    lock_application(application)
    _refuse_unless(by, Permission.PROPOSE_LOANS)
    person = application.case.person
    before = permit_end(person)
    if before is None:
        raise ValidationError(_("There is no end of a residence document to renew."))
    if valid_until is not None and valid_until <= before:
        raise ValidationError({"valid_until": _("The new end is after the one that is known.")})
    set_permit_end(by=by, person=person, valid_until=valid_until, no_end=valid_until is None)
    person.permit.refresh_from_db()
    day = valid_until.isoformat() if valid_until else ""
    add_event(by=by, case=application.case, code="permit.renewed", params={"day": day})
    settle(by=by, application=application)


def _refuse_unless(by: Actor, permission: Permission) -> None:
    if not by.may(permission):
        raise ValidationError(_("You may not do this."))
