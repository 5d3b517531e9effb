"""
How many schedules, yearly rates and whole quotes a second, beside a floor measured in the same run.

The floor is a plain loop over as many Decimal additions as the schedule has rows: what Python asks for touching each
row once. Run it from the root of the checkout: `.venv/bin/python -m bench.apr_and_schedule`.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import partial
from time import perf_counter

from loans.cost import apr, quote
from loans.schedule import build, build_interest

SECONDS = 1.0
PRINCIPAL = Decimal(5000)
FIRST = date(2027, 2, 1)
DISBURSED = date(2027, 1, 1)
RATE = Decimal("12.13")


def per_second(work: Callable[[], object]) -> float:
    """Runs a second, in the best of three thirds, so that a busy neighbour spoils one of them at most."""
    best = 0.0
    for _ in range(3):
        runs = 0
        start = perf_counter()
        while (spent := perf_counter() - start) < SECONDS / 3:
            work()
            runs += 1
        best = max(best, runs / spent)
    return best


def additions(count: int) -> Decimal:
    total = Decimal(0)
    part = Decimal("208.33")
    for _ in range(count):
        total += part
    return total


def main() -> None:
    print(f"{'rows':>5} {'what':<22} {'a second':>12} {'of the floor':>13}")
    for count in (12, 24, 120, 240):
        drawn = [(PRINCIPAL - 250, Fraction(0))]
        paid = [(row.amount, Fraction(row.number, 12)) for row in build(PRINCIPAL, count, FIRST)]
        priced = partial(quote, principal=PRINCIPAL, count=count, fee=Decimal(250))
        works: dict[str, Callable[[], object]] = {
            "floor: additions": partial(additions, count),
            "schedule": partial(build, PRINCIPAL, count, FIRST),
            "schedule with interest": partial(build_interest, PRINCIPAL, count, FIRST, rate=RATE),
            "APR": partial(apr, drawn, paid),
            "quote": partial(priced, first_due=FIRST, disbursed_on=DISBURSED),
        }
        floor = 0.0
        for name, work in works.items():
            rate = per_second(work)
            floor = floor or rate
            print(f"{count:>5} {name:<22} {rate:>12,.0f} {rate / floor:>13.2%}")


if __name__ == "__main__":
    main()
