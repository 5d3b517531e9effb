"""Registration numbers: those that are given out look right, in any spelling; one wrong digit is seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applicants.situation.registration import kbo_check, looks_right, luhn_sum, plain

DIGITS = st.text("0123456789")


@pytest.mark.parametrize(
    ("country", "number"),
    [
        ("BE", "0123.456.749"),
        ("BE", "BE 0203.201.340"),  # the National Bank
        ("BE", "203201340"),
        ("FR", "732 829 320 00074"),
        ("FR", "732829320"),
        ("FR", "35600000000048"),  # the post office: Luhn holds
        ("FR", "35600000049837"),  # the post office: a sum of fives
        ("NL", "12345678"),
        ("DE", "HRB 86891"),
    ],
)
def test_numbers_that_are_given_out_look_right(country: str, number: str) -> None:
    assert looks_right(number, country)


@pytest.mark.parametrize(
    ("country", "number"),
    [
        ("BE", "0123.456.748"),
        ("BE", "2123456749"),
        ("BE", ""),
        ("FR", "73282932000075"),
        ("FR", "1"),
        ("NL", "1234567"),
    ],
)
def test_others_do_not(country: str, number: str) -> None:
    assert not looks_right(number, country)


@given(st.integers(0, 1_99_999_99), st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_of_a_belgian_number_is_seen(first: int, place: int, more: int) -> None:
    number = f"{first:08d}"
    number += kbo_check(number)
    assert looks_right(number, "BE")
    wrong = number[:place] + str((int(number[place]) + more) % 10) + number[place + 1 :]
    assert not looks_right(wrong, "BE")


@given(st.text("0123456789", min_size=8, max_size=8), st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_of_a_french_number_is_seen(first: str, place: int, more: int) -> None:
    number = next(first + str(last) for last in range(10) if luhn_sum(f"{first}{last}") % 10 == 0)
    assert looks_right(number, "FR")
    wrong = number[:place] + str((int(number[place]) + more) % 10) + number[place + 1 :]
    assert not looks_right(wrong, "FR")


@given(st.text(max_size=40), st.sampled_from(["BE", "FR", "NL", "XX", ""]))
def test_nothing_that_is_typed_breaks_it(text: str, country: str) -> None:
    assert looks_right(text, country) in (True, False)
    assert plain(text).isascii()
