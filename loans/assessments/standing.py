"""What an assessment says as a whole, in words, and what is missing before an application may be proposed."""

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
    """The assessment with all its parts; `assessment` is None while nobody has begun it."""

    assessment: Assessment | None
    figures: list[Figure]
    answers: list[ChecklistAnswer]
    checks: list[SanctionCheck]
    register: str
    missing: list[str]

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
        return [check for check in self.checks if check.hit == "clarify" and check.cleared_at is None]


def register_of(application: Application) -> str:
    office = application.case.office
    return REGISTERS[office.country] if office is not None else ""


def standing_of(application: Application) -> Standing:
    """Everything that is kept of it, and what is missing."""
    found = Assessment.objects.filter(application=application).select_related("register_by").first()
    register = register_of(application)
    if found is None:
        return Standing(None, [], [], [], register, [_("Fill in the assessment first.")])
    found.application = application
    figures, answers = list(found.figures.all()), list(found.answers.select_related("question"))
    checks = list(found.sanction_checks.select_related("checked_by", "cleared_by"))
    lacking = [*_of_figures(application, figures), *_of_register(found, register), *_of_lists(checks)]
    return Standing(found, figures, answers, checks, register, lacking + _of_checklist(answers))


def missing(application: Application) -> list[str]:
    """What is missing before the application may be proposed, as sentences; empty for a whole assessment."""
    return standing_of(application).missing


def missing_later(application: Application) -> list[str]:
    """What stands in the way of approving and of paying out, even after the proposal: a hit that nobody clarified."""
    is_open = SanctionCheck.objects.to_clear().filter(assessment__application=application).exists()
    return [_not_clarified()] if is_open else []


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


def _of_lists(checks: list[SanctionCheck]) -> list[str]:
    if not checks:
        return [_("No sanctions list is checked yet.")]
    return [_not_clarified()] if any(one.hit == "clarify" and one.cleared_at is None for one in checks) else []


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


def _not_clarified() -> str:
    return _("A hit on a sanctions list is not clarified yet. A second person does that.")
