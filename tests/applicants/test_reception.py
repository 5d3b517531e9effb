"""The day of an office: announced, arrived, received, left; unannounced people; who did not come."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from advisors.models import Advisor
from applicants.models import Appointment, Case, Event, Visit
from applicants.reception import actions
from applicants.reception.day import day_of
from loans.demo.clock import at
from portal.accounts.scope import BY_ITSELF, actor_for_user
from portal.actors import Actor, system
from portal.models import Entry, Message, Office, User
from portal.roles import Role
from tests.factories import (
    AdvisorFactory,
    AppointmentFactory,
    BookingFactory,
    CaseFactory,
    OfficeFactory,
    PersonFactory,
    SpokenLanguageFactory,
    VisitFactory,
    member,
)

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
ClientOf = Callable[[User], Client]
NINE = datetime(2026, 11, 23, 8, tzinfo=UTC)  # a Monday; nine o'clock in Ghent


@pytest.fixture(autouse=True)
def _at_half_past_nine() -> Iterator[None]:
    with at(NINE + timedelta(minutes=30)):
        yield


def announced(advisor: Advisor, minutes: int = 60, **fields: Any) -> Appointment:
    """An appointment so many minutes after nine."""
    begins = NINE + timedelta(minutes=minutes)
    office = advisor.offices.get()
    booking = BookingFactory(office=office, advisor=advisor, during=(begins, begins + timedelta(minutes=30)))
    fields.setdefault("case", CaseFactory(office=office, advisor=advisor))
    made: Appointment = AppointmentFactory(booking=booking, **fields)
    return made


def desk(office: Office) -> User:
    return member(Role.OFFICE_MANAGER, office=office)


def by() -> Actor:
    return system("test")


def press(client: Client, visit: Visit, what: str) -> str:
    seen = visit.state
    answer = client.post(f"/en/desk/reception/visits/{visit.ref}/press/", {"press": what, "seen": seen}, follow=True)
    visit.refresh_from_db()
    return answer.content.decode()


def test_arrived_with_me_left_and_each_taken_back(client_of: ClientOf) -> None:
    advisor = AdvisorFactory()
    made = announced(advisor)
    client = client_of(advisor.user)
    page = client.post(f"/en/desk/reception/arrived/{made.ref}/", follow=True)
    visit = Visit.objects.get()
    assert [line.visit for line in page.context["waiting"]] == [visit]
    assert (visit.advisor, visit.day.isoformat()) == (advisor, "2026-11-23")
    press(client, visit, "begin")
    assert visit.state == "received"
    with at(NINE + timedelta(minutes=50)):
        assert "left 09:50" in press(client, visit, "leave")
    for state in ("received", "waiting"):
        press(client, visit, "undo")
        assert visit.state == state
    client.post(f"/en/desk/reception/visits/{visit.ref}/press/", {"press": "undo", "seen": "waiting"})
    assert not Visit.objects.exists()
    assert Entry.objects.filter(table=Visit._meta.db_table).count() == 6


def test_undo_takes_back_only_what_was_seen() -> None:
    visit = VisitFactory()
    stale = Visit.objects.get()
    actions.begin(by=by(), visit=visit, advisor=AdvisorFactory(at=[visit.office]))
    with pytest.raises(ValidationError, match="changed this meanwhile"):
        actions.undo(by=by(), visit=stale, seen="waiting")
    actions.leave(by=by(), visit=visit)
    with pytest.raises(ValidationError, match="changed this meanwhile"):
        actions.begin(by=by(), visit=stale)
    actions.undo(by=by(), visit=visit, seen="left")
    assert Visit.objects.get().state == "received"


def test_who_left_and_came_again_is_not_here_twice() -> None:
    first = VisitFactory()
    actions.leave(by=by(), visit=first)
    again = VisitFactory(case=first.case)
    with pytest.raises(ValidationError, match="in the list already"):
        actions.undo(by=by(), visit=first, seen="left")
    actions.undo(by=by(), visit=again, seen="waiting")
    actions.undo(by=by(), visit=first, seen="left")
    assert Visit.objects.get().state == "waiting"


def test_who_is_cancelled_or_expected_another_day_does_not_arrive() -> None:
    advisor = AdvisorFactory()
    cancelled, tomorrow = announced(advisor), announced(advisor, minutes=24 * 60)
    cancelled.booking.state = "cancelled"
    cancelled.booking.save()
    for one in (cancelled, tomorrow):
        with pytest.raises(ValidationError):
            actions.arrive(by=by(), appointment=one)
    assert not Visit.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_who_press_at_once_make_one_arrival() -> None:
    made = announced(AdvisorFactory())
    walks_in, once = CaseFactory(office=made.booking.office), uuid4()

    def arrives(number: int) -> str:
        try:
            if number % 3 == 0:
                return actions.arrive(by=by(), appointment=Appointment.objects.get(pk=made.pk)).ref
            if number % 3 == 1:
                case = Case.objects.select_related("person").get(pk=walks_in.pk)
                return actions.walk_in(by=by(), office=made.booking.office, once=uuid4(), case=case).ref
            return actions.walk_in(by=by(), office=made.booking.office, once=once, name="Sara").ref
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=6) as pool:
        refs = set(pool.map(arrives, range(6)))
    assert len(refs) == Visit.objects.count() == 3


def test_the_database_keeps_one_visit_of_an_appointment_and_times_in_order() -> None:
    made = announced(AdvisorFactory())
    visit = actions.arrive(by=by(), appointment=made)
    with pytest.raises(IntegrityError, match="visit_once_for_appointment"), transaction.atomic():
        VisitFactory(case=made.case, appointment=made)
    walked_in = VisitFactory(case=CaseFactory(office=visit.office))
    with pytest.raises(IntegrityError, match="visit_once_without_appointment"), transaction.atomic():
        VisitFactory(case=walked_in.case)
    with pytest.raises(IntegrityError, match="visit_of_somebody"), transaction.atomic():
        VisitFactory(case=None, office=visit.office)
    for wrong in ({"left_at": NINE}, {"begun_at": NINE}):
        with pytest.raises(IntegrityError, match="visit_times_in_order"), transaction.atomic():
            Visit.objects.filter(pk=visit.pk).update(**wrong)
    with pytest.raises(IntegrityError, match="visit_received_by_somebody"), transaction.atomic():
        Visit.objects.filter(pk=walked_in.pk).update(begun_at=NINE + timedelta(hours=2))


def test_a_name_and_a_language_are_enough(client_of: ClientOf) -> None:
    office, somali = OfficeFactory(), SpokenLanguageFactory(code="so")
    advisor = AdvisorFactory(at=[office], speaks={"so": "native"})
    client, url = client_of(desk(office)), f"/en/desk/reception/at/{office.code}/walk-in/"
    once = client.get(url).context["form"]["once"].value()
    refused = client.post(url, {"name": "Faduma", "once": once, "add": "1"})
    assert "Please choose a language." in refused.content.decode()
    for _twice in range(2):
        page = client.post(url, {"name": "Faduma", "language": somali.pk, "once": once, "add": "1"}, follow=True)
    visit = Visit.objects.get()
    assert (visit.name, visit.advisor) == ("Faduma", None)
    assert "Choose an advisor" in page.content.decode()
    assert "Please choose the advisor who receives this person." in press(client, visit, "begin")
    client.post(f"/en/desk/reception/visits/{visit.ref}/", {"advisor": advisor.pk, "language": somali.pk})
    press(client, visit, "begin")
    assert (visit.state, visit.advisor) == ("received", advisor)


def test_a_file_is_found_by_any_spelling_and_goes_to_its_advisor(client_of: ClientOf) -> None:
    advisor = AdvisorFactory()
    office = advisor.offices.get()
    case = CaseFactory(office=office, advisor=advisor, person=PersonFactory(full_name="محمد کریمی"))
    elsewhere = CaseFactory(person=PersonFactory(full_name="محمد کریمی"))
    client, url = client_of(desk(office)), f"/en/desk/reception/at/{office.code}/walk-in/"
    typed = {"name": "Mohamed Karimy", "once": str(uuid4())}
    page = client.post(url, typed | {"look": "1"})
    assert [one.case for one in page.context["found"]] == [case]
    assert client.post(url, typed | {"file": elsewhere.ref}).status_code == 404
    client.post(url, typed | {"file": case.ref})
    visit = Visit.objects.get()
    assert (visit.case, visit.name, visit.advisor) == (case, "", advisor)
    assert visit.language == case.person.languages.get().language


def test_who_has_an_appointment_today_and_is_written_down_again_is_one_visit() -> None:
    advisor = AdvisorFactory()
    made = announced(advisor)
    assert made.case is not None
    office = made.booking.office
    visit = actions.walk_in(by=by(), office=office, once=uuid4(), case=made.case)
    assert visit.appointment == made
    actions.undo(by=by(), visit=visit, seen="waiting")
    later = announced(advisor, minutes=120, case=CaseFactory(office=office))
    assert later.case is not None
    first = VisitFactory(case=later.case)
    assert actions.arrive(by=by(), appointment=later) == first
    assert Visit.objects.get().appointment == later


def test_the_queue_follows_the_time_of_appointments() -> None:
    advisor = AdvisorFactory()
    office = advisor.offices.get()
    early = announced(advisor, minutes=45)
    with at(NINE + timedelta(minutes=10)):
        actions.arrive(by=by(), appointment=early)
    with at(NINE + timedelta(minutes=25)):
        actions.walk_in(by=by(), office=office, once=uuid4(), name="Sara", language=SpokenLanguageFactory())
    with at(NINE + timedelta(minutes=29)):
        late = announced(advisor, minutes=0)
        actions.arrive(by=by(), appointment=late)
    page = day_of(office, actions.today_at(office), actor_for_user(desk(office)))
    assert [line.visit.appointment for line in page["waiting"]] == [None, late, early]
    assert [(line.place, line.waited) for line in page["waiting"]] == [(1, 5), (2, 1), (3, 20)]


def test_who_did_not_come_is_written_to_once_in_her_language(client_of: ClientOf) -> None:
    advisor = AdvisorFactory()
    missed, coming = announced(advisor, minutes=0), announced(advisor, minutes=30)
    client = client_of(advisor.user)
    page = client.get(f"/en/desk/reception/at/{missed.booking.office.code}/")
    assert [line.appointment for line in page.context["missing"]] == [missed]
    assert [line.appointment for line in page.context["announced"]] == [coming]
    for _twice in range(2):
        page = client.post(f"/en/desk/reception/missed/{missed.ref}/", follow=True)
    message = Message.objects.get()
    assert (message.event, message.language) == ("appointment_missed", "fa")
    assert missed.token in message.body
    assert "Message sent" in page.content.decode()
    assert Event.objects.get().code == "appointment.missed"
    # She comes after all: nobody is written to about it any more.
    visit = actions.arrive(by=by(), appointment=missed)
    with pytest.raises(ValidationError):
        actions.write_to_absent(by=by(), appointment=missed)
    assert visit.state == "waiting"
    with pytest.raises(ValidationError):
        actions.write_to_absent(by=by(), appointment=announced(advisor, minutes=90))


def test_her_advisor_is_told_on_every_page_of_his_desk(client_of: ClientOf) -> None:
    advisor = AdvisorFactory()
    client, colleague = client_of(advisor.user), client_of(AdvisorFactory(at=[advisor.offices.get()]).user)
    made = announced(advisor)
    assert "waits for you" not in client.get("/en/desk/cases/").content.decode()
    actions.arrive(by=by(), appointment=made)
    assert "1 person waits for you" in client.get("/en/desk/cases/").content.decode()
    assert "since 09:30" in client.get("/nl/desk/reception/waiting/").content.decode().replace("sinds", "since")
    assert "waits for you" not in colleague.get("/en/desk/reception/waiting/").content.decode()


def test_an_advisor_of_another_office_is_told_and_led_to_her_own(client_of: ClientOf) -> None:
    by_phone = AdvisorFactory()
    VisitFactory(case=CaseFactory(advisor=by_phone), advisor=by_phone)
    page = client_of(by_phone.user).get("/en/desk/reception/waiting/").content.decode()
    assert "1 person waits for you" in page
    assert 'href="/en/desk/reception/"' in page


def test_a_page_that_asks_by_itself_neither_prolongs_a_login_nor_loses_what_is_typed(client_of: ClientOf) -> None:
    advisor = AdvisorFactory()
    client = client_of(advisor.user)
    itself: dict[str, Any] = {"headers": {BY_ITSELF: "1", "HX-Request": "true"}}
    client.get("/en/desk/reception/waiting/", **itself)
    assert "seen_at" not in client.session
    client.get("/en/desk/cases/")
    assert "seen_at" in client.session
    answer = Client().get(f"/en/desk/reception/at/{advisor.offices.get().code}/", **itself)
    assert (answer.status_code, "You are logged out." in answer.content.decode()) == (200, True)
    assert Client().get("/en/desk/reception/waiting/").status_code == 302


def test_an_office_sees_its_own_day_and_an_auditor_no_names(client_of: ClientOf) -> None:
    advisor = AdvisorFactory()
    office = advisor.offices.get()
    actions.arrive(by=by(), appointment=announced(advisor))
    VisitFactory(case=None, office=office, name="Zarmina")
    stranger = client_of(member(Role.ADVISOR))
    assert stranger.get(f"/en/desk/reception/at/{office.code}/").status_code == 404
    assert "/en/desk/reception/at/" in stranger.get("/en/desk/reception/")["Location"]
    page = client_of(member(Role.AUDITOR)).get(f"/en/desk/reception/at/{office.code}/").content.decode()
    assert "Z." in page
    assert "Zarmina" not in page
    assert "Mohammad" not in page
    assert "<form" not in page.partition('id="day"')[2]
    assert "Zarmina" in client_of(desk(office)).get(f"/en/desk/reception/at/{office.code}/").content.decode()


def test_other_days_are_read_and_not_pressed(client_of: ClientOf) -> None:
    advisor = AdvisorFactory()
    tomorrow = announced(advisor, minutes=24 * 60)
    client, url = client_of(advisor.user), f"/en/desk/reception/at/{tomorrow.booking.office.code}/"
    page = client.get(f"{url}?day=2026-11-24")
    assert [line.appointment for line in page.context["announced"]] == [tomorrow]
    assert "Arrived" not in page.content.decode()
    with at(NINE + timedelta(days=2)):
        page = client_of(advisor.user).get(f"{url}?day=2026-11-24")
        assert [line.appointment for line in page.context["missing"]] == [tomorrow]
        assert "Send a message" in page.content.decode()
    assert client.get(f"{url}?day=never").context["is_today"]


def test_a_day_asks_as_much_for_three_as_for_one(client_of: ClientOf) -> None:
    advisor = AdvisorFactory()
    office, client = advisor.offices.get(), client_of(advisor.user)
    client.get(f"/en/desk/reception/at/{office.code}/")  # the session learns which office she looks at
    counts = []
    for number in (0, 1, 2):
        announced(advisor, minutes=60 + 200 * number)
        announced(advisor, minutes=-40 - 60 * number)
        VisitFactory(case=CaseFactory(office=office), advisor=advisor)
        actions.arrive(by=by(), appointment=announced(advisor, minutes=90 + 200 * number))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/en/desk/reception/at/{office.code}/").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[2] <= 12
