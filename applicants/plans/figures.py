"""
What a financial plan holds, and how it is kept as JSON. Pure.

A plan has pages. Two of them hold what is paid or comes in once, before the first month (`ONCE`); the others what
comes or goes month by month (`MONTHLY`). A line has the same amount every month, but for the months that differ.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from portal.money import ZERO

ONCE: Final = ("start", "sources")
MONTHLY: Final = ("sales", "purchases", "costs", "household", "loan")
WHEN: Final = "when"  # how many months, and from which
PAGES: Final = ("sales", "purchases", "costs", "household", "loan", *ONCE, WHEN)
LENGTHS: Final = (12, 24, 36)


@dataclass(frozen=True)
class Line:
    """One thing of a plan. `name` in own words, or "" when `key` names a known one (`words.LINES`).

    `amount` in euros, every month from month `first` (1 is the first month of the plan) to the end;
    `different`: month → the amount of that month.
    """

    key: str
    name: str
    amount: Decimal
    first: int = 1
    different: Mapping[int, Decimal] = field(default_factory=dict)

    def in_month(self, number: int) -> Decimal:
        return self.different.get(number, self.amount) if number >= self.first else ZERO

    def with_months(self, amounts: Mapping[int, Decimal]) -> "Line":
        """The same line with these amounts; a month that is as every other is not kept apart."""
        different = {number: amount for number, amount in sorted(amounts.items()) if amount != self.amount}
        return replace(self, different=different)


@dataclass(frozen=True)
class Figures:
    """A whole plan: so many `months` from the first of the month `begins`; the lines of each page."""

    months: int
    begins: date
    lines: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)

    def of(self, page: str) -> tuple[Line, ...]:
        return self.lines.get(page, ())

    def line(self, page: str, key: str) -> Line | None:
        return next((line for line in self.of(page) if line.key == key), None)

    def part(self, page: str) -> object:
        """What one page holds, to compare."""
        return (self.months, self.begins) if page == WHEN else self.of(page)

    def with_part(self, page: str, lines: Iterable[Line]) -> "Figures":
        return replace(self, lines={**self.lines, page: tuple(lines)})

    def month(self, number: int) -> date:
        """The first day of a month of the plan."""
        place = self.begins.year * 12 + self.begins.month - 1 + number - 1
        return date(place // 12, place % 12 + 1, 1)

    def number_of(self, day: date) -> int:
        """The month of the plan in which a day lies; below 1 before it begins."""
        return (day.year - self.begins.year) * 12 + day.month - self.begins.month + 1

    def as_data(self) -> dict[str, Any]:
        """As JSON keeps it; amounts are text, so that no cent is lost."""
        return {
            "months": self.months,
            "begins": self.begins.isoformat(),
            "lines": {page: [_line_data(line) for line in lines] for page, lines in self.lines.items() if lines},
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Figures":
        lines = {page: tuple(_line_from(line) for line in lines) for page, lines in data["lines"].items()}
        return cls(data["months"], date.fromisoformat(data["begins"]), lines)


@dataclass(frozen=True)
class Change:
    """One difference between two versions: a line that came, went or changed, or the months (`page` is `WHEN`)."""

    page: str
    before: Line | None = None
    after: Line | None = None


def changes(before: Figures, after: Figures) -> list[Change]:
    """What differs, page by page, in the order of the pages."""
    found = []
    for page in PAGES:
        if page == WHEN:
            found += [] if before.part(page) == after.part(page) else [Change(page)]
            continue
        old = {line.key: line for line in before.of(page)}
        new = {line.key: line for line in after.of(page)}
        found += [
            Change(page, old.get(key), new.get(key))
            for key in [*old, *(key for key in new if key not in old)]
            if old.get(key) != new.get(key)
        ]
    return found


def _line_data(line: Line) -> dict[str, Any]:
    data: dict[str, Any] = {"key": line.key, "name": line.name, "amount": str(line.amount), "first": line.first}
    if line.different:
        data["different"] = {str(number): str(amount) for number, amount in line.different.items()}
    return data


def _line_from(data: Mapping[str, Any]) -> Line:
    different = {int(number): Decimal(amount) for number, amount in data.get("different", {}).items()}
    return Line(data["key"], data["name"], Decimal(data["amount"]), data["first"], different)
