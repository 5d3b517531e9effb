"""The loans that can take a payment, as the matching needs them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import F, Sum
from django.utils import timezone

from loans.bank.matching import NEAR, Candidate
from loans.ledger.models import RECEIVED, Loan, LoanState, Movement
from loans.ledger.standing import Standing, standings_of


def candidates(days: Iterable[date]) -> list[Candidate]:
    """Every loan of the institution that runs or was written off, for payments of these days. Five queries."""
    found = list(days)
    if not found:
        return []
    loans = list(
        Loan.objects.filter(state__in=[LoanState.ACTIVE, LoanState.WRITTEN_OFF]).select_related(
            "application__contract", "application__case__person"
        )
    )
    standings = standings_of(loans, timezone.localdate())
    by_hand, added = _by_hand(min(found), max(found)), _added(loans)
    return [
        _candidate(loan, standings[loan.pk], added.get(loan.pk, Decimal(0)), tuple(by_hand[loan.pk])) for loan in loans
    ]


def _added(loans: Iterable[Loan]) -> dict[int, Decimal]:
    """What lateness or new dates added to running loans, and is not paid."""
    running = [loan.pk for loan in loans if loan.state == LoanState.ACTIVE]
    moved = Movement.objects.filter(loan__in=running).order_by().values_list("loan")
    return dict(moved.annotate(left=Sum(F("late") + F("charity"))).filter(left__gt=0))


def _by_hand(first: date, last: date) -> dict[int, list[tuple[date, Decimal]]]:
    near = timedelta(days=NEAR)
    moved = Movement.objects.not_reversed().filter(
        kind__in=RECEIVED, bank_part=None, value_date__range=(first - near, last + near)
    )
    found: dict[int, list[tuple[date, Decimal]]] = defaultdict(list)
    for key, day, cash in moved.values_list("loan", "value_date", "cash"):
        found[key].append((day, -cash))
    return found


def _candidate(loan: Loan, standing: Standing, added: Decimal, by_hand: tuple[tuple[date, Decimal], ...]) -> Candidate:
    application = loan.application
    person, contract = application.case.person, getattr(application, "contract", None)
    due = sum((row.outstanding.amount for row in standing.rows if row.due <= standing.on), Decimal(0))
    active = loan.state == LoanState.ACTIVE
    return Candidate(
        key=loan.pk,
        refs=(loan.ref, application.ref, application.case.ref),
        iban=contract.iban if contract is not None else "",
        names=tuple(filter(None, [person.full_name, person.latin_name])),
        due=due,
        instalment=standing.next_due.outstanding.amount if standing.next_due else Decimal(0),
        most=standing.ending if active else standing.outstanding,
        since=loan.disbursed_on,
        added=added,
        by_hand=by_hand,
    )
