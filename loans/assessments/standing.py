"""What an assessment says as a whole, in words, and what is missing before an application may be proposed."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from loans.applications.models import Application
from loans.assessments.capacity import Capacity
from loans.assessments.models import Assessment, ChecklistAnswer, ChecklistQuestion, Figure, FigureKind, SanctionCheck
from loans.assessments.sources import instalment_of
from loans.words import number_words
from portal.models import Country

# The credit register that an office of the country looks up.
REGISTERS: Final[dict[str, str]] = {
    Country.BELGIUM: "CKP / CCP",
    Country.FRANCE: "FICP",
    Country.NETHERLANDS: "BKR",
}
_WARNINGS: Final[dict[str, Any]] = {
    "nothing": gettext_lazy("Nothing is left in a month, even before the instalment."),
    "short": gettext_lazy("The instalment is more than what is left in a month."),
    "thin": gettext_lazy("After the instalment less than a tenth of the income is left."),
}


@dataclass(frozen=True)
class Standing:
    """The assessment with all its parts; `assessment` is None while nobody has begun it.

    `lacking` are sentences of what is missing in it, without the sanctions lists.
    """

    assessment: Assessment | None
    figures: list[Figure]
    answers: list[ChecklistAnswer]
    checks: list[SanctionCheck]
    register: str
    lacking: list[str]

    @property
    def missing(self) -> list[str]:
        """What is missing before the application may be proposed, as sentences; empty for a whole assessment."""
        return [*self.lacking, *self.lists_missing]

    @property
    def lists_missing(self) -> list[str]:
        """What is missing of the sanctions lists; nothing while nobody has begun to assess."""
        if self.assessment is not None and not self.checks:
            return [_("No sanctions list is checked yet.")]
        return not_clarified(self.checks)

    @property
    def capacity(self) -> Capacity | None:
        """None until every figure is there."""
        amounts: dict[str, Decimal] = {figure.kind: figure.amount for figure in self.figures}
        return Capacity(**amounts) if len(amounts) == len(FigureKind) else None

    @property
    def warnings(self) -> list[str]:
        return [str(_WARNINGS[code]) for code in self.capacity.warnings] if self.capacity else []

    @property
    def to_clear(self) -> list[SanctionCheck]:
        return open_hits(self.checks)


def register_of(application: Application) -> str:
    office = application.case.office
    return REGISTERS[office.country] if office is not None else ""


def checks_of(application: Application) -> list[SanctionCheck]:
    """What the sanctions lists said, in the order in which they were looked up."""
    kept = SanctionCheck.objects.filter(assessment__application=application)
    return list(kept.select_related("checked_by", "cleared_by"))


def open_hits(checks: Iterable[SanctionCheck]) -> list[SanctionCheck]:
    """The hits that nobody has clarified."""
    return [check for check in checks if check.hit == "clarify" and check.cleared_at is None]


def standing_of(application: Application, checks: list[SanctionCheck] | None = None) -> Standing:
    """Everything that is kept of it, and what is missing; `checks` where they are read already."""
    found = Assessment.objects.filter(application=application).select_related("register_by").first()
    register = register_of(application)
    if found is None:
        return Standing(None, [], [], [], register, [_("Fill in the assessment first.")])
    found.application = application
    figures, answers = list(found.figures.all()), list(found.answers.select_related("question"))
    checks = checks_of(application) if checks is None else checks
    lacking = [*_of_figures(application, figures), *_of_register(found, register), *_of_checklist(answers)]
    return Standing(found, figures, answers, checks, register, lacking)


def not_clarified(checks: Iterable[SanctionCheck]) -> list[str]:
    """What stands in the way of proposing, approving and paying out: a hit that nobody clarified."""
    if not open_hits(checks):
        return []
    return [_("A hit on a sanctions list is not clarified yet. A second person does that.")]


def _of_figures(application: Application, figures: list[Figure]) -> list[str]:
    if len(figures) < len(FigureKind):
        return [_("The repayment capacity is not worked out yet.")]
    kept = next(figure for figure in figures if figure.kind == FigureKind.INSTALMENT)
    if kept.begun != instalment_of(application):
        return [_("The instalment has changed since the repayment capacity was worked out. Look at the figures again.")]
    return []


def _of_register(assessment: Assessment, register: str) -> list[str]:
    found = []
    if assessment.register_checked_on is None:
        found.append(_("The credit register (%(register)s) is not looked up yet.") % {"register": register})
    if not assessment.registered:
        found.append(_("Say whether the business is registered."))
    return found


def _of_checklist(answers: list[ChecklistAnswer]) -> list[str]:
    asked = set(ChecklistQuestion.objects.asked().values_list("pk", flat=True))
    left = len(asked - {answer.question_id for answer in answers})
    if not left:
        return []
    return [
        ngettext(
            "%(count)s question of the checklist has no answer yet.",
            "%(count)s questions of the checklist have no answer yet.",
            left,
        )
        % {"count": number_words(left)}
    ]
