"""Where the figures of an assessment begin: what she told in her answers, her financial plan, the offer."""

from collections.abc import Iterable
from decimal import Decimal

from django.core.exceptions import ValidationError

from applicants.models import Person, Plan
from applicants.plans.figures import Figures
from applicants.situation.models import IncomeKind
from loans.applications.models import Application
from loans.applications.pricing import quote_of
from loans.assessments.capacity import heaviest_month, monthly_mean
from loans.assessments.models import FigureKind, Source
from portal.money import ZERO

Begun = tuple[Decimal, Source]


def begun_with(application: Application) -> dict[FigureKind, Begun]:
    """Each figure as it stands in the file today, in euros a month, with where it comes from."""
    person = application.case.person
    plan = Plan.objects.filter(case=application.case).first()
    figures = plan.newest.figures if plan is not None else None
    return {
        FigureKind.INCOME: _income(person, figures),
        FigureKind.CHARGES: _charges(figures),
        FigureKind.DEBTS: (sum((debt.monthly for debt in person.debts.all()), ZERO), Source.ANSWERS),
        FigureKind.INSTALMENT: (instalment_of(application), Source.OFFER),
    }


def instalment_of(application: Application) -> Decimal:
    """What the offer asks for in its heaviest month; 0 without an offer."""
    try:
        quote = quote_of(application)
    except ValidationError:
        return ZERO
    return heaviest_month((row.due, row.amount) for row in quote.rows) if quote is not None else ZERO


def _income(person: Person, figures: Figures | None) -> Begun:
    """The household's income; what the business brings is the plan's figure where there is a plan."""
    incomes = list(person.incomes.all())
    if figures is None:
        return sum((one.monthly for one in incomes), ZERO), Source.ANSWERS
    others = sum((one.monthly for one in incomes if one.kind != IncomeKind.BUSINESS), ZERO)
    business = _mean(figures, ["sales"]) - _mean(figures, ["purchases", "costs"])
    return max(others + business, ZERO), Source.PLAN_AND_ANSWERS if incomes else Source.PLAN


def _charges(figures: Figures | None) -> Begun:
    return (ZERO, Source.NOBODY) if figures is None else (_mean(figures, ["household"]), Source.PLAN)


def _mean(figures: Figures, pages: Iterable[str]) -> Decimal:
    lines = [line for page in pages for line in figures.of(page)]
    months = range(1, figures.months + 1)
    return monthly_mean((line.in_month(number) for line in lines for number in months), figures.months)
