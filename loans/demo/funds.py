"""The demo’s funds: money to lend and a guarantee scheme behind running loans; one proposal waits to be looked at."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any, Final

from django.utils import timezone

from loans.demo.cast import Cast
from loans.demo.clock import at
from loans.demo.institution import read
from loans.funds.actions import ALLOTTABLE, include, propose_allotment
from loans.models import Allotment, Application, Fund, FundRule

_SEEN: Final = "We saw the residence card and the number from the register on the day of signing."
_WHY: Final = "The funder agreed by mail on two loans from outside Belgium this year."
_LOANS: Final = 12


def found(today: date) -> None:
    """The funds with their rules, open since two years and for two more."""
    begun = today.replace(month=1, day=1)
    for row in read("funds"):
        texts = {f"{field}_{code}": text for field in ("name", "description") for code, text in row[field].items()}
        fund = Fund.objects.create(
            code=row["code"],
            kind=row["kind"],
            funder=row["funder"],
            valid_from=begun.replace(year=begun.year - 2),
            valid_until=date(begun.year + 2, 12, 31),
            **_amounts(row, ("ceiling", "rate", "loan_cap")),
            **texts,
        )
        for rule in row["rules"]:
            words = {f"words_{code}": text for code, text in rule.get("words", {}).items()}
            figures = _amounts(rule, ("least", "most"))
            FundRule.objects.create(fund=fund, kind=rule["kind"], among=rule.get("among", []), **figures, **words)


def _amounts(row: dict[str, Any], names: tuple[str, ...]) -> dict[str, Decimal]:
    return {name: Decimal(row[name]) for name in names if name in row}


def carry(cast: Cast, now: datetime) -> None:
    """Running loans of Belgium: lent in part from the one, half of them covered by the other."""
    seed, scheme = (Fund.objects.get(code=code) for code in ("seed-newcomers", "start-guarantee"))
    running = _applications().filter(state="disbursed", loan__state="active").order_by("loan__disbursed_on", "pk")
    for number, application in enumerate(running.filter(case__office__country="BE")[:_LOANS]):
        paid_out = datetime.combine(application.loan.disbursed_on, time(15), tzinfo=UTC)
        with at(min(paid_out, now)):
            _allot(cast, application, Allotment(fund=seed, share=Decimal(60 if number % 3 else 100), reason=_SEEN))
            if not number % 2:
                _allot(cast, application, Allotment(fund=scheme, reason=_SEEN))
    _leave_one_waiting(cast, seed, now)


def _allot(cast: Cast, application: Application, allotment: Allotment, *, included: bool = True) -> None:
    staff = cast.advisor(application.case) or cast.manager(application.case)
    allotment.begins = application.loan.disbursed_on if included else timezone.localdate()
    propose_allotment(by=staff, application=application, allotment=allotment)
    if included:
        include(by=cast.manager(application.case), allotment=allotment)


def _leave_one_waiting(cast: Cast, fund: Fund, now: datetime) -> None:
    """From an office that the fund does not take: a rule is not met, so somebody else has to include it."""
    elsewhere = (
        _applications().filter(state__in=ALLOTTABLE, principal__isnull=False).exclude(case__office__country="BE")
    )
    for application in islice(elsewhere.order_by("-pk"), 1):
        with at(now - timedelta(hours=1)):
            half = Allotment(fund=fund, share=Decimal(50), reason=_WHY)
            _allot(cast, application, half, included=False)


def _applications() -> Any:
    return Application.objects.select_related("case__person", "case__office", "case__advisor__user", "terms__product")
