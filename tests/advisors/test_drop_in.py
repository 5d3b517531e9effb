"""The hours without an appointment, as they are told to people."""

import pytest

from advisors.hours.queries import drop_in_hours
from tests.factories import AdvisorFactory, HoursFactory, OfficeFactory, PurposeFactory

pytestmark = pytest.mark.django_db


def test_an_hour_that_two_advisors_hold_is_told_once() -> None:
    office, purpose = OfficeFactory(), PurposeFactory(drop_in=True)
    first, _second = (
        HoursFactory(advisor=AdvisorFactory(at=[office]), office=office, purpose=purpose) for _each in range(2)
    )
    other = HoursFactory(advisor=first.advisor, office=office, purpose=purpose, weekday=2)
    assert [row.weekday for row in drop_in_hours(office)] == [first.weekday, other.weekday]
