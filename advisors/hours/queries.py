"""Free times, read from the tables: a fixed number of queries, whatever the number of advisors."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.utils import timezone

from advisors.hours.models import Booking, Hours, HoursException, Purpose
from advisors.hours.slots import Calendar, Rule, Slot, Span, slots
from advisors.models import Absence, Advisor
from portal.models import Holiday, Office

_LOOK: Final = 60  # days looked ahead at once


@dataclass(frozen=True)
class Free:
    """A free time with its advisor; `begins` by the clock of the office; `key` names it in forms."""

    slot: Slot
    advisor: Advisor
    begins: datetime

    @property
    def key(self) -> str:
        return f"{self.advisor.pk}-{int(self.slot.begins.timestamp())}"


def free_times(
    purpose: Purpose,
    office: Office,
    *,
    advisors: Sequence[int] | None = None,
    since: date | None = None,
    notice: bool = True,
    without: Booking | None = None,
) -> list[Free]:
    """Free times for a purpose at an office, earliest first; only with these advisors where they are named.

    `since` is the first day looked at. `notice=False` is for staff, who may book at once. `without` is a booking
    that would be given back.
    """
    now = timezone.now()
    today = timezone.localdate(now, office.zone)
    first = max(since or today, today)
    last = min(first + timedelta(days=_LOOK), today + timedelta(days=purpose.ahead_days))
    rows = Hours.objects.filter(office=office, advisor__user__is_active=True).select_related("advisor__user")
    chosen = list(rows if advisors is None else rows.filter(advisor__in=advisors))
    people = {row.advisor_id: row.advisor for row in chosen}
    calendar = _calendar(office, list(people), first, last, without)
    early = now + timedelta(hours=purpose.notice_hours if notice else 0)
    rules = [rule_of(row, offered=row.purpose_id == purpose.pk) for row in chosen]
    found = slots(rules, calendar, first=first, last=last, not_before=early)
    return [Free(one, people[one.advisor], one.begins.astimezone(office.zone)) for one in found]


def offices_for(purpose: Purpose) -> list[Office]:
    """Open offices at which somebody receives people for this purpose."""
    return list(Office.objects.open().filter(hours__purpose=purpose).distinct())


def purposes_at(office: Office | None = None) -> list[Purpose]:
    """What can be booked, at this office or anywhere."""
    found = Purpose.objects.bookable().filter(hours__isnull=False)
    return list((found if office is None else found.filter(hours__office=office)).distinct())


def drop_in_hours(office: Office) -> list[Hours]:
    """When people may come without an appointment, as it holds today; an hour of two advisors is one."""
    today = timezone.localdate(timezone=office.zone)
    rows = Hours.objects.filter(office=office, purpose__drop_in=True, purpose__is_active=True, valid_from__lte=today)
    valid = [row for row in rows.select_related("purpose") if row.valid_until is None or row.valid_until >= today]
    changed = {row.advisor_id for row in valid if row.instead}
    open_ = [row for row in valid if row.instead or row.advisor_id not in changed]
    return list({(row.weekday, row.begins, row.ends, row.purpose_id): row for row in open_}.values())


def rule_of(row: Hours, *, offered: bool) -> Rule:
    """Weekly hours as the pure module reads them."""
    return Rule(
        advisor=row.advisor_id,
        weekday=row.weekday,
        begins=row.begins,
        ends=row.ends,
        minutes=row.minutes,
        seats=row.seats,
        first=row.valid_from,
        last=row.valid_until,
        instead=row.instead,
        offered=offered,
    )


def _calendar(office: Office, advisors: list[int], first: date, last: date, without: Booking | None) -> Calendar:
    """Days off, absences, bookings and exceptions of these advisors: four queries."""
    zone = office.zone
    begin, end = _midnight(first, zone), _midnight(last + timedelta(days=1), zone)
    away: dict[int, list[tuple[date, date]]] = defaultdict(list)
    for absence in Absence.objects.filter(advisor__in=advisors):
        away[absence.advisor_id].append((absence.days.lower or date.min, absence.days.upper or date.max))
    taken: dict[int, list[Span]] = defaultdict(list)
    booked = Booking.objects.live().filter(advisor__in=advisors, during__overlap=(begin, end))
    for one in booked.exclude(pk=without.pk if without else 0):
        taken[one.advisor_id].append(Span(one.during.lower, one.during.upper))
    blocked: dict[int, list[Span]] = defaultdict(list)
    for row in HoursException.objects.filter(advisor__in=advisors, day__gte=first, day__lte=last):
        opens = datetime.combine(row.day, row.begins or time.min, tzinfo=zone).astimezone(UTC)
        closes = datetime.combine(row.day, row.ends, tzinfo=zone) if row.ends else _midnight(_next(row.day), zone)
        blocked[row.advisor_id].append(Span(opens, closes.astimezone(UTC)))
    return Calendar(zone, Holiday.objects.closed_days(office), away, taken, blocked)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.min, tzinfo=zone).astimezone(UTC)


def _next(day: date) -> date:
    return day + timedelta(days=1)
