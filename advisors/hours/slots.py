"""
The times that can be booked, computed from weekly hours. Pure.

Hours are said by the clock of the office; a slot is a moment in the world. On the night in March in which an hour
is left out, times that no clock shows have no slot; in October the hour that comes twice is used once, the first
time. A slot always lasts its full minutes.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Rule:
    """Weekly hours of one advisor: `weekday` 1–7; `last` None has no end; `instead` sets the usual ones aside.

    Hours that are not `offered` (for something else) give no slots, but may set others aside.
    """

    advisor: int
    weekday: int
    begins: time
    ends: time
    minutes: int
    seats: int
    first: date
    last: date | None = None
    instead: bool = False
    offered: bool = True

    def holds_on(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Span:
    """A time in which an advisor is taken: by a booking, or by an exception to her hours."""

    begins: datetime
    ends: datetime


@dataclass(frozen=True, order=True)
class Slot:
    """A time that can be booked, in UTC; `free` seats are left of it."""

    begins: datetime
    ends: datetime
    advisor: int
    seats: int
    free: int


@dataclass(frozen=True)
class Calendar:
    """What is known of a place and of those who work there; `away` and `taken` by the advisor's key."""

    zone: ZoneInfo
    closed: Collection[date] = frozenset()
    away: Mapping[int, Collection[tuple[date, date]]] | None = None  # first day, day of return
    taken: Mapping[int, Collection[Span]] | None = None
    blocked: Mapping[int, Collection[Span]] | None = None


def exists(wall: datetime, zone: ZoneInfo) -> bool:
    """Whether a clock in this zone ever shows that time."""
    return wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) == wall


def moments(rule: Rule, day: date, zone: ZoneInfo) -> Iterator[Span]:
    """The meetings that fit into one day of these hours, one after the other, in UTC."""
    step = timedelta(minutes=rule.minutes)
    wall, end = datetime.combine(day, rule.begins), datetime.combine(day, rule.ends)
    closes = end.replace(tzinfo=zone).astimezone(UTC)
    free_from = datetime.min.replace(tzinfo=UTC)
    while wall + step <= end:
        begins = wall.replace(tzinfo=zone).astimezone(UTC)
        if exists(wall, zone) and begins >= free_from and begins + step <= closes:
            free_from = begins + step
            yield Span(begins, free_from)
        wall += step


def rules_of_day(rules: Iterable[Rule], day: date) -> list[Rule]:
    """The hours that count on a day: for each advisor those that stand instead, else the usual ones."""
    holding = [rule for rule in rules if rule.holds_on(day)]
    changed = {rule.advisor for rule in holding if rule.instead}
    return [
        rule for rule in holding if rule.weekday == day.isoweekday() and (rule.instead or rule.advisor not in changed)
    ]


def slots(rules: Collection[Rule], calendar: Calendar, *, first: date, last: date, not_before: datetime) -> list[Slot]:
    """What can be booked from `first` to `last`, earliest first; nothing that begins before `not_before`."""
    found = []
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        if day in calendar.closed:
            continue
        for rule in rules_of_day(rules, day):
            if not rule.offered or _is_away(rule.advisor, day, calendar):
                continue
            for span in moments(rule, day, calendar.zone):
                left = _left(rule, span, calendar)
                if left > 0 and span.begins >= not_before:
                    found.append(Slot(span.begins, span.ends, rule.advisor, rule.seats, left))
    return sorted(set(found))


def _is_away(advisor: int, day: date, calendar: Calendar) -> bool:
    return any(leaves <= day < back for leaves, back in (calendar.away or {}).get(advisor, ()))


def _left(rule: Rule, span: Span, calendar: Calendar) -> int:
    """Seats that are left: none beside another meeting of the same advisor, else what this one has."""
    blocked = (calendar.blocked or {}).get(rule.advisor, ())
    taken = [one for one in (calendar.taken or {}).get(rule.advisor, ()) if _touch(one, span)]
    if any(_touch(one, span) for one in blocked) or any(one != span for one in taken):
        return 0
    return rule.seats - len(taken)


def _touch(one: Span, other: Span) -> bool:
    return one.begins < other.ends and other.begins < one.ends
