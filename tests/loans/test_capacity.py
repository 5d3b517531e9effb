"""What is left in a month, to the cent, and when that is a warning. Pure."""

from datetime import date
from decimal import Decimal

import pytest

from loans.assessments.capacity import Capacity, heaviest_month, monthly_mean

D = Decimal


@pytest.mark.parametrize(
    ("figures", "left", "after", "warnings"),
    [
        (("1500", "900", "100", "208.33"), "500", "291.67", []),
        (("1500", "900", "200", "250.00"), "400", "150.00", []),
        (("1500", "900", "200", "250.01"), "400", "149.99", ["thin"]),
        (("1500", "1200", "100", "200.00"), "200", "0.00", ["thin"]),
        (("1500", "1200", "100", "200.01"), "200", "-0.01", ["short"]),
        (("1500", "1400", "100", "0.00"), "0", "0.00", ["nothing"]),
        (("1000", "1200", "0", "50.00"), "-200", "-250.00", ["nothing"]),
    ],
)
def test_the_sums_and_their_words(figures: tuple[str, ...], left: str, after: str, warnings: list[str]) -> None:
    capacity = Capacity(*map(D, figures))
    assert (capacity.left, capacity.after) == (D(left), D(after))
    assert capacity.warnings == warnings


def test_the_heaviest_month_counts_whatever_the_frequency() -> None:
    weekly = [(date(2027, 1, day), D("50.10")) for day in (1, 8, 15, 22, 29)] + [(date(2027, 2, 5), D("50.10"))]
    assert heaviest_month(weekly) == D("250.50")
    assert heaviest_month([(date(2027, 1, 31), D(600)), (date(2027, 4, 30), D("600.02"))]) == D("600.02")
    assert heaviest_month([]) == 0


def test_a_mean_is_to_the_cent() -> None:
    assert monthly_mean([D(100), D(100), D(1)], 12) == D("16.75")
    assert monthly_mean([D("0.06")], 12) == D("0.01"), "half a cent goes up"
