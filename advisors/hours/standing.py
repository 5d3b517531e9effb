"""Whether a booked time can still take place: each change of absences, days off and hours may have taken its ground."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta

from advisors.hours.models import Booking, Hours, HoursException, Trouble
from advisors.hours.queries import rule_of
from advisors.hours.slots import Rule, rules_of_day
from advisors.models import Absence
from portal.models import Holiday


def troubles(bookings: Iterable[Booking]) -> dict[int, Trouble]:
    """What stands against each of these bookings (office and advisor's user fetched), by its key; nothing for most.

    Four queries for any number. What a colleague has decided to keep all the same is left out.
    """
    chosen = [one for one in bookings if one.is_live]
    if not chosen:
        return {}
    known = _Known(chosen)
    found = {one.pk: known.against(one) for one in chosen}
    kept = {one.pk: one.kept_despite for one in chosen}
    return {key: trouble for key, trouble in found.items() if trouble is not None and kept[key] != trouble}


class _Known:
    """Absences, days off, exceptions and weekly hours of those who are booked."""

    def __init__(self, bookings: Collection[Booking]) -> None:
        advisors = {one.advisor_id for one in bookings}
        offices = {one.office for one in bookings}
        first = min(one.begins for one in bookings).date()
        last = max(one.ends for one in bookings).date()
        self.away: dict[int, list[Absence]] = defaultdict(list)
        for absence in Absence.objects.filter(advisor__in=advisors, days__endswith__gt=first):
            self.away[absence.advisor_id].append(absence)
        self.closed: set[tuple[str, int | None, date]] = set()
        days_off = Holiday.objects.filter(country__in={one.country for one in offices})
        for day_off in days_off.filter(day__gte=first, day__lte=last):
            self.closed.add((day_off.country, day_off.office_id, day_off.day))
        self.blocked: dict[int, list[HoursException]] = defaultdict(list)
        for row in HoursException.objects.filter(advisor__in=advisors, day__gte=first, day__lte=last):
            self.blocked[row.advisor_id].append(row)
        self.rules: dict[tuple[int, int], list[Rule]] = defaultdict(list)
        for hours in Hours.objects.filter(advisor__in=advisors, office__in=offices):
            self.rules[hours.advisor_id, hours.office_id].append(rule_of(hours, offered=True))

    def against(self, booking: Booking) -> Trouble | None:
        office, day = booking.office, booking.begins.date()
        if not booking.advisor.user.is_active:
            return Trouble.LEFT
        if {(office.country, None, day), (office.country, office.pk, day)} & self.closed:
            return Trouble.CLOSED
        if any(one.days.lower <= day < one.days.upper for one in self.away[booking.advisor_id]):
            return Trouble.AWAY
        if any(_blocks(one, booking) for one in self.blocked[booking.advisor_id]):
            return Trouble.BLOCKED
        return None if self._has_hours(booking, day) else Trouble.NO_HOURS

    def _has_hours(self, booking: Booking, day: date) -> bool:
        """Whether she receives people then, at that office; for what purpose does not matter any more."""
        begins, length = _wall(booking.begins), booking.ends - booking.begins
        for rule in rules_of_day(self.rules[booking.advisor_id, booking.office_id], day):
            if datetime.combine(day, rule.begins) <= begins and begins + length <= datetime.combine(day, rule.ends):
                return True
        return False


def _blocks(row: HoursException, booking: Booking) -> bool:
    opens = datetime.combine(row.day, row.begins or time.min)
    closes = datetime.combine(row.day, row.ends) if row.ends else opens + timedelta(days=1)
    return _wall(booking.begins) < closes and opens < _wall(booking.ends)


def _wall(at: datetime) -> datetime:
    """What the clock on the wall of the office shows."""
    return at.replace(tzinfo=None)
