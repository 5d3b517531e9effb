"""From terms, an amount and dates to a price: what stands between the tables and `loans.cost`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from loans.applications.models import Application
from loans.cost import Quote, fee_for, quote
from loans.due_dates import Frequency, rows_within
from loans.interval import day_in_month, month_number
from loans.longest import longest_term, longest_wait
from loans.products.models import Every, FeeTaken, Terms
from loans.schedule import build_interest
from portal.language.digits import localize
from portal.language.money import format_euro
from portal.models import Holiday, Office
from portal.money import CENT, round_to

Closed = Callable[[date], bool]

FREQUENCIES: Final[dict[str, Frequency]] = {
    Every.WEEK: "week",
    Every.FORTNIGHT: "fortnight",
    Every.MONTH: "month",
    Every.QUARTER: "quarter",
    Every.ONCE: "month",
}

# Monday is 1, Sunday 7, as offices keep their working days.
_WEEK = frozenset(range(1, 8))
_LONGEST_WAIT = 3  # months from paying out to the first instalment; as long again for a quarter, more for a season
_QUARTER = 3


@dataclass(frozen=True)
class Wish:
    """What is to be priced: euros, months in all, of which the first `grace` without repayment, and two days.

    `every` is a value of `Every`; no instalment falls in the months (1-12) of `pauses`.
    """

    principal: Decimal
    months: int
    grace: int
    disburse_on: date
    first_due: date
    every: str = Every.MONTH
    pauses: tuple[int, ...] = ()

    @property
    def frequency(self) -> Frequency:
        """As `loans.schedule` names it; what is paid all at once is one row, whatever the frequency."""
        return FREQUENCIES[self.every]

    @property
    def longest_wait(self) -> int:
        """How many months after paying out the first instalment comes at the latest."""
        if self.every == Every.ONCE:
            return self.months
        return _LONGEST_WAIT * (2 if self.every == Every.QUARTER else 1) + len(self.pauses)

    @property
    def grace_rows(self) -> int:
        """How many instalments fall in the months without repayment."""
        return self.rows_in(self.grace) if self.grace else 0

    def rows_in(self, months: int) -> int:
        """How many instalments fall in the first so many months; `ValueError` as in `rows_within`."""
        if self.every == Every.ONCE:
            return 1
        return rows_within(months, self.first_due, every=self.frequency, skip_months=self.pauses)


def steps_of(terms: Terms) -> Sequence[tuple[Decimal | None, Decimal]]:
    """The stepped fee as `loans.cost.fee_for` takes it; JSON keeps the numbers as text."""
    return [(None if end is None else Decimal(str(end)), Decimal(str(fee))) for end, fee in terms.fee_steps]


def fee_of(terms: Terms, principal: Decimal) -> Decimal:
    """The fee in euros for this amount, 0 for a product without one; `ValidationError` beyond the tariff."""
    if terms.fee_percent is not None:
        whole = round_to(principal * terms.fee_percent / 100, CENT, "half_up")
        return whole if terms.fee_cap is None else min(whole, terms.fee_cap)
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
            count=wish.rows_in(wish.months),
            first_due=wish.first_due,
            disbursed_on=wish.disburse_on,
            rate=terms.yearly_rate,
            fee=fee,
            fee_taken="withheld" if fee_taken == FeeTaken.WITHHELD else "apart",
            grace=wish.grace_rows,
            closed=closed,
            every=wish.frequency,
            skip_months=wish.pauses,
        )
    except ValueError as problem:
        raise ValidationError(_no_schedule(terms, wish)) from problem


def _no_schedule(terms: Terms, wish: Wish) -> str:
    """What to change when there is no schedule: a long pause gathers more interest than a small instalment pays."""
    if terms.yearly_rate and wish.pauses and wish.every in (Every.WEEK, Every.FORTNIGHT):
        return _(
            "In so long a pause more interest gathers than one instalment pays."
            " Choose fewer months without an instalment, or an instalment every month."
        )
    return _("These numbers give no schedule. Please change the amount or the dates.")


def check(terms: Terms, wish: Wish) -> None:
    """Whether the terms allow this wish; every field that does not fit is named with its bounds."""
    errors = _amount_and_term(terms, wish) | _rhythm(terms, wish)
    latest = day_in_month(month_number(wish.disburse_on) + wish.longest_wait, wish.disburse_on.day)
    if not wish.disburse_on < wish.first_due <= latest:
        errors["first_due"] = ngettext(
            "The first instalment is after the loan is paid out, within %(most)s month.",
            "The first instalment is after the loan is paid out, within %(most)s months.",
            wish.longest_wait,
        ) % {"most": _number(wish.longest_wait)}
    elif wish.first_due.month in wish.pauses:
        errors["first_due"] = _("The first instalment falls in a month without an instalment.")
    if errors:
        raise ValidationError(errors)


def _number(number: int) -> str:
    return localize(number, get_language() or "en")


def _amount_and_term(terms: Terms, wish: Wish) -> dict[str, str]:
    language = get_language() or "en"
    errors: dict[str, str] = {}
    if not terms.amount_min <= wish.principal <= terms.amount_max:
        errors["principal"] = _("This product lends between %(least)s and %(most)s.") % {
            "least": format_euro(terms.amount_min, language),
            "most": format_euro(terms.amount_max, language),
        }
    elif wish.principal % terms.amount_step:
        errors["principal"] = _("With this product the amount is a multiple of %(step)s.") % {
            "step": format_euro(terms.amount_step, language)
        }
    if not terms.months_min <= wish.months <= terms.months_max:
        errors["months"] = _("This product runs between %(least)s and %(most)s months.") % {
            "least": _number(terms.months_min),
            "most": _number(terms.months_max),
        }
    elif wish.every == Every.QUARTER and wish.months % _QUARTER:
        errors["months"] = _("Paid every three months, a loan runs for 3, 6, 9 … months.")
    if wish.every == Every.QUARTER and wish.grace % _QUARTER:
        errors["grace"] = _("Paid every three months, the months without repayment are 0, 3, 6 …")
    elif wish.grace > terms.grace_max or wish.grace >= wish.months:
        errors["grace"] = _("Months without repayment: at most %(most)s with this product.") % {
            "most": _number(terms.grace_max)
        }
    return errors


def _rhythm(terms: Terms, wish: Wish) -> dict[str, str]:
    """How often is paid, and in which months nothing is."""
    errors: dict[str, str] = {}
    if wish.every not in terms.frequencies:
        ways = " · ".join(str(Every(each).label) for each in terms.frequencies)
        errors["every"] = _("This product is paid back in this way: %(ways)s.") % {"ways": ways}
    elif wish.every == Every.ONCE and (wish.grace or wish.pauses):
        errors["every"] = _("A loan that is paid back all at once has no months without payment.")
    if len(set(wish.pauses)) > terms.pauses_max:
        errors["pauses"] = _("Months of a year without an instalment: at most %(most)s with this product.") % {
            "most": _number(terms.pauses_max)
        }
    return errors


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
    every, pauses = application.every, tuple(application.pause_months)
    return Wish(principal, months, application.grace, disburse_on, first_due, every, pauses)


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
    if wish.every == Every.ONCE:
        found = longest_wait(paid_out=wish.disburse_on, least=least, most=wish.months, until=day, closed=closed)
        return found and Shorter(found.months, found.last_due, wish.principal)
    found = longest_term(
        first_due=wish.first_due,
        least=least,
        most=wish.months,
        until=day,
        closed=closed,
        every=wish.frequency,
        skip_months=wish.pauses,
    )
    if found is None:
        return None
    rows = build_interest(
        wish.principal,
        found.rows,
        wish.first_due,
        rate=terms.yearly_rate,
        start=wish.disburse_on,
        grace=wish.grace_rows,
        closed=closed,
        every=wish.frequency,
        skip_months=wish.pauses,
    )
    return Shorter(found.months, found.last_due, max(row.amount for row in rows))
