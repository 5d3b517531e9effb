"""From terms, an amount and dates to a price: what stands between the tables and `loans.cost`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from loans.applications.models import Application
from loans.cost import Quote, fee_for, quote
from loans.longest import longest_term
from loans.products.models import FeeTaken, Terms
from loans.schedule import build_interest
from portal.language.digits import localize
from portal.language.money import format_euro
from portal.models import Holiday, Office

Closed = Callable[[date], bool]

# Monday is 1, Sunday 7, as offices keep their working days.
_WEEK = frozenset(range(1, 8))
_LONGEST_WAIT = timedelta(days=92)  # from paying out to the first instalment


@dataclass(frozen=True)
class Wish:
    """What is to be priced: euros, months in all, of which the first `grace` without repayment, and two days."""

    principal: Decimal
    months: int
    grace: int
    disburse_on: date
    first_due: date


def steps_of(terms: Terms) -> Sequence[tuple[Decimal | None, Decimal]]:
    """The stepped fee as `loans.cost.fee_for` takes it; JSON keeps the numbers as text."""
    return [(None if end is None else Decimal(str(end)), Decimal(str(fee))) for end, fee in terms.fee_steps]


def fee_of(terms: Terms, principal: Decimal) -> Decimal:
    """The fee in euros for this amount, 0 for a product without one; `ValidationError` beyond the tariff."""
    try:
        return fee_for(principal, steps_of(terms)) if terms.fee_steps else Decimal(0)
    except ValueError as problem:
        raise ValidationError({"principal": _("The tariff of this product has no fee for this amount.")}) from problem


def price(*, terms: Terms, wish: Wish, office: Office) -> Quote:
    """The price of a wish under these terms, with the office's own working days.

    `ValidationError` by field, in the reader's language, when the wish is outside the terms or has no price.
    """
    check(terms, wish)
    return _priced(terms, wish, closed_days(office), fee_of(terms, wish.principal), terms.fee_taken)


def _priced(terms: Terms, wish: Wish, closed: Closed, fee: Decimal, fee_taken: str) -> Quote:
    try:
        return quote(
            principal=wish.principal,
            count=wish.months,
            first_due=wish.first_due,
            disbursed_on=wish.disburse_on,
            rate=terms.yearly_rate,
            fee=fee,
            fee_taken="withheld" if fee_taken == FeeTaken.WITHHELD else "apart",
            grace=wish.grace,
            closed=closed,
        )
    except ValueError as problem:
        raise ValidationError(_("These numbers give no schedule. Please change the amount or the dates.")) from problem


def check(terms: Terms, wish: Wish) -> None:
    """Whether the terms allow this wish; every field that does not fit is named with its bounds."""
    language = get_language() or "en"
    errors: dict[str, str] = {}
    if not terms.amount_min <= wish.principal <= terms.amount_max:
        errors["principal"] = _("This product lends between %(least)s and %(most)s.") % {
            "least": format_euro(terms.amount_min, language),
            "most": format_euro(terms.amount_max, language),
        }
    if not terms.months_min <= wish.months <= terms.months_max:
        errors["months"] = _("This product runs between %(least)s and %(most)s months.") % {
            "least": localize(terms.months_min, language),
            "most": localize(terms.months_max, language),
        }
    if wish.grace > terms.grace_max or wish.grace >= wish.months:
        errors["grace"] = _("Months without repayment: at most %(most)s with this product.") % {
            "most": localize(terms.grace_max, language)
        }
    if not wish.disburse_on < wish.first_due <= wish.disburse_on + _LONGEST_WAIT:
        errors["first_due"] = _("The first instalment is after the loan is paid out, within three months.")
    if errors:
        raise ValidationError(errors)


def quote_of(application: Application) -> Quote | None:
    """The price of what is proposed, or None while there is no proposal: the fee as it was offered and saved."""
    terms, office = application.terms, application.case.office
    wish = wish_of(application)
    if terms is None or office is None or wish is None:
        return None
    check(terms, wish)
    return _priced(terms, wish, closed_days(office), application.fee or Decimal(0), application.fee_taken)


def wish_of(application: Application) -> Wish | None:
    """What is proposed, or None while something is missing."""
    found: Any = (application.principal, application.months, application.disburse_on, application.first_due)
    if None in found:
        return None
    principal, months, disburse_on, first_due = found
    return Wish(principal, months, application.grace, disburse_on, first_due)


def closed_days(office: Office) -> Closed:
    """A predicate: whether the office does not work on a day, by weekday or by its list of days off."""
    holidays = Holiday.objects.closed_days(office)
    weekdays = _WEEK - set(office.working_weekdays)
    return lambda day: day.isoweekday() in weekdays or day in holidays


@dataclass(frozen=True)
class Shorter:
    """The longest term that ends by a day: its months, its last day, and the largest instalment in euros."""

    months: int
    last_due: date
    instalment: Decimal


def longest_by(*, terms: Terms, wish: Wish, office: Office, day: date) -> Shorter | None:
    """The longest term, not longer than wished, whose last instalment falls by `day`; None when none is so short.

    Said beside a residence permit that ends earlier: a fact to choose by, never a refusal.
    """
    closed = closed_days(office)
    least = max(terms.months_min, wish.grace + 1)
    found = longest_term(first_due=wish.first_due, least=least, most=wish.months, until=day, closed=closed)
    if found is None:
        return None
    rows = build_interest(
        wish.principal,
        found.months,
        wish.first_due,
        rate=terms.yearly_rate,
        start=wish.disburse_on,
        grace=wish.grace,
        closed=closed,
    )
    return Shorter(found.months, found.last_due, max(row.amount for row in rows))
