"""
Kindred spoken languages: who understands whom without having learned it.

Codes are those of the list of spoken languages: ISO 639-1 where it has two letters, else ISO 639-3. `ar` is
Arabic without a dialect named (Modern Standard). Kinship goes by pairs and not further: Levantine is near
Iraqi and near Egyptian, and that alone says nothing of Iraqi and Egyptian. Maghrebi Arabic (Darija and its
neighbours) is kin among itself only: a Syrian and a Moroccan each speaking at home do not follow one another.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Kin:
    """Two languages (codes, in any order) and the points a match loses because one stands in for the other."""

    one: str
    other: str
    discount: int


# NEAR: a talk about money goes well. FAR: it goes slowly, and is still better than an interpreter.
# Both are larger than the step from native to working, so that the language itself is always worth more.
NEAR = 750
FAR = 800

KINDRED: tuple[Kin, ...] = (
    Kin("fa", "prs", NEAR),  # Farsi, Dari
    Kin("prs", "tg", FAR),  # Dari, Tajik
    Kin("fa", "tg", FAR),
    Kin("fa", "haz", FAR),  # Hazaragi
    Kin("prs", "haz", NEAR),
    Kin("hi", "ur", NEAR),
    Kin("pa", "pnb", NEAR),  # Punjabi, eastern and western
    Kin("apc", "acm", NEAR),  # Levantine, Iraqi
    Kin("apc", "arz", FAR),  # Levantine, Egyptian
    Kin("ar", "apc", NEAR),
    Kin("ar", "acm", NEAR),
    Kin("ar", "arz", NEAR),
    Kin("ar", "apd", FAR),  # Sudanese
    Kin("arz", "apd", FAR),
    Kin("ary", "arq", NEAR),  # Moroccan Darija, Algerian
    Kin("arq", "aeb", FAR),  # Algerian, Tunisian
    Kin("rn", "rw", NEAR),  # Kirundi, Kinyarwanda
    Kin("tr", "az", FAR),
    Kin("bs", "hr", NEAR),
    Kin("bs", "sr", NEAR),
    Kin("hr", "sr", NEAR),
    Kin("cs", "sk", NEAR),
    Kin("uk", "be", FAR),
    Kin("ru", "be", FAR),
)


def discounts(table: tuple[Kin, ...]) -> Mapping[str, Mapping[str, int]]:
    """`wished → spoken → points lost`, both ways for each pair; of a pair named twice the smaller counts."""
    found: dict[str, dict[str, int]] = {}
    for kin in table:
        for wished, spoken in ((kin.one, kin.other), (kin.other, kin.one)):
            row = found.setdefault(wished, {})
            row[spoken] = min(kin.discount, row.get(spoken, kin.discount))
    return found
