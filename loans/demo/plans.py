"""The demo's financial plans: some begun and left, some worked out, with a remark; some in which the money runs out."""

from dataclasses import replace
from decimal import Decimal
from random import Random

from applicants.models import Case, Plan
from applicants.plans.actions import begin_plan, remark, save_page
from applicants.plans.figures import Line
from loans.demo.institution import read
from portal.actors import Actor


def make_plan(case: Case, *, herself: Actor, advisor: Actor) -> None:
    """Two files in three have a plan. Its own dice leave the rest of the story as it was."""
    dice = Random(case.pk)
    if dice.random() > 0.66:
        return
    sales = dice.randint(12, 60) * 50
    share = dice.choice([60, 75, 75, 95, 115])  # what goes out, in percent of what comes in
    monthly = {
        "sales": Decimal(sales),
        "purchases": Decimal(sales * share * dice.randint(20, 40) // 10000),
        "costs": Decimal(sales * share * dice.randint(20, 35) // 10000),
        "household": Decimal(sales * share * dice.randint(15, 30) // 10000),
        "loan": Decimal(dice.randint(4, 12) * 10),
    }
    plan = begin_plan(by=herself, case=case, monthly=monthly)
    if dice.random() < 0.6:
        _work_out(plan, dice, herself)
    if dice.random() < 0.4:
        _look_through(plan, dice, advisor)


def _work_out(plan: Plan, dice: Random, herself: Actor) -> None:
    """Her own words in the place of the first answers, and a month that is different."""
    named = read("plans")[plan.case.person.language]
    for page in ("sales", "costs"):
        version = plan.newest
        first = version.figures.of(page)[0]
        names = dice.sample(named[page], min(2, len(named[page])))
        half = (first.amount / 2).quantize(Decimal(1))
        lines = [replace(first, name=names[0], amount=first.amount - half), Line(f"{page}2", names[1], half, first=2)]
        if page == "sales":
            lines[0] = lines[0].with_months({dice.randint(3, 11): Decimal(dice.randint(0, 6) * 100)})
        save_page(by=herself, plan=plan, page=page, base=version.number, lines=lines)


def _look_through(plan: Plan, dice: Random, advisor: Actor) -> None:
    """The advisor corrects what the household needs, and asks about the taxes."""
    version = plan.newest
    lines = [replace(line, amount=line.amount + dice.randint(1, 4) * 25) for line in version.figures.of("household")]
    save_page(by=advisor, plan=plan, page="household", base=version.number, lines=lines)
    words = read("plans")[plan.case.person.language]["comment"]
    remark(by=advisor, plan=plan, page="costs", text=words)
