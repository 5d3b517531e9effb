import subprocess
import sys
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.language.digits import localize, parse_number, to_ascii, typed_number

POINT = ("en", "ar", "fa", "ps", "ur")
COMMA = ("fr", "nl")


@pytest.mark.parametrize("written", ["1234", "۱۲۳۴", "١٢٣٤", "१२३४", "1۲٣4"])
def test_every_digit_set_becomes_ascii(written: str) -> None:
    assert to_ascii(f"A-{written}-é") == "A-1234-é"


def test_what_is_no_decimal_digit_stays() -> None:
    assert to_ascii("²½ ٫٬ ک") == "²½ ٫٬ ک"


@given(st.text())
def test_to_ascii_is_idempotent_and_keeps_the_length(text: str) -> None:
    once = to_ascii(text)
    assert to_ascii(once) == once
    assert len(once) == len(text)


@pytest.mark.parametrize("language", POINT)
@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12.5", "12.5"),
        ("1.234", "1.234"),
        ("1,234", "1234"),
        ("1,234,567.89", "1234567.89"),
        ("۱۲٬۳۴۵٫۶۰", "12345.60"),
        ("١٢٣٫٥", "123.5"),
        ("۱۲،۳۴۵", "12345"),
        (".5", "0.5"),
    ],
)
def test_a_point_is_decimal_and_a_comma_groups(language: str, written: str, value: str) -> None:
    assert parse_number(written, language) == Decimal(value)


@pytest.mark.parametrize("language", COMMA)
@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12,5", "12.5"),
        ("1.234", "1234"),
        ("1,234", "1.234"),
        ("1.234.567,89", "1234567.89"),
        ("12 345,60", "12345.60"),
        ("12\u202f345,60\u00a0€", "12345.60"),
        ("۱۲٬۳۴۵٫۶۰", "12345.60"),
    ],
)
def test_a_comma_is_decimal_and_a_point_groups(language: str, written: str, value: str) -> None:
    assert parse_number(written, language) == Decimal(value)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("€1,200", "1200"),
        ("1200 EUR", "1200"),
        ("eur 1200", "1200"),
        ("\u200e-€12.50", "-12.50"),
        ("€ -12.50", "-12.50"),
        ("\u221212", "-12"),
        ("+7", "7"),
        ("-0", "0"),
        ("\u2067\u200f1 200\u2069", "1200"),
        ("1\u00a0200", "1200"),
        ("1\u2009200", "1200"),
        ("007", "7"),
    ],
)
def test_marks_spaces_signs_and_the_euro_are_tolerated(written: str, value: str) -> None:
    number = parse_number(written)
    assert number == Decimal(value)
    assert str(number) != "-0"


@pytest.mark.parametrize("language", POINT)
@pytest.mark.parametrize("written", ["12,5", "1.234,56", "1,23,456", "1,2345", "1,234,56", "0,500", "1.2.3", "1٫2.3"])
def test_what_cannot_be_told_is_asked_again(language: str, written: str) -> None:
    with pytest.raises(ValueError, match=r"told|not a number"):
        parse_number(written, language)


@pytest.mark.parametrize("language", COMMA)
@pytest.mark.parametrize("written", ["12.5", "1,234.56", "1.23.456", "1,2,3", "0.500"])
def test_the_same_with_a_decimal_comma(language: str, written: str) -> None:
    with pytest.raises(ValueError, match=r"told|not a number"):
        parse_number(written, language)


@pytest.mark.parametrize(
    "written", ["", " ", ".", "5.", "-", "--5", "-€-5", "€5€", "€", "1e5", "NaN", "inf", "12a", "$5", "5-", "½"]
)
def test_what_is_no_number_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="number"):
        parse_number(written)


def test_a_variant_of_a_language_follows_it_and_an_unknown_one_is_refused() -> None:
    assert parse_number("12,5", "fr-BE") == parse_number("12.5", "prs") == Decimal("12.5")
    with pytest.raises(ValueError, match="language"):
        parse_number("12", "xx")


@pytest.mark.parametrize(
    ("language", "shown"),
    [("fa", "۱۲.۵ km"), ("ps", "۱۲.۵ km"), ("ar", "12.5 km"), ("ur", "12.5 km"), ("fr", "12.5 km")],
)
def test_text_is_shown_in_the_default_digits(language: str, shown: str) -> None:
    assert localize("١2.۵ km", language) == shown


def test_numbers_are_localized_without_an_exponent() -> None:
    assert localize(Decimal("1E+3"), "fa") == "۱۰۰۰"
    assert localize(2026, "ps") == "۲۰۲۶"
    assert localize(2026, "en") == "2026"


@pytest.mark.parametrize("language", POINT + COMMA)
@given(number=st.decimals(min_value=0, max_value=10**9, places=2))
def test_a_number_is_read_as_it_was_typed(language: str, number: Decimal) -> None:
    assert parse_number(typed_number(number, language), language) == number


def test_a_number_is_typed_with_the_sign_of_its_language() -> None:
    assert typed_number(Decimal("2500.00"), "nl") == "2500"
    assert typed_number(Decimal("1208.30"), "nl") == "1208,30"
    assert typed_number(Decimal("1208.30"), "ar") == "1208.30"


def test_the_language_modules_need_no_django_settings() -> None:
    modules = "digits names calendars partial_dates money".split()  # noqa: SIM905 - reads better in one line
    program = "; ".join(f"import portal.language.{name}" for name in modules)
    program += "; import sys; assert not any(name.split('.')[0] == 'django' for name in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)  # noqa: S603 - our own interpreter and text
    assert done.returncode == 0, done.stderr
