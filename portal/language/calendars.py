"""
Gregorian and Solar Hijri dates and their month names, Iranian, Afghan and Pashto.

Conversions are jdatetime's (the 33-year rule, which agrees with ICU for 1251-1498); outside those years a day
is refused rather than guessed. Gregorian names are CLDR's through Babel. Pure.
"""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Final, Literal

import jdatetime
from babel.dates import get_month_names

from portal.language.digits import base_language, parse_number
from portal.language.names import search_key

Calendar = Literal["gregorian", "solar_hijri"]
Variant = Literal["iranian", "afghan"]

FIRST_SOLAR_YEAR: Final = 1251
LAST_SOLAR_YEAR: Final = 1498
# Most people here who count in Solar Hijri years are Afghans; an Iranian's own text says so (partial_dates).
DEFAULT_VARIANT: Final[Variant] = "afghan"

_MONTHS: Final = 12
_LEAP_REMAINDERS: Final = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
_ARABIC_SCRIPT: Final = frozenset({"ar", "fa", "ps", "ur"})
_INTERFACE: Final = ("en", "fr", "nl", "ar", "fa", "ps", "ur")
# fa_AF: an Afghan writes جنوری where an Iranian writes ژانویه.
_LOCALES: Final = ("en", "fr", "nl", "ar", "ar_DZ", "ar_MA", "ar_LB", "ar_IQ", "fa", "fa_AF", "ps", "ur")

_SOLAR: Final[dict[str, str]] = {
    "iranian": "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند",
    "afghan": "حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت",
    "pashto": "وری غویی غبرګولی چنګاښ زمری وږی تله لړم لیندۍ مرغومی سلواغه کب",
}
_SOLAR_LATIN: Final[dict[str, str]] = {
    "iranian": "Farvardin Ordibehesht Khordad Tir Mordad Shahrivar Mehr Aban Azar Dey Bahman Esfand",
    "afghan": "Hamal Sawr Jawza Saratan Asad Sonbola Mizan Aqrab Qaws Jadi Dalw Hut",
    "pashto": "Wray Ghwayay Ghbargolay Chungash Zmaray Wagay Tala Laram Lindai Marghumay Salwagha Kab",
}
# Spellings people type besides those that are shown: words of one month, in the order of the months.
_SOLAR_TYPED: Final = (
    "Hamel Farwardin",
    "Saur Sowr Thawr غوایی غویې",
    "Jauza Jowza غبرگولې",
    "Sartan",
    "Amordad امرداد زمرې",
    "Sonbolah Sonbula Sunbula Sunbola Sumbula Shahriwar سمبله وږې",
    "",
    "",
    "Qaus Qows لینده",
    "Jady Day",
    "Dalv Dalwa دلوه",
    "Hoot Hout Isfand",
)
# The Levantine, Algerian, Tunisian and Moroccan names that CLDR's Arabic locales may spell in another way.
_GREGORIAN_TYPED: Final = (
    "كانون الثاني,كانون ثاني,جانفي",
    "شباط,فيفري,Febr,Feber",
    "آذار,اذار,Mars,Mrt",
    "نيسان,أفريل,ابريل,إبريل",
    "أيار,ماي,مايس,مئی",
    "حزيران,جوان,يونية,يونيه",
    "تموز,جويلية,يوليوز,يوليه,جولائی",
    "آب,أوت,غشت,اغسطس",
    "أيلول,شتنبر,Sept",
    "تشرين الأول,تشرين أول",
    "تشرين الثاني,تشرين ثاني,نونبر",
    "كانون الأول,كانون أول,دجنبر",
)


def to_gregorian(year: int, month: int, day: int, calendar: Calendar = "solar_hijri") -> date:
    """The Gregorian date of a day. `ValueError` when the calendar has no such day (Solar Hijri: 1251-1498)."""
    if not 1 <= day <= days_in_month(year, month, calendar):
        raise ValueError(_no_such_day(year, month, day))
    if calendar == "gregorian":
        return date(year, month, day)
    gregorian: date = jdatetime.date(year, month, day).togregorian()
    return gregorian


def from_gregorian(day: date, calendar: Calendar = "solar_hijri") -> tuple[int, int, int]:
    """Year, month and day in the calendar. `ValueError` for a day outside Solar Hijri 1251-1498."""
    _check(calendar)
    if calendar == "gregorian":
        return day.year, day.month, day.day
    first, last = to_gregorian(FIRST_SOLAR_YEAR, 1, 1), to_gregorian(LAST_SOLAR_YEAR, 12, 29)
    if not first <= day <= last:
        raise ValueError(f"this day is outside the Solar Hijri years that are vouched for: {day}")
    solar = jdatetime.date.fromgregorian(date=day)
    return solar.year, solar.month, solar.day


