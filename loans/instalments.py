"""What is paid on a loan, for the slot `plan_instalments`: the financial plan of a file counts it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from loans.applications.models import Application
from loans.applications.pricing import quote_of
from loans.ledger.standing import rows_of

# From the proposal on the applicant knows the dates; before, her plan has a figure of her own.
_OFFERED: Final = frozenset({"proposed", "deferred", "approved", "accepted", "signed"})


def instalments(*, case: Any) -> Sequence[tuple[date, Decimal]] | None:
    """The instalments of the loan that runs or is offered; None where there is neither."""
    found = Application.objects.filter(case=case).select_related("terms", "case__office", "loan").first()
    if found is None:
        return None
    loan = getattr(found, "loan", None)
    if loan is not None:
        return [(row.instalment.due, row.instalment.amount) for row in rows_of(loan)]
    quote = quote_of(found) if found.state in _OFFERED else None
    return None if quote is None else [(row.due, row.amount) for row in quote.rows]
