"""Codes sent to a contact: six digits, ten minutes, five at a time, used once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from threading import Barrier
from typing import TypeVar

import pytest
from django.db import connection
from django.utils import timezone

from portal.codes.actions import forget_stale, issue, use
from portal.codes.models import Code

T = TypeVar("T")
PHONE = "+32470123456"


def fresh(contact: str = PHONE, purpose: str = "enter") -> str:
    code = issue(contact=contact, purpose=purpose)
    assert code is not None
    return code


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


@pytest.mark.django_db
def test_a_code_has_six_digits_and_works_once() -> None:
    code = fresh()
    assert len(code) == 6
    assert code.isdecimal()
    assert use(contact=PHONE, purpose="enter", code=code)
    assert not use(contact=PHONE, purpose="enter", code=code)


@pytest.mark.django_db
@pytest.mark.parametrize("digits", ["٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"])
def test_eastern_digits_and_spaces_are_the_same_code(digits: str) -> None:
    typed = fresh().translate(str.maketrans("0123456789", digits))
    assert use(contact=PHONE, purpose="enter", code=f" {typed[:3]} {typed[3:]} ")


@pytest.mark.django_db
def test_a_code_is_for_one_contact_and_one_purpose() -> None:
    code = fresh()
    assert not use(contact="+32470999999", purpose="enter", code=code)
    assert not use(contact=PHONE, purpose="guarantee", code=code)
    assert use(contact=PHONE, purpose="enter", code=code)


@pytest.mark.django_db
def test_at_most_five_are_alive() -> None:
    codes = [issue(contact=PHONE, purpose="enter") for _number in range(6)]
    assert None not in codes[:5]
    assert codes[5] is None
    assert issue(contact="+32470999999", purpose="enter") is not None


@pytest.mark.django_db
def test_the_right_code_ends_all_the_others() -> None:
    codes = [fresh() for _number in range(3)]
    assert use(contact=PHONE, purpose="enter", code=codes[0])
    assert not any(use(contact=PHONE, purpose="enter", code=code) for code in codes[1:])


@pytest.mark.django_db
@pytest.mark.parametrize(("minutes", "works"), [(9, True), (10, False)])
def test_a_code_lives_ten_minutes(minutes: int, works: bool) -> None:  # noqa: FBT001 - a column of the table
    code = fresh()
    lived = Code.objects.get()
    assert lived.expires_at - lived.made_at <= timedelta(minutes=10, seconds=1)
    Code.objects.update(expires_at=lived.expires_at - timedelta(minutes=minutes, seconds=1))
    assert use(contact=PHONE, purpose="enter", code=code) is works


@pytest.mark.django_db
def test_five_wrong_tries_end_a_code() -> None:
    code = fresh()
    for _try in range(5):
        assert not use(contact=PHONE, purpose="enter", code=wrong(code))
    assert not use(contact=PHONE, purpose="enter", code=code)


@pytest.mark.django_db
def test_nothing_can_be_read_in_the_table() -> None:
    code = fresh()
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(code)::text, contact_digest || code_digest FROM portal_code code")
        text, digests = cursor.fetchone()
    assert PHONE not in text
    assert f'"{code}"' not in text
    assert code.encode() not in bytes(digests)
    assert PHONE.encode() not in bytes(digests)


@pytest.mark.django_db(transaction=True)
def test_of_two_uses_at_once_one_wins() -> None:
    code = fresh()
    assert sorted(together(2, lambda: use(contact=PHONE, purpose="enter", code=code))) == [False, True]


@pytest.mark.django_db(transaction=True)
def test_asking_many_times_at_once_gives_five() -> None:
    for contact in ("+32470000001", "+32470000002", "+32470000003", "+32470000004"):
        given = together(8, partial(issue, contact=contact, purpose="enter"))
        assert len([code for code in given if code is not None]) == 5


@pytest.mark.django_db
def test_old_codes_are_forgotten() -> None:
    fresh()
    Code.objects.update(expires_at=timezone.now() - timedelta(days=1, minutes=1))
    fresh()
    assert forget_stale() == 1
    assert Code.objects.count() == 1


def together(count: int, act: Callable[[], T]) -> list[T]:
    """What `count` threads get who do the same thing at the same moment, each on a connection of its own."""
    barrier = Barrier(count)

    def one(_number: int) -> T:
        try:
            connection.ensure_connection()
            barrier.wait(timeout=10)
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))
