"""The demo's credit committee: what it decided, each time in a session with signed minutes, and a session to come."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from loans.applications.decisions import approve, decline
from loans.applications.pricing import Wish
from loans.applications.proposals import propose, save_offer
from loans.applications.readings import Readings
from loans.committees.actions import plan_session, put_on_agenda, vote
from loans.committees.closing import close_item, sign_off
from loans.committees.models import Committee, CommitteeMember, CommitteeSession
from loans.demo.assessing import assess
from loans.demo.cast import Cast
from loans.demo.clock import at
from loans.demo.exceptions import agree_to, ask_for
from loans.demo.institution import DOMAIN
from loans.levels.models import Level
from loans.levels.standing import level_of
from loans.models import Application
from portal.accounts.scope import actor_for_user
from portal.actors import Actor
from portal.models import User

_MEMBERS: Final = ("hanne", "lotte", "jeanmarc", "pieter")  # the first one chairs
_WORDS: Final = {
    "approve": ("The plan is modest and the household is stable.", "", "Two customers are there already.", ""),
    "decline": ("The instalment is too heavy for the winter.", "", "First a smaller place.", ""),
}
_NOTES: Final = "We looked at each plan with the advisor’s view beside it.\nNext time: how long the permits still run."


def build() -> None:
    """Write the committee; within a transaction in which somebody acts."""
    committee = Committee.objects.create(name="Morgenbrug credit committee", quorum=3)
    for place, name in enumerate(_MEMBERS):
        user = User.objects.get(email=f"{name}@{DOMAIN}")
        CommitteeMember.objects.create(committee=committee, user=user, chairs=not place)


def take(cast: Cast, application: Application, outcome: str, **said: Any) -> None:
    """By whoever is high enough for this loan as it stands; the first one of all goes before the committee."""
    if outcome == "approve":
        ask_for(application, by=cast.advisor(application.case) or cast.manager(application.case))
        agree_to(application, by=cast.first_manager(application.case))
    level = level_of(Readings(application)).level
    if level == Level.COMMITTEE or not CommitteeSession.objects.exists():
        _meet(application, outcome, **said)
        return
    act = approve if outcome == "approve" else decline
    by = cast.manager(application.case) if level == Level.OFFICE else cast.head_office()
    act(by=by, application=application, **said)


def _meet(application: Application, outcome: str, **said: Any) -> None:
    """A session about one application, now: planned, voted, closed, and its minutes signed two hours later."""
    now = timezone.now()
    chair, session = _planned((now + timedelta(hours=1)).replace(minute=0, second=0))
    item = put_on_agenda(by=chair, session=session, application=application)
    for place, voter in enumerate(_voters(application)):
        choice = {"approve": "for", "decline": "against"}[outcome] if place != 1 else "abstain"
        vote(by=voter, item=item, choice=choice, word=_WORDS[outcome][place])
    with at(now + timedelta(hours=2)):
        close_item(by=chair, item=item, outcome=outcome, **said)
        sign_off(by=chair, session=session, notes=_NOTES)


def plan_next(cast: Cast, now: datetime) -> None:
    """A session next week with up to two applications on its agenda, on which half of the members voted."""
    day = timezone.localtime(now + timedelta(days=7)).replace(hour=10, minute=0)
    chair, session = _planned(day, place="Brussels, second floor")
    for place, application in enumerate(_waiting(cast)):
        item = put_on_agenda(by=chair, session=session, application=application)
        for voter in _voters(application)[place : place + 2]:
            against = voter == chair
            word = _WORDS["decline" if against else "approve"][0]
            vote(by=voter, item=item, choice="against" if against else "for", word=word)


def _waiting(cast: Cast) -> list[Application]:
    """Two that wait for a decision, the largest first; where fewer do, some that are read are proposed."""
    rows = Application.objects.select_related("case__office", "case__person", "case__advisor__user", "terms")
    today, terms = timezone.localdate(), cast.terms["start-free"]
    lacking = max(2 - rows.in_state("proposed", "deferred").count(), 0)
    for application in rows.in_state("submitted", "in_review").exclude(case__advisor=None).order_by("pk"):
        advisor = cast.advisor(application.case)
        if advisor is None or not lacking:
            continue
        wish = Wish(terms.amount_max, terms.months_max, 2, today + timedelta(days=30), today + timedelta(days=61))
        view = "A second shop. The first one has run for three years without a late payment."
        with suppress(ValidationError), transaction.atomic():  # one that lacks something else stays as it is
            offer: dict[str, Any] = {"terms": terms, "wish": wish, "assessment": view, "purpose_checked": True}
            save_offer(by=advisor, application=application, **offer)
            assess(application, by=advisor, second=cast.first_manager(application.case))
            propose(by=advisor, application=application)
            lacking -= 1
    return list(rows.in_state("proposed", "deferred").order_by("-principal", "pk")[:2])


def _planned(moment: datetime, place: str = "") -> tuple[Actor, CommitteeSession]:
    committee = Committee.objects.get()
    chair = actor_for_user(committee.members.get(chairs=True).user)
    return chair, plan_session(by=chair, committee=committee, at=moment, place=place or "Brussels")


def _voters(application: Application) -> list[Actor]:
    members = CommitteeMember.objects.exclude(user=application.proposed_by_id or 0).select_related("user")
    return [actor_for_user(member.user) for member in members]
