"""The one way by which a permit exception changes its state."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from applicants.cases.actions import add_event
from loans.applications.models import Application
from loans.permits.models import PermitException, Settled
from loans.permits.workflow import WORKFLOW
from portal.actors import Actor
from portal.roles import Permission
from portal.workflow import Transition


def possible(by: Actor, exception: PermitException) -> list[Transition]:
    """What this actor may do with it now; nobody decides on what he asked for himself."""
    found = WORKFLOW.possible(exception.state, may={one for one in Permission if by.may(one)})
    own = exception.asked_by_id == by.id
    return [each for each in found if (each.name == "take_back") == own]


def lock(exception: PermitException) -> PermitException:
    """Hold the row until the transaction ends, as others have left it. Its application is held before it."""
    exception.refresh_from_db(from_queryset=PermitException.objects.select_for_update(of=("self",)))
    return exception


def move(*, by: Actor, exception: PermitException, name: str, params: dict[str, Any] | None = None) -> None:
    """Take the transition `name` and write the event; within the caller's action, which holds the row and has asked
    whether the actor may. `ValidationError` when it is not possible now.
    """
    transition = WORKFLOW.transition(name)
    if exception.state not in transition.sources:
        raise ValidationError(_("This was already decided. Please look again."))
    exception.state, exception.state_since = transition.target, timezone.now()
    exception.full_clean(validate_unique=False)
    exception.save()
    add_event(by=by, case=exception.application.case, code=f"permit_exception.{name}", params=params or {})


def end_exceptions(*, by: Actor, application: Application) -> None:
    """The loan is not given: what still waits is no longer needed. Within the caller's action."""
    for exception in application.permit_exceptions.asked().select_for_update(of=("self",)):
        exception.settled = Settled.ENDED
        move(by=by, exception=exception, name="settle", params={"why": exception.settled})
