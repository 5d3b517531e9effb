"""Today at each office of the demo: somebody is announced, waits, is with an advisor, has left, did not come."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone

from advisors.hours.queries import free_times
from advisors.models import Advisor, Hours, Purpose, SpokenLanguage
from applicants.appointments.actions import book_for_file, book_for_name
from applicants.models import Appointment, Case, Visit
from applicants.persons.contacts import Reach
from applicants.reception import actions
from loans.demo.cast import Cast
from loans.demo.clock import at
from portal.actors import Actor, system
from portal.models import Office

# Minutes from now at which appointments are, and what became of each; what comes first has files where they are few.
_DAY: Final = (
    (-15, "waiting"),
    (-50, "received"),
    (-80, "left"),
    (-110, "missed"),
    (70, "announced"),
    (40, "early"),
    (-95, "missed"),
    (115, "announced"),
)
_EACH: Final = 15  # minutes of a meeting
# Without a file: who booked by phone, and who just comes; what they speak or read.
_CALLERS: Final = (("سمیرا احمدی", "fa"), ("يوسف الحلبي", "ar"), ("زرمینه ستانکزی", "ps"), ("Daniel Okafor", "en"))
_STRANGERS: Final = (("ኣበባ ተስፋይ", "ti"), ("Fatuma Warsame", "so"), ("ليلى الخطيب", "ar"), ("Olena Kovalenko", "uk"))


def play_today(cast: Cast) -> None:
    """By the clock, whenever the demo is made: the hours of the demo's week need not lie around now."""
    now = timezone.now().replace(second=0, microsecond=0)
    for number, office in enumerate(Office.objects.open().order_by("pk")):
        midnight = datetime.combine(timezone.localdate(now, office.zone), time.min, tzinfo=office.zone)
        today = _Today(cast, office, now, midnight)
        today.open_hours()
        today.appointments()
        today.walk_ins(number)


class _Today:
    """One office, with an advisor who receives people around now."""

    def __init__(self, cast: Cast, office: Office, now: datetime, midnight: datetime) -> None:
        self.cast, self.office, self.now, self.midnight = cast, office, now, midnight
        self.purpose = Purpose.objects.bookable().order_by("pk")[0]
        later = Appointment.objects.filter(booking__during__startswith__gte=midnight).exclude(case=None)
        files = Case.objects.open().filter(office=office, advisor__isnull=False)
        files = files.exclude(pk__in=later.values("case")).select_related("person", "office", "advisor__user")
        self.files = list(files.order_by("-submitted_at", "-pk")[:12])
        here = Advisor.objects.active().present(midnight.date()).filter(offices=office).order_by("pk")
        self.advisors = list(here[:3])

    def open_hours(self) -> None:
        """From two hours ago, on the quarter, for two hours and a half."""
        begins = max(self.now - timedelta(minutes=120 + self.now.minute % _EACH), self.midnight)
        ends = min(begins + timedelta(minutes=270), self.midnight + timedelta(hours=23, minutes=45))
        for advisor in self.advisors:
            Hours.objects.create(
                office=self.office,
                advisor=advisor,
                purpose=self.purpose,
                weekday=self.midnight.isoweekday(),
                begins=begins.astimezone(self.office.zone).time(),
                ends=ends.astimezone(self.office.zone).time(),
                minutes=_EACH,
                valid_from=self.midnight.date(),
                valid_until=self.midnight.date(),
            )

    def appointments(self) -> None:
        """Booked some days ago; today each goes its way."""
        for place, (minutes, becomes) in enumerate(_DAY):
            case = self.files.pop(0) if self.files else None
            by = (self.cast.advisor(case) if case else None) or system("demo")
            made = self._booked(case, by, place, self.now + timedelta(minutes=minutes))
            if made is not None:
                self._play(made, becomes, by)

    def _booked(self, case: Case | None, by: Actor, place: int, wished: datetime) -> Appointment | None:
        own = [advisor.pk for advisor in self.advisors]
        said: dict[str, Any] = {"by": by, "purpose": self.purpose, "office": self.office}
        with at(self._booked_on(case)):
            free = free_times(self.purpose, self.office, advisors=own, since=self.midnight.date(), notice=False)
            near = [one for one in free if abs(one.begins - wished) < timedelta(minutes=_EACH)]
            said["key"] = near[place % len(near)].key if near else ""
            name, language = _CALLERS[place % len(_CALLERS)]
            reach = Reach("phone", f"+32470{900_000 + self.office.pk * 10 + place}")
            try:
                if case is not None:
                    return book_for_file(case=case, **said)
                return book_for_name(name=name, reach=reach, language=language, **said)
            except ValidationError:  # a day off, the end of a day, an advisor who is taken
                return None

    def _booked_on(self, case: Case | None) -> datetime:
        some_days_ago = self.now - timedelta(days=3)
        return max(some_days_ago, case.submitted_at or self.now) if case else some_days_ago

    def _play(self, made: Appointment, becomes: str, by: Actor) -> None:
        desk = system("demo")
        if becomes == "announced":
            return
        if becomes == "missed":
            self._then(-5, lambda: actions.write_to_absent(by=by, appointment=made) if made.pk % 2 else None)
            return
        minutes = {"left": -85, "received": -55, "waiting": -18, "early": -6}[becomes]
        self._then(minutes, lambda: actions.arrive(by=desk, appointment=made))
        visit = Visit.objects.get(appointment=made)
        if becomes in ("left", "received"):
            self._then(minutes + 8, lambda: actions.begin(by=desk, visit=visit))
        if becomes == "left":
            self._then(minutes + 40, lambda: actions.leave(by=desk, visit=visit))

    def walk_ins(self, number: int) -> None:
        """One with a file, and one who gave a name."""
        desk = system("demo")
        if self.files:
            case, once = self.files.pop(0), UUID(int=2 * number)
            self._then(-25, lambda: actions.walk_in(by=desk, office=self.office, once=once, case=case))
        name, code = _STRANGERS[number % len(_STRANGERS)]
        spoken = SpokenLanguage.objects.filter(code=code).first() or SpokenLanguage.objects.order_by("pk")[0]
        again = UUID(int=2 * number + 1)
        self._then(-12, lambda: actions.walk_in(by=desk, office=self.office, once=again, name=name, language=spoken))

    def _then(self, minutes: int, happens: Callable[[], object]) -> None:
        """So many minutes before now, and never yesterday."""
        with at(max(self.now + timedelta(minutes=minutes), self.midnight)):
            happens()
