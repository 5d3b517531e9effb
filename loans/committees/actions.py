"""Planning a session, its agenda, who was there, and voting."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from applicants.cases.actions import add_event
from applicants.cases.models import GranteeKind
from applicants.models import Case, CaseGrant
from loans.applications.models import Application
from loans.applications.moves import lock
from loans.committees.models import (
    AgendaItem,
    Choice,
    Committee,
    CommitteeMember,
    CommitteeSession,
    Outcome,
    Presence,
    Vote,
)
from portal.accounts.scope import actor_for_user
from portal.actors import Actor
from portal.models import User
from portal.record.acting import action
from portal.roles import Permission

_UNDECIDED: Final = ("proposed", "deferred")
_READ_ON: Final = timedelta(days=30)  # after the session, while members may look again


@action
def plan_session(
    *, by: Actor, committee: Committee, at: datetime, by_circulation: bool = False, place: str = ""
) -> CommitteeSession:
    """A meeting at a moment, or votes by circulation until then."""
    _refuse_unless(by, Permission.DECIDE_LOANS)
    if at <= timezone.now():
        raise ValidationError({"day": _("A session is planned for a moment that is still to come.")})
    planner = User.objects.get(pk=by.id)
    return CommitteeSession.objects.create(
        committee=committee, at=at, by_circulation=by_circulation, place=place, planned_by=planner
    )


@action
def put_on_agenda(*, by: Actor, session: CommitteeSession, application: Application) -> AgendaItem:
    """On the agenda of a session that is not signed off; the members may read its file from now on."""
    _refuse_unless(by, Permission.DECIDE_LOANS)
    hold(session)
    lock(application)
    if application.state not in _UNDECIDED:
        raise ValidationError(_("This is no longer possible: the application has moved on. Please look again."))
    if not Committee.objects.for_application(application).filter(pk=session.committee_id).exists():
        raise ValidationError(_("This committee does not decide on loans of that office."))
    last = session.items.aggregate(Max("number"))["number__max"] or 0
    adder = User.objects.get(pk=by.id)
    item = AgendaItem(session=session, application=application, number=last + 1, added_by=adder)
    item.full_clean()
    item.save()
    _let_members_read(session, application.case)
    day = timezone.localdate(session.at).isoformat()
    add_event(
        by=by, case=application.case, code="committee.agenda", params={"name": str(session.committee), "day": day}
    )
    return item


def _let_members_read(session: CommitteeSession, case: Case) -> None:
    until = timezone.localdate(max(session.at, timezone.now())) + _READ_ON
    for member in session.committee.members.select_related("user"):
        reader = actor_for_user(member.user)
        if not Case.objects.visible_to(reader).filter(pk=case.pk).exists():
            CaseGrant.objects.create(case=case, grantee_kind=GranteeKind.USER, grantee=member.user_id, until=until)


@action
def let_new_members_read(*, by: Actor, committee: Committee) -> None:
    """Who became a member later may read what stands open on the agendas already. Who may already, may."""
    if not by.may(Permission.ADMINISTER):
        raise ValidationError(_("You may not do this."))
    waiting = AgendaItem.objects.filter(session__committee=committee, session__signed_off_at=None, outcome="")
    for item in waiting.select_related("session__committee", "application__case").order_by("pk"):
        _let_members_read(item.session, item.application.case)


@action
def take_off(*, by: Actor, item: AgendaItem) -> None:
    """Off the agenda, undecided; taken off already is taken off."""
    _refuse_unless(by, Permission.DECIDE_LOANS)
    hold(item.session)
    hold_item(item)
    if item.outcome == Outcome.TAKEN_OFF:
        return
    refuse_closed(item)
    item.outcome, item.closed_by, item.closed_at = Outcome.TAKEN_OFF, User.objects.get(pk=by.id), timezone.now()
    item.save()


@action
def note_attendance(*, by: Actor, session: CommitteeSession, present: Collection[int]) -> None:
    """Who was there: keys of users; members alone count. Who voted in a meeting was there."""
    hold(session)
    refuse_unless_chair(by, session)
    members = set(session.committee.members.values_list("user_id", flat=True))
    voted = set(Vote.objects.filter(item__session=session).values_list("user_id", flat=True))
    there = (set(present) | voted) & members
    session.attendances.exclude(user__in=there).delete()
    kept = set(session.attendances.values_list("user_id", flat=True))
    for user in sorted(there - kept):
        Presence.objects.create(session=session, user_id=user)


@action
def vote(*, by: Actor, item: AgendaItem, choice: str, word: str = "") -> Vote:
    """A member votes, or changes her vote, until the point is closed; never on her own proposal."""
    hold_item(item)
    if not member_of(by, item.session):
        raise ValidationError(_("Only members of the committee vote."))
    if item.application.proposed_by_id == by.id:
        raise ValidationError(_("You proposed this loan. Somebody else decides on it."))
    refuse_closed(item)
    if item.application.state not in _UNDECIDED:
        raise ValidationError(_("This is no longer possible: the application has moved on. Please look again."))
    voter = User.objects.get(pk=by.id)
    cast = Vote.objects.filter(item=item, user=voter).first() or Vote(item=item, user=voter)
    cast.choice, cast.word = Choice(choice).value, word.strip()
    cast.full_clean()
    cast.save()
    if not item.session.by_circulation:
        Presence.objects.get_or_create(session=item.session, user=voter)
    return cast


@action
def vote_anew(*, by: Actor, application: Application) -> None:
    """It is proposed anew: what was voted on the proposal before does not count, perhaps by who proposes now."""
    del by
    Vote.objects.filter(item__application=application, item__outcome="").delete()


def member_of(by: Actor, session: CommitteeSession, *, chairs: bool = False) -> bool:
    found = CommitteeMember.objects.filter(committee=session.committee_id, user=by.id if by.is_staff else 0)
    return (found.filter(chairs=True) if chairs else found).exists()


def refuse_unless_chair(by: Actor, session: CommitteeSession) -> None:
    if not member_of(by, session, chairs=True):
        raise ValidationError(_("Only who chairs the committee does this."))


def refuse_closed(item: AgendaItem) -> None:
    if not item.is_open:
        raise ValidationError(_("This point is closed. Please look again."))


def hold(session: CommitteeSession) -> None:
    """Hold the session's row; `ValidationError` once its minutes are signed."""
    session.refresh_from_db(from_queryset=CommitteeSession.objects.select_for_update(of=("self",), no_key=True))
    if session.signed_off_at is not None:
        raise ValidationError(_("The minutes are signed off. Nothing changes any more."))


def hold_item(item: AgendaItem) -> None:
    """Hold the point's row until the transaction ends: votes and closing wait for each other."""
    item.refresh_from_db(from_queryset=AgendaItem.objects.select_for_update(of=("self",)))
    item.application.refresh_from_db()


def _refuse_unless(by: Actor, permission: Permission) -> None:
    if not by.may(permission):
        raise ValidationError(_("You may not do this."))
