"""What an agenda says of a point: how the votes stand, and what follows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loans.applications.models import Application
from loans.committees.models import AgendaItem, Committee, CommitteeSession, Rule, Vote
from loans.committees.outcome import Tally, Verdict, count, verdict
from loans.levels.models import Level
from loans.words import number_words
from portal.actors import Actor
from portal.roles import Permission


@dataclass(frozen=True)
class Standing:
    """The votes of a point as they stand: `says` what follows, in a sentence."""

    votes: Sequence[Vote]
    tally: Tally
    verdict: Verdict
    says: str


def standing_of(item: AgendaItem) -> Standing:
    """From `item.votes`, which a list prefetches with their users, and its session's committee."""
    committee, votes = item.session.committee, list(item.votes.all())
    tally = count(vote.choice for vote in votes)
    found = verdict(tally, quorum=committee.quorum, unanimous=committee.rule == Rule.UNANIMOUS)
    return Standing(votes, tally, found, _says(found, committee.quorum - tally.cast))


def _says(found: Verdict, lacking: int) -> str:
    if found == "too_few":
        return ngettext("%(count)s more vote is needed.", "%(count)s more votes are needed.", lacking) % {
            "count": number_words(lacking)
        }
    return _("The votes are for the loan.") if found == "carried" else _("The votes are not for the loan.")


def agenda_part(application: Application, actor: Actor, *, asked: int) -> dict[str, Any]:
    """For the page on which it is decided: the point that is open, else the sessions it can be put before.

    `none` is True where the committee must decide and none is set up for its office.
    """
    items = application.agenda_items.filter(outcome="").select_related("session__committee")
    item = items.prefetch_related("votes__user").first()
    if item is not None:
        return {"item": item, "standing": standing_of(item), "sessions": [], "none": False}
    if not actor.may(Permission.DECIDE_LOANS) or application.state not in ("proposed", "deferred"):
        return {"item": None, "sessions": [], "none": False}
    committees = Committee.objects.for_application(application)
    sessions = CommitteeSession.objects.open().filter(committee__in=committees).select_related("committee")
    none = asked == Level.COMMITTEE and not committees.exists()
    return {"item": None, "sessions": list(sessions.order_by("at")[:12]), "none": none}
