"""Two loans of the demo that were paid back early: of one the part of the fee is given back, of the other it waits."""

from datetime import date

from loans.demo.cast import Cast
from loans.ledger.actions import book_repayment
from loans.ledger.fee import fee_back_of, give_fee_back
from loans.ledger.models import Loan, MovementKind
from loans.ledger.standing import standing_of
from loans.products.models import FeeEarly


def end_two(cast: Cast, today: date) -> None:
    """The newest running loans with payments and none late, of which the terms give a part of the fee back."""
    running = Loan.objects.active().filter(
        application__terms__fee_if_early=FeeEarly.PART, movements__kind=MovementKind.REPAYMENT
    )
    ended = 0
    for loan in running.select_related("application__case", "application__terms").order_by("-pk").distinct():
        standing = standing_of(loan, today)
        if ended == 2 or standing.overdue or not fee_back_of(loan, loan.movements.all(), today).if_today:
            continue
        by = cast.advisor(loan.application.case) or cast.manager(loan.application.case)
        book_repayment(by=by, loan=loan, amount=standing.ending, on=today, reference=f"E-{loan.ref}")
        if not ended:
            give_fee_back(by=by, loan=loan, on=today, reference=f"F-{loan.ref}")
        ended += 1
