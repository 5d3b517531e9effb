"""The sections of an advisor's own page, for the slot `advisor_sections`. Others add theirs there, by their `order`."""

from typing import Any

from django.db.models import Q
from django.utils import timezone

from advisors import notices
from advisors.models import Absence
from portal.actors import Actor
from portal.slots import Panel


def languages(*, advisor: Any, actor: Actor) -> Panel:
    del actor
    spoken = advisor.languages.select_related("language").order_by("pk")
    return Panel("advisors/_own_languages.html", {"spoken": spoken}, order=10)


def knowledge(*, advisor: Any, actor: Actor) -> Panel:
    del actor
    known = {"communities": advisor.communities.all(), "specialities": advisor.specialities.all()}
    return Panel("advisors/_own_knowledge.html", known, order=20)


def hours(*, advisor: Any, actor: Actor) -> Panel:
    """The weekly hours that hold or are to come, in short, with the way to where they are changed."""
    del actor
    rows = advisor.hours.filter(Q(valid_until=None) | Q(valid_until__gte=timezone.localdate()))
    return Panel("advisors/_own_hours.html", {"hours": rows.select_related("office", "purpose")}, order=30)


def absences(*, advisor: Any, actor: Actor) -> Panel:
    """Those under way and to come, the next one first."""
    del actor
    today = timezone.localdate()
    coming = Absence.objects.filter(advisor=advisor, days__endswith__gt=today).order_by("days")
    return Panel("advisors/_own_absences.html", {"absences": coming, "today": today}, order=40)


def mails(*, advisor: Any, actor: Actor) -> Panel:
    del actor
    wanted = [(words, notices.wants(advisor, event)) for event, words in notices.choices()]
    return Panel("advisors/_own_notices.html", {"notices": wanted}, order=90)
