"""The demo's assessments: filled in by the portal's own actions, from what each file says."""

from decimal import Decimal
from typing import Final

from django.utils import timezone

from applicants.situation.models import Registered
from loans.applications.models import Application
from loans.assessments.actions import Taken, clear, note_register, note_sanction_check, save_checklist, save_figures
from loans.assessments.models import ChecklistQuestion, FigureKind, Hit, SanctionCheck
from loans.assessments.sources import begun_with
from loans.demo.exceptions import ask_for
from portal.actors import Actor

_LIST: Final = "Consolidated list of the European Union"
_NAMESAKE: Final = "A person of the same name, born twenty years earlier and elsewhere."


def assess(application: Application, *, by: Actor, second: Actor) -> None:
    """The exception that the permit asks for, and a whole assessment.

    In one file of six somebody of the same name stands on a list, which `second` clarifies.
    """
    ask_for(application, by=by)
    _figures(application, by)
    business = getattr(application.case.person, "business", None)
    number = business.number if business else ""
    note_register(
        by=by,
        application=application,
        checked_on=timezone.localdate(),
        result="No entry." if application.pk % 4 else "One loan for a telephone, paid as agreed.",
        registered=Registered.YES if number else Registered.NO,
        number=number,
    )
    found = application.pk % 6 == 0
    check = SanctionCheck(
        list_name=_LIST,
        checked_on=timezone.localdate(),
        hit=Hit.TO_CLARIFY if found else Hit.NONE,
        reason=_NAMESAKE if found else "",
    )
    note_sanction_check(by=by, application=application, check=check)
    if found:
        clear(by=second, check=check, clearing="Date and place of birth are others: seen on the residence document.")
    answers = [
        (question, "not_yet" if place == 4 else "yes", "She asks her insurer this week." if place == 4 else "")
        for place, question in enumerate(ChecklistQuestion.objects.asked())
    ]
    save_checklist(by=by, application=application, answers=answers)


def _figures(application: Application, by: Actor) -> None:
    """As the file has them; who told nothing of the household's costs was asked at the meeting."""
    begun = begun_with(application)
    taken = {kind.value: Taken(amount) for kind, (amount, _source) in begun.items()}
    if not begun[FigureKind.CHARGES][0]:
        taken["charges"] = Taken(Decimal(650), "Rent and food, as she told at the meeting.")
    if not begun[FigureKind.INCOME][0]:
        taken["income"] = Taken(Decimal(1450), "The benefit, seen on three statements.")
    save_figures(by=by, application=application, taken=taken)
