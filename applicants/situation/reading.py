"""What a person told of her situation, added up, for those who work on her file and on her loan."""

from dataclasses import dataclass
from decimal import Decimal

from applicants.cases.models import Answer, Case
from applicants.journey.step import DECLINED
from applicants.situation.models import Business, Debt, Household, Income
from applicants.situation.registration import looks_right


@dataclass(frozen=True)
class Situation:
    """`declined` holds the steps to which she preferred not to answer; amounts are euros a month, `left` in all."""

    country: str

    business: Business | None
    household: Household | None
    incomes: list[Income]
    debts: list[Debt]
    declined: frozenset[str]

    @property
    def number_looks_right(self) -> bool:
        """Whether the registration number can be one of her country."""
        return self.business is None or not self.business.number or looks_right(self.business.number, self.country)

    @property
    def income(self) -> Decimal:
        return sum((row.monthly for row in self.incomes), Decimal(0))

    @property
    def debt_monthly(self) -> Decimal:
        return sum((row.monthly for row in self.debts), Decimal(0))

    @property
    def debt_left(self) -> Decimal:
        return sum((row.left for row in self.debts), Decimal(0))


def situation_of(case: Case) -> Situation:
    """What is known today of who asks; three queries and those of the two single rows."""
    person = case.person
    declined = Answer.objects.filter(case=case, field=DECLINED).values_list("step", flat=True)
    return Situation(
        country=person.country,
        business=getattr(person, "business", None),
        household=getattr(person, "household", None),
        incomes=list(person.incomes.all()),
        debts=list(person.debts.all()),
        declined=frozenset(declined),
    )
