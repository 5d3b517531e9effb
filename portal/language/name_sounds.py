"""
How one part of a name sounds: letters of either script as signs, and how far two rows of signs are apart.

Arabic script writes long vowels (ا و ی) and leaves out short ones; Latin letters write both, in English, French
and Dutch habits. So a Latin vowel may be missing in Arabic script at a small price, and a long one may not:
محمود has its و, which "Mahmoud" writes "ou", and محمد never has. Costs are shares of one part: 0.2 is as much as
two spellings of one name may be apart. Pure.
"""

import re
from functools import cache, lru_cache
from math import sqrt
from typing import Final

from rapidfuzz.distance import Levenshtein

from portal.language.name_letters import (
    AYN_AT_START,
    LONG,
    MISMATCH,
    OTHER_LETTER,
    OTHER_NAME,
    ROUGH,
    SKIPPED,
    SKIPPED_AFTER_VOWEL,
    SKIPPED_ARABIC,
    SKIPPED_AT_THE_EDGES,
    SKIPPED_CONSONANT,
    SKIPPED_LAST,
    SOFTENING,
    VOWEL_PAIRS,
    VOWELS,
    WRITTEN,
)
from portal.language.name_spellings import meant_by

_LATIN_SIGN: Final = re.compile(r"tsch|tch|sch|dzj|dj|sj|tj|kh|sh|ch|gh|th|dh|zh|ph|ck|oo|ou|oe|ee|aa|([a-z])\1?|[0-9]")
_AS_WRITTEN: Final = {
    "oe": "ou",
    "aa": "â",
    "tsch": "tch",
    "tj": "tch",
    "sch": "sh",
    "sj": "sh",
    "dzj": "j",
    "dj": "j",
    "ph": "f",
    "ck": "k",
}


@lru_cache(maxsize=100_000)
def signs(part: str) -> tuple[str, ...]:
    """The part as signs: digraphs whole, doubled letters once, `^` at a first vowel, `$` at certain last letters."""
    if part[:1] < "\u0600":
        return _latin(part)
    found = list(re.sub(r"لل", "ل", part))
    if found[0] in "اع":
        found[0] = "^" + found[0]
    if len(found) > 1 and found[-1] in "هی":
        found[-1] += "$"
    return tuple(found)


def _latin(part: str) -> tuple[str, ...]:
    raw = [match[0] if not match[1] else match[1] for match in _LATIN_SIGN.finditer(part)]
    found = [_AS_WRITTEN.get(sign, sign) for sign in raw]
    for place, sign in enumerate(found):
        if sign == "c" and found[place + 1 : place + 2] and found[place + 1][0] not in SOFTENING:
            found[place] = "k"
    for place, sign in enumerate(found[:-2]):
        if sign == "a" and _is_long(found, place):
            found[place] = "â"
    if found and found[0] in VOWELS and not (found[0] == "y" and found[1:2] and found[1] in VOWELS):
        found[0] = "w" if found[0] == "ou" and found[1:2] and found[1] in VOWELS else "^" + found[0]
    if len(found) > 1 and ((found[-1] == "h" and found[-2].lstrip("^") in VOWELS) or found[-1] in VOWELS):
        found[-1] += "$"
    return tuple(found)


def _is_long(found: list[str], place: int) -> bool:
    """The first vowel of "Amer", "Khaled", "Saleh": Arabic has this pattern nearly always with a long a."""
    rest = found[place + 1 :]
    return (
        not VOWELS & {*found[:place], rest[0]}
        and rest[1:2] == ["e"]
        and len(rest) == 3  # noqa: PLR2004 - consonant, e, consonant
        and rest[2] not in VOWELS
    )


def rough(part: str) -> str:
    """The part's consonants in rough classes, one ASCII capital each; A, W or Y for how it begins without one."""
    row = signs(part)
    found: list[str] = []
    for place, sign in enumerate(row):
        letter = ROUGH.get(sign, "")
        if place == 0 and not letter:
            letter = {"و": "W", "w": "W", "v": "W", "ی": "Y", "y": "Y"}.get(sign, "A")
        if sign in {"ح", "h"} and place == len(row) - 1:
            letter = ""
        if letter and found[-1:] != [letter]:
            found.append(letter)
    return "".join(found)


@lru_cache(maxsize=200_000)
def distance(a: str, b: str) -> float:
    """How far two parts of a name are apart: 0 for the same sounds, below 0.2 for spellings of one name, at most 1."""
    if a == b:
        return 0.0
    if not signs(a) or not signs(b) or Levenshtein.distance(rough(a), rough(b), score_cutoff=2) > 2:  # noqa: PLR2004 - three other consonants are another name
        return 1.0
    known = _known(a, b)
    cost = _aligned(signs(a), signs(b))
    if known is None:
        return cost
    return min(cost, 0.01 + cost / 10) if known else min(1.0, cost + OTHER_NAME)


