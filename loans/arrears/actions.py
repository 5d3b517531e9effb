"""What is done about a late loan: a follow-up is logged, and those concerned are told when it is time."""

from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from applicants.cases.actions import add_event, lock
from applicants.consents.models import Purpose
from applicants.consents.standing import stands
from loans import words
from loans.arrears.models import Arrears, Audience, FollowUp, ReminderStep
from loans.guarantees.telling import tell_guarantor
from loans.ledger.models import Loan, LoanState
from loans.tell import tell_applicant
from portal.actors import Actor
from portal.models import User
from portal.record.acting import action
from portal.roles import Permission


@action
def log_follow_up(*, by: Actor, loan: Loan, follow_up: FollowUp) -> FollowUp:
    """Keep what was said (a follow-up that is not saved yet). It counts as contact with the client.

    The same one sent twice is kept once. `ValidationError` for a moment in the future, a promise for a day that is
    past, and a loan that no longer runs.
    """
    if by.kind != "system" and not by.may(Permission.WORK_CASES):
        raise ValidationError(_("You may not do this."))
    if loan.state != LoanState.ACTIVE:
        raise ValidationError(_("This loan is no longer running."))
    if follow_up.at > timezone.now():
        raise ValidationError({"at": _("A contact is logged after it took place.")})
    if follow_up.promised_by is not None and follow_up.promised_by < timezone.localdate(follow_up.at):
        raise ValidationError({"promised_by": _("The promise is for that day or later.")})
    case = loan.application.case
    lock(case)
    follow_up.loan, follow_up.by = loan, User.objects.filter(pk=by.id).first() if by.is_staff else None
    follow_up.full_clean()
    same = FollowUp.objects.filter(loan=loan, at=follow_up.at, kind=follow_up.kind, note=follow_up.note).first()
    if same is not None:
        return same
    follow_up.save()
    if case.last_contact_at is None or case.last_contact_at < follow_up.at:
        case.last_contact_at = follow_up.at
        case.save(update_fields=["last_contact_at"])
    add_event(by=by, case=case, code="follow_up.logged", params={"kind": follow_up.kind})
    if follow_up.promised_amount is not None and follow_up.promised_by is not None:
        told = {"amount": str(follow_up.promised_amount), "day": follow_up.promised_by.isoformat()}
        add_event(by=by, case=case, code="follow_up.promised", params=told)
    return follow_up


@action
def remind(*, by: Actor, loan: int) -> int:
    """Tell those whose step has come that the loan (its key) is late; returns how many messages were written.

    Only the highest step that has come counts, and each once as long as the loan stays late. While the client has
    promised to pay and the day has not passed, she is left in peace.
    """
    late = Arrears.objects.select_for_update(of=("self",)).filter(loan=loan).first()
    if late is None:
        return 0
    running = Loan.objects.select_related("application__case__person", "application__terms").get(pk=loan)
    written = 0
    step = _step_of(Audience.BORROWER, late.days, late.told_borrower)
    if step and not FollowUp.objects.filter(loan=loan, promised_by__gte=late.as_of).exists():
        written += _tell_borrower(by, running, late)
        late.told_borrower = step
    step = _step_of(Audience.GUARANTORS, late.days, late.told_guarantors)
    if step:
        written += _tell_guarantors(by, running, late)
        late.told_guarantors = step
    late.save(update_fields=["told_borrower", "told_guarantors"])
    return written


def _step_of(audience: str, days: int, told: int) -> int:
    """The highest step that has come and was not told, in days; 0 when there is none."""
    steps = ReminderStep.objects.filter(audience=audience, days__lte=days, days__gt=told)
    return max(steps.values_list("days", flat=True), default=0)


def _shown(late: Arrears) -> dict[str, Any]:
    return {"overdue": late.overdue, "since": late.since}


def _tell_borrower(by: Actor, loan: Loan, late: Arrears) -> int:
    case = loan.application.case
    terms = loan.application.terms
    # said in her language, so not before the message is written
    lateness = partial(words.lateness, terms) if terms else ""
    if tell_applicant(loan.application, "loan_late", lateness=lateness, **_shown(late)) is None:
        return 0
    add_event(by=by, case=case, code="arrears.borrower_told", params={"amount": str(late.overdue)}, public=True)
    return 1


def _tell_guarantors(by: Actor, loan: Loan, late: Arrears) -> int:
    """The people who guarantee; an organisation hears of arrears only while the borrower agrees to it."""
    concerned = loan.application.guarantees.active().asked().select_related("application__case__person")
    if not stands(loan.application.case.person, Purpose.ARREARS):
        concerned = concerned.persons()
    standing = list(concerned)
    for guarantee in standing:
        tell_guarantor(guarantee, "guaranteed_loan_late", **_shown(late))
    if standing:
        add_event(by=by, case=loan.application.case, code="arrears.guarantors_told", public=True)
    return len(standing)
