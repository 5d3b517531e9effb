"""The one way by which a loan application changes its state; every other action of the room goes through it."""

from dataclasses import dataclass
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from applicants.appointments.following import cancel_coming
from applicants.cases.actions import add_event, set_stage
from loans.applications.models import Application
from loans.funds.moves import end_allotments
from loans.guarantees.moves import end_guarantees
from loans.permits.moves import end_exceptions
from loans.signing.ending import end_requests
from loans.workflow import PERSON, PORTAL, WORKFLOW
from portal.actors import NOBODY, Actor
from portal.roles import Permission
from portal.workflow import Transition


@dataclass(frozen=True)
class _Place:
    """Where a case stands while its loan application is in a state."""

    stage: str
    outcome: str = ""


_PLACES: Final = {
    "draft": _Place("draft"),
    "submitted": _Place("new"),
    "in_review": _Place("intake"),
    "information_needed": _Place("intake"),
    "proposed": _Place("proposed"),
    "deferred": _Place("proposed"),
    "approved": _Place("decided"),
    "accepted": _Place("decided"),
    "signed": _Place("decided"),
    "disbursed": _Place("running"),
    "declined": _Place("closed", "declined"),
    "withdrawn": _Place("closed", "withdrawn"),
    "lapsed": _Place("closed", "silent"),
}

# What the applicant reads in her own timeline: never a reason, which is for colleagues.
_PUBLIC: Final = frozenset({"approve", "accept", "note_acceptance", "sign", "sign_by_service", "disburse", "expire"})
_NOT_GIVEN: Final = frozenset({"declined", "withdrawn", "lapsed"})  # whoever stood for it is free


def permissions_of(by: Actor, application: Application) -> set[Permission | str]:
    """What the table lets this actor do: permissions, "person" for her own, "portal" for what ends by itself."""
    if by.kind == "person":
        return {PERSON} if application.case.person_id == by.id else set()
    if by.kind == "system":
        return {PORTAL} if by != NOBODY else set()
    return {permission for permission in Permission if by.may(permission)}


def possible(by: Actor, application: Application) -> list[Transition]:
    """The transitions that may happen now, by this actor: what the buttons are made of."""
    return WORKFLOW.possible(application.state, may=permissions_of(by, application))


def lock(application: Application) -> Application:
    """Hold the row until the transaction ends, with what others have written meanwhile. Call it first."""
    application.refresh_from_db(from_queryset=Application.objects.select_for_update(of=("self",)))
    return application


def refuse_unless_possible(by: Actor, application: Application, name: str, *, reason: str = "") -> Transition:
    """The transition `name`, when the workflow allows it now, to this actor, with this reason.

    Otherwise `ValidationError` with the sentence for the reader. The caller holds the row by `lock`.
    """
    transition = WORKFLOW.transition(name)
    if application.state not in transition.sources:
        raise ValidationError(_("This is no longer possible: the application has moved on. Please look again."))
    if transition.who not in permissions_of(by, application):
        raise ValidationError(_("You may not do this."))
    if transition.reason_required and not reason.strip():
        raise ValidationError({"reason": _("Please write the reason.")})
    return transition


def move(
    *, by: Actor, application: Application, name: str, reason: str = "", params: dict[str, Any] | None = None
) -> None:
    """Take the transition `name`: the state, the case's stage, the event; within the caller's action.

    The caller holds the row by `lock`. `ValidationError` as in `refuse_unless_possible`, and when the table
    would not hold what the state needs.
    """
    transition = refuse_unless_possible(by, application, name, reason=reason)
    application.state, application.state_since = transition.target, timezone.now()
    if application.state != "deferred":
        application.decide_by = None
    application.full_clean(validate_unique=False)
    application.save()
    place, state = _PLACES[transition.target], WORKFLOW.state(transition.target)
    set_stage(by=by, case=application.case, stage=place.stage, waiting_on=state.waiting_on, outcome=place.outcome)
    if place.stage == "closed":
        cancel_coming(by=by, case=application.case)
    if transition.target != "signed":  # whoever signs ends by himself what waited for it
        end_requests(by=by, application=application)
    if transition.target in _NOT_GIVEN:
        end_guarantees(by=by, application=application)
        end_allotments(by=by, application=application)
        end_exceptions(by=by, application=application)
    kept = {**(params or {}), **({"reason": reason} if reason else {})}
    add_event(by=by, case=application.case, code=f"application.{name}", params=kept, public=name in _PUBLIC)
