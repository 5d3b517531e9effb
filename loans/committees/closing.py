"""The chair closes what was voted on, and signs the minutes."""

from collections.abc import Callable
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from loans.applications.decision_models import Decision
from loans.applications.decisions import approve, decline, defer
from loans.committees.actions import hold, hold_item, refuse_closed, refuse_unless_chair
from loans.committees.minutes import taken
from loans.committees.models import AgendaItem, CommitteeSession, Rule
from loans.committees.outcome import OUTCOMES, Verdict, count, verdict
from portal.actors import Actor
from portal.models import User
from portal.record.acting import action

_ACTS: Final[dict[str, Callable[..., Decision]]] = {"approve": approve, "decline": decline, "defer": defer}


def verdict_of(item: AgendaItem) -> Verdict:
    """What the votes say now."""
    committee = item.session.committee
    votes = count(item.votes.values_list("choice", flat=True))
    return verdict(votes, quorum=committee.quorum, unanimous=committee.rule == Rule.UNANIMOUS)


@action
def close_item(*, by: Actor, item: AgendaItem, outcome: str, **said: Any) -> Decision:
    """Close a point as its votes say; `said` is what the action of that decision asks for (conditions, reason …).

    `ValidationError` when the votes say otherwise, when it is closed already, and for who proposed the loan.
    """
    hold_item(item)
    refuse_closed(item)
    refuse_unless_chair(by, item.session)
    if item.session.signed_off_at is not None or outcome not in OUTCOMES[verdict_of(item)]:
        raise ValidationError(_("The votes say otherwise. Please look again."))
    decision = _ACTS[outcome](by=by, application=item.application, item=item, **said)
    item.outcome, item.closed_by, item.closed_at = outcome, decision.by, timezone.now()
    item.save()
    return decision


@action
def sign_off(*, by: Actor, session: CommitteeSession, notes: str = "") -> None:
    """The minutes are kept as they stand, for good. `ValidationError` while a point is open."""
    hold(session)
    refuse_unless_chair(by, session)
    items = list(session.items.select_for_update())
    if not items:
        raise ValidationError(_("There is nothing on the agenda."))
    if any(item.is_open for item in items):
        raise ValidationError(_("A point of the agenda is still open. Close it, or take it off."))
    session.notes = notes.strip()
    session.signed_off_by, session.signed_off_at = User.objects.get(pk=by.id), timezone.now()
    session.minutes = taken(session)
    session.full_clean()
    session.save()
