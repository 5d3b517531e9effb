"""The plan of the parts, kept with the offer; how much of a loan is paid out, and what is still to come."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from loans.applications.models import Application
from loans.cost import Quote
from loans.parts.models import LoanPart


def keep_plan(application: Application, quote: Quote) -> None:
    """Within the action that saves an offer: the parts as they are quoted; none for a loan that is paid out at once."""
    application.parts.all().delete()
    if not quote.later:
        return
    for number, part in enumerate(quote.drawn, start=1):
        planned = LoanPart(
            application=application, number=number, on=part.on, amount=part.amount, before=part.before.strip()
        )
        planned.full_clean()
        planned.save()


@dataclass(frozen=True)
class PartsStand:
    """The parts of a loan as they stand: euros `out` and `coming`, the `next` one; `parts` is empty for one part."""

    parts: Sequence[LoanPart]
    out: Decimal
    coming: Decimal
    next: LoanPart | None


def parts_stand(application: Application) -> PartsStand:
    """One query; none for a product that is paid out at once."""
    if application.terms is None or application.terms.parts_max == 1:
        return PartsStand((), Decimal(0), Decimal(0), None)
    parts = list(application.parts.select_related("movement", "met_by"))
    coming = [part for part in parts if part.movement_id is None and part.given_up_at is None]
    out = sum((part.amount for part in parts if part.movement_id is not None), Decimal(0))
    return PartsStand(parts, out, sum((part.amount for part in coming), Decimal(0)), coming[0] if coming else None)
