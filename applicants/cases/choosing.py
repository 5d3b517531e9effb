"""Whom a manager may choose for a file: ranked, each with the reasons in words."""

from dataclasses import dataclass

from advisors.models import Advisor
from applicants.cases.matching import ranked
from applicants.cases.models import Case
from applicants.cases.reasons import in_words, names_now, to_json


@dataclass(frozen=True)
class Choice:
    """An advisor, and what speaks for and against her; who is away or full can be chosen, knowingly."""

    advisor: Advisor
    reasons: list[str]


def choices_for(case: Case) -> list[Choice]:
    """Everybody who could carry the case and does not yet, best first, in the active language."""
    names = names_now()
    advisors = Advisor.objects.select_related("user").in_bulk()
    return [
        Choice(advisors[key], in_words(to_json(match.reasons), names))
        for match in ranked(case)
        if (key := int(match.advisor or 0)) in advisors and key != case.advisor_id
    ]
