"""What a guarantor stands for over all loans: euros by persons, the number of loans by organisations."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from loans.guarantees.models import LIVING, Guarantee, GuaranteeKind
from loans.guarantees.owed import owed_of, still
from loans.guarantees.same import Said, all_said


@dataclass(frozen=True)
class Exposure:
    """`euros` and `loans` are what he stands for now, `asked_*` what he was asked for and has not signed.

    Euros of what is in force fall as the loans are paid back. Organisations have no euros.
    """

    euros: Decimal = Decimal(0)
    loans: int = 0
    asked_euros: Decimal = Decimal(0)
    asked_loans: int = 0

    def with_asked(self) -> "Exposure":
        """As if all that was asked were signed."""
        return Exposure(self.euros + self.asked_euros, self.loans + self.asked_loans)


NONE: Final = Exposure()


def exposures_of(persons: Iterable[int], said: Said | None = None) -> dict[int, Exposure]:
    """Person → what he stands for with money, by any record that is said to be his; two queries, and one for `said`.

    Those that stand for nothing are left out.
    """
    keys, said = list(persons), said or all_said()
    rows = Guarantee.objects.persons().filter(guarantor__in=said.records(keys), state__in=LIVING)
    found = _summed(rows.select_related("application"), lambda row: said.first(row.guarantor_id or 0))
    return {key: found[said.first(key)] for key in keys if said.first(key) in found}


def vouching_of(partners: Iterable[int]) -> dict[int, Exposure]:
    """Organisation → for how many loans it vouches; one query."""
    rows = Guarantee.objects.filter(kind=GuaranteeKind.MORAL, partner__in=list(partners), state__in=LIVING)
    return _summed(rows.select_related("application"), lambda row: row.partner_id or 0)


def sum_of(rows: Iterable[Guarantee], owed: dict[int, Decimal]) -> Exposure:
    """What these guarantees come to, `owed` as `owed_of` gives it for their applications."""
    firm = [row for row in rows if row.state == "active"]
    asked = [row for row in rows if row.state in LIVING and row.state != "active"]
    return Exposure(
        euros=sum((still(row, owed.get(row.application_id)) for row in firm), Decimal(0)),
        loans=len(firm),
        asked_euros=sum((row.amount or Decimal(0) for row in asked), Decimal(0)),
        asked_loans=len(asked),
    )


def _summed(rows: Iterable[Guarantee], key: Callable[[Guarantee], int]) -> dict[int, Exposure]:
    by_guarantor: dict[int, list[Guarantee]] = {}
    for row in rows:
        by_guarantor.setdefault(key(row), []).append(row)
    paying = [row.application_id for rows in by_guarantor.values() for row in rows if row.covered]
    owed = owed_of(paying) if paying else {}
    return {guarantor: sum_of(rows, owed) for guarantor, rows in by_guarantor.items()}
