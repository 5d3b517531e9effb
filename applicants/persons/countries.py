"""The world's countries by name, in any interface language; names and codes are CLDR's (ISO 3166-1). Pure."""

from functools import cache
from typing import Final

import phonenumbers
from babel import Locale

from portal.language.digits import base_language

# CLDR also names regions of the world and some that ISO 3166-1 only reserves; telephones know the real ones.
_CODES: Final = frozenset(phonenumbers.SUPPORTED_REGIONS)


def country_name(code: str, language: str) -> str:
    """The name of the country; the code itself when nobody has a name for it."""
    return str(_locale(language).territories.get(code, code))


@cache
def country_choices(language: str) -> tuple[tuple[str, str], ...]:
    """Every country as (code, name), in the alphabetical order of the names in the language."""
    named = [(code, country_name(code, language)) for code in _CODES if code in _locale(language).territories]
    return tuple(sorted(named, key=lambda pair: pair[1]))


@cache
def _locale(language: str) -> Locale:
    return Locale(base_language(language))
