"""The pages of hours: hers, a manager's, a colleague's; the picture says what the table says."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from advisors.hours.actions import book
from advisors.hours.picture import Block, draw
from advisors.hours.queries import free_times
from advisors.models import Absence, Hours, HoursException
from portal.actors import system
from portal.models import Holiday, User
from portal.roles import Role
from tests.factories import AdvisorFactory, BookingFactory, HoursFactory, OfficeFactory, member

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
TODAY = timezone.localdate


def told(row: Hours, **fields: object) -> dict[str, object]:
    """What her browser sends for these hours."""
    return {
        "office": row.office.code,
        "purpose": row.purpose.code,
        "weekdays": ["2", "3"],
        "begins": "13:00",
        "ends": "15:00",
        "minutes": "٣٠",
        "seats": "1",
        "first": TODAY().isoformat(),
        "last": "",
        **fields,
    }


def test_she_adds_changes_and_ends_her_hours(client_of: ClientOf) -> None:
    row = HoursFactory()
    client = client_of(row.advisor.user)
    url = f"/en/desk/hours/{row.advisor.pk}/"
    assert url in client.get("/en/desk/me/").content.decode()
    assert client.post(f"{url}add/", told(row))["Location"] == url
    added = Hours.objects.filter(begins=time(13)).order_by("weekday")
    assert [one.weekday for one in added] == [2, 3]
    page = client.post(f"{url}add/", told(row, begins="14:00", ends="16:00")).content.decode()
    assert f"These hours overlap others of the same advisor: {row.office}, Tuesday 13:00–15:00." in page
    client.post(f"{url}{added[0].pk}/", told(row, weekday="5", begins="10:00", ends="12:00"))
    assert Hours.objects.filter(weekday=5, begins=time(10)).count() == 1
    client.post(f"{url}{row.pk}/", {"until": TODAY().isoformat()})
    row.refresh_from_db()
    assert row.valid_until == TODAY()
    assert client.get(url).status_code == 200


def test_a_wrong_day_of_the_end_is_said_beside_the_form(client_of: ClientOf) -> None:
    row = HoursFactory()
    page = client_of(row.advisor.user).post(f"/en/desk/hours/{row.advisor.pk}/{row.pk}/", {"until": "soon"})
    assert page.context["ends"].errors
    assert not page.context["form"].is_bound


def test_who_changes_hours_reads_how_many_appointments_wait(client_of: ClientOf) -> None:
    row = HoursFactory()
    free = free_times(row.purpose, row.office)[-1]
    book(by=system("test"), purpose=row.purpose, office=row.office, key=free.key, holder="test")
    day = free.begins.date().isoformat()
    client = client_of(row.advisor.user)
    page = client.post(f"/en/desk/hours/{row.advisor.pk}/busy/", {"day": day}, follow=True).content.decode()
    assert "1 appointment that was booked before cannot take place so." in page
    busy = HoursException.objects.get()
    client.post(f"/en/desk/hours/{row.advisor.pk}/busy/end/", {"busy": busy.pk})
    assert not HoursException.objects.exists()


def test_a_manager_changes_hours_at_her_offices_alone(client_of: ClientOf) -> None:
    row, elsewhere = HoursFactory(), OfficeFactory()
    row.advisor.offices.add(elsewhere)
    other = HoursFactory(advisor=row.advisor, office=elsewhere, purpose=row.purpose, weekday=2)
    manager = client_of(member(Role.OFFICE_MANAGER, office=row.office))
    url = f"/en/desk/hours/{row.advisor.pk}/"
    page = manager.get(url).content.decode()
    assert f"{url}{row.pk}/" in page
    assert f"{url}{other.pk}/" not in page
    manager.post(f"{url}{other.pk}/", {"until": TODAY().isoformat()})
    other.refresh_from_db()
    assert other.valid_until is None
    form = manager.get(f"{url}add/").context["form"]
    assert [code for code, _name in form.fields["office"].choices] == [row.office.code]


def test_colleagues_read_and_do_not_change_and_strangers_see_nothing(client_of: ClientOf) -> None:
    row = HoursFactory()
    url = f"/en/desk/hours/{row.advisor.pk}/"
    colleague = client_of(member(Role.ADVISOR, office=row.office))
    assert "New hours" not in colleague.get(url).content.decode()
    page = colleague.post(f"{url}add/", told(row), follow=True).content.decode()
    assert "Only the advisor and a manager of the office change these hours." in page
    busy = HoursException.objects.create(advisor=row.advisor, day=TODAY() + timedelta(days=3))
    colleague.post(f"{url}busy/end/", {"busy": busy.pk})
    assert (Hours.objects.count(), HoursException.objects.count()) == (1, 1)
    assert client_of(member(Role.ADVISOR)).get(url).status_code == 404


def test_the_week_shows_what_is_taken_busy_and_closed(client_of: ClientOf) -> None:
    row = HoursFactory()
    monday = TODAY() + timedelta(days=7 - TODAY().weekday() + 7)
    begins = datetime.combine(monday, time(9), tzinfo=row.office.zone)
    BookingFactory(
        office=row.office, advisor=row.advisor, purpose=row.purpose, during=(begins, begins + timedelta(minutes=30))
    )
    HoursException.objects.create(advisor=row.advisor, day=monday, begins=time(10), ends=time(11))
    Absence.objects.create(advisor=row.advisor, days=(monday + timedelta(days=2), monday + timedelta(days=3)))
    Holiday.objects.create(country=row.office.country, day=monday + timedelta(days=4), name="Off")
    client = client_of(row.advisor.user)
    week = client.get(f"/en/desk/hours/{row.advisor.pk}/?week={monday.isoformat()}").context["week"]
    assert (week.lines[0].taken, week.lines[0].places) == (1, 4)
    assert sorted(box.kind for box in week.picture.boxes) == ["busy", "closed", "closed", "open", "taken"]
    for text in ("x", "0001-01-01", "9999-12-31", ""):
        assert client.get(f"/ar/desk/hours/{row.advisor.pk}/?week={text}").status_code == 200


def test_the_picture_runs_as_the_language_is_read_and_holds_every_hour() -> None:
    blocks = [
        Block(0, time(8, 30), time(10), "open"),
        Block(6, time(18), time(20, 15), "taken"),
        Block(2, time.min, time.max, "closed"),
    ]
    left, right = draw(blocks, mirrored=False), draw(blocks, mirrored=True)
    assert [line.hour for line in left.lines] == list(range(8, 22))
    assert {one + other for one, other in zip(left.heads, right.heads, strict=True)} == {left.width}
    for drawn in (left, right):
        assert all(box.x >= 0 and box.x + box.width <= drawn.width for box in drawn.boxes)
        assert all(box.y >= 0 and box.y + box.height <= drawn.height for box in drawn.boxes)


def test_a_manager_keeps_the_days_off_of_her_office(client_of: ClientOf) -> None:
    row = HoursFactory()
    day = TODAY() + timedelta(days=20)
    country = Holiday.objects.create(country=row.office.country, day=day + timedelta(days=1), name="National day")
    client = client_of(member(Role.OFFICE_MANAGER, office=row.office))
    url = f"/en/desk/hours/day-off/?office={row.office.code}"
    assert client.post(url, {"day": day.isoformat(), "name": "Moving house"}).status_code == 302
    page = client.get("/en/desk/hours/").content.decode()
    assert "Moving house" in page
    assert "National day" in page
    assert client.post(url, {"day": country.day.isoformat(), "name": "Twice"}).context["form"].errors
    client.post("/en/desk/hours/day-off/remove/", {"day_off": country.pk})
    stranger = client_of(member(Role.OFFICE_MANAGER))
    mine = Holiday.objects.get(office=row.office)
    assert stranger.post("/en/desk/hours/day-off/remove/", {"day_off": mine.pk}).status_code == 404
    client.post("/en/desk/hours/day-off/remove/", {"day_off": mine.pk})
    assert list(Holiday.objects.values_list("name", flat=True)) == ["National day"]


def test_the_pages_ask_as_much_for_three_as_for_one(client_of: ClientOf) -> None:
    row = HoursFactory()
    manager = client_of(member(Role.OFFICE_MANAGER, office=row.office))
    urls = ("/en/desk/hours/", f"/en/desk/hours/{row.advisor.pk}/")
    counts: dict[str, list[int]] = {url: [] for url in urls}
    for number in (0, 2):
        for each in range(number):
            HoursFactory(advisor=row.advisor, office=row.office, purpose=row.purpose, weekday=2 + each)
            HoursFactory(advisor=AdvisorFactory(at=[row.office]), office=row.office, purpose=row.purpose)
            Holiday.objects.create(country="BE", office=row.office, day=TODAY() + timedelta(days=9 + each), name="Off")
        for url in urls:
            manager.get(url)
            with CaptureQueriesContext(connection) as asked:
                assert manager.get(url).status_code == 200
            counts[url].append(len(asked))
    for url in urls:
        assert counts[url][0] == counts[url][1] <= 12, url


def test_an_advisor_without_hours_reads_that_nobody_can_book(client_of: ClientOf) -> None:
    advisor = AdvisorFactory()
    page = client_of(advisor.user).get(f"/nl/desk/hours/{advisor.pk}/")
    assert page.status_code == 200
    assert "portal/_empty.html" in [template.name for template in page.templates]
