"""What the pages of committees show."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from applicants.cases.shown import ShownName, shown_name
from loans.applications.checklist_page import checklist
from loans.applications.decision_models import Decision
from loans.applications.decision_page import Desk, file_part
from loans.applications.models import Application
from loans.applications.queries import open_application
from loans.applications.readings import Readings
from loans.committees.actions import member_of
from loans.committees.agenda import Standing, standing_of
from loans.committees.closing import close_item
from loans.committees.forms import SignOffForm
from loans.committees.models import AgendaItem, Committee, CommitteeSession
from loans.committees.outcome import OUTCOMES
from portal.actors import Actor
from portal.forms import Form
from portal.pages import Page, keyset_page
from portal.refs import display
from portal.roles import Permission

_MOST_WAITING = 50


def sessions_page(actor: Actor, *, after: str) -> dict[str, Any]:
    """Every session that the actor sees, the newest first."""
    rows = CommitteeSession.objects.visible_to(actor).select_related("committee", "signed_off_by")
    rows = rows.annotate(points=Count("items"), open_points=Count("items", filter=Q(items__outcome="")))
    page: Page[CommitteeSession] = keyset_page(rows, sort="-at", after=after)
    plans = actor.may(Permission.DECIDE_LOANS) and Committee.objects.visible_to(actor).active().exists()
    return {"page": page, "plans": plans}


def open_session(actor: Actor, ref: str) -> CommitteeSession:
    """The one way to a session: 404 unless the actor sees it."""
    seen = CommitteeSession.objects.visible_to(actor).select_related("committee", "signed_off_by")
    return get_object_or_404(seen, ref=ref)


def open_item(actor: Actor, ref: str, number: int) -> AgendaItem:
    """A point of a session, when the actor sees its application too; the look at the file is kept."""
    session = open_session(actor, ref)
    item = get_object_or_404(session.items.select_related("application").prefetch_related("votes__user"), number=number)
    item.session, item.application = session, open_application(actor, item.application.ref)
    return item


@dataclass(frozen=True)
class Line:
    """A point of the agenda; `name` and `url` only for who sees the application, `mine` is the reader's own vote."""

    item: AgendaItem
    file: str
    standing: Standing
    name: ShownName | None
    url: str
    mine: str


def session_page(session: CommitteeSession, actor: Actor, form: SignOffForm | None = None) -> dict[str, Any]:
    items = session.items.select_related("application__case__person", "application__case__office", "closed_by")
    points = list(items.prefetch_related("votes__user"))
    seen = set(Application.objects.visible_to(actor).filter(agenda_items__in=points).values_list("pk", flat=True))
    members = list(session.committee.members.select_related("user"))
    there = set(session.attendances.values_list("user_id", flat=True))
    chairs = any(one.user_id == actor.id and one.chairs for one in members)
    stands = session.signed_off_at is None
    return {
        "session": session,
        "lines": [_line(session, item, actor, seen) for item in points],
        "members": [(one, one.user_id in there) for one in members],
        "chairs": chairs and stands,
        "votes": any(one.user_id == actor.id for one in members),
        "edits": stands and actor.may(Permission.DECIDE_LOANS),
        "waiting": _waiting(session, actor) if stands and actor.may(Permission.DECIDE_LOANS) else [],
        "all_closed": bool(points) and not any(item.is_open for item in points),
        "form": form or SignOffForm(initial={"notes": session.notes}),
    }


def _line(session: CommitteeSession, item: AgendaItem, actor: Actor, seen: set[int]) -> Line:
    item.session = session
    standing, case = standing_of(item), item.application.case
    mine = next((vote.get_choice_display() for vote in standing.votes if vote.user_id == actor.id), "")
    sees = item.application_id in seen
    url = reverse("committee-item", args=[session.ref, item.number]) if sees else ""
    return Line(item, display(case.ref), standing, shown_name(case.person, actor) if sees else None, url, mine)


def _waiting(session: CommitteeSession, actor: Actor) -> list[tuple[str, str]]:
    """Applications that can be put on the agenda: the ref, and how it reads."""
    rows = Application.objects.visible_to(actor).in_state("proposed", "deferred").exclude(agenda_items__outcome="")
    if session.committee.office_id is not None:
        rows = rows.filter(case__office=session.committee.office_id)
    rows = rows.select_related("case__person").order_by("state_since", "pk")
    return [
        (one.ref, f"{display(one.case.ref)} · {shown_name(one.case.person, actor)}") for one in rows[:_MOST_WAITING]
    ]


def item_page(item: AgendaItem, actor: Actor, form: Form) -> dict[str, Any]:
    """The file, the votes, and the reader's own; `why_not` stands where the form would be."""
    session = item.session
    open_ = item.is_open and session.signed_off_at is None
    read = Readings(item.application)
    return file_part(read, actor) | {
        "session": session,
        "item": item,
        "checklist": checklist("approve", read, actor) if item.is_open else None,
        "standing": standing_of(item),
        "form": form,
        "why_not": _why_not(item, actor),
        "closes": open_ and member_of(actor, session, chairs=True),
        "edits": open_ and actor.may(Permission.DECIDE_LOANS),
    }


def _why_not(item: AgendaItem, actor: Actor) -> str:
    if not item.is_open:
        return _("This point is closed: %(outcome)s.") % {"outcome": item.get_outcome_display()}
    if item.application.proposed_by_id == actor.id:
        return _("You proposed this loan. Somebody else decides on it.")
    return "" if member_of(actor, item.session) else _("Only members of the committee vote.")


@dataclass
class ClosingDesk(Desk):
    """As one who decides alone has it, but with what the votes of the committee allow."""

    item: AgendaItem

    def names(self) -> tuple[str, ...]:
        if not self.item.is_open or not member_of(self.actor, self.item.session, chairs=True):
            return ()
        return OUTCOMES[standing_of(self.item).verdict]

    def act(self, decide: Callable[..., Decision], said: dict[str, Any]) -> None:
        del decide
        close_item(by=self.actor, item=self.item, outcome=self.name, **said)

    def why_not(self) -> str:
        return _why_not(self.item, self.actor) or _("Only who chairs the committee does this.")


def closing_page(item: AgendaItem, actor: Actor, desk: ClosingDesk) -> dict[str, Any]:
    return file_part(desk.read, actor) | {
        "checklist": desk.checklist,
        "session": item.session,
        "item": item,
        "standing": standing_of(item),
        "ways": desk.ways(),
        "why_not": desk.why_not(),
        "act_url": reverse("committee-item-close", args=[item.session.ref, item.number]),
    }


def for_agenda(actor: Actor, *, session: str, application: str) -> tuple[CommitteeSession, Application] | None:
    """What was chosen, by numbers; None unless the actor sees the application, and the session or its committee."""
    applications = Application.objects.visible_to(actor).submitted().select_related("case__office")
    found = applications.filter(ref=application).first()
    if found is None:
        return None
    seen = CommitteeSession.objects.visible_to(actor).values("pk")
    rows = CommitteeSession.objects.filter(Q(pk__in=seen) | Q(committee__in=Committee.objects.for_application(found)))
    chosen = rows.select_related("committee").filter(ref=session).first()
    return None if chosen is None else (chosen, found)
