"""One week of an advisor: which hours hold, what of them is taken, when she is away; as many queries for any week."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from advisors.hours.models import Booking, Hours, HoursException, Purpose
from advisors.hours.picture import Block, Drawn, draw
from advisors.hours.queries import rule_of
from advisors.hours.slots import Rule, moments, rules_of_day
from advisors.models import Absence, Advisor
from portal.actors import Actor
from portal.models import Holiday, Office


@dataclass(frozen=True)
class Line:
    """Weekly hours in the table: how many places of this week are `taken`, of how many (0 where they do not hold)."""

    row: Hours
    places: int
    taken: int
    is_over: bool


@dataclass(frozen=True)
class Week:
    monday: date
    days: list[date]
    lines: list[Line]
    picture: Drawn

    @property
    def before(self) -> date:
        return self.monday - timedelta(days=7)

    @property
    def after(self) -> date:
        return self.monday + timedelta(days=7)


def monday_of(text: str) -> date:
    """The Monday of the week that an address names by one of its days; else of this week."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = timezone.localdate()
    if not 1900 < day.year < 2200:  # noqa: PLR2004 - where days can still be counted on
        day = timezone.localdate()
    return day - timedelta(days=day.weekday())


def week_of(advisor: Advisor, monday: date, *, mirrored: bool) -> Week:
    days = [monday + timedelta(days=number) for number in range(7)]
    rows = list(advisor.hours.select_related("office", "purpose"))
    booked = _booked(advisor, days)
    holding = {day: _holding(rows, day) for day in days}
    blocks = [
        *[
            _block(day, row.begins, row.ends, "drop_in" if row.purpose.drop_in else "open")
            for day in days
            for row in holding[day]
        ],
        *[_block(one.begins.date(), one.begins.time(), one.ends.time(), "taken") for one in booked],
        *_without(advisor, days, rows),
    ]
    today = timezone.localdate()
    lines = [_line(row, [day for day in days if row in holding[day]], booked, today) for row in rows]
    return Week(monday, days, sorted(lines, key=lambda line: line.is_over), draw(blocks, mirrored=mirrored))


def coming_exceptions(advisor: Advisor) -> list[HoursException]:
    return list(advisor.exceptions.filter(day__gte=timezone.localdate()))


def hours_a_week(advisors: list[Advisor]) -> dict[int, float]:
    """For each advisor the hours in which she receives people this week, by the dates alone; one query."""
    today = timezone.localdate()
    monday = today - timedelta(days=today.weekday())
    found: dict[int, list[Hours]] = defaultdict(list)
    for row in Hours.objects.filter(advisor__in=advisors):
        found[row.advisor_id].append(row)
    days = [monday + timedelta(days=number) for number in range(7)]
    return {key: sum(_length(row) for day in days for row in _holding(rows, day)) for key, rows in found.items()}


def purposes() -> list[Purpose]:
    return list(Purpose.objects.filter(is_active=True))


def days_off(office: Office) -> list[Holiday]:
    """Those of the coming year, of the office and of its country."""
    today = timezone.localdate()
    coming = Holiday.objects.for_office(office).filter(day__gte=today, day__lte=today + timedelta(days=366))
    return list(coming.select_related("office"))


def own_days_off(actor: Actor) -> QuerySet[Holiday]:
    """Of single offices that the actor sees: those of a whole country are for the back office."""
    return Holiday.objects.filter(office__in=Office.objects.visible_to(actor)).select_related("office")


def _length(row: Hours) -> float:
    return (row.ends.hour - row.begins.hour) + (row.ends.minute - row.begins.minute) / 60


def _holding(rows: list[Hours], day: date) -> list[Hours]:
    """The rows that count on a day, each office by itself."""
    by_office: dict[int, list[tuple[Rule, Hours]]] = defaultdict(list)
    for row in rows:
        by_office[row.office_id].append((rule_of(row, offered=True), row))
    found = []
    for pairs in by_office.values():
        counting = rules_of_day([rule for rule, _row in pairs], day)
        found += [row for rule, row in pairs if any(one is rule for one in counting)]
    return found


def _booked(advisor: Advisor, days: list[date]) -> list[Booking]:
    """Of the week, with a day on each side for offices on other clocks."""
    begins = timezone.make_aware(datetime.combine(days[0] - timedelta(days=1), time.min))
    live = Booking.objects.live().filter(advisor=advisor, during__overlap=(begins, begins + timedelta(days=9)))
    return [one for one in live.select_related("office") if one.begins.date() in days]


def _without(advisor: Advisor, days: list[date], rows: list[Hours]) -> list[Block]:
    """Absences, days off of all her offices, and the times at which she is busy."""
    away = list(Absence.objects.filter(advisor=advisor, days__overlap=(days[0], days[-1] + timedelta(days=1))))
    offices = {row.office for row in rows}
    off: dict[date, set[int]] = defaultdict(set)
    for day_off in Holiday.objects.filter(day__in=days, country__in={one.country for one in offices}):
        closed = {one.pk for one in offices if one.country == day_off.country and day_off.office_id in (None, one.pk)}
        off[day_off.day] |= closed
    blocks = [
        _block(day, time.min, time.max, "closed")
        for day in days
        if any(one.days.lower <= day < one.days.upper for one in away)
        or (offices and off[day] == {one.pk for one in offices})
    ]
    blocks += [
        _block(one.day, one.begins or time.min, one.ends or time.max, "busy" if one.begins else "closed")
        for one in advisor.exceptions.filter(day__in=days)
    ]
    return blocks


def _block(day: date, begins: time, ends: time, kind: str) -> Block:
    return Block(day.weekday(), begins, ends, kind)


def _line(row: Hours, days: list[date], booked: list[Booking], today: date) -> Line:
    rule = rule_of(row, offered=True)
    places = sum(row.seats for day in days for _each in moments(rule, day, row.office.zone))
    taken = sum(
        one.office_id == row.office_id and one.begins.date() in days and row.begins <= one.begins.time() < row.ends
        for one in booked
    )
    return Line(
        row, 0 if row.purpose.drop_in else places, taken, row.valid_until is not None and row.valid_until < today
    )
