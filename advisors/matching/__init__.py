"""
Who meets whom: by language, office and free capacity, with the reasons. Pure: no Django, no database, no
clock.

`rank` orders the candidates for one need, `assign` places a whole batch. What each counts stands in `Rules`.
"""

from advisors.matching.batch import assign
from advisors.matching.rules import DEFAULT, Level, Rules, Wish
from advisors.matching.scores import compare, penalty, rank
from advisors.matching.terms import WAYS, Candidate, Key, Match, Need, Reason

__all__ = [
    "DEFAULT",
    "WAYS",
    "Candidate",
    "Key",
    "Level",
    "Match",
    "Need",
    "Reason",
    "Rules",
    "Wish",
    "assign",
    "compare",
    "penalty",
    "rank",
]
