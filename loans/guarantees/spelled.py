"""Amounts in words, in French and Dutch, as a deed asks for them beside the figures. Pure."""

from decimal import Decimal
from typing import Final

_END: Final = Decimal(1_000_000)
_SEVENTY, _EIGHTY, _NINETY = 7, 8, 9  # tens that French says in its own way
# fmt: off
_FR: Final = (
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf",
    "dix", "onze", "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
)
# fmt: on
_FR_TENS: Final = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante"}
# fmt: off
_NL: Final = (
    "nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen",
    "tien", "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien",
)
# fmt: on
_NL_TENS: Final = ["twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"]


def euros_in_words(amount: Decimal, language: str, *, belgian: bool = False) -> str:
    """`amount` (0 to 999,999.99 euros) in words: `fr` (with septante and nonante if `belgian`) or `nl`."""
    whole, cents = divmod(int((amount * 100).to_integral_value()), 100)
    if not 0 <= amount < _END:
        raise ValueError("only amounts from 0 to 999,999.99 are put in words")
    if language == "nl":
        said = f"{_dutch(whole)} euro"
        return f"{said} en {_dutch(cents)} cent" if cents else said
    if language != "fr":
        raise ValueError(f"no words for amounts in {language!r}")
    said = f"{_french(whole, belgian=belgian)} euro{'s' if whole > 1 else ''}"
    return f"{said} et {_french(cents, belgian=belgian)} centime{'s' if cents > 1 else ''}" if cents else said


def _french(number: int, *, belgian: bool, last: bool = True) -> str:
    """`last`: nothing follows, so that cents and quatre-vingts bear their s; before mille they do not."""
    thousands, rest = divmod(number, 1000)
    if thousands:
        head = "mille" if thousands == 1 else f"{_french(thousands, belgian=belgian, last=False)} mille"
        return f"{head} {_french(rest, belgian=belgian)}" if rest else head
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _french_below_hundred(number, belgian=belgian, last=last)
    head = "cent" if hundreds == 1 else f"{_FR[hundreds]} cent{'s' if not rest and last else ''}"
    return f"{head} {_french_below_hundred(rest, belgian=belgian, last=last)}" if rest else head


def _french_below_hundred(number: int, *, belgian: bool, last: bool) -> str:
    if number < len(_FR):
        return _FR[number]
    tens, unit = divmod(number, 10)
    if tens == _EIGHTY:
        return f"quatre-vingt-{_FR[unit]}" if unit else f"quatre-vingt{'s' if last else ''}"
    if tens in (_SEVENTY, _NINETY) and not belgian:
        if tens == _NINETY:
            return f"quatre-vingt-{_FR[10 + unit]}"
        return "soixante et onze" if unit == 1 else f"soixante-{_FR[10 + unit]}"
    name = {_SEVENTY: "septante", _NINETY: "nonante"}.get(tens) or _FR_TENS[tens]
    if unit == 0:
        return name
    return f"{name} et un" if unit == 1 else f"{name}-{_FR[unit]}"


def _dutch(number: int) -> str:
    thousands, rest = divmod(number, 1000)
    if thousands:
        head = "duizend" if thousands == 1 else f"{_dutch(thousands)}duizend"
        return f"{head} {_dutch(rest)}" if rest else head
    hundreds, rest = divmod(number, 100)
    if hundreds:
        head = "honderd" if hundreds == 1 else f"{_NL[hundreds]}honderd"
        return f"{head}{_dutch(rest)}" if rest else head
    if number < len(_NL):
        return _NL[number]
    tens, unit = divmod(number, 10)
    name = _NL_TENS[tens - 2]
    if not unit:
        return name
    return f"{_NL[unit]}{'ën' if _NL[unit].endswith('e') else 'en'}{name}"
