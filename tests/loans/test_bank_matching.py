"""Which loan a payment is for: by number, account, name and amount, and how sure that makes it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from loans.bank.matching import Candidate, Matcher
from loans.bank.statements import Line
from portal.language.digits import localize
from portal.refs import display

D = Decimal
REF, OTHER_REF, FILE = "CP4SRN6W", "QBKMRG8T", "APA8XZP5"  # drawn once: each worker sees the same
HERS, THEIRS = "BE68539007547034", "BE71096123456769"
DAY = date(2026, 10, 5)
SARA = Candidate(
    1, (REF, FILE), HERS, ("سارا کریمی", "Sara Karimi"), D("208.33"), D("208.33"), D(5000), date(2026, 1, 1)
)
OMAR = Candidate(2, (OTHER_REF,), THEIRS, ("Omar Haddad",), D(0), D(100), D(900), date(2026, 1, 1))


def proposed(*loans: Candidate, amount: str = "208.33", on: date = DAY, **said: Any) -> tuple[Any, ...]:
    found = Matcher(loans or (SARA, OMAR)).propose(Line(1, on, D(amount), **said))
    return found.key, found.certainty, found.reasons


@pytest.mark.parametrize(
    "text",
    [
        REF,
        f"lening {display(REF)} oktober",
        f"//{REF[:3]} {REF[3:]}.",
        f"loan:{display(REF).lower()}",
        localize(REF, "fa"),
        localize(display(FILE), "ar"),
    ],
)
def test_the_number_in_any_digits_is_certain(text: str) -> None:
    key, certainty, reasons = proposed(text=text, amount="33")
    assert (key, certainty, reasons[0]) == (1, "certain", "number")


def test_two_numbers_are_for_a_person_to_look_at() -> None:
    assert proposed(text=f"{REF} {OTHER_REF}") == (1, "unsure", ("several_numbers",))


def test_the_account_of_the_contract_with_the_amount_that_is_due_is_certain() -> None:
    assert proposed(iban=HERS) == (1, "certain", ("account", "due"))
    assert proposed(iban=HERS, amount="50")[:2] == (1, "likely")
    assert proposed(iban=HERS, amount="50", payer="Sarah Karimy")[2] == ("account", "name")


def test_an_account_that_pays_several_loans_is_told_by_the_amount() -> None:
    second = replace(OMAR, iban=HERS)
    assert proposed(SARA, second, iban=HERS, amount="100")[:2] == (2, "likely")
    assert proposed(SARA, second, iban=HERS, amount="33")[:2] == (1, "unsure")


def test_a_name_in_either_script_is_likely_with_the_amount_and_unsure_without() -> None:
    assert proposed(payer="SARAH KARIMY")[:2] == (1, "likely")
    assert proposed(payer="ساره کریمی")[:2] == (1, "likely")
    assert proposed(payer="Karimi Sara", amount="17")[:2] == (1, "unsure")
    assert proposed(payer="Pieter Janssens") == (None, "none", ())
    twin = replace(SARA, key=3, refs=())
    assert proposed(SARA, twin, payer="Sara Karimi")[1:] == ("unsure", ("name", "due", "several_names"))


def test_what_cannot_be_booked_is_never_certain_and_says_why() -> None:
    assert proposed(text=REF, amount="5000.01") == (1, "unsure", ("number", "too_much"))
    assert proposed(text=REF, on=date(2025, 12, 31))[1:] == ("unsure", ("number", "due", "before_loan"))
    by_hand = replace(SARA, by_hand=((date(2026, 10, 2), D("208.33")),))
    assert proposed(by_hand, text=REF)[1:] == ("unsure", ("number", "due", "maybe_booked"))
    assert proposed(by_hand, text=REF, on=date(2026, 11, 5))[1] == "certain"