def is_leap(year: int, calendar: Calendar = "solar_hijri") -> bool:
    """Whether the year has a day more. Solar Hijri by the 33-year rule, not the wrong 2820-year one."""
    _check(calendar)
    if calendar == "solar_hijri":
        return year % 33 in _LEAP_REMAINDERS
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int, calendar: Calendar = "solar_hijri") -> int:
    """How many days the month has: 28-31. `ValueError` for a year or month that the calendar lacks."""
    _check(calendar)
    first, last = (FIRST_SOLAR_YEAR, LAST_SOLAR_YEAR) if calendar == "solar_hijri" else (1, 9998)
    if not (first <= year <= last and 1 <= month <= _MONTHS):
        raise ValueError(_no_such_day(year, month, 1))
    if calendar == "gregorian":
        return 28 + is_leap(year, calendar) if month == 2 else 30 if month in {4, 6, 9, 11} else 31  # noqa: PLR2004 - February, and the lengths of the months
    return 31 if month <= 6 else 30 if month < _MONTHS else 29 + is_leap(year)  # noqa: PLR2004 - six of 31 days


def month_names(calendar: Calendar, language: str, *, variant: Variant = DEFAULT_VARIANT) -> tuple[str, ...]:
    """
    The twelve names to show, the first month first.

    Solar Hijri: Pashto names for ps; those of `variant` for the other languages, in Arabic script where the
    language is written in it, transliterated for the rest. Arabic shows the «يناير» set for Gregorian months.
    """
    _check(calendar)
    base = base_language(language)
    if base not in _INTERFACE:
        raise ValueError(f"no month names are kept for the language {language!r}")
    if calendar == "gregorian":
        return _gregorian(base)
    names = _SOLAR if base in _ARABIC_SCRIPT else _SOLAR_LATIN
    return tuple(names["pashto" if base == "ps" else variant].split())


def parse_month(text: str, calendar: Calendar = "gregorian") -> tuple[Calendar, int]:
    """
    The calendar and number (1-12) of a month somebody typed: a number in any digits, or a name in any of the
    seven languages, of any of the Arabic countries' sets, Iranian, Afghan or Pashto.

    A name tells its calendar; a number is taken in `calendar`. `ValueError` for everything else.
    """
    _check(calendar)
    key = search_key(text)
    if key in _by_name():
        return _by_name()[key]
    try:
        number = parse_number(text)
    except ValueError:
        raise ValueError(f"not a month: {text!r}") from None
    if number not in range(1, _MONTHS + 1):
        raise ValueError(f"not a month: {text!r}")
    return calendar, int(number)


def variant_of(text: str) -> Variant | None:
    """Whose Solar Hijri month names the text uses (Pashto ones are an Afghan's), or None if it has none."""
    words = set(search_key(text).split())
    for names in (_SOLAR, _SOLAR_LATIN):
        if words & set(search_key(names["iranian"]).split()):
            return "iranian"
        if words & set(search_key(f"{names['afghan']} {names['pashto']}").split()):
            return "afghan"
    return None


def _check(calendar: str) -> None:
    if calendar not in {"gregorian", "solar_hijri"}:
        raise ValueError(f"no such calendar: {calendar!r}")


def _no_such_day(year: int, month: int, day: int) -> str:
    return f"there is no such day in this calendar: {year}-{month}-{day}"


def _gregorian(locale: str, width: Literal["wide", "abbreviated"] = "wide") -> tuple[str, ...]:
    names = get_month_names(width, context="stand-alone", locale=locale)
    return tuple(names[number] for number in range(1, _MONTHS + 1))


def _typed_names() -> Iterator[tuple[str, Calendar, int]]:
    for names in (*_SOLAR.values(), *_SOLAR_LATIN.values()):
        yield from ((name, "solar_hijri", number) for number, name in enumerate(names.split(), 1))
    for number, words in enumerate(_SOLAR_TYPED, 1):
        yield from ((name, "solar_hijri", number) for name in words.split())
    for number, typed in enumerate(_GREGORIAN_TYPED, 1):
        yield from ((name, "gregorian", number) for name in typed.split(","))
    for locale in _LOCALES:
        for shown in (_gregorian(locale), _gregorian(locale, "abbreviated")):
            yield from ((name, "gregorian", number) for number, name in enumerate(shown, 1))


@cache
def _by_name() -> dict[str, tuple[Calendar, int]]:
    """Every name's search key; two months under one name would be a mistake in the tables, so it is loud."""
    found: dict[str, tuple[Calendar, int]] = {}
    for name, calendar, number in _typed_names():
        if found.setdefault(search_key(name), (calendar, number)) != (calendar, number):
            raise ValueError(f"two months are called {name!r}")
    return found
