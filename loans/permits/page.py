"""What the pages about permit exceptions show."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils.translation import get_language

from applicants.cases.page import head_of
from applicants.cases.shown import ShownName, shown_name
from applicants.persons.countries import country_name
from loans.applications.models import Application
from loans.permits.models import PermitException
from loans.permits.moves import possible
from loans.permits.standing import Standing, standing_of
from portal.actors import Actor
from portal.pages import Page, keyset_page
from portal.refs import display
from portal.roles import Permission


@dataclass(frozen=True)
class Panel:
    """On the page of an application: where it stands with every exception, and what this actor may do now."""

    standing: Standing
    may_ask: bool
    may_look: bool
    may_renew: bool


def panel_of(standing: Standing, actor: Actor) -> Panel | None:
    """None where the question does not come up."""
    if standing.need is None and not standing.kept:
        return None
    works = actor.may(Permission.PROPOSE_LOANS)
    asks = standing.need is not None and standing.covering is None and standing.waiting is None
    return Panel(
        standing=standing,
        may_ask=works and asks,
        may_look=works and bool(standing.kept),
        may_renew=works and standing.need is not None,
    )


def latest_exception(application: Application) -> PermitException:
    """The one that waits, else the newest; 404 where there is none."""
    kept = application.permit_exceptions.select_related("asked_by", "decided_by", "document__kind")
    found = kept.asked().first() or kept.first()
    if found is None:
        raise Http404
    found.application = application
    return found


def exception_page(exception: PermitException, actor: Actor) -> dict[str, Any]:
    """The whole request, what it rests on, and what this actor may do with it."""
    application = exception.application
    may = {each.name for each in possible(actor, exception)}
    return head_of(application.case, actor) | {
        "application": application,
        "exception": exception,
        "country": country_name(exception.country, get_language() or "en"),
        "standing": standing_of(application),
        "others": application.permit_exceptions.exclude(pk=exception.pk).select_related("asked_by"),
        "own": exception.asked_by_id == actor.id,
        "may_decide": "agree" in may,
        "may_take_back": "take_back" in may,
    }


@dataclass(frozen=True)
class Line:
    exception: PermitException
    number: str
    name: ShownName


def waiting_page(actor: Actor, *, after: str) -> dict[str, Any]:
    """Every exception that waits for a second person, the one that waits longest first."""
    rows = PermitException.objects.visible_to(actor).asked()
    rows = rows.select_related("asked_by", "application__case__person", "application__case__office")
    page: Page[PermitException] = keyset_page(rows, sort="asked_at", after=after)
    lines = [
        Line(one, display(one.application.ref), shown_name(one.application.case.person, actor)) for one in page.rows
    ]
    return {"lines": lines, "page": page, "sees_names": actor.sees_names}
