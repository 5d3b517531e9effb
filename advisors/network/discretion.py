"""What in a text may point to a client: phones, e-mails, file numbers, and names that the floor above knows. Pure
but for the slot.
"""

import re
from collections.abc import Iterable
from typing import Final

import phonenumbers

from portal.language.digits import to_ascii
from portal.models import Country
from portal.refs import normalise
from portal.slots import fill

_EMAIL: Final = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")
_REF: Final = re.compile(r"\b(?=([2-9A-Za-z]{4}[\-\u2010-\u2013 ]?[2-9A-Za-z]{4})\b)")  # they may overlap words


def suspects(texts: Iterable[str]) -> list[str]:
    """Each once, as it is written, in the order in which it was found."""
    whole = "\n".join(text for text in texts if text)
    if not whole.strip():
        return []
    found = [*_EMAIL.findall(whole), *_phones(whole), *_refs(whole)]
    for known in fill("client_names"):
        found += known(whole)
    return list(dict.fromkeys(found))


def _phones(text: str) -> Iterable[str]:
    """Numbers that can be dialled in one of our countries, or are written with theirs."""
    western = to_ascii(text)
    for country in Country.values:
        for match in phonenumbers.PhoneNumberMatcher(western, country):
            yield match.raw_string


def _refs(text: str) -> Iterable[str]:
    """File numbers: the check sign tells them from words. Words in small letters are words."""
    for match in _REF.finditer(to_ascii(text)):
        written = match.group(1)
        if written.upper() != written and not any(sign.isdigit() for sign in written):
            continue
        try:
            normalise(written)
        except ValueError:
            continue
        yield written