def _known(a: str, b: str) -> bool | None:
    """Whether two spellings mean one common name; None when the letters alone must tell."""
    names = [meant_by(part) if part < "\u0600" else part for part in (a, b)]
    if min(a, b) >= "\u0600" or None in names:
        return None
    return names[0] == names[1]


def _aligned(one: tuple[str, ...], two: tuple[str, ...]) -> float:
    """The cheapest way to turn one row of signs into the other."""
    gone_one, gone_two = _skips(one), _skips(two)
    row = [0.0]
    for cost in gone_two:
        row.append(row[-1] + cost)
    for place, sign in enumerate(one):
        above, row = row, [row[0] + gone_one[place]]
        for other, cost in enumerate(gone_two):
            row.append(
                min(
                    above[other] + _swap(sign, two[other]),
                    above[other + 1] + gone_one[place],
                    row[other] + cost,
                )
            )
    # A long part gathers more small differences than a short one.
    return min(1.0, row[-1] * sqrt(5 / max(4, min(len(one), len(two)))))


@lru_cache(maxsize=100_000)
def _skips(row: tuple[str, ...]) -> tuple[float, ...]:
    """What each sign costs when the other name has nothing for it."""
    return tuple(_skip(row, place) for place in range(len(row)))


def _skip(row: tuple[str, ...], place: int) -> float:
    sign, before = row[place], row[place - 1] if place else ""
    after = row[place + 1] if place + 1 < len(row) else ""
    if sign >= "\u0600" or (sign[0] == "^" and sign[1] >= "\u0600"):
        return _skip_arabic(sign, before, after)
    if sign not in VOWELS:
        vowel = LONG if sign.startswith("^") or sign.endswith("$") else SKIPPED_CONSONANT
        return SKIPPED_AT_THE_EDGES.get(sign, vowel)
    if before.lstrip("^") in VOWELS - {"y"} and sign not in {"a", "â", "e", "o"}:
        return SKIPPED_AFTER_VOWEL
    if before == "w":
        return SKIPPED["a"]
    last = not any(other.strip("^$") in VOWELS and other != "e$" for other in row[place + 1 :])
    return (SKIPPED_LAST if last else SKIPPED)[sign]


def _skip_arabic(sign: str, before: str, after: str) -> float:
    if sign == "^ع":
        return 0.0 if after in {"ا", "و", "ی", "ی$"} else AYN_AT_START
    if sign == "^ا":
        return 0.02 if after in {"و", "ی", "ی$"} else SKIPPED_AT_THE_EDGES[sign]
    if sign == "و" and (not after or before in {"و", "خ"}):
        return 0.08 if after else 0.05
    if sign in {"ی", "ی$"} and before == "ی":
        return 0.06
    return SKIPPED_ARABIC.get(sign, SKIPPED_CONSONANT)


@cache
def _swap(a: str, b: str) -> float:
    """What it costs to read one sign for the other."""
    if a == b:
        return 0.0
    arabic = [sign in WRITTEN for sign in (a, b)]
    if all(arabic):
        shared = WRITTEN[a].keys() & WRITTEN[b].keys()
        return min((WRITTEN[a][s] + WRITTEN[b][s] for s in shared), default=MISMATCH) + OTHER_LETTER
    if any(arabic):
        letter, latin = (a, b) if arabic[0] else (b, a)
        costs = WRITTEN[letter]
        return costs.get(latin, costs.get(latin.strip("^$"), MISMATCH - 0.1 * (latin.strip("^$") in VOWELS)))
    return _swap_latin(a, b)


def _swap_latin(a: str, b: str) -> float:
    plain = a.strip("^$"), b.strip("^$")
    if plain[0] == plain[1]:
        return 0.0
    pair = frozenset(plain)
    if pair <= VOWELS | {"w"}:
        cost = VOWEL_PAIRS.get(pair, LONG)
        first = a.startswith("^") and pair & {"o", "u", "ou", "oo"} and pair & {"a", "e", "i"}
        return LONG if first else cost
    shared = [row[plain[0]] + row[plain[1]] for row in WRITTEN.values() if pair <= row.keys()]
    # One letter is behind both, but it is not known that it is that one.
    return min(MISMATCH, min(shared, default=MISMATCH) + OTHER_LETTER)
