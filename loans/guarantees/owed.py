"""What is left of a guarantee while its loan is paid back, read from the ledger."""

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Q, Sum

from loans.guarantees.liability import left_of
from loans.guarantees.models import COVERING, Guarantee
from loans.ledger.models import LoanState, Movement, MovementKind
from loans.parts.models import LoanPart


def owed_of(applications: Iterable[int]) -> dict[int, Decimal]:
    """Application → principal that was lent and has not come back, in euros; one query.

    Those that are not paid out are left out. What was written off is still owed; what came after that was paid.
    """
    moved = (
        Movement.objects.filter(loan__application__in=list(applications)).order_by().values_list("loan__application")
    )
    recovered = Q(kind=MovementKind.RECOVERY) | Q(reverses__kind=MovementKind.RECOVERY)
    sums = moved.values_list("loan__application").annotate(
        lent=Sum("principal", filter=~Q(kind=MovementKind.WRITE_OFF), default=Decimal(0)),
        back=Sum("cash", filter=recovered, default=Decimal(0)),
    )
    return {application: lent + back for application, lent, back in sums}


def bound_of(applications: Iterable[int]) -> dict[int, Decimal]:
    """The same with what is still to be paid out of them: what a guarantor may come to answer for; two queries."""
    owed = owed_of(applications)
    coming = LoanPart.objects.coming().filter(application__in=list(owed), application__loan__state=LoanState.ACTIVE)
    for application, amount in coming.order_by().values_list("application").annotate(Sum("amount")):
        owed[application] += amount
    return owed


def still(guarantee: Guarantee, owed: Decimal | None) -> Decimal:
    """The euros for which he answers now; all that he guaranteed while the loan is not paid out (`owed` None)."""
    if guarantee.kind not in COVERING or guarantee.state != "active" or guarantee.amount is None:
        return Decimal(0)
    principal = guarantee.application.principal
    if owed is None or principal is None:
        return guarantee.amount
    return left_of(guarantee.amount, principal=principal, outstanding=owed)
