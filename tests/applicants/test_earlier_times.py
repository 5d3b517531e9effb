"""Waiting for an earlier time: told in order, in her language; first to take it gets it; taken back by one button."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from advisors.hours.queries import free_times
from advisors.models import Booking, Hours, HoursException
from applicants.appointments.actions import book_for_file, cancel_appointment, move_appointment
from applicants.models import Appointment, EarlierWish
from applicants.waiting.actions import tell_of_earlier, wish_earlier, wish_no_more
from loans.demo.clock import at
from portal.actors import system
from portal.models import Message, User
from tests.factories import CaseFactory, HoursFactory, PersonFactory, assigned_case

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
BY = system("test")
NOW = datetime(2026, 10, 23, 8, tzinfo=UTC)


def with_times(*, count: int = 4) -> tuple[Hours, list[Appointment]]:
    """Mondays from nine in half hours, all of the first `count` taken, each by another person."""
    case = assigned_case()
    hours = HoursFactory(advisor=case.advisor, ends=time(11))
    return hours, [taken(hours) for _each in range(count)]


def taken(hours: Hours, language: str = "fa") -> Appointment:
    case = CaseFactory(office=hours.office, person=PersonFactory(language=language))
    key = free_times(hours.purpose, hours.office)[0].key
    return book_for_file(by=BY, case=case, purpose=hours.purpose, office=hours.office, key=key)


def told() -> list[str]:
    """To whom it was written, in order."""
    rows = Message.objects.filter(event="appointment_earlier").order_by("pk")
    return list(rows.values_list("address", flat=True))


def contact(made: Appointment) -> str:
    assert made.case is not None
    return str(made.case.person.contacts.get().value)


def test_who_waits_is_told_in_order_when_a_time_comes_free() -> None:
    with at(NOW):
        hours, (first, second, third, last) = with_times()
        for one in (last, third):
            wish_earlier(by=BY, appointment=one)
        assert tell_of_earlier(by=BY) == 0
        cancel_appointment(by=BY, appointment=first)
        assert tell_of_earlier(by=BY) == 2
        assert tell_of_earlier(by=BY) == 0  # once
    assert told() == [contact(last), contact(third)]
    message = Message.objects.filter(event="appointment_earlier").first()
    assert message is not None
    assert message.language == "fa"
    assert f"/fa/a/{last.token}/move/?who=any" in message.body
    assert "۰۹:۰۰" in message.body
    assert second.booking.is_live
    assert hours.advisor.user.name in message.body


def test_later_times_and_those_of_before_are_not_told_of() -> None:
    with at(NOW):
        hours, (first, second, third, last) = with_times()
        cancel_appointment(by=BY, appointment=first)
        wish_earlier(by=BY, appointment=third)  # she sees that nine o'clock is free
        cancel_appointment(by=BY, appointment=last)
        assert tell_of_earlier(by=BY) == 0
        again = taken(hours)
        assert again.begins == first.begins
        assert tell_of_earlier(by=BY) == 0
        cancel_appointment(by=BY, appointment=again)  # now it has come free anew
        assert tell_of_earlier(by=BY) == 1
    assert second.booking.is_live


def test_new_hours_and_an_exception_taken_out_count_like_a_cancelled_appointment() -> None:
    with at(NOW):
        hours, made = with_times()
        busy = HoursException.objects.create(advisor=hours.advisor, day=made[0].begins.date())
        cancel_appointment(by=BY, appointment=made[0])
        wish_earlier(by=BY, appointment=made[3])
        assert tell_of_earlier(by=BY) == 0
        busy.delete()
        assert tell_of_earlier(by=BY) == 1
    with at(NOW + timedelta(hours=1)):
        HoursFactory(advisor=hours.advisor, office=hours.office, purpose=hours.purpose, begins=time(8), ends=time(9))
        assert tell_of_earlier(by=BY) == 0  # she was written to an hour ago
    with at(NOW + timedelta(hours=3)):
        assert tell_of_earlier(by=BY) == 1


def test_who_took_it_back_moved_earlier_or_cancelled_is_not_told() -> None:
    with at(NOW):
        hours, (first, second, third, last) = with_times()
        for one in (second, third, last):
            wish_earlier(by=BY, appointment=one)
        wish_no_more(by=BY, appointment=second)
        cancel_appointment(by=BY, appointment=third)
        cancel_appointment(by=BY, appointment=first)
        free = free_times(hours.purpose, hours.office)
        move_appointment(by=BY, appointment=last, key=free[0].key)
        assert tell_of_earlier(by=BY) == 0
    assert not EarlierWish.objects.filter(appointment__in=[second, last]).exists()


def test_another_office_or_purpose_is_not_hers() -> None:
    with at(NOW):
        _hours, made = with_times()
        wish_earlier(by=BY, appointment=made[3])
        HoursFactory()
        HoursFactory(advisor=made[3].booking.advisor, office=made[3].booking.office, begins=time(8), ends=time(9))
        assert tell_of_earlier(by=BY) == 0


def test_she_presses_one_button_and_another_takes_it_back() -> None:
    with at(NOW):
        _hours, made = with_times()
        client, url = Client(), f"/en/a/{made[3].token}/"
        assert "Tell me if an earlier time comes free" in client.get(url).content.decode()
        client.post(f"{url}earlier/", {"earlier": "yes"})
        client.post(f"{url}earlier/", {"earlier": "yes"})
        assert EarlierWish.objects.count() == 1
        assert "Do not tell me any more" in client.get(url).content.decode()
        client.post(f"{url}earlier/", {"earlier": "no"})
        assert not EarlierWish.objects.exists()
        cancel_appointment(by=BY, appointment=made[3])
        client.post(f"{url}earlier/", {"earlier": "yes"})
        assert not EarlierWish.objects.exists()


def test_her_advisor_does_so_for_her(client_of: ClientOf) -> None:
    with at(NOW):
        hours, made = with_times()
        client = client_of(hours.advisor.user)
        client.post(f"/en/desk/appointments/{made[3].ref}/earlier/", {"earlier": "yes"})
        assert made[3].case is not None
        page = client.get(f"/en/desk/cases/{made[3].case.ref}/").content.decode()
        assert "Is told when an earlier time comes free." in page
        client.post(f"/en/desk/appointments/{made[3].ref}/earlier/", {"earlier": "no"})
    assert not EarlierWish.objects.exists()


def test_many_ask_as_much_as_one() -> None:
    counts = []
    with at(NOW):
        _hours, made = with_times()
        for some in (made[1:2], made[2:4]):
            for one in some:
                wish_earlier(by=BY, appointment=one)
            with CaptureQueriesContext(connection) as asked:
                tell_of_earlier(by=BY)
            counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.thorough
@pytest.mark.django_db(transaction=True)
def test_of_two_who_were_told_one_gets_it() -> None:
    hours, (first, _second, third, last) = with_times()
    cancel_appointment(by=BY, appointment=first)
    key = free_times(hours.purpose, hours.office)[0].key

    def take(one: Appointment) -> str:
        try:
            move_appointment(by=BY, appointment=Appointment.objects.whole().get(pk=one.pk), key=key)
        except ValidationError as problem:
            return str(problem.messages[0])
        finally:
            connection.close()
        return "moved"

    with ThreadPoolExecutor(max_workers=2) as pool:
        found = sorted(pool.map(take, [third, last]))
    assert found == ["Somebody has just taken this time. Please choose another.", "moved"]
    assert Booking.objects.live().count() == 3
