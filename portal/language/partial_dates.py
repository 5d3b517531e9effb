"""
Dates that people know in part: a year, a year and a month, or a whole day, Gregorian or Solar Hijri.

What was not said is never filled in: a year alone is every day of that year, not its first. Pure.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, Self

from babel.dates import format_date, format_skeleton

from portal.language.calendars import (
    DEFAULT_VARIANT,
    Calendar,
    Variant,
    days_in_month,
    month_names,
    to_gregorian,
    variant_of,
)
from portal.language.digits import base_language, localize

Precision = Literal["year", "month", "day"]

_DECEMBER: Final = 12
_FIELDS: Final = frozenset({"year", "month", "day", "calendar", "text"})


@dataclass(frozen=True, slots=True)
class PartialDate:
    """
    A date as far as it is known, in the calendar in which it was said; `text` is what was typed.

    `ValueError` when a day comes without a month, or the calendar has no such year, month or day.
    """

    year: int
    month: int | None = None
    day: int | None = None
    calendar: Calendar = "gregorian"
    text: str = ""

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs its month")
        if self.day == 0:
            raise ValueError("days are counted from 1")
        to_gregorian(self.year, _or(self.month, 1), _or(self.day, 1), self.calendar)

    @property
    def precision(self) -> Precision:
        if self.month is None:
            return "year"
        return "month" if self.day is None else "day"

    def earliest(self) -> date:
        """The first Gregorian day it can be."""
        return to_gregorian(self.year, _or(self.month, 1), _or(self.day, 1), self.calendar)

    def latest(self) -> date:
        """The last Gregorian day it can be."""
        month = _or(self.month, _DECEMBER)
        day = _or(self.day, days_in_month(self.year, month, self.calendar))
        return to_gregorian(self.year, month, day, self.calendar)

    def age_range(self, on: date) -> tuple[int, int]:
        """
        The least and the greatest age in completed years that somebody born then can have on a day.

        `ValueError` when the birth can only be later than that day.
        """
        if self.earliest() > on:
            raise ValueError(f"born after {on}")
        return max(0, _years(self.latest(), on)), _years(self.earliest(), on)

    def display(self, language: str, *, variant: Variant | None = None) -> str:
        """
        What is known, in the language's words and digits, no more; Solar Hijri with the Gregorian beside it.

        "1996", "March 1996", "1375 (1996/1997)", "Hamal 1375 (March/April 1996)", "1 Hamal 1375 (20 March
        1996)". Whose Solar Hijri names: those of `variant`, else of the text as typed, else Afghan.
        """
        if self.calendar == "gregorian":
            return _gregorian(self.earliest(), self.latest(), self.precision, language)
        own = localize(self._solar(language, variant), language)
        return f"{own} ({_gregorian(self.earliest(), self.latest(), self.precision, language)})"

    def _solar(self, language: str, variant: Variant | None) -> str:
        if self.month is None:
            return str(self.year)
        names = month_names("solar_hijri", language, variant=variant or variant_of(self.text) or DEFAULT_VARIANT)
        words = [str(self.day)] if self.day is not None else []
        return " ".join([*words, names[self.month - 1], str(self.year)])

    def as_dict(self) -> dict[str, int | str | None]:
        """For a JSON column; `from_dict` reads it back. The precision stands there for those who query it."""
        return {
            "year": self.year,
            "month": self.month,
            "day": self.day,
            "precision": self.precision,
            "calendar": self.calendar,
            "text": self.text,
        }

    @classmethod
    def from_dict(cls, stored: Mapping[str, object]) -> Self:
        """`ValueError` when what was stored is no partial date."""
        fields = {name: value for name, value in stored.items() if name in _FIELDS}
        numbers = [fields.get("year"), *(fields[n] for n in ("month", "day") if fields.get(n) is not None)]
        if not all(type(number) is int for number in numbers) or not isinstance(fields.get("text", ""), str):
            raise ValueError(f"not a partial date: {dict(stored)!r}")
        return cls(**fields)  # type: ignore[arg-type]  # each field has just been checked, the calendar is next


def _or(value: int | None, otherwise: int) -> int:
    return otherwise if value is None else value


def _years(birth: date, on: date) -> int:
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def _gregorian(first: date, last: date, precision: Precision, language: str) -> str:
    """One Gregorian year, month or day, or the two that a Solar Hijri one spans."""
    base = base_language(language)
    # CLDR's plain English is American: month before day.
    locale = "en_GB" if base == "en" else base
    if precision == "day":
        return localize(format_date(first, "long", locale=locale), base)
    if precision == "year":
        years = dict.fromkeys((first.year, last.year))
        return localize("/".join(str(year) for year in years), base)
    month = format_skeleton("yMMMM", last, locale=locale)
    if (first.year, first.month) != (last.year, last.month):
        names = month_names("gregorian", base)
        if first.year == last.year:
            name = names[last.month - 1]
            month = month.replace(name, f"{names[first.month - 1]}/{name}")
        else:
            month = f"{format_skeleton('yMMMM', first, locale=locale)}/{month}"
    return localize(month, base)
