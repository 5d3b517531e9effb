"""When a loan outlasts a permit, and when what was agreed to is enough for it. Pure."""

from datetime import date
from decimal import Decimal

from loans.permits.need import Need, gaps, need

D = Decimal
END, LAST = date(2028, 5, 31), date(2028, 9, 1)
ASKED = Need(END, LAST, D(5000))


def test_only_a_last_day_after_the_end_needs_anything() -> None:
    assert need(permit_end=END, last_due=LAST, principal=D(5000)) == ASKED
    assert need(permit_end=END, last_due=END, principal=D(5000)) is None
    assert need(permit_end=None, last_due=LAST, principal=D(5000)) is None
    assert need(permit_end=END, last_due=None, principal=D(5000)) is None


def test_each_way_of_asking_for_more_is_named() -> None:
    later, larger, sooner = LAST.replace(day=2), D("5000.01"), END.replace(day=30)
    assert gaps(Need(END, later, D(5000)), ASKED) == ["later"]
    assert gaps(Need(END, LAST, larger), ASKED) == ["larger"]
    assert gaps(Need(sooner, LAST, D(5000)), ASKED) == ["sooner"]
    assert gaps(Need(sooner, later, larger), ASKED) == ["later", "larger", "sooner"]


def test_what_asks_for_less_is_covered() -> None:
    for less in (ASKED, Need(END, LAST.replace(month=8), D(5000)), Need(END.replace(month=8), LAST, D(4000))):
        assert gaps(less, ASKED) == []
