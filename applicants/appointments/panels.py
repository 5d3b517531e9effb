"""The appointments of a file: a card on her page, a panel on the desk's."""

from typing import Any

from django.db.models import QuerySet

from advisors.feeds.actions import feed_of
from applicants.appointments.models import Appointment
from applicants.appointments.settling import mark, unsettled
from applicants.cases.models import Stage
from portal.actors import Actor
from portal.roles import Permission
from portal.slots import Panel


def coming_to(actor: Actor) -> QuerySet[Appointment]:
    """For the applicant's home: what is to come in all her files, fetched at once."""
    return Appointment.objects.visible_to(actor).coming().whole().order_by("booking__during")


def home_card(*, case: Any, actor: Actor) -> Panel | None:
    """When and where she is expected, and the way to an appointment."""
    if case.stage in (Stage.DRAFT, Stage.CLOSED):
        return None
    rows = getattr(case, "coming_appointments", None)
    if rows is None:
        rows = list(coming_to(actor).filter(case=case))
    return Panel("applicants/_appointment_card.html", {"appointments": rows}, order=3 if rows else 40)


def case_panel(*, case: Any, actor: Actor) -> Panel | None:
    """What is to come, and the last ones; staff book, move and cancel for her."""
    if case.stage == Stage.DRAFT:
        return None
    rows = list(Appointment.objects.visible_to(actor).filter(case=case).whole().order_by("-booking__during")[:6])
    mark(rows)
    may = actor.may(Permission.WORK_CASES)
    if not rows and not may:
        return None
    shown = {"appointments": rows, "may_book": may and case.stage != Stage.CLOSED}
    return Panel("applicants/_appointment_panel.html", shown, order=30)


def calendar_section(*, advisor: Any, actor: Actor) -> Panel:
    """On an advisor's own page: whether her own calendar reads her appointments."""
    del actor
    return Panel("applicants/_own_calendar.html", {"feed": feed_of(advisor)}, order=35)


def advisor_section(*, advisor: Any, actor: Actor) -> Panel | None:
    """On an advisor's own page, on top: her appointments that cannot take place as booked."""
    count = len(unsettled(actor, advisor=advisor.pk))
    return Panel("applicants/_own_unsettled.html", {"count": count}, order=5) if count else None
