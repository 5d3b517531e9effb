"""One transfer that pays instalments and what lateness or new dates added: two entries, booked together or none."""

from datetime import date
from decimal import Decimal

from loans.ledger.actions import book_recovery, book_repayment
from loans.ledger.late import added_of, book_late_payment
from loans.ledger.models import Loan, LoanState, Movement
from loans.ledger.standing import standing_of
from loans.ledger.writing import hold, refuse_unless_teller
from portal.actors import Actor
from portal.record.acting import action

_NOTHING = Decimal(0)
_MOST = 74  # of a reference, so that its second entry has room for the ending


def share_for_added(amount: Decimal, *, due: Decimal, upcoming: Decimal, ending: Decimal, added: Decimal) -> Decimal:
    """How much of `amount` is proposed for what was `added`: pure.

    Instalments come first: what is `due`, or where nothing is, the `upcoming` one, at most what is `ending` the loan.
    What is more goes to what was added, and only then ahead.
    """
    return min(added, max(amount - min(due or upcoming, ending), _NOTHING))


def proposed_share(loan: Loan, amount: Decimal, on: date) -> Decimal:
    """The same for a transfer on this loan; 0 where nothing was added, or the loan was written off. Five queries."""
    added = added_of(loan, loan.movements.all()).left
    if not added or loan.state == LoanState.WRITTEN_OFF:
        return _NOTHING
    standing = standing_of(loan, on)
    due = sum((row.outstanding.amount for row in standing.rows if row.due <= on), _NOTHING)
    upcoming = standing.next_due.outstanding.amount if standing.next_due else _NOTHING
    return share_for_added(amount, due=due, upcoming=upcoming, ending=standing.ending, added=added)


@action
def book_transfer(
    *,
    by: Actor,
    loan: Loan,
    amount: Decimal,
    on: date,
    reference: str,
    note: str = "",
    for_added: Decimal = _NOTHING,
) -> list[Movement]:
    """Book a transfer, `for_added` euros of it for what lateness or new dates added, the rest for instalments.

    Twice with one reference is once. `ValidationError` as in the two bookings, and then none of them stands.
    """
    refuse_unless_teller(by)
    hold(loan)
    booked = []
    rest = amount - for_added
    if rest or not for_added:
        book = book_recovery if loan.state == LoanState.WRITTEN_OFF else book_repayment
        booked.append(book(by=by, loan=loan, amount=rest, on=on, reference=reference, note=note))
    if for_added:
        second = f"{reference[:_MOST]}/costs" if rest else reference
        booked.append(book_late_payment(by=by, loan=loan, amount=for_added, on=on, reference=second, note=note))
    return booked
