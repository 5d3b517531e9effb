"""Those who decide: approve with conditions, decline with a reason, decide later, send back. Always four eyes.

To approve or decline one needs the level that the loan asks for (`loans.levels`); putting off and sending back do not.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from applicants.cases.actions import add_event
from loans.applications.checklist import refuse_unless_ready
from loans.applications.decision_models import Decision, DecisionKind, DeclineReason
from loans.applications.last_day import last_day_for, refuse_ended
from loans.applications.models import Application, Condition
from loans.applications.moves import lock, move, refuse_unless_possible
from loans.applications.readings import Readings
from loans.applications.referrers import tell_referrers
from loans.committees.models import AgendaItem
from loans.guarantees.moves import end_guarantees
from loans.levels.models import Level
from loans.levels.standing import level_held, level_of, who_decides
from loans.tell import tell_applicant
from portal.actors import Actor
from portal.models import User
from portal.record.acting import action
from portal.roles import Permission

# While money has not moved and the offer stands, conditions can be ticked.
_OFFER_STANDS: Final = frozenset({"approved", "accepted", "signed"})
_FINAL: Final = (DecisionKind.APPROVE, DecisionKind.DECLINE)
_LONGEST_WAIT: Final = timedelta(days=183)


@action
def approve(
    *,
    by: Actor,
    application: Application,
    conditions: Sequence[str] = (),
    note: str = "",
    item: AgendaItem | None = None,
    tell_partner: bool = False,
    valid_until: date | None = None,
) -> Decision:
    """Approve what was proposed. Each condition must be ticked before the loan is paid out.

    The offer is valid until the day that was planned, or until `valid_until`: `ValidationError` when that has passed.
    Conditions of an earlier approval that are not met yet give way to these.
    `ValidationError` with every sentence of what is missing: a loan that outlasts the permit needs its exception,
    and waits while another member of the group is late.
    `tell_partner`: who helped to apply hears that it is decided, no more (`referrers.may_be_told`).
    `item` is the point of the agenda that a committee's chair closes by this (`loans.committees.closing` alone).
    """
    lock(application)
    refuse_unless_ready("approve", application)
    decision = _decide(by, application, DecisionKind.APPROVE, note=note, item=item)
    application.offer_valid_until = last_day_for(application, valid_until)
    application.conditions.unmet().delete()
    texts = [text.strip() for text in conditions if text.strip()]
    for text in texts:
        condition = Condition(application=application, text=text)
        condition.full_clean()
        condition.save()
    move(by=by, application=application, name="approve", params={"conditions": len(texts)})
    tell_applicant(application, "application_approved", conditions=len(texts), until=application.offer_valid_until)
    if tell_partner:
        tell_referrers(by=by, application=application)
    return decision


@action
def decline(
    *,
    by: Actor,
    application: Application,
    reason: str,
    note: str = "",
    tell_reason: bool = True,
    item: AgendaItem | None = None,
    tell_partner: bool = False,
) -> Decision:
    """Decline, with a reason of `DeclineReason`; the applicant hears it unless `tell_reason` is False."""
    lock(application)
    kept = {"decline_reason": reason, "reason_told": tell_reason, "item": item}
    decision = _decide(by, application, DecisionKind.DECLINE, reason=reason, note=note, **kept)
    move(by=by, application=application, name="decline", reason=reason)
    end_guarantees(by=by, application=application)
    tell_applicant(application, "application_declined", reason=DeclineReason(reason) if tell_reason else None)
    if tell_partner:
        tell_referrers(by=by, application=application)
    return decision


@action
def defer(*, by: Actor, application: Application, reason: str, until: date, item: AgendaItem | None = None) -> Decision:
    """Decide later, by the day `until`, which the applicant is told; the reason is for colleagues."""
    lock(application)
    if not timezone.localdate() < until <= timezone.localdate() + _LONGEST_WAIT:
        raise ValidationError({"until": _("The day is after today, within half a year.")})
    decision = _decide(by, application, DecisionKind.DEFER, reason=reason, note=reason, until=until, item=item)
    application.decide_by = until
    move(by=by, application=application, name="defer", reason=reason, params={"day": until.isoformat()})
    tell_applicant(application, "application_deferred", until=until)
    return decision


@action
def send_back(*, by: Actor, application: Application, reason: str) -> Decision:
    """Back to the advisor, who reads the reason and may propose again."""
    lock(application)
    decision = _decide(by, application, DecisionKind.SEND_BACK, reason=reason, note=reason)
    move(by=by, application=application, name="send_back", reason=reason)
    return decision


def _decide(
    by: Actor, application: Application, kind: DecisionKind, *, reason: str = "", note: str = "", **kept: Any
) -> Decision:
    """Write the decision; nobody decides on their own proposal (the table refuses it, too)."""
    refuse_unless_possible(by, application, kind.value, reason=reason)
    if application.proposed_by_id == by.id:
        raise ValidationError(_("Nobody decides on their own proposal. Ask a colleague to decide."))
    decision = Decision(application=application, kind=kind, note=note, by=User.objects.get(pk=by.id), **kept)
    if kind in _FINAL:
        _at_its_level(by, decision)
        application.decided_by, application.decided_at = decision.by, timezone.now()
    decision.full_clean()
    decision.save()
    return decision


def _at_its_level(by: Actor, decision: Decision) -> None:
    """Keep the level at which it is taken, and the one that is needed now; `ValidationError` when that is higher."""
    asked = level_of(Readings(decision.application))
    decision.level_needed, decision.raised_by = asked.level, list(asked.raised_by)
    decision.level = Level.COMMITTEE if decision.item else level_held(by, decision.application)
    if decision.level < asked.level:
        raise ValidationError(f"{who_decides(asked.level)} {_('You may send it back, or put it off.')}")


@action
def meet_condition(*, by: Actor, condition: Condition) -> None:
    """Tick a condition of an offer that stands. Ticked already is ticked."""
    condition.refresh_from_db(from_queryset=Condition.objects.select_for_update(of=("self",)))
    if condition.met_at is not None:
        return
    if not by.may(Permission.PROPOSE_LOANS):
        raise ValidationError(_("You may not do this."))
    if condition.application.state not in _OFFER_STANDS:
        raise ValidationError(_("This is no longer possible: the application has moved on. Please look again."))
    condition.met_at, condition.met_by = timezone.now(), User.objects.get(pk=by.id)
    condition.save()
    add_event(by=by, case=condition.application.case, code="condition.met", params={"text": condition.text})


@action
def lapse(*, by: Actor, application: Application, reason: str) -> None:
    """The offer ends without a loan."""
    move(by=by, application=lock(application), name="lapse", reason=reason)
    end_guarantees(by=by, application=application)
    tell_applicant(application, "application_lapsed")


@action
def accept(*, by: Actor, application: Application) -> None:
    """The applicant accepts, herself or through her advisor who notes it. Accepted already is accepted.

    `ValidationError` after the last day of the offer, whoever says it.
    """
    lock(application)
    refuse_ended(by, application)
    name = "accept" if by.kind == "person" else "note_acceptance"
    if application.state != "accepted":
        move(by=by, application=application, name=name)


@action
def withdraw(*, by: Actor, application: Application, reason: str = "") -> None:
    """The applicant withdraws, herself or through her advisor who notes why. Withdrawn already is withdrawn."""
    lock(application)
    name = "withdraw" if by.kind == "person" else "note_withdrawal"
    if application.state != "withdrawn":
        move(by=by, application=application, name=name, reason=reason)
        end_guarantees(by=by, application=application)
