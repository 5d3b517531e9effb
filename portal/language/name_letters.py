"""
What the letters of names cost: which Latin signs write which Arabic letter, and what may be left out.

From the table in facts/language.md (*Across scripts*), refined on the groups of tests/language/names_extra.json.
Costs are shares of one part of a name, as in name_sounds. `^` marks a first vowel, `$` a last letter, `â` a Latin
a that is long (aa, or by the pattern of "Amer"). Data only. Pure.
"""

from typing import Final

VOWELS: Final = frozenset(("a", "â", "e", "i", "o", "u", "y", "oo", "ou", "ee"))
SOFTENING: Final = frozenset("eiy")
MISMATCH: Final = 0.4
LONG: Final = 0.25
OTHER_LETTER: Final = 0.05
OTHER_NAME: Final = 0.08

# Arabic letter: the Latin signs that write it and what each costs. First the usual ones, which cost nothing.
WRITTEN: Final[dict[str, dict[str, float]]] = {
    "ب": {"b": 0, "p": 0.06, "v": 0.15},
    "پ": {"p": 0, "b": 0.05},
    "ت": {"t": 0, "th": 0.04, "d": 0.15},
    "ط": {"t": 0, "th": 0.04},
    "ټ": {"t": 0},
    "ٹ": {"t": 0, "th": 0.03},
    "ث": {"th": 0, "s": 0.01, "t": 0.05, "c": 0.02},
    "ج": {"j": 0, "g": 0.05, "zh": 0.05, "dz": 0.1, "y": 0.15},
    "چ": {"tch": 0, "ch": 0, "sh": 0.08, "c": 0.08, "j": 0.12},
    "ح": {"h": 0, "ch": 0.1, "kh": 0.12},
    "ه": {"h": 0},
    "ه$": {"h": 0, "h$": 0, "a$": 0, "e$": 0.04, "t": 0.05, "o$": 0.06, "u$": 0.06, "ou$": 0.06, "i$": 0.2},
    "خ": {"kh": 0, "ch": 0.06, "k": 0.08, "h": 0.1, "g": 0.12},
    "د": {"d": 0, "t": 0.12, "dh": 0.03},
    "ډ": {"d": 0},
    "ڈ": {"d": 0},
    "ذ": {"dh": 0, "z": 0.01, "d": 0.05},
    "ر": {"r": 0},
    "ړ": {"r": 0, "d": 0.08},
    "ڑ": {"r": 0, "d": 0.05},
    "ز": {"z": 0, "s": 0.1},
    "ژ": {"zh": 0, "j": 0.01, "z": 0.12},
    "ږ": {"zh": 0, "g": 0, "j": 0.03},
    "ځ": {"dz": 0, "z": 0, "j": 0.05},
    "څ": {"ts": 0, "s": 0, "c": 0.05},
    "س": {"s": 0, "c": 0.02, "ts": 0.1, "z": 0.12},
    "ص": {"s": 0, "c": 0.02, "z": 0.15},
    "ش": {"sh": 0, "ch": 0, "s": 0.12, "tch": 0.1},
    "ښ": {"sh": 0, "kh": 0, "ch": 0.03, "x": 0},
    "ض": {"d": 0, "z": 0.01, "dh": 0},
    "ظ": {"z": 0, "dh": 0, "d": 0.05},
    "غ": {"gh": 0, "g": 0.03, "r": 0.15, "q": 0.08},
    "ق": {"q": 0, "k": 0.01, "gh": 0.01, "g": 0.04, "c": 0.02},
    "ک": {"k": 0, "c": 0.0, "q": 0.03, "g": 0.15},
    "گ": {"g": 0, "gh": 0.03, "k": 0.1},
    "ف": {"f": 0, "v": 0.06},
    "ل": {"l": 0},
    "م": {"m": 0},
    "ن": {"n": 0},
    "ڼ": {"n": 0},
    "و": {"w": 0, "v": 0, "u": 0, "ou": 0, "oo": 0, "o": 0.01, "o$": 0, "u$": 0},
    "ی": {"i": 0, "y": 0, "ee": 0, "e": 0.04, "i$": 0, "y$": 0, "j": 0.1},
    "ی$": {"i$": 0, "y$": 0, "ee": 0, "a$": 0.03, "e$": 0.1, "y": 0, "i": 0},
    "ا": {"a": 0, "â": 0, "e": 0.05, "o": 0.06, "a$": 0, "e$": 0.05},
    "^ا": {"^a": 0, "^â": 0, "^e": 0, "^i": 0, "^o": 0, "^u": 0, "^ou": 0, "^oo": 0, "^ee": 0, "^y": 0.1},
    "ع": {"a": 0.01, "â": 0.06, "e": 0.01, "i": 0.02, "o": 0.02, "u": 0.03, "ou": 0.03, "a$": 0.01, "e$": 0.02},
    "^ع": {"^a": 0.02, "^â": 0.08, "^e": 0.02, "^i": 0.02, "^o": 0.02, "^u": 0.02, "^ou": 0.02, "^oo": 0.02},
}
# Two Latin vowels for one another; what is not here costs as much as a wrong long vowel.
VOWEL_PAIRS: Final = {
    frozenset(pair.split()): cost
    for pairs, cost in (
        ("o u|o ou|u ou|oo u|oo ou|i y|ee i|ee y|u w|ou w|oo w", 0.01),
        ("a â", 0.01),
        ("â e|a e|e i|e y|ee e|o oo|o w", 0.03),
        ("a o|e o|â o", 0.08),
        ("a i|a y", 0.12),
        ("a u|e u|o i", 0.16),
    )
    for pair in pairs.split("|")
}
# A Latin vowel without a letter in the other name: inside a part, and in its last syllable, where a long sign
# nearly always means a letter (Mahmoud) and a short one may not (Hassan).
SKIPPED: Final = {
    "â": 0.08,
    "a": 0.02,
    "e": 0.02,
    "o": 0.03,
    "i": 0.05,
    "u": 0.04,
    "ou": 0.07,
    "oo": 0.16,
    "ee": 0.16,
    "y": 0.12,
}
SKIPPED_LAST: Final = {
    "â": 0.1,
    "a": 0.04,
    "e": 0.03,
    "o": 0.08,
    "i": 0.07,
    "u": 0.14,
    "ou": 0.17,
    "oo": 0.22,
    "ee": 0.22,
    "y": 0.16,
}
# Maghrebi names often lose their first vowel (Brahim, Smail, Driss); a last e is often mute, and h may be.
SKIPPED_AT_THE_EDGES: Final = {"^i": 0.12, "^e": 0.12, "^ا": 0.12, "e$": 0.02, "h$": 0.01, "h": 0.12}
SKIPPED_ARABIC: Final = {
    "ع": 0.0,
    "ه$": 0.22,
    "ح": 0.13,
    "ه": 0.18,
    "ا": 0.25,
    "و": 0.25,
    "ی": 0.25,
    "ی$": 0.25,
}
SKIPPED_AFTER_VOWEL: Final = 0.16
SKIPPED_CONSONANT: Final = 0.35

ROUGH: Final = {
    sign: rough
    for signs, rough in (
        ("b p ب پ", "B"),
        ("t ت ط ټ ٹ", "T"),
        ("s c ts th س ص ث څ", "S"),
        ("d dh z dz د ډ ڈ ذ ز ض ظ ځ", "D"),
        ("j g gh k q ج ژ ق ک گ غ ږ zh", "K"),
        ("sh ch tch kh x چ ش خ ښ", "X"),
        ("f ف", "F"),
        ("m م", "M"),
        ("n ن ڼ", "N"),
        ("l ل", "L"),
        ("r ر ړ ڑ", "R"),
        ("h ح ه", "H"),
    )
    for sign in signs.split()
}

# A first ayn without a long vowel has always left a vowel in Latin letters.
AYN_AT_START: Final = 0.12
