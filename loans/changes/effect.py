"""What a change would do to a loan: the schedule before and after, as rows and as figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from loans.allocation import Row, outstanding
from loans.applications.pricing import FREQUENCIES, closed_days
from loans.changes.models import ChangeKind, LoanChange
from loans.changing import Dates, paused, respread
from loans.ledger.models import Loan
from loans.ledger.standing import rows_of
from loans.parts.planning import parts_stand
from loans.schedule import Instalment


@dataclass(frozen=True)
class Side:
    """What is still to come: its instalments, their sum, the largest one and the last day."""

    rows: Sequence[Instalment]
    total: Decimal
    largest: Decimal
    last: date | None


@dataclass(frozen=True)
class Effect:
    """`schedule` is the whole new one, None for a write-off and where it stays; `principal` what is written off.

    `rest` is what is not paid out any more. Amounts in euros.
    """

    before: Side
    after: Side
    schedule: list[Instalment] | None
    principal: Decimal
    rest: Decimal = Decimal(0)

    @property
    def cost(self) -> Decimal:
        """What the borrower pays more than before, in euros: interest over a longer time; 0 without interest."""
        return self.after.total - self.before.total


def effect_of(change: LoanChange) -> Effect:
    """The effect as of today. `ValidationError` in the reader's language when these figures give no schedule."""
    loan = change.loan
    rows, today = rows_of(loan), timezone.localdate()
    left = [_left(row) for row in rows if row.outstanding.amount]
    principal = outstanding(rows).principal
    if change.kind == ChangeKind.WRITE_OFF:
        return Effect(_side(left), _side(left), None, principal)
    if change.kind == ChangeKind.REST:
        return Effect(_side(left), _side(left), None, Decimal(0), _coming(loan))
    if change.first_due is not None and change.first_due.month in loan.application.pause_months:
        raise ValidationError({"first_due": _("The first instalment falls in a month without an instalment.")})
    try:
        schedule = _schedule(change, loan, rows, today)
    except ValueError as problem:
        raise ValidationError(_("These numbers give no schedule. Please change the months or the dates.")) from problem
    new = [row for row in schedule if row.due > today]
    return Effect(_side(left), _side(new), schedule, Decimal(0))


def _schedule(change: LoanChange, loan: Loan, rows: list[Row], today: date) -> list[Instalment]:
    application = loan.application
    every, pauses = FREQUENCIES[application.every], tuple(application.pause_months)
    if change.kind == ChangeKind.PAUSE:
        dates = paused(rows, today, change.months or 0, every=every, skip_months=pauses)
    elif change.first_due is not None and change.count:
        dates = Dates(change.first_due, change.count, change.first_due.day, every, pauses)
    else:
        raise ValueError("No dates.")
    terms, office = application.terms, application.case.office
    return respread(
        rows,
        today,
        dates,
        rate=terms.yearly_rate if terms else Decimal(0),
        since=loan.disbursed_on,
        closed=closed_days(office) if office else frozenset(),
    )


def _coming(loan: Loan) -> Decimal:
    coming = parts_stand(loan.application).coming
    if not coming:
        raise ValidationError({"kind": _("All of this loan is paid out.")})
    return coming


def _left(row: Row) -> Instalment:
    owed, planned = row.outstanding, row.instalment
    return Instalment(planned.number, planned.nominal, planned.due, owed.principal, owed.interest, owed.fee)


def _side(rows: list[Instalment]) -> Side:
    amounts = [row.amount for row in rows]
    return Side(rows, sum(amounts, Decimal(0)), max(amounts, default=Decimal(0)), rows[-1].due if rows else None)


def basis_of(loan: Loan) -> str:
    """What the figures rest on, changed by any booking. A page carries it, so that nobody decides on old figures."""
    movement, schedule = loan.movements.order_by("-pk").first(), loan.schedules.first()
    return f"{movement.pk if movement else 0}-{schedule.number if schedule else 0}"
