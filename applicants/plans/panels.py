"""The plan on the pages around it: a card on the client's own page, a panel on the page of a file."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from applicants.cases.models import Stage
from applicants.cases.who import names_of
from applicants.journey.needs import Need
from applicants.plans import words
from applicants.plans.models import Plan
from applicants.plans.side import worked_out
from portal.actors import Actor
from portal.roles import Permission
from portal.slots import Panel

_WITH_PLAN: Final = frozenset({Need.LOAN, Need.TRAINING, Need.ADVICE})


def home_card(*, case: Any, actor: Actor) -> Panel | None:
    """Her plan with what it comes to, or the way to begin one; nothing before her request is sent."""
    del actor  # the page shows her own files alone
    if case.stage == Stage.DRAFT or _WITH_PLAN.isdisjoint(case.needs):
        return None
    shown = _shown(case)
    if shown["plan"] is None and case.stage == Stage.CLOSED:
        return None
    return Panel("applicants/_plan_card.html", shown, order=20, title=_("Your financial plan"))


def case_panel(*, case: Any, actor: Actor) -> Panel | None:
    """The plan in a few lines for the desk, and the way to it."""
    if case.stage == Stage.DRAFT or (_WITH_PLAN.isdisjoint(case.needs) and not hasattr(case, "plan")):
        return None
    shown = _shown(case)
    begins = actor.may(Permission.WORK_CASES) and case.stage != Stage.CLOSED
    if shown["plan"] is None and not begins:
        return None
    return Panel("applicants/_plan_panel.html", shown, order=20)


def _shown(case: Any) -> dict[str, Any]:
    plan: Plan | None = getattr(case, "plan", None)
    if plan is None:
        return {"plan": None, "summary": [], "good": True, "version": None, "who": "", "remarks": 0}
    plan.case = case
    version = plan.newest
    figures, worked, _offered = worked_out(plan, version)
    return {
        "plan": plan,
        "summary": words.summary(worked, figures),
        "good": not worked.warnings,
        "version": version,
        "who": names_of([version.made_by], applicant=case.person_id)[version.made_by],
        "remarks": plan.remarks.filter(done_at=None).count(),
    }
