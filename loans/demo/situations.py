"""The demo's applicants at home and at work: dice of their own, so that the rest of the story stays as it was."""

from datetime import date
from random import Random
from typing import Any

from applicants.situation.registration import kbo_check, luhn_sum
from portal.language.partial_dates import PartialDate


def business(number: int, today: date) -> dict[str, Any]:
    """Most have an idea, some are about to start, a few have a business that runs for some years."""
    dice = _dice(number)
    state = dice.choices(["idea", "starting", "running"], [6, 3, 2])[0]
    since = PartialDate(today.year - dice.randint(1, 5), dice.choice([None, 3, 9]))
    return {"state": state, "since": since.as_dict() if state == "running" else None}


def answers(number: int, country: str) -> dict[str, Any]:
    """Household, income, debts, bank account and number, by step; now and then somebody prefers not to say."""
    dice = _dice(number + 1)
    people = dice.randint(1, 6)
    told = {
        "household": {"people": people, "children": dice.randint(0, people - 1)},
        "income": {"monthly": _incomes(dice, people)},
        "debts": _debts(dice),
        "bank": {"bank_account": dice.choices(["yes", "none", "refused"], [8, 2, 1])[0]},
        "registration": {"registered": "yes", "number": _number(country, dice)},
    }
    for step in ("income", "debts"):
        if dice.random() < 0.08:
            told[step] = {"declined": True}
    return told


def _incomes(dice: Random, people: int) -> dict[str, str]:
    kinds = ["work"] if dice.random() < 0.4 else ["benefit"]
    kinds += ["family"] if people > 2 else []
    kinds += ["others"] if dice.random() < 0.3 else []
    return {kind: f"{dice.randint(4, 30) * 50}.00" for kind in kinds}


def _debts(dice: Random) -> dict[str, Any]:
    kinds = dice.sample(["people", "bank", "state", "bills"], dice.choice([0, 0, 0, 1, 1, 2]))
    debts = [
        {"kind": kind, "monthly": f"{dice.randint(1, 8) * 20}.00", "left": f"{dice.randint(2, 40) * 100}.00"}
        for kind in kinds
    ]
    return {"has": "yes" if debts else "no", "debts": debts}


def _number(country: str, dice: Random) -> str:
    """A number that looks right and belongs to nobody that we know of."""
    if country == "NL":
        return f"9{dice.randint(0, 9_999_999):07d}"
    if country == "BE":
        first = f"09{dice.randint(0, 999_999):06d}"
        return first + kbo_check(first)
    first = f"9{dice.randint(0, 9_999_999):07d}"
    return next(first + str(last) for last in range(10) if luhn_sum(f"{first}{last}") % 10 == 0)


def _dice(seed: int) -> Random:
    return Random(f"situation {seed}")
