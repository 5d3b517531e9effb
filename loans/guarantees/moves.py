"""The one way by which a guarantee changes its state; and how all of a loan application's end with it."""

from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from applicants.cases.actions import add_event
from loans.applications.models import Application
from loans.guarantees.models import PERSONS, EndReason, Guarantee, GuaranteeKind
from loans.guarantees.telling import tell_guarantor
from loans.guarantees.workflow import GUARANTOR, WORKFLOW
from portal.actors import Actor
from portal.record.acting import action
from portal.roles import Permission
from portal.workflow import Transition

# What only some kinds of guarantees go through; the rest is for all.
_OF_KINDS: Final[dict[str, tuple[str, ...]]] = {
    "invite": (GuaranteeKind.MORAL, *PERSONS),
    "agree": PERSONS,
    "step_back": PERSONS,
    "sign": PERSONS,
    "vouch": (GuaranteeKind.MORAL,),
    "cover": (GuaranteeKind.INSTITUTIONAL,),
    # one by a scheme ends with the scheme's share of the loan (loans.funds)
    "withdraw": (GuaranteeKind.MORAL, *PERSONS),
    "release": (GuaranteeKind.MORAL, *PERSONS),
}
_KNOWS: Final = frozenset({"invited", "understood"})  # the guarantor has heard of it


def permissions_of(by: Actor, guarantee: Guarantee) -> set[Permission | str]:
    """What the table lets this actor do: a guarantor answers for himself, a partner for itself, staff by role."""
    if by.kind == "person":
        return {GUARANTOR} if by.id and by.id == guarantee.guarantor_id else set()
    if by.kind == "partner":
        return {GUARANTOR} if by.partner_id and by.partner_id == guarantee.partner_id else set()
    return {permission for permission in Permission if by.may(permission)}


def possible(by: Actor, guarantee: Guarantee) -> list[Transition]:
    """The transitions that may happen now, by this actor, with this kind of guarantee."""
    found = WORKFLOW.possible(guarantee.state, may=permissions_of(by, guarantee))
    return [each for each in found if _fits(each.name, guarantee)]


def _fits(name: str, guarantee: Guarantee) -> bool:
    return guarantee.kind in _OF_KINDS.get(name, (guarantee.kind,))


def lock(guarantee: Guarantee) -> Guarantee:
    """Hold the row until the transaction ends, as others have left it. Its application is held before it."""
    guarantee.refresh_from_db(from_queryset=Guarantee.objects.select_for_update(of=("self",)))
    return guarantee


def move(*, by: Actor, guarantee: Guarantee, name: str, event: str, params: dict[str, Any] | None = None) -> None:
    """Take the transition `name` and write the event; within the caller's action, which holds the row.

    `ValidationError` with the sentence for the reader when it is not possible now or not for this actor.
    """
    transition = WORKFLOW.transition(name)
    if guarantee.state not in transition.sources or not _fits(name, guarantee):
        raise ValidationError(_("This is no longer possible. Please look again at where it stands."))
    if transition.who not in permissions_of(by, guarantee):
        raise ValidationError(_("You may not do this."))
    _set_state(by, guarantee, transition.target, event, params)


def _set_state(by: Actor, guarantee: Guarantee, state: str, event: str, params: dict[str, Any] | None = None) -> None:
    guarantee.state, guarantee.state_since = state, timezone.now()
    if state == "active":
        guarantee.ended_because = ""
    guarantee.full_clean(validate_unique=False)
    guarantee.save()
    told = {"name": guarantee.name, **(params or {})}
    add_event(by=by, case=guarantee.application.case, code=event, params=told)


@action
def end_guarantees(*, by: Actor, application: Application) -> None:
    """The loan is not given: who was asked is told that he owes nothing, who stood for it is free.

    A consequence of the application's end, so nobody needs a right of his own for it.
    """
    living = application.guarantees.filter(state__in=["named", "invited", "understood", "active"])
    for guarantee in living.select_for_update(of=("self",)):
        end_guarantee(by=by, guarantee=guarantee)


@action
def end_guarantee(*, by: Actor, guarantee: Guarantee, because: str = EndReason.NOT_GIVEN) -> None:
    """One that lives ends, as a consequence of something else; the caller holds the row."""
    knows, stood = guarantee.state in _KNOWS, guarantee.state == "active"
    if stood:
        guarantee.ended_because = because
        _set_state(by, guarantee, "released", "guarantee.released")
    else:
        _set_state(by, guarantee, "withdrawn", "guarantee.withdrawn")
    if knows or stood:
        tell_guarantor(guarantee, "guarantee_released" if stood else "guarantee_withdrawn")


@action
def release_repaid(*, by: Actor, application: Application) -> None:
    """Nothing is owed any more: everybody who stands for the loan is free, and is told."""
    for guarantee in application.guarantees.active().select_for_update(of=("self",)):
        end_guarantee(by=by, guarantee=guarantee, because=EndReason.REPAID)


@action
def resume_repaid(*, by: Actor, application: Application) -> None:
    """The payment that ended the loan is taken back: whom it set free stands again, and is told.

    Not an organisation whose day has passed meanwhile.
    """
    freed = application.guarantees.filter(state="released", ended_because=EndReason.REPAID)
    freed = freed.exclude(kind=GuaranteeKind.MORAL, valid_until__lt=timezone.localdate())
    for guarantee in freed.select_for_update(of=("self",)):
        _set_state(by, guarantee, "active", "guarantee.resumed")
        tell_guarantor(guarantee, "guarantee_resumed")
