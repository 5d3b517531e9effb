"""Which loan a payment is for, and why: by a number in what was written, by the account, by name and amount. Pure.

Nothing here books anything. Each proposal carries its reasons as codes, and how sure they make it: `certain` may be
confirmed together with its like, `likely` and `unsure` one by one, by a person.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Literal

from loans.bank.statements import Line
from portal.language.digits import to_ascii
from portal.language.names import similarity, skeleton
from portal.refs import LENGTH

Certainty = Literal["certain", "likely", "unsure", "none"]
_SAME_NAME: Final = 0.8
NEAR: Final = 7  # days between a payment and one booked by hand that may be the same


@dataclass(frozen=True)
class Candidate:
    """A loan that can take money: its numbers (its own, its application's, the file's), who pays it, what is owed.

    `due` is what should be paid by now, `instalment` the next one; `most` is all that can be paid of them.
    """

    key: int
    refs: tuple[str, ...]
    iban: str
    names: tuple[str, ...]
    due: Decimal
    instalment: Decimal
    most: Decimal
    since: date
    added: Decimal = Decimal(0)  # what lateness or new dates added, and is not paid
    by_hand: tuple[tuple[date, Decimal], ...] = ()  # payments of late that somebody booked by hand

    def awaits(self, amount: Decimal) -> bool:
        return amount in (self.due, self.instalment) or self.awaits_with_added(amount)

    def awaits_with_added(self, amount: Decimal) -> bool:
        return bool(self.added) and amount - self.added in (self.due, self.instalment)


@dataclass(frozen=True)
class Proposal:
    """`key` of the loan, None without one; `reasons` as codes, the strongest first."""

    key: int | None
    certainty: Certainty
    reasons: tuple[str, ...] = ()


NOTHING: Final = Proposal(None, "none")


class Matcher:
    """The loans, arranged so that a payment is not held against every one of them."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        self._by_ref: dict[str, Candidate] = {}
        self._by_iban: dict[str, list[Candidate]] = defaultdict(list)
        self._by_sound: dict[str, list[Candidate]] = defaultdict(list)
        for each in candidates:
            self._by_ref |= dict.fromkeys(each.refs, each)
            if each.iban:
                self._by_iban[each.iban].append(each)
            sounds = {word for name in each.names for word in skeleton(name).split()}
            for word in sounds:
                self._by_sound[word].append(each)

    def propose(self, line: Line) -> Proposal:
        for found in (self._by_number(line), self._by_account(line), self._by_name(line)):
            if found is not None:
                return found
        return NOTHING

    def _by_number(self, line: Line) -> Proposal | None:
        """The number has a check sign, and stands among what was written: that is no accident."""
        loans = {each.key: each for each in map(self._by_ref.get, numbers_in(line.text)) if each is not None}
        if not loans:
            return None
        if len(loans) > 1:
            first = min(loans.values(), key=lambda each: (not each.awaits(line.amount), each.key))
            return Proposal(first.key, "unsure", ("several_numbers",))
        (loan,) = loans.values()
        return _judged(line, loan, ["number", *self._agrees(line, loan)], "certain")

    def _by_account(self, line: Line) -> Proposal | None:
        loans = self._by_iban.get(line.iban, []) if line.iban else []
        if not loans:
            return None
        waiting = [each for each in loans if each.awaits(line.amount)]
        if len(loans) == 1:
            reasons = ["account", *self._agrees(line, loans[0], account=False)]
            return _judged(line, loans[0], reasons, "certain" if waiting else "likely")
        first = min(waiting or loans, key=lambda each: (-each.due, each.key))
        return _judged(line, first, ["account", "several_loans"], "likely" if len(waiting) == 1 else "unsure")

    def _by_name(self, line: Line) -> Proposal | None:
        near = {each.key: each for word in skeleton(line.payer).split() for each in self._by_sound.get(word, [])}
        scored = [(_likeness(line.payer, each.names), each) for each in near.values()]
        alike = [(score, each) for score, each in scored if score >= _SAME_NAME]
        if not alike:
            return None
        waiting = [(score, each) for score, each in alike if each.awaits(line.amount)]
        _score, first = max(waiting or alike, key=lambda pair: (pair[0], -pair[1].key))
        reasons = ["name", *self._agrees(line, first, account=False, name=False)]
        if len(waiting or alike) > 1:
            return _judged(line, first, [*reasons, "several_names"], "unsure")
        return _judged(line, first, reasons, "likely" if waiting else "unsure")

    def _agrees(self, line: Line, loan: Candidate, *, account: bool = True, name: bool = True) -> list[str]:
        """What else speaks for this loan."""
        found = []
        if account and line.iban and line.iban == loan.iban:
            found.append("account")
        if name and line.payer and _likeness(line.payer, loan.names) >= _SAME_NAME:
            found.append("name")
        if line.amount == loan.due:
            found.append("due")
        elif line.amount == loan.instalment:
            found.append("instalment")
        elif loan.awaits_with_added(line.amount):
            found.append("with_added")
        return found


def _judged(line: Line, loan: Candidate, reasons: list[str], certainty: Certainty) -> Proposal:
    """What cannot be booked as it is, or may have to be split, is never certain, and says why."""
    if line.amount > loan.most + loan.added:
        return Proposal(loan.key, "unsure", (*reasons, "too_much"))
    if line.on < loan.since:
        return Proposal(loan.key, "unsure", (*reasons, "before_loan"))
    if any(amount == line.amount and abs((line.on - day).days) <= NEAR for day, amount in loan.by_hand):
        return Proposal(loan.key, "unsure", (*reasons, "maybe_booked"))
    if loan.added and line.amount > (loan.due or loan.instalment):
        if "with_added" not in reasons:
            reasons = [*reasons, "maybe_added"]
        return Proposal(loan.key, "likely" if certainty == "certain" else certainty, tuple(reasons))
    return Proposal(loan.key, certainty, tuple(reasons))


def _likeness(payer: str, names: Sequence[str]) -> float:
    return max((similarity(payer, name) for name in names if name), default=0.0)


def numbers_in(text: str) -> list[str]:
    """Every run of eight signs that could be a number of ours, in any digits, broken by whatever banks put between."""
    plain = "".join(sign for sign in to_ascii(text).upper() if sign.isascii() and sign.isalnum())
    return [plain[place : place + LENGTH] for place in range(len(plain) - LENGTH + 1)]
