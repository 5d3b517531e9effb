"""Reason, place, time: what is asked next, and the first free times, looking ahead."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any, Final

from advisors.hours.queries import Free, drop_in_hours, free_times, offices_for, purposes_at
from advisors.models import Advisor, Booking, Hours, Purpose
from portal.models import Office

_MOST: Final = 12  # times shown at once


@dataclass(frozen=True)
class Day:
    at: datetime
    times: list[Free]


@dataclass
class Picking:
    """How far she is. `own` is the advisor looked at first; `anyone` that she wants to see colleagues too.

    Only codes come from the address; anything unknown is asked again.
    """

    purposes: list[Purpose]
    purpose: Purpose | None = None
    offices: list[Office] = field(default_factory=list)
    office: Office | None = None
    own: Advisor | None = None
    anyone: bool = False
    free: list[Free] = field(default_factory=list)
    more_from: date | None = None
    looks_later: bool = False

    @property
    def days(self) -> list[Day]:
        return [Day(times[0].begins, times) for times in _by_day(self.free)]

    @property
    def drop_in(self) -> list[Hours]:
        return drop_in_hours(self.office) if self.office else []

    @property
    def asks_colleague(self) -> bool:
        return self.own is not None and not self.anyone


def _by_day(free: Iterable[Free]) -> list[list[Free]]:
    return [list(times) for _day, times in groupby(free, key=lambda one: one.begins.date())]


def pick(
    chosen: Mapping[str, str], *, office: Office | None = None, own: Advisor | None = None, notice: bool = True
) -> Picking:
    """What the address says (`purpose`, `office`, `who`, `from`); `office` is where her file is."""
    found = Picking(purposes_at())
    found.purpose = next((one for one in found.purposes if one.code == chosen.get("purpose")), None)
    if found.purpose is None:
        return found
    found.offices = offices_for(found.purpose)
    wished = chosen.get("office") or (office.code if office else "")
    found.office = next((one for one in found.offices if one.code == wished), None)
    if found.office is None and len(found.offices) == 1:
        found.office = found.offices[0]
    if found.office is not None:
        _look(found, chosen, own=own, notice=notice, without=None)
    return found


def pick_again(booking: Booking, chosen: Mapping[str, str], *, notice: bool = True) -> Picking:
    """Another time for a booking: the same purpose and office, her advisor first."""
    found = Picking([booking.purpose], booking.purpose, [booking.office], booking.office)
    _look(found, chosen, own=booking.advisor, notice=notice, without=booking)
    return found


def _look(found: Picking, chosen: Mapping[str, str], *, own: Advisor | None, notice: bool, without: Any) -> None:
    """The first free times; with her own advisor first, when that one receives people here for this."""
    if found.purpose is None or found.office is None:
        return
    since = _day(chosen.get("from", ""))
    found.looks_later = since is not None
    every = free_times(found.purpose, found.office, since=since, notice=notice, without=without)
    if without is not None:
        every = [one for one in every if (one.advisor.pk, one.begins) != (without.advisor_id, without.begins)]
    here = own is not None and own.hours.filter(office=found.office, purpose=found.purpose).exists()
    found.own = own if here else None
    found.anyone = chosen.get("who") == "any"
    if found.own is not None and not found.anyone:
        every = [one for one in every if one.advisor.pk == found.own.pk]
    elif found.own is None:
        every = _first_of_each_time(every)
    shown = every[:_MOST]
    if len(every) > _MOST:
        # Days are shown whole, so that "later" begins with a new one.
        last = shown[-1].begins.date()
        shown = [one for one in every if one.begins.date() <= last][: _MOST * 2]
        found.more_from = last + timedelta(days=1)
    found.free = shown


def _first_of_each_time(free: Iterable[Free]) -> list[Free]:
    """Who has no advisor yet is offered each time once."""
    return list({one.begins: one for one in reversed(list(free))}.values())[::-1]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
