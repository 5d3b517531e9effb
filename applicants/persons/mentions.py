"""Is a client named in a text that is not about her? For the slot `client_names`.

Neighbouring words that begin with a capital (or belong to a script without capitals) are held against the search keys
of everybody the institution knows, whatever office: two words of one person's name, in either order, in her own
spelling or as on her card. It says only which words look so, never whose they are; a person decides.
"""

import re
from functools import reduce
from itertools import pairwise
from operator import or_
from typing import Final

from django.db.models import Q

from applicants.persons.models import Person
from portal.language.names import search_key

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_SHORTEST: Final = 3
_MOST_PAIRS: Final = 80
_MOST_PERSONS: Final = 200


def mentioned(text: str) -> list[str]:
    """The pairs of words that are two parts of one known person's name, as they are written."""
    pairs = _pairs(text)
    if not pairs:
        return []
    wanted = reduce(or_, (Q(search_key__contains=one) & Q(search_key__contains=two) for one, two in pairs.values()))
    keys = Person.objects.filter(wanted).values_list("search_key", flat=True)[:_MOST_PERSONS]
    names = [set(key.split()) for key in keys]
    return [written for written, (one, two) in pairs.items() if any({one, two} <= name for name in names)]


def _pairs(text: str) -> dict[str, tuple[str, str]]:
    """Two words as they are written → their keys; a full stop between them parts them."""
    found: dict[str, tuple[str, str]] = {}
    for first, second in pairwise(_WORD.finditer(text)):
        if text[first.end() : second.start()].strip() or not (_like_a_name(first) and _like_a_name(second)):
            continue
        one, two = search_key(first.group()), search_key(second.group())
        if min(len(one), len(two)) >= _SHORTEST and one != two and " " not in one + two:
            found[f"{first.group()} {second.group()}"] = (one, two)
        if len(found) == _MOST_PAIRS:
            break
    return found


def _like_a_name(word: re.Match[str]) -> bool:
    first = word.group()[0]
    return first.isupper() or not first.islower()
