"""
Short random names for what is talked about: a case, a loan, a person.

A ref stands in URLs and on paper, is read out on the phone and typed in any digits. Eight signs of an
alphabet without 0 O 1 I L: seven random ones (31⁷, some 27 thousand million) and a check sign. The check is a
weighted sum modulo 31; as 31 is prime and no two weights are equal, it finds every single wrong sign and
every swap of two signs.
"""

import secrets
import unicodedata
from typing import Final

from portal.language.digits import to_ascii

ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH: Final = 8
_VALUES: Final = {sign: value for value, sign in enumerate(ALPHABET)}
# What people and text programs put between or around the signs: spaces, dashes, marks of direction.
_IGNORED: Final = frozenset({"Zs", "Cc", "Cf", "Pd"})


def new_ref() -> str:
    """A ref as it is stored: eight signs. Random, so that nobody guesses the next one; the table keeps it unique."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return signs + ALPHABET[-_weighted(signs) % len(ALPHABET)]


def normalise(text: str) -> str:
    """
    The ref as it is stored, from what somebody typed: any digits, either case, spaces and hyphens anywhere.
    `ValueError` when it is no ref, or when the check sign says that something was mistyped.
    """
    kept = (sign for sign in to_ascii(text) if unicodedata.category(sign) not in _IGNORED)
    # Only ASCII letters: "ſ" in capitals would pass for an S.
    ref = "".join(sign.upper() if sign.isascii() else sign for sign in kept)
    if len(ref) != LENGTH or not _VALUES.keys() >= set(ref):
        raise ValueError("This is not a reference.")
    if _weighted(ref) % len(ALPHABET):
        raise ValueError("The reference has a typing error.")
    return ref


def display(ref: str) -> str:
    """A stored ref as people read it: XXXX-XXXX."""
    return f"{ref[: LENGTH // 2]}-{ref[LENGTH // 2 :]}"


def _weighted(signs: str) -> int:
    """Weights 8, 7 … from the left, so that the check sign itself weighs 1."""
    return sum((LENGTH - place) * _VALUES[sign] for place, sign in enumerate(signs))
