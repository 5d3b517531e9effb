"""The arithmetic of a plan: what adds up must add up, whatever the lines; what is kept comes back."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applicants.plans.figures import LENGTHS, MONTHLY, ONCE, WHEN, Change, Figures, Line, changes
from applicants.plans.forecast import OUT, Warned, forecast
from applicants.plans.picture import HEIGHT, WIDTH, draw

pytestmark = pytest.mark.thorough

AMOUNT = st.decimals(0, 10**6, places=2)
LINE = st.builds(
    Line,
    key=st.uuids().map(str),
    name=st.text(max_size=9),
    amount=AMOUNT,
    first=st.integers(1, 36),
    different=st.dictionaries(st.integers(1, 36), AMOUNT, max_size=4),
)
LINES = st.lists(LINE, max_size=3).map(tuple)
FIGURES = st.builds(
    Figures,
    months=st.sampled_from(LENGTHS),
    begins=st.dates(date(2020, 1, 1), date(2040, 1, 1)).map(lambda day: day.replace(day=1)),
    lines=st.fixed_dictionaries(dict.fromkeys((*MONTHLY, *ONCE), LINES)),
)
OFFER = st.one_of(st.none(), st.dictionaries(st.integers(-2, 40), AMOUNT, max_size=6))


@given(FIGURES, OFFER)
def test_what_is_at_hand_is_what_there_was_and_all_that_was_left(
    figures: Figures, offer: dict[int, Decimal] | None
) -> None:
    worked = forecast(figures, offer)

    assert len(worked.months) == figures.months
    at_hand = worked.opening
    for month in worked.months:
        at_hand += month.left
        assert month.cash == at_hand
    assert worked.closing == worked.opening + worked.totals["left"]
    assert worked.totals["left"] == worked.totals["sales"] - sum(worked.totals[page] for page in OUT)


@given(FIGURES, OFFER)
def test_a_shortage_is_said_if_and_only_if_there_is_one(figures: Figures, offer: dict[int, Decimal] | None) -> None:
    worked = forecast(figures, offer)
    said = {each.code: each for each in worked.warnings}

    assert ("short_at_start" in said) == (worked.opening < 0)
    short = [month for month in worked.months if month.cash < 0]
    assert ("short" in said) == bool(short)
    if short:
        assert (said["short"].month, said["short"].amount) == (short[0].number, -short[0].cash)
        deepest = said.get("deepest", said["short"])
        assert deepest.amount == max(-month.cash for month in short)


@given(FIGURES)
def test_what_is_kept_comes_back(figures: Figures) -> None:
    assert forecast(Figures.from_data(figures.as_data())) == forecast(figures)
    assert changes(figures, Figures.from_data(figures.as_data())) == []


@given(FIGURES, st.booleans())
def test_the_picture_stays_in_its_frame(figures: Figures, mirrored: bool) -> None:  # noqa: FBT001 - hypothesis gives it
    drawn = draw(forecast(figures), mirrored=mirrored)

    assert len(drawn.bars) == figures.months
    for bar in drawn.bars:
        assert 0 <= bar.x <= bar.x + drawn.bar_width <= WIDTH
        assert 0 <= bar.y <= bar.y + bar.height <= HEIGHT + 1
    places = [int(point.split(",")[0]) for point in drawn.line.split(" ")]
    assert places == sorted(places, reverse=mirrored)


@given(LINE, st.dictionaries(st.integers(1, 36), AMOUNT, max_size=6))
def test_months_that_are_not_different_are_not_kept(line: Line, amounts: dict[int, Decimal]) -> None:
    changed = line.with_months(amounts)

    assert line.amount not in changed.different.values()
    for number, amount in amounts.items():
        assert changed.in_month(number) == (amount if number >= line.first else 0)


def plan(**lines: tuple[Line, ...]) -> Figures:
    return Figures(12, date(2026, 11, 1), lines)


def line(amount: int, *, key: str = "x", first: int = 1, **different: int) -> Line:
    months = {int(name.removeprefix("m")): Decimal(value) for name, value in different.items()}
    return Line(key, "", Decimal(amount), first, months)


def test_an_example_by_hand() -> None:
    worked = forecast(
        plan(
            sources=(line(1000),),
            start=(line(400),),
            sales=(line(500, m2=0),),
            costs=(line(300),),
            household=(line(350, first=3),),
        )
    )

    assert worked.opening == 600
    assert [month.cash for month in worked.months[:5]] == [800, 500, 350, 200, 50]
    assert worked.warnings == [Warned("short", 6, Decimal(100)), Warned("deepest", 12, Decimal(1000))]


def test_the_offer_stands_in_the_place_of_the_typed_instalment() -> None:
    figures = plan(sales=(line(500),), loan=(line(80),))

    assert [month.amounts["loan"] for month in forecast(figures).months[:2]] == [80, 80]
    offered = forecast(figures, {2: Decimal(200), 99: Decimal(200)})
    assert [month.amounts["loan"] for month in offered.months[:3]] == [0, 200, 0]


def test_months_go_over_the_year() -> None:
    figures = plan()

    assert figures.month(1) == date(2026, 11, 1)
    assert figures.month(3) == date(2027, 1, 1)
    assert figures.month(14) == date(2027, 12, 1)
    assert [figures.number_of(day) for day in (date(2026, 10, 31), date(2026, 11, 30), date(2027, 1, 1))] == [0, 1, 3]


@pytest.mark.parametrize(
    ("figures", "codes"),
    [
        (plan(), ["nothing_sold"]),
        (plan(sales=(line(5),)), ["nothing_for_household"]),
        (plan(sales=(line(5),), household=(line(5),)), []),
        (plan(sales=(line(5),), household=(line(5),), start=(line(9),)), ["short_at_start", "short"]),
    ],
)
def test_what_is_warned_of(figures: Figures, codes: list[str]) -> None:
    assert [each.code for each in forecast(figures).warnings] == codes


def test_what_changed_is_told_line_by_line() -> None:
    before = plan(sales=(line(5), line(6, key="y")))
    after = Figures(24, before.begins, {"sales": (line(7), line(8, key="z"))})

    assert changes(before, after) == [
        Change("sales", line(5), line(7)),
        Change("sales", line(6, key="y"), None),
        Change("sales", None, line(8, key="z")),
        Change(WHEN),
    ]
