"""What is paid on a loan, for the slot `plan_instalments`: the financial plan of a file counts it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from loans.applications.models import Application
from loans.applications.pricing import quote_of
from loans.ledger.models import LoanState
from loans.ledger.standing import rows_of
from loans.parts.planning import parts_stand

# From the proposal on the applicant knows the dates; before, her plan has a figure of her own.
_OFFERED: Final = frozenset({"proposed", "deferred", "approved", "accepted", "signed"})


def instalments(*, case: Any) -> Sequence[tuple[date, Decimal]] | None:
    """The instalments of the loan that runs or is offered; None where there is neither."""
    found = Application.objects.filter(case=case).select_related("terms", "case__office", "loan").first()
    if found is None:
        return None
    loan = getattr(found, "loan", None)
    if loan is not None:
        if not (loan.state == LoanState.ACTIVE and parts_stand(found).coming):
            return [(row.instalment.due, row.instalment.amount) for row in rows_of(loan)]
        # while parts are still to come her plan counts what was agreed
        return [(row.due, row.amount) for row in quote.rows] if (quote := quote_of(found)) else None
    quote = quote_of(found) if found.state in _OFFERED else None
    return None if quote is None else [(row.due, row.amount) for row in quote.rows]
