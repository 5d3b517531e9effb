"""
Names found in any script and spelling: محمد کریمی, Mohammad Karimi and Mohamed Karimy.

`search_key` and `compact_key` fold what is only another way to type the same letters; `skeleton` is the rough
key that finds candidates across scripts; `similarity` ranks them and a person decides: nothing here may ever
merge two people by itself. Pure.
"""

import re
import unicodedata
from functools import lru_cache
from math import sqrt
from typing import Final

from portal.language.digits import to_ascii
from portal.language.name_parts import parts
from portal.language.name_sounds import distance, rough

_DELETED: Final = re.compile(
    "[\u200b-\u200f\u061c\u202a-\u202e\u2060-\u2069\ufeff\u00ad\u034f"
    "\u0640\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08d3-\u08e1\u08e3-\u08ff]"
)
_FOLDED: Final = str.maketrans(
    {
        **dict.fromkeys("\u064a\u0649\u06cd\u06d0\u06d2\u0626\u0620\u063d\u0678", "\u06cc"),
        **dict.fromkeys("\u0643\u06aa", "\u06a9"),
        "\u06ab": "\u06af",
        **dict.fromkeys("\u0622\u0623\u0625\u0671\u0672\u0673\u0675", "\u0627"),
        **dict.fromkeys("\u0624\u06c7", "\u0648"),
        **dict.fromkeys("\u0629\u06c0\u06c1\u06c2\u06c3\u06d5\u06be\u06ff", "\u0647"),
        **dict.fromkeys("\u06ba\u06bc", "\u0646"),
        **dict.fromkeys("\u0621\u0674", None),
        # Latin letters that Unicode does not take apart into a letter and an accent.
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ħ": "h",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "ð": "d",
        "þ": "th",
    }
)
_LATIN_ACCENTS: Final = re.compile("[\u0300-\u036f]")
_APOSTROPHES: Final = re.compile("(?<=\\w)['’‘`´ʿʾʻʼ](?=\\w)|[ʿʾʻʼ]")
# An ayn between a consonant and an a, As'ad, is heard as a second a.
_AYN: Final = re.compile("(?<=[bcdfghjklmnpqrstvwxz])['’ʿ](?=a)", re.IGNORECASE)
_SAME_BUT_TYPED_OTHERWISE: Final = 0.99
_UNMATCHED: Final = 0.6
_MANY: Final = 6


def search_key(text: str) -> str:
    """The key names and texts are searched by (facts: language, *Names*), words parted by one space. Idempotent."""
    key = _fold(text)
    # A deletion can bring two characters together that Unicode composes; the second turn settles them.
    while (again := _fold(key)) != key:
        key = again
    return key


def _fold(text: str) -> str:
    key = _DELETED.sub("", to_ascii(unicodedata.normalize("NFKC", text))).translate(_FOLDED)
    if not key.isascii():
        key = unicodedata.normalize("NFD", key.casefold())
        key = unicodedata.normalize("NFC", _LATIN_ACCENTS.sub("", key)).translate(_FOLDED)
    spaced = (c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in key.casefold())
    return " ".join("".join(spaced).split())


def compact_key(text: str) -> str:
    """The search key without spaces: عبد الرحمن and عبدالرحمن are one."""
    return search_key(text).replace(" ", "")


@lru_cache(maxsize=50_000)
def _parts_of(text: str) -> tuple[str, ...]:
    # The cedilla is the only accent that tells a sound here: Fayçal is فيصل.
    plain = unicodedata.normalize("NFC", text).replace("ç", "s").replace("Ç", "S")
    return parts(search_key(_APOSTROPHES.sub("", _AYN.sub("a", plain))))


@lru_cache(maxsize=50_000)
def skeleton(text: str) -> str:
    """
    The rough consonants of each part of a name, parts in alphabetical order, in ASCII capitals.

    The spellings of one name share it as far as can be, in either script and in any order of the parts; so do
    some different names (محمود and محمد): it finds candidates, `similarity` ranks them. Empty without letters.
    """
    return " ".join(sorted(filter(None, map(rough, _parts_of(text)))))


@lru_cache(maxsize=100_000)
def similarity(a: str, b: str) -> float:
    """
    How alike two names are, 0-1, the same in both directions.

    1 if and only if the search keys are equal; one name in two spellings or scripts has at least 0.8, near
    misses less than its true spellings. Parts may stand in any order, joined or apart.
    """
    key_a, key_b = search_key(a), search_key(b)
    if key_a == key_b:
        return 1.0
    if key_a.replace(" ", "") == key_b.replace(" ", ""):
        return _SAME_BUT_TYPED_OTHERWISE
    first, second = sorted((_parts_of(a), _parts_of(b)))
    if not first or not second:
        return 0.0
    loss = min(_loss(one, two) for one, two in _splits(first, second))
    return round(min(_SAME_BUT_TYPED_OTHERWISE, max(0.0, 1.0 - loss)), 6)


def _splits(a: tuple[str, ...], b: tuple[str, ...]) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Both names as they are, and with two neighbours of the longer one written as one word."""
    found = [(a, b)]
    if len(a) == len(b):
        return found
    longer, shorter = (a, b) if len(a) > len(b) else (b, a)
    for place in range(min(len(longer), _MANY) - 1):
        joined = (*longer[:place], longer[place] + longer[place + 1], *longer[place + 2 :])
        found.append((joined, shorter))
    return found


def _loss(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """What is lost by the best pairing of the parts, as a share of one part, damped for many parts."""
    ranked = sorted((distance(one, two), i, j) for i, one in enumerate(a) for j, two in enumerate(b))
    losses: list[float] = []
    free_a, free_b = set(range(len(a))), set(range(len(b)))
    for cost, i, j in ranked:
        if i in free_a and j in free_b and cost < _UNMATCHED:
            free_a.remove(i)
            free_b.remove(j)
            losses.append(cost)
    missing = min(len(free_a), len(free_b)), abs(len(a) - len(b))
    total = sum(losses) + missing[0] * 1.0 + missing[1] * _UNMATCHED
    return total / sqrt(max(len(a), len(b)))
