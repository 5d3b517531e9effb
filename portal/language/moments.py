"""A day and an hour as people read them, with the weekday, in the language's words and digits. Pure."""

from datetime import datetime

from babel.dates import format_date

from portal.language.digits import base_language, localize


def moment_words(at: datetime, language: str) -> str:
    """`at` by its own clock: "Tuesday 3 November 2026, 14:30"."""
    return f"{day_words(at, language)}{_comma(language)} {hour_words(at, language)}"


def day_words(at: datetime, language: str) -> str:
    """The day alone: "Tuesday 3 November 2026"."""
    base = base_language(language)
    # CLDR's plain English is American: month before day.
    locale = "en_GB" if base == "en" else base
    return localize(format_date(at, "EEEE d MMMM y", locale=locale), base)


def hour_words(at: datetime, language: str) -> str:
    """The time alone: "14:30"."""
    return localize(f"{at:%H:%M}", base_language(language))


def _comma(language: str) -> str:
    return "،" if base_language(language) in ("ar", "fa", "ps", "ur") else ","
