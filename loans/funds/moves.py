"""The one way by which an allotment changes its state; how all of a loan's end with it; what a scheme guarantees."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from applicants.cases.actions import add_event
from loans.applications.models import Application
from loans.funds.models import Allotment, Fund
from loans.funds.workflow import LIVING, WORKFLOW
from loans.guarantees.models import ENDED, EndReason, Guarantee, GuaranteeKind
from loans.guarantees.moves import end_guarantee, move
from loans.words import euro_words
from portal.actors import Actor
from portal.models import User
from portal.record.acting import action
from portal.roles import Permission
from portal.workflow import Transition


def possible(by: Actor, allotment: Allotment) -> list[Transition]:
    """What may happen now, by this actor: what the buttons are made of."""
    held = {permission for permission in Permission if by.may(permission)}
    found = WORKFLOW.possible(allotment.state, may=held)
    own = allotment.unmet and allotment.proposed_by_id == by.id
    return [each for each in found if not (own and each.name == "include")]


def lock(allotment: Allotment) -> Allotment:
    """Hold the row until the transaction ends, as others have left it. Its application is held before it."""
    allotment.refresh_from_db(from_queryset=Allotment.objects.select_for_update(of=("self",)))
    return allotment


def refuse_unless_possible(by: Actor, allotment: Allotment, name: str, *, reason: str = "") -> Transition:
    """The transition `name` when the table allows it now, to this actor, with this reason; else `ValidationError`."""
    transition = WORKFLOW.transition(name)
    if allotment.state not in transition.sources:
        raise ValidationError(_("This is no longer possible. Please look again at where it stands."))
    if not (isinstance(transition.who, Permission) and by.may(transition.who)):
        raise ValidationError(_("You may not do this."))
    if transition.reason_required and not reason.strip():
        raise ValidationError({"reason": _("Please write the reason.")})
    return transition


def set_state(by: Actor, allotment: Allotment, state: str, **params: Any) -> None:
    """Write the state and the event; the caller holds the row and has asked the table."""
    allotment.state, allotment.state_since = state, timezone.now()
    allotment.full_clean(validate_unique=False)
    save(allotment)
    told = {"fund": str(allotment.fund), **params}
    add_event(by=by, case=allotment.application.case, code=f"fund.{state}", params=told)


def save(allotment: Allotment) -> None:
    """Write the row. The database counts what the fund has; when it refuses, `ValidationError` says what is free."""
    try:
        with transaction.atomic():
            allotment.save()
    except IntegrityError as problem:
        if "than the fund has" not in str(problem):
            raise
        fund = Fund.objects.with_use().get(pk=allotment.fund_id)
        said = {
            "amount": euro_words(allotment.amount),
            "free": euro_words(max(fund.ceiling - fund.used, Decimal(0))),
        }
        sentence = _("This needs %(amount)s; in the fund %(free)s is free.") % said
        raise ValidationError({NON_FIELD_ERRORS: sentence}) from problem


def guarantee_by(by: Actor, allotment: Allotment) -> None:
    """A scheme that is included guarantees its part from now on: nobody is asked, nothing is signed."""
    fund, application = allotment.fund, allotment.application
    guarantee = Guarantee(application=application, kind=GuaranteeKind.INSTITUTIONAL, fund=fund, name=str(fund))
    guarantee.amount, guarantee.share, guarantee.valid_until = allotment.amount, allotment.share, allotment.until
    guarantee.full_clean()
    guarantee.save()
    move(by=by, guarantee=guarantee, name="cover", event="guarantee.covered")


def _release(by: Actor, allotment: Allotment) -> None:
    """Its guarantee ends; one that the last payment set free does not stand again when that is taken back."""
    made = allotment.application.guarantees.filter(fund=allotment.fund_id)
    for guarantee in made.exclude(state__in=ENDED).select_for_update(of=("self",)):
        end_guarantee(by=by, guarantee=guarantee, because=EndReason.RELEASED)
    made.filter(ended_because=EndReason.REPAID).update(ended_because=EndReason.RELEASED)


def close(by: Actor, allotment: Allotment, state: str, note: str) -> None:
    """The fund no longer carries it, and a scheme guarantees it no more; within the caller's action."""
    allotment.closed_by = User.objects.filter(pk=by.id).first() if by.is_staff else None
    allotment.closed_note = note
    _release(by, allotment)
    set_state(by, allotment, state, **({"reason": note} if note else {}))


@action
def end_allotments(*, by: Actor, application: Application) -> None:
    """The loan is not given: no fund carries a part of it, and what was kept for it is free for others."""
    living = application.allotments.filter(state__in=LIVING).select_related("fund")
    for allotment in living.select_for_update(of=("self",)):
        close(by, allotment, "excluded", "")


@action
def end_included(*, by: Actor, application: Application, note: str) -> None:
    """The offer is made anew: what a fund carried of it is free, and is proposed again once that one is approved."""
    included = application.allotments.filter(state="included").select_related("fund")
    for allotment in included.select_for_update(of=("self",)):
        close(by, allotment, "excluded", note)


@action
def end_run_out(*, by: Actor, allotments: QuerySet[Allotment]) -> int:
    """Those of which the last day is past end; how many. Each is held before it is looked at again."""
    found = 0
    for allotment in allotments.select_related("fund").select_for_update(of=("self",)):
        close(by, allotment, "ended", "")
        found += 1
    return found
