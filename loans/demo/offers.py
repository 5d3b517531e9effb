"""What is offered in the demo: which product, how much, for how long and how often."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from django.utils import timezone

from loans.applications.borrower_steps import most_for
from loans.applications.models import Application
from loans.applications.pricing import Wish
from loans.demo.cast import Cast
from loans.products.models import Terms

# Mostly the first product; of so many files, these get another one.
_OF = 9
_OTHERS = {3: "week-free", 5: "season-free", 7: "certified-free"}


def offered(application: Application, cast: Cast, dice: Random) -> tuple[Wish, Terms]:
    """Mostly by the month; now and then a stall that pays by the week, or a garden that rests in winter."""
    today, months, grace = timezone.localdate(), dice.choice([6, 12, 18, 24, 24, 30]), dice.choice([0, 0, 1, 2])
    code = _OTHERS.get(application.case_id % _OF, "start-free")
    if application.price_wished == "interest":
        code = "start-interest"
    terms = cast.terms[code]
    wished = max(application.amount_wished or Decimal(3000), terms.amount_min)
    wished = min(wished, most_for(terms, application.case))
    wish = Wish(
        principal=wished - wished % terms.amount_step,
        months=months,
        grace=grace,
        disburse_on=today + timedelta(days=30),
        first_due=today + timedelta(days=61),
    )
    if code == "week-free":
        return replace(wish, months=6, grace=0, first_due=today + timedelta(days=37), every="week"), terms
    if code == "season-free":
        winter = {12, 1, 2} - {wish.first_due.month}
        return replace(wish, months=max(months, 12), grace=0, pauses=tuple(sorted(winter))), terms
    return wish, terms


def last_day(application: Application) -> date | None:
    """As it was planned, or two weeks from a decision that came later; None when its dates have passed, too."""
    today, first_due = timezone.localdate(), application.first_due or date.max
    planned = application.offer_valid_until or today
    last = planned if planned >= today else min(today + timedelta(days=14), first_due - timedelta(days=1))
    return last if last >= today else None
