"""Changing the hours: each by dates, so that what was stays known; bookings wait, or are looked at afterwards."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from advisors.hours.models import Booking, Hours, HoursException, Purpose
from advisors.hours.standing import troubles
from advisors.models import Advisor
from portal.actors import Actor
from portal.models import Holiday, Office
from portal.record.acting import action


@dataclass(frozen=True)
class Plan:
    """Weekly hours as a form has them; `last` None has no end, `instead` sets the usual ones aside."""

    office: Office
    purpose: Purpose
    begins: time
    ends: time
    minutes: int
    seats: int
    first: date
    last: date | None = None
    instead: bool = False

    def write(self, row: Hours) -> Hours:
        row.office, row.purpose = self.office, self.purpose
        row.begins, row.ends, row.minutes, row.seats = self.begins, self.ends, self.minutes, self.seats
        row.valid_from, row.valid_until, row.instead = self.first, self.last, self.instead
        return row


@action
def add_hours(*, by: Actor, advisor: Advisor, plan: Plan, weekdays: Iterable[int]) -> list[Hours]:
    """The same hours on each of these weekdays. `ValidationError` where they overlap others of hers."""
    del by
    _hold(advisor)
    rows = [plan.write(Hours(advisor=advisor, weekday=weekday)) for weekday in sorted(set(weekdays))]
    if not rows:
        raise ValidationError({"weekdays": _("Please choose at least one day.")})
    for row in rows:
        _save(row)
    return rows


@action
def change_hours(*, by: Actor, row: Hours, plan: Plan, weekday: int) -> Hours:
    """
    Other hours from `plan.first` on: what held before ends the day before, and stays known. Hours that do not hold
    yet on that day are changed themselves. `ValidationError` as for `add_hours`.
    """
    del by
    _hold(row.advisor)
    row.refresh_from_db()
    if row.valid_until is not None and row.valid_until < timezone.localdate():
        raise ValidationError(_("These hours are over."))
    if row.valid_from < plan.first:
        row.valid_until = plan.first - timedelta(days=1)
        row.save(update_fields=["valid_until"])
        row = Hours(advisor=row.advisor)
    row.weekday = weekday
    _save(plan.write(row))
    return row


@action
def end_hours(*, by: Actor, row: Hours, last: date) -> None:
    """They hold until that day; hours that never held are taken out."""
    del by
    _hold(row.advisor)
    row.refresh_from_db()
    if last < row.valid_from:
        row.delete()
        return
    if row.valid_until is None or last < row.valid_until:
        row.valid_until = last
        row.save(update_fields=["valid_until"])


@action
def add_exception(
    *, by: Actor, advisor: Advisor, day: date, begins: time | None = None, ends: time | None = None
) -> HoursException:
    """A day, or a part of one, on which she receives nobody. `ValidationError` for a day that is over."""
    del by
    _hold(advisor)
    if day < timezone.localdate():
        raise ValidationError({"day": _("This day is over.")})
    if (begins is None) != (ends is None):
        raise ValidationError({"ends": _("Please write both times, or none for the whole day.")})
    exception = HoursException(advisor=advisor, day=day, begins=begins, ends=ends)
    exception.full_clean()
    exception.save()
    return exception


@action
def remove_exception(*, by: Actor, exception: HoursException) -> None:
    del by
    _hold(exception.advisor)
    exception.delete()


@action
def add_day_off(*, by: Actor, office: Office, day: date, name: str) -> Holiday:
    """A day on which this office alone is closed. `ValidationError` when it is closed already, or the day is over."""
    del by
    list(Advisor.objects.select_for_update(of=("self",)).filter(offices=office).order_by("pk"))
    if day < timezone.localdate():
        raise ValidationError({"day": _("This day is over.")})
    if Holiday.objects.for_office(office).filter(day=day).exists():
        raise ValidationError({"day": _("This day is already in the list.")})
    return Holiday.objects.create(country=office.country, office=office, day=day, name=name)


@action
def remove_day_off(*, by: Actor, day_off: Holiday) -> None:
    del by
    day_off.delete()


def overtaken(*, advisor: Advisor | None = None, office: Office | None = None) -> int:
    """How many coming bookings, of an advisor or at an office, cannot take place as they were booked."""
    coming = Booking.objects.coming().select_related("office", "advisor__user")
    if advisor is not None:
        coming = coming.filter(advisor=advisor)
    if office is not None:
        coming = coming.filter(office=office)
    return len(troubles(coming))


def _hold(advisor: Advisor) -> None:
    """As a booking does: it is either made before, and looked at afterwards, or sees the new hours."""
    Advisor.objects.select_for_update(of=("self",)).get(pk=advisor.pk)


def _save(row: Hours) -> None:
    row.full_clean()
    other = _beside(row)
    if other is not None:
        told = {"office": other.office, "hours": other}
        raise ValidationError(_("These hours overlap others of the same advisor: %(office)s, %(hours)s.") % told)
    row.save()


def _beside(row: Hours) -> Hours | None:
    """Other hours of hers at the same time. Those that stand instead may lie over the usual ones of their office."""
    at_once = Hours.objects.filter(
        advisor=row.advisor, weekday=row.weekday, begins__lt=row.ends, ends__gt=row.begins
    ).exclude(pk=row.pk)
    at_once = at_once.filter(Q(valid_until=None) | Q(valid_until__gte=row.valid_from))
    if row.valid_until is not None:
        at_once = at_once.filter(valid_from__lte=row.valid_until)
    return at_once.exclude(office=row.office, instead=not row.instead).select_related("office").first()
