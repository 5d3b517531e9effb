from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.language.digits import parse_number
from portal.language.money import Digits, format_euro, format_number, format_percent

LANGUAGES = ("en", "fr", "nl", "ar", "fa", "ps", "ur")
amounts = st.decimals(min_value=-(10**12), max_value=10**12, places=2)
kinds: st.SearchStrategy[Digits] = st.sampled_from(["native", "latin"])


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", "€12,345.60"),
        ("ar", "\u200f12,345.60\u00a0€"),
        ("fa", "\u200e€۱۲٬۳۴۵٫۶۰"),
        ("ps", "€\u00a0۱۲٬۳۴۵٫۶۰"),
        ("ur", "€12,345.60"),
        ("fr", "12\u202f345,60\u00a0€"),
        ("nl", "€\u00a012.345,60"),
    ],
)
def test_each_language_has_its_euro_pattern(language: str, shown: str) -> None:
    assert format_euro(Decimal("12345.6"), language, digits="native") == shown


@pytest.mark.parametrize("language", ["ar", "fa", "ps", "ur"])
def test_a_minus_stays_before_the_number_whatever_the_direction_around_it(language: str) -> None:
    for shown in (format_euro(Decimal(-5), language), format_percent(Decimal(-5), language)):
        assert "\u200e-" in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_contracts_have_western_digits(language: str) -> None:
    shown = format_euro(Decimal("12345.6"), language)
    assert [c for c in shown if c.isdigit()] == list("1234560")


@given(amount=amounts, language=st.sampled_from(LANGUAGES), digits=kinds)
def test_what_is_shown_is_read_back(amount: Decimal, language: str, digits: Digits) -> None:
    assert parse_number(format_euro(amount, language, digits=digits), language) == amount
    assert parse_number(format_number(amount, language, digits=digits), language) == amount


@pytest.mark.parametrize(("amount", "shown"), [("0.005", "€0.01"), ("-0.005", "-€0.01"), ("-0.004", "€0.00")])
def test_half_a_cent_is_rounded_away_from_zero_and_zero_has_no_sign(amount: str, shown: str) -> None:
    assert format_euro(Decimal(amount), "en") == shown


@pytest.mark.parametrize(
    ("value", "language", "places", "shown"),
    [
        ("3.45", "en", 1, "3.5%"),
        ("3.45", "fr", 2, "3,45\u00a0%"),
        ("3.45", "nl", 1, "3,5%"),
        ("-0.04", "en", 1, "0.0%"),
        ("-0.05", "en", 1, "-0.1%"),
        ("99.5", "ar", 0, "100%"),
        ("1234.5", "ur", 1, "1,234.5%"),
    ],
)
def test_percentages_round_half_up_and_are_never_minus_zero(value: str, language: str, places: int, shown: str) -> None:
    assert format_percent(Decimal(value), language, places) == shown


def test_percentages_in_native_digits() -> None:
    assert format_percent(Decimal("3.45"), "fa", 2, digits="native") == "۳٫۴۵%"


def test_numbers_keep_their_places() -> None:
    assert format_number(Decimal("1234.500"), "nl") == "1.234,500"
    assert format_number(1234567, "ps", digits="native") == "۱٬۲۳۴٬۵۶۷"
    assert format_number(Decimal("1E+3"), "en") == "1,000"


def test_an_unknown_language_or_an_infinite_amount_is_refused() -> None:
    with pytest.raises(ValueError, match="language"):
        format_euro(Decimal(1), "de")
    with pytest.raises(ValueError, match="finite"):
        format_number(Decimal("Infinity"), "en")
