"""Appointments after something changed: closed files, absences, hand-overs; each is told, flagged or follows."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from time import sleep
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from advisors.hours.queries import free_times
from advisors.models import Absence, Booking, Hours
from advisors.own.actions import add_absence
from applicants.appointments.actions import book_for_file, cancel_appointment, move_appointment
from applicants.appointments.settling import unsettled
from applicants.cases.actions import close_case
from applicants.cases.assigning import assign_case
from applicants.models import Appointment, Case, Event
from loans.applications.decisions import withdraw
from portal.accounts.scope import actor_for_user
from portal.actors import system
from portal.models import Message, User
from portal.roles import Role
from tests.factories import (
    AdvisorFactory,
    ApplicationFactory,
    AppointmentFactory,
    BookingFactory,
    CaseFactory,
    HoursFactory,
    assigned_case,
    member,
)

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
BY = system("test")
Make = tuple[Case, Hours, Appointment]


def expected(**fields: Any) -> Make:
    """A file with an appointment with its advisor, at the first free time."""
    case = assigned_case()
    hours = HoursFactory(advisor=case.advisor, **fields)
    return case, hours, booked(case, hours)


def booked(case: Case, hours: Hours, place: int = 0) -> Appointment:
    key = free_times(hours.purpose, hours.office)[place].key
    return book_for_file(by=BY, case=case, purpose=hours.purpose, office=hours.office, key=key)


def away(made: Appointment) -> Absence:
    day = made.begins.date()
    return add_absence(by=BY, advisor=made.booking.advisor, first=day, last=day)


def events() -> list[str]:
    return list(Message.objects.filter(event__startswith="appointment").order_by("pk").values_list("event", flat=True))


def test_closing_a_file_cancels_what_is_to_come_and_tells_her() -> None:
    case, hours, made = expected()
    past = AppointmentFactory(case=case, booking=BookingFactory(office=hours.office))
    Booking.objects.filter(pk=past.booking_id).update(
        during=(timezone.now() - timedelta(days=2), timezone.now() - timedelta(days=1))
    )
    close_case(by=actor_for_user(hours.advisor.user), case=case, outcome="other_help")
    assert list(Booking.objects.live().values_list("pk", flat=True)) == [past.booking_id]
    assert events() == ["appointment_booked", "appointment_cancelled"]
    assert Event.objects.get(case=case, code="appointment.cancelled").actor == actor_for_user(hours.advisor.user).key
    with pytest.raises(ValidationError, match="closed"):
        booked(case, hours)
    made.refresh_from_db()
    assert made.sequence == 1


def test_an_application_that_ends_closes_the_file_and_its_appointments() -> None:
    case = CaseFactory()
    application = ApplicationFactory(case=case)
    made = AppointmentFactory(case=case)
    withdraw(
        by=actor_for_user(member(Role.OFFICE_MANAGER, office=case.office)), application=application, reason="Work."
    )
    made.booking.refresh_from_db()
    assert not made.booking.is_live


def test_an_absence_cancels_nothing_and_shows_the_appointment_to_those_who_decide(client_of: ClientOf) -> None:
    case, hours, made = expected()
    client = client_of(hours.advisor.user)
    assert "Every appointment can take place" in client.get("/en/desk/appointments/unsettled/").content.decode()
    day = made.begins.date().isoformat()
    client.post("/en/desk/me/away/", {"first": day, "last": day})
    assert made.booking.is_live
    assert events() == ["appointment_booked"]
    for url in ("/en/desk/me/", "/en/desk/cases/"):
        assert "1 appointment cannot take place as it was booked." in client.get(url).content.decode(), url
    manager = client_of(member(Role.OFFICE_MANAGER, office=hours.office))
    for page in (client, manager):
        text = page.get("/en/desk/appointments/unsettled/").content.decode()
        assert "The advisor is away on this day." in text
        assert case.person.full_name in text
    assert "The advisor is away on this day." in client.get(f"/en/desk/cases/{case.ref}/").content.decode()


def test_it_is_moved_cancelled_or_kept_from_the_list(client_of: ClientOf) -> None:
    _case, hours, moved = expected()
    cancelled, kept = (booked(CaseFactory(office=hours.office), hours, place) for place in (0, 0))
    away(moved)
    client = client_of(hours.advisor.user)
    listed = "/en/desk/appointments/unsettled/"
    assert len(client.get(listed).context["rows"]) == 3
    url = f"/en/desk/appointments/{moved.ref}/move/?who=any&back=list"
    free = client.get(url).context["picking"].free
    assert moved.begins.date() not in {one.begins.date() for one in free}
    assert client.post(url, {"time": free[0].key})["Location"] == listed
    assert client.post(f"/en/desk/appointments/{cancelled.ref}/cancel/?back=list")["Location"] == listed
    assert client.post(f"/en/desk/appointments/{kept.ref}/keep/?back=list")["Location"] == listed
    assert client.get(listed).context["rows"] == []
    assert sorted(events()[3:]) == ["appointment_cancelled", "appointment_moved"]
    kept.booking.refresh_from_db()
    assert kept.booking.is_live
    assert kept.booking.kept_despite == "away"


def test_colleagues_of_another_office_do_not_see_it(client_of: ClientOf) -> None:
    _case, _hours, made = expected()
    away(made)
    stranger = member(Role.ADVISOR)
    assert unsettled(actor_for_user(stranger)) == []
    assert client_of(stranger).post(f"/en/desk/appointments/{made.ref}/keep/").status_code == 404


def test_handed_over_it_stays_at_its_time_with_the_new_advisor_where_she_is_free() -> None:
    case, hours, made = expected()
    colleague = AdvisorFactory(at=[hours.office])
    HoursFactory(advisor=colleague, office=hours.office, purpose=hours.purpose)
    begins = made.begins
    assign_case(by=BY, case=case, advisor=colleague)
    made.booking.refresh_from_db()
    assert (made.booking.advisor, made.booking.begins) == (colleague, begins)
    message = Message.objects.get(event="appointment_passed_on")
    assert str(colleague) in message.body
    assert Event.objects.get(case=case, code="appointment.passed_on").public


def test_handed_over_it_stays_with_whom_she_knows_where_the_new_advisor_is_not_free() -> None:
    case, hours, made = expected()
    assign_case(by=BY, case=case, advisor=AdvisorFactory(at=[hours.office]))
    made.booking.refresh_from_db()
    assert made.booking.advisor == hours.advisor
    assert events() == ["appointment_booked"]
    away(made)  # she is away: then somebody has to decide
    assert [row.trouble for row in unsettled(actor_for_user(member(Role.HEAD_OFFICE)))] == ["away"]


def test_an_appointment_with_a_colleague_is_left_alone_by_a_hand_over() -> None:
    case, hours, _made = expected()
    colleague, third = AdvisorFactory(at=[hours.office]), AdvisorFactory(at=[hours.office])
    HoursFactory(advisor=third, office=hours.office, purpose=hours.purpose, weekday=2)
    other = booked(case, HoursFactory(advisor=colleague, office=hours.office, purpose=hours.purpose, weekday=2))
    assign_case(by=BY, case=case, advisor=third)
    other.booking.refresh_from_db()
    assert other.booking.advisor != third


def test_the_list_asks_as_much_for_three_as_for_one(client_of: ClientOf) -> None:
    _case, hours, made = expected()
    away(made)
    client = client_of(hours.advisor.user)
    client.get("/en/desk/appointments/unsettled/")
    counts = []
    for number in (0, 2):
        for _each in range(number):
            begins = made.begins + timedelta(minutes=30 * Appointment.objects.count())
            during = (begins, begins + timedelta(minutes=30))
            booking = BookingFactory(office=hours.office, advisor=hours.advisor, purpose=hours.purpose, during=during)
            AppointmentFactory(case=CaseFactory(office=hours.office), booking=booking)
        with CaptureQueriesContext(connection) as asked:
            page = client.get("/en/desk/appointments/unsettled/")
        assert len(page.context["rows"]) == number + 1
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 12


@pytest.mark.thorough
@pytest.mark.django_db(transaction=True)
def test_an_advisor_who_becomes_absent_while_somebody_books_is_either_seen_or_shown() -> None:
    case = assigned_case()
    hours = HoursFactory(advisor=case.advisor)
    free = free_times(hours.purpose, hours.office)[0]
    day = free.begins.date()

    def book() -> str:
        try:
            book_for_file(by=BY, case=case, purpose=hours.purpose, office=hours.office, key=free.key)
        except ValidationError as problem:
            return str(problem.messages[0])
        finally:
            connection.close()
        return "booked"

    def leave() -> Absence:
        try:
            return add_absence(by=BY, advisor=hours.advisor, first=day, last=day)
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=1) as pool:
        with transaction.atomic():
            add_absence(by=BY, advisor=hours.advisor, first=day, last=day)
            booking = pool.submit(book)
            sleep(0.4)
            assert not booking.done()  # waits for the absence, and then sees it
        assert "taken" in booking.result(timeout=10)
        Absence.objects.all().delete()
        with transaction.atomic():
            book_for_file(by=BY, case=case, purpose=hours.purpose, office=hours.office, key=free.key)
            absence = pool.submit(leave)
            sleep(0.4)
            assert not absence.done()  # begins after the booking, which it then flags
        assert absence.result(timeout=10)
    assert [row.trouble for row in unsettled(BY)] == ["away"]


@pytest.mark.thorough
@pytest.mark.django_db(transaction=True)
def test_moving_and_cancelling_while_the_file_is_handed_over_never_block_each_other() -> None:
    case, hours, made = expected()
    colleague = AdvisorFactory(at=[hours.office])
    theirs = HoursFactory(advisor=colleague, office=hours.office, purpose=hours.purpose)
    key = free_times(theirs.purpose, theirs.office, advisors=[colleague.pk])[1].key

    def run(work: Callable[[Appointment], object]) -> bool:
        try:
            work(Appointment.objects.whole().get(pk=made.pk))
        except ValidationError:
            return False
        finally:
            connection.close()
        return True

    work: list[Callable[[Appointment], object]] = [
        lambda one: move_appointment(by=BY, appointment=one, key=key),
        lambda one: assign_case(by=BY, case=one.case or case, advisor=colleague),
        lambda one: cancel_appointment(by=BY, appointment=one),
    ]
    with ThreadPoolExecutor(max_workers=3) as pool:
        done = [future.result(timeout=20) for future in [pool.submit(run, one) for one in work]]
    assert done[1:] == [True, True]
    assert not Booking.objects.live().exists()
