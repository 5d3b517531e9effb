"""
Bank account numbers: the check that finds a mistyped IBAN before money leaves. Pure.

ISO 13616: country, two check digits, the national number; with the first four signs moved to the end and
letters read as 10–35, the whole is 1 modulo 97. Lengths of the countries where clients bank, from the IBAN
registry; elsewhere 15 to 34 signs.
"""

import re
from typing import Final

from portal.language.digits import to_ascii

_SHAPE: Final = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
# Spaces, hyphens and the invisible marks of direction that a right-to-left keyboard leaves behind.
_BETWEEN: Final = re.compile("[\\s\\-\u2010-\u2015\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_LENGTHS: Final = {"BE": 16, "FR": 27, "NL": 18, "LU": 20, "DE": 22, "ES": 24, "IT": 27, "GR": 27, "PT": 25, "LT": 20}


def normalise(text: str) -> str:
    """The IBAN without spaces, in capitals and digits 0–9; `ValueError` when it cannot be one."""
    iban = _BETWEEN.sub("", to_ascii(text)).upper()
    if not _SHAPE.fullmatch(iban) or len(iban) != _LENGTHS.get(iban[:2], len(iban)):
        raise ValueError("This is not an IBAN.")
    if int("".join(str(int(sign, 36)) for sign in iban[4:] + iban[:4])) % 97 != 1:
        raise ValueError("The check digits do not fit.")
    return iban


def display(iban: str) -> str:
    """As it stands on a card: groups of four."""
    return " ".join(iban[place : place + 4] for place in range(0, len(iban), 4))
