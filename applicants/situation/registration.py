"""Registration numbers of businesses: whether one looks like those of its country. A hint, never a verdict. Pure.

Belgium: ten digits of the KBO/BCE, the last two 97 minus the rest of the first eight by 97. France: SIRET of 14 or
SIREN of 9 digits, by Luhn; the post office's own establishments add up to a multiple of five instead. The
Netherlands: eight digits of the KvK, without a check.
"""

from typing import Final

_KBO: Final = 10
_SIREN: Final = 9
_SIRET: Final = 14
_KVK: Final = 8
_POST_OFFICE: Final = "356000000"


def plain(number: str) -> str:
    """The digits alone: points, spaces and the country's letters go, as people write them on cards and letters."""
    return "".join(sign for sign in number if sign.isascii() and sign.isdecimal())


def looks_right(number: str, country: str) -> bool:
    """Whether a number (in Western digits) can be one of this country; of other countries we know nothing: True."""
    digits = plain(number)
    if country == "BE":
        return _is_kbo(digits)
    if country == "FR":
        return _is_siren_or_siret(digits)
    if country == "NL":
        return len(digits) == _KVK
    return True


def kbo_check(first: str) -> str:
    """The two check digits behind the first eight of a Belgian number."""
    return f"{97 - int(first) % 97:02d}"


def luhn_sum(digits: str) -> int:
    """Every second digit from the right doubled, the digits of all added; a multiple of ten is right."""
    doubled = [int(sign) * (1 + place % 2) for place, sign in enumerate(reversed(digits))]
    return sum(value // 10 + value % 10 for value in doubled)


def _is_kbo(digits: str) -> bool:
    if len(digits) == _KBO - 1:
        digits = f"0{digits}"  # cards of before 2008 leave the first zero out
    return len(digits) == _KBO and digits[0] in "01" and digits[8:] == kbo_check(digits[:8])


def _is_siren_or_siret(digits: str) -> bool:
    if len(digits) not in (_SIREN, _SIRET):
        return False
    if luhn_sum(digits) % 10 == 0:
        return True
    return len(digits) == _SIRET and digits.startswith(_POST_OFFICE) and sum(map(int, digits)) % 5 == 0
