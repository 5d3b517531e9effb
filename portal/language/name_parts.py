"""
A name's parts, so that they compare across scripts: articles dropped, compounds joined.

"Abd al-Rahman", "Abderrahmane" and عبد الرحمن are one part; so are "Najib Ullah" and نجیب‌الله, "Ben Ali" and
بنعلی. The words below are those of Arabic, Persian, Pashto, Urdu and Maghrebi names. Pure.
"""

import re
from functools import lru_cache
from typing import Final

from anyascii import anyascii

_ARABIC_LETTER: Final = re.compile("[\u0620-\u06ff]")
_FOREIGN: Final = re.compile("[^a-z0-9\u0620-\u06ff ]+")
_ARABIC_ARTICLE: Final = "ال"
# Before these a name goes on; the right side is how the prefix is written once joined.
_PREFIXES: Final = {
    **dict.fromkeys(("عبد",), "عبد"),
    **dict.fromkeys(("ابو", "ابی", "ابا"), "ابو"),
    "بو": "بو",
    **dict.fromkeys(("بن", "ابن"), "بن"),
    **dict.fromkeys(("بنت",), "بنت"),
    **dict.fromkeys(("ولد",), "ولد"),
    **dict.fromkeys(("ایت",), "ایت"),
    **dict.fromkeys(("ام",), "ام"),
    **dict.fromkeys(("abd", "abdul", "abdoul", "abdel", "abdal", "abdol", "abdur", "abder", "abdou", "abdu"), "abd'"),
    **dict.fromkeys(("abu", "abou", "aboe", "abi", "aba"), "abu"),
    **dict.fromkeys(("bu", "bou"), "bu"),
    **dict.fromkeys(("ben", "bin", "ibn"), "ben"),
    **dict.fromkeys(("bint", "bent"), "bent"),
    **dict.fromkeys(("ould", "weld", "wuld", "wald"), "wld"),
    **dict.fromkeys(("ait",), "ait"),
    **dict.fromkeys(("um", "umm", "oum", "om", "omm"), "om"),
}
# After a name these belong to it; the right side is how the suffix is written once joined.
_SUFFIXES: Final = {
    **dict.fromkeys(("الله", "اله"), "له"),
    **dict.fromkeys(("الدین",), "دین"),
    **dict.fromkeys(("زی", "زیی"), "زی"),
    **dict.fromkeys(("زاده", "پور", "خیل", "نژاد", "وال"), ""),
    **dict.fromkeys(
        ("allah", "ullah", "ollah", "oullah", "ellah", "ulla", "olla", "alla", "ulah", "lah", "llah"), "lah"
    ),
    **dict.fromkeys(
        (
            "uddin",
            "eddine",
            "eddin",
            "addin",
            "aldin",
            "eldin",
            "eldine",
            "eldeen",
            "aldeen",
            "uldin",
            "oddin",
            "ouddine",
            "uddeen",
        ),
        "din",
    ),
    **dict.fromkeys(("zai", "zay", "zei", "zi", "zey"), "zai"),
    **dict.fromkeys(("zada", "zadeh", "zade", "zadah", "pour", "pur", "poor", "khel", "khil"), ""),
    **dict.fromkeys(("nejad", "nezhad", "nejhad", "wal"), ""),
}
_ARTICLES: Final = frozenset({"al", "el", "ul", "ol", "il", "oul"})
# The article takes the colour of the letter that follows: "ar-Rahman", "es-Sayed".
_SUN_ARTICLE: Final = re.compile(r"(?:[aeiuo]|ou)(ch|sh|r|s|d|n|t|z)")
_DIN: Final = re.compile(r"(?:din|dine|deen|dien|ddin|ddine)")
# Names that begin with these letters without an article.
_OWN_ARTICLE_LETTERS: Final = frozenset(
    [
        "الیاس",
        "الهام",
        "الماس",
        "الطاف",
        "الناز",
        "المیرا",
        "الفت",
        "الهه",
        "الیف",
        "الیسا",
        "الین",
        "الهامه",
        "الیاسی",
        "الماسی",
        "الکساندر",
        "الله",
        "اله",
    ]
)
# Two consonants that Latin letters write like one: Fat-hi, Is-haq, Ad-ham, Maz-har.
_TWO_CONSONANTS: Final = re.compile(r"^(f[ae]t|is|es|ad|az|maz|iz|nuz|n[oe]z|m[ei]d)(?=h[aeiouy])")
_FIRST_HALF: Final = r"m[ou]+hamm?[ae]d|am[ie]+r|gh?[ou]+lam|g[uo]l|n(?:oo|ou|u)r|ali|sher|sh[ie]r"
_SECOND_HALF: Final = (
    r"ali|h[ou]+ss?[aei]+n|hass?an|reza|me?a?hdi|m[ou]+hamm?[ae]d|ahm[ae]d|abbas|ras(?:ou|oo|u)l|nabi|akbar"
    r"|asghar|jan|agha"
)
_MAGHREBI: Final = {"brahim": "ibrahim", "smail": "ismail", "smain": "ismail", "driss": "idriss"}
_ABBREVIATED: Final = {
    **_MAGHREBI,
    "حیاه": "حیات",
    "نجاه": "نجات",
    "چوهدری": "چودری",
    "چودهری": "چودری",
    **dict.fromkeys(("chaudhry", "chaudhary", "chowdhury", "choudhury", "chaudhri", "choudhary"), "chodri"),
    **dict.fromkeys(("atallah", "attallah"), "atalah"),
    "استانکزی": "ستانکزی",
    **dict.fromkeys(("md", "mohd", "muhd", "mohmd", "mhd"), "mohamad"),
    # Words whose spelling leaves out a long vowel, or writes one that others leave out.
    "رحمان": "رحمن",
    "طه": "طاها",
    "اسحق": "اسحاق",
    "هرون": "هارون",
    "اسمعیل": "اسماعیل",
    "ابرهیم": "ابراهیم",
    "داوود": "داود",
    "طاووس": "طاوس",
    "یس": "یاسین",
    "سلیمن": "سلیمان",
    "عثمن": "عثمان",
}
_ARABIC_GLUED: Final = (
    (re.compile("^(.{2,})الله$"), r"\1له"),
    (re.compile("^(.{2,})الدین$"), r"\1دین"),
    (re.compile("^ذوال(.{3,})$"), r"ذو\1"),
    (re.compile("^عبدال(.{3,})$"), r"عبد\1"),
    (re.compile("^(ابو|بن)ال(.{3,})$"), r"\1\2"),
    (re.compile("^(.{3,})ال(رحمن|رحمان|حق|اسلام)$"), r"\1 \2"),
    (
        re.compile(
            "^(محمد|امیر|غلام|گل|نور|علی|شیر)(علی|حسین|حسن|رضا|مهدی|محمد|احمد|عباس|رسول|نبی|اکبر|اصغر|جان|اغا)$"
        ),
        r"\1 \2",
    ),
    (re.compile("رحمان$"), "رحمن"),
)
_LATIN_GLUED: Final = (
    # Dutch: Joesoef, Yahja, Achmed, Rachman.
    (re.compile("^j(?=oe)|(?<=^yah)j|(?<=^jah)j"), "y"),
    # Maghrebi: Lhoussaine; and the article inside ذوالفقار.
    (re.compile("^l(?=h)"), ""),
    (re.compile("^z(?:ou|oo|u|o)l(?=f)"), "zu"),
    (re.compile("^a[ck]h(?=m)"), "ah"),
    (re.compile("rach(?=ma)"), "rah"),
    (_TWO_CONSONANTS, r"\1'"),
    (re.compile(f"^({_FIRST_HALF})({_SECOND_HALF})$"), r"\1 \2"),
    (re.compile(r"^abd(?:ou|[aeiou])?ll?[aeo]h?$"), "abdlah"),
    (re.compile(r"^abd(?:ou|[aeiou])l(?=..[a-z])"), "abd'"),
    (re.compile(r"^abd(?:ou|[aeiou])(ch|sh|[rstdnz])\1(?=..)"), r"abd'\1"),
    (re.compile(r"^abd(?:ou|[aeiou])(?=(?:r|s)[^aeiou]?[aeiou]?[a-z]{2})"), "abd'"),
    (re.compile(r"^(.{2,}?)(?:ou|[uoae])(?:llah|lah(?<=ulah))$"), r"\1lah"),
    (re.compile(r"^(.{3,}?)(?:ou|[uo])lla$"), r"\1lah"),
    (re.compile(r"^(.{2,}?)(?:ou|[aeiou])?dd?(?:ine|in|een|ien)$"), r"\1din"),
    (re.compile(r"^(.{3,}?)(?:ou|[uoe])(?:r?(?=r[ae]h?man)|l(?=haq|haqq|haque|hak|islam))"), r"\1 "),
    (re.compile(r"^(?:al|el)(?=[^aeiouy])(?=.*[^aeiouy].*[^aeiouy].*[^aeiouy])"), ""),
    (re.compile(r"^el(?=[aeiou].*[^aeiouy].*[^aeiouy].*[^aeiouy])"), ""),
    (re.compile(r"^e([rsdntz])(?=\1.*[^aeiouy].*[^aeiouy])"), ""),
)
_UR: Final = re.compile(r"^(.{3,})(?:u|ou|o)[lr]$")
_AFTER_UR: Final = frozenset(
    [
        "rahman",
        "rehman",
        "rahmane",
        "rahmaan",
        "rahim",
        "haq",
        "haque",
        "haqq",
        "hak",
        "islam",
        "din",
        "nabi",
        "aziz",
        "wahab",
        "hasan",
        "hassan",
    ]
)


