"""What the pages of an assessment show."""

from typing import Any

from django.http import Http404

from applicants.cases.page import head_of
from loans.applications.models import Application
from loans.assessments.actions import EDITABLE
from loans.assessments.models import SanctionCheck
from loans.assessments.standing import standing_of
from portal.actors import Actor
from portal.roles import Permission


def assessment_page(application: Application, actor: Actor) -> dict[str, Any]:
    """The whole assessment, to read and to print; the buttons of who may fill it in or clarify a hit."""
    standing = standing_of(application)
    may_clear = actor.may(Permission.DECIDE_LOANS)
    checks = [
        (number, one, may_clear and one in standing.to_clear and one.checked_by_id != actor.id)
        for number, one in enumerate(standing.checks, 1)
    ]
    return head_of(application.case, actor) | {
        "application": application,
        "assessed": standing,
        "checks": checks,
        "edits": actor.may(Permission.PROPOSE_LOANS) and application.state in EDITABLE,
    }


def check_of(application: Application, number: int) -> SanctionCheck:
    """The check with this number, counted from 1 as they were made; 404 when there is none."""
    checks = standing_of(application).checks
    if not 0 < number <= len(checks):
        raise Http404
    return checks[number - 1]
