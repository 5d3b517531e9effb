"""Amounts as people type them into forms."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from portal.forms import AmountField


@pytest.mark.parametrize(
    ("language", "typed", "amount"),
    [("nl", "1.000", "1000"), ("en", "1,000", "1000"), ("ar", "١٠٠٠", "1000"), ("ar", "١٠٠٠٫٥٠", "1000.50")],
)
def test_an_amount_is_read_as_it_is_written_in_the_language_of_the_page(language: str, typed: str, amount: str) -> None:
    with translation.override(language):
        assert AmountField().clean(typed) == Decimal(amount)


@pytest.mark.parametrize(("language", "typed"), [("ar", "1.000"), ("en", "1.000"), ("nl", "1,000"), ("fr", "2,500")])
def test_a_thousand_with_the_sign_of_another_language_is_never_taken_for_one_euro(language: str, typed: str) -> None:
    with translation.override(language), pytest.raises(ValidationError) as refused:
        AmountField().clean(typed)
    assert refused.value.code == "places"