def parts(key: str) -> tuple[str, ...]:
    """The parts of a search key (from which apostrophes were taken out first), in their order."""
    words = [piece for word in _words(key) for piece in _unglued(word).split()]
    return tuple(_joined(_without_articles(words)))


def _words(key: str) -> list[str]:
    """Words in Arabic or plain Latin letters; every other script by its usual transliteration."""
    if _FOREIGN.search(key):
        key = _FOREIGN.sub(lambda found: anyascii(found[0]).lower(), key)
        key = re.sub("[^a-z0-9\u0620-\u06ff]+", " ", key)
    return key.split()


@lru_cache(maxsize=50_000)
def _unglued(word: str) -> str:
    word = _ABBREVIATED.get(word, word)
    if word in _PREFIXES or word in _SUFFIXES:
        return word
    for pattern, better in _ARABIC_GLUED if _ARABIC_LETTER.match(word) else _LATIN_GLUED:
        changed = pattern.sub(better, word)
        if changed != word and not pattern.pattern.startswith("رحمان"):
            return changed
        word = changed
    return word


def _without_articles(words: list[str]) -> list[str]:
    kept: list[str] = []
    for place, word in enumerate(words):
        after = words[place + 1] if place + 1 < len(words) else ""
        if after and _is_article(word, after):
            continue
        stem = _UR.match(word)
        if stem and after in _AFTER_UR and word not in _PREFIXES:
            kept.append(stem[1])
        else:
            kept.append(_bare(word, after_prefix=bool(kept) and kept[-1] in _PREFIXES))
    return kept


def _is_article(word: str, after: str) -> bool:
    if word in _ARTICLES or word == _ARABIC_ARTICLE:
        return True
    sun = _SUN_ARTICLE.fullmatch(word)
    return bool(sun) and after.startswith(sun[1] if sun else "")


def _bare(word: str, *, after_prefix: bool) -> str:
    """Without the Arabic article, unless those letters are the name's own (الیاس, الهام)."""
    if not word.startswith(_ARABIC_ARTICLE) or word in _OWN_ARTICLE_LETTERS or word in _SUFFIXES:
        return word
    rest = word.removeprefix(_ARABIC_ARTICLE)
    return rest if after_prefix or len(rest) > 1 else word


def _joined(words: list[str]) -> list[str]:
    """Prefixes with what follows them, suffixes with what stands before them."""
    found: list[str] = []
    waiting = ""
    for place, word in enumerate(words, 1):
        if word in _PREFIXES and place < len(words):
            waiting += _PREFIXES[word]
        elif found and not waiting and (word in _SUFFIXES or _DIN.fullmatch(word)):
            found[-1] += _SUFFIXES.get(word, "din") or word
        else:
            found.append(waiting + (_SUFFIXES.get(word) or word if waiting else word))
            waiting = ""
    return found
