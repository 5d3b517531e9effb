"""The longest term of a product that ends by a day, with its instalment: what is said beside a residence permit."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from loans.applications.pricing import Wish, closed_days
from loans.longest import longest_term, longest_wait
from loans.products.models import Every, Terms
from loans.schedule import build_interest
from portal.models import Office


@dataclass(frozen=True)
class Shorter:
    """The longest term that ends by a day: its months, its last day, and the largest instalment in euros."""

    months: int
    last_due: date
    instalment: Decimal


def longest_by(*, terms: Terms, wish: Wish, office: Office, day: date) -> Shorter | None:
    """The longest term, not longer than wished, whose last instalment falls by `day`; None when none is so short.

    Said beside a residence permit that ends earlier: a fact to choose by, never a refusal.
    """
    closed = closed_days(office)
    least = max(terms.months_min, wish.grace + 1)
    if wish.every == Every.ONCE:
        found = longest_wait(paid_out=wish.disburse_on, least=least, most=wish.months, until=day, closed=closed)
        return found and Shorter(found.months, found.last_due, wish.principal)
    found = longest_term(
        first_due=wish.first_due,
        least=least,
        most=wish.months,
        until=day,
        closed=closed,
        every=wish.frequency,
        skip_months=wish.pauses,
    )
    if found is None:
        return None
    rows = build_interest(
        wish.principal,
        found.rows,
        wish.first_due,
        rate=terms.yearly_rate,
        start=wish.disburse_on,
        later=wish.parts,
        grace=wish.grace_rows,
        closed=closed,
        every=wish.frequency,
        skip_months=wish.pauses,
    )
    return Shorter(found.months, found.last_due, max(row.amount for row in rows))
