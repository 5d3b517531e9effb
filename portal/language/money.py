"""
Euro amounts, numbers and percentages in the seven languages.

The patterns are CLDR's, kept here because Babel 2.18 sets Pashto in Latin digits with a decimal comma (which
a Pashto reader, and `parse_number`, would take for a group) and puts a space into the Persian pattern.
Everything returned is plain text: the template isolates it left to right (`dir="ltr"`). Pure.
"""

from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final, Literal

from babel.numbers import format_decimal

from portal.language.digits import base_language, localize

Digits = Literal["native", "latin"]

_CENT: Final = Decimal("0.01")
# Wide enough that quantize never overflows for any amount a person could owe.
_EXACT: Final = Context(prec=60)
_LRM: Final = "\u200e"
_RLM: Final = "\u200f"
_NBSP: Final = "\u00a0"
_EURO_PATTERNS: Final = {
    "en": "{sign}€{number}",
    "fr": f"{{sign}}{{number}}{_NBSP}€",
    "nl": f"€{_NBSP}{{sign}}{{number}}",
    "ar": f"{_RLM}{{sign}}{{number}}{_NBSP}€",
    "fa": f"{_LRM}{{sign}}€{{number}}",
    "ps": f"{{sign}}€{_NBSP}{{number}}",
    "ur": "{sign}€{number}",
}
_PERCENT_PATTERNS: Final = {"fr": f"{{sign}}{{number}}{_NBSP}%"}
_RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "ps", "ur"})
_PERSIAN_DIGITS: Final = frozenset({"fa", "ps"})


def format_euro(amount: Decimal, language: str, *, digits: Digits = "latin") -> str:
    """
    An amount in euros with cents, half a cent rounded away from zero, as plain text.

    `digits="latin"` is for contracts and tables; `"native"` gives fa and ps their Persian digits and signs
    (the other languages' default digits are Latin). `ValueError` for another language.
    """
    sign, number = _parts(_rounded(amount, _CENT), language, 2, 2, digits)
    return _EURO_PATTERNS[base_language(language)].format(sign=sign, number=number)


def format_number(value: Decimal | int, language: str, *, digits: Digits = "latin") -> str:
    """A number with the language's groups and decimal sign; every decimal place of the value is kept."""
    number = Decimal(value)
    exponent = number.as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    sign, text = _parts(number, language, places, places, digits)
    return sign + text


def format_percent(value: Decimal, language: str, places: int = 1, *, digits: Digits = "latin") -> str:
    """`value` in percent (3.45 is "3.5%"), half rounded away from zero, never "-0.0%"."""
    unit = Decimal(1).scaleb(-places)
    sign, number = _parts(_rounded(value, unit), language, places, places, digits)
    return _PERCENT_PATTERNS.get(base_language(language), "{sign}{number}%").format(sign=sign, number=number)


def _rounded(value: Decimal, unit: Decimal) -> Decimal:
    return value.quantize(unit, rounding=ROUND_HALF_UP, context=_EXACT)


def _parts(value: Decimal, language: str, least: int, most: int, digits: Digits) -> tuple[str, str]:
    """
    The sign ("" or "-") and the digits with their group and decimal signs.

    After a sign of the other direction a minus would be set behind the number; CLDR keeps it before by a mark.
    """
    base = base_language(language)
    if base not in _EURO_PATTERNS:
        raise ValueError(f"no number pattern is known for the language {language!r}")
    if not value.is_finite():
        raise ValueError("only finite numbers can be shown")
    native = digits == "native" and base in _PERSIAN_DIGITS
    latin_locale = base if base in {"fr", "nl"} else "en"
    number = format_decimal(
        value.copy_abs(),
        format="#,##0" + ("." + "0" * least + "#" * (most - least) if most else ""),
        locale=base if native else latin_locale,
        numbering_system="default",
    )
    minus = f"{_LRM}-" if base in _RIGHT_TO_LEFT else "-"
    return (minus if value < 0 else ""), localize(number, base) if native else number
