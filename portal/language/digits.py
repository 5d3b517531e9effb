"""
Digits and amounts as people write them: ۱۲۳۴, ١٢٣٤ and 1234 are one number.

Rules and sources: CLDR 48 for the signs of each language; U+066B and U+066C are the Eastern decimal and
group signs. Pure: nothing here needs Django.
"""

import re
import unicodedata
from decimal import Decimal
from typing import Final

_PERSIAN: Final = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_PERSIAN_BY_DEFAULT: Final = frozenset({"fa", "ps"})
_POINT_DECIMAL: Final = frozenset({"en", "ar", "fa", "ps", "ur"})
_COMMA_DECIMAL: Final = frozenset({"fr", "nl"})
_INVISIBLE: Final = re.compile("[\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SPACES: Final = re.compile(r"\s")
# U+060C is what the comma key of an Arabic, Persian, Pashto or Urdu keyboard types; U+066A never appears.
_AS_ASCII: Final = str.maketrans({"،": ",", "−": "-", "﹣": "-", "－": "-", "＋": "+"})
_EASTERN_DECIMAL: Final = "\u066b"
_EASTERN_GROUP: Final = "\u066c"
_EURO: Final = r"(?:€|EUR)"
_AMOUNT: Final = re.compile(
    rf"(?P<sign>[+-]?)(?P<before>{_EURO}?)(?P<inner>[+-]?)(?P<number>[0-9.,\u066b\u066c]+)(?P<after>{_EURO}?)",
    re.IGNORECASE,
)
_WHOLE: Final = re.compile(r"[0-9]+")
# A group never begins with 0: "0,500" in English is a comma decimal in disguise, so it cannot be told.
_GROUPED: Final = re.compile(r"[1-9][0-9]{0,2}(?:g[0-9]{3})+")


def to_ascii(text: str) -> str:
    """Every decimal digit of any script as 0-9; all other characters untouched. Idempotent."""
    return "".join(character if character < "\x80" else _ascii_digit(character) for character in text)


def _ascii_digit(character: str) -> str:
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)


def localize(text_or_number: str | int | Decimal, language: str) -> str:
    """
    The text with its digits in the language's default set: Persian for fa and ps, ASCII for the others.

    Numbers are written plainly (no grouping, no exponent); signs and separators stay as they are.
    """
    plain = f"{text_or_number:f}" if isinstance(text_or_number, Decimal) else str(text_or_number)
    ascii_text = to_ascii(plain)
    return ascii_text.translate(_PERSIAN) if base_language(language) in _PERSIAN_BY_DEFAULT else ascii_text


def base_language(language: str) -> str:
    """`fr` of `fr-be` or `fr_BE`; `fa` of `prs`, as Dari is written by the same rules."""
    base = re.split(r"[-_]", language.strip().lower(), maxsplit=1)[0]
    return "fa" if base == "prs" else base


def parse_number(text: str, language: str = "en") -> Decimal:
    """
    The number somebody wrote on a page in `language` (one of the seven interface languages).

    Any digits; bidirectional marks and spaces fall away; one sign; the euro sign or EUR may stand on either
    side. en, ar, fa, ps, ur: point decimal, comma groups; fr, nl: comma decimal, point or space groups; the
    Eastern signs mean the same everywhere. `ValueError` when the number cannot be told, such as "12,5" on an
    English page: asking again beats guessing about money.
    """
    cleaned = _SPACES.sub("", _INVISIBLE.sub("", to_ascii(text))).translate(_AS_ASCII)
    match = _AMOUNT.fullmatch(cleaned)
    if match is None or (match["sign"] and match["inner"]) or (match["before"] and match["after"]):
        raise ValueError(f"not a number: {text!r}")
    group, decimal = _signs(language)
    number = match["number"].replace(group, _EASTERN_GROUP).replace(decimal, _EASTERN_DECIMAL)
    whole, found, fraction = number.partition(_EASTERN_DECIMAL)
    if found and not _WHOLE.fullmatch(fraction):
        raise ValueError(f"not a number: {text!r}")
    if not _WHOLE.fullmatch(whole) and not _GROUPED.fullmatch(whole.replace(_EASTERN_GROUP, "g")):
        if whole or not found:
            raise ValueError(f"the groups of this number cannot be told: {text!r}")
        whole = "0"
    value = Decimal(f"{whole.replace(_EASTERN_GROUP, '')}.{fraction}" if found else whole.replace(_EASTERN_GROUP, ""))
    return -value if "-" in (match["sign"], match["inner"]) and value else value


def typed_number(number: Decimal, language: str) -> str:
    """The number as somebody types it on a page in `language`, without groups: `parse_number` reads it back."""
    whole = number == number.to_integral_value()
    return f"{number.quantize(Decimal(1)) if whole else number:f}".replace(".", _signs(language)[1])


def _signs(language: str) -> tuple[str, str]:
    base = base_language(language)
    if base in _POINT_DECIMAL:
        return ",", "."
    if base in _COMMA_DECIMAL:
        return ".", ","
    raise ValueError(f"no number signs are known for the language {language!r}")
