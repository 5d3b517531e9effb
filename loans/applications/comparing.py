"""The price before anything is chosen: for the amount she wishes, a product of each kind side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from loans import words
from loans.applications.pricing import Wish, price
from loans.applications.queries import terms_on_offer
from loans.applications.told import Told
from loans.interval import day_in_month, month_number
from loans.products.models import Every, Terms
from portal.models import Office

TYPICAL_MONTHS: Final = 24
_PAY_OUT_IN: Final = timedelta(days=30)


@dataclass(frozen=True)
class Compared:
    """`told` are one or two prices; where there is none, `reason` says why in words. Euros, months."""

    amount: Decimal
    told: Sequence[Told] = ()
    months: int = 0
    reason: str = ""

    @property
    def example(self) -> str:
        """What the prices take for granted: the amount, the term, the day of paying out."""
        quote = self.told[0].quote
        return _("An example: %(amount)s, paid back in %(months)s months, if we pay out on %(day)s.") % {
            "amount": words.euro_words(quote.principal),
            "months": words.number_words(self.months),
            "day": words.day_words(quote.disbursed_on),
        }


def compare(*, amount: Decimal, office: Office, today: date) -> Compared:
    """A price without interest and one with interest, over one typical term; one price where only one fits."""
    offered = list(terms_on_offer(office, today))
    fitting = [terms for terms in offered if terms.amount_min <= amount <= terms.amount_max]
    chosen = _one_of_each_kind(fitting)
    lent = max((_multiple(amount, terms) for terms in chosen), key=lambda each: amount - each, default=amount)
    told, months = [], 0
    for terms in chosen:
        wish = typical_wish(lent, chosen, terms, today)
        try:
            quote = price(terms=terms, wish=wish, office=office)
        except ValidationError:  # a tariff without a fee for this amount, a fee that leaves nothing
            continue
        told.append(Told(quote, terms, office))
        months = wish.months
    return Compared(amount, told, months, "" if told else _reason(offered, amount))


def _multiple(amount: Decimal, terms: Terms) -> Decimal:
    """The amount in whole steps of the product, not more than wished and not less than its smallest."""
    return max(amount - amount % terms.amount_step, terms.amount_min)


def typical_wish(amount: Decimal, beside: Sequence[Terms], terms: Terms, today: date) -> Wish:
    """Paid out in a month, over one term for all `beside` each other where there is one.

    Every month from a month later on, where the product allows it; else as is usual with it.
    """
    least, most = max(each.months_min for each in beside), min(each.months_max for each in beside)
    if least > most:
        least, most = terms.months_min, terms.months_max
    months, paid_out = min(max(TYPICAL_MONTHS, least), most), today + _PAY_OUT_IN
    every = Every.MONTH if Every.MONTH in terms.frequencies else Every(terms.usual_frequency)
    if every == Every.QUARTER:
        months -= months % 3
    return Wish(amount, months, 0, paid_out, first_after(paid_out, every, months), every)


def first_after(paid_out: date, every: str, months: int) -> date:
    """The first instalment one period after paying out; of a loan paid back all at once, at the end of its months."""
    match every:
        case Every.WEEK | Every.FORTNIGHT:
            return paid_out + timedelta(weeks=1 if every == Every.WEEK else 2)
        case Every.QUARTER:
            ahead = 3
        case Every.ONCE:
            ahead = months
        case _:
            ahead = 1
    return day_in_month(month_number(paid_out) + ahead, paid_out.day)


def _one_of_each_kind(fitting: Sequence[Terms]) -> list[Terms]:
    """The first product of each kind in the institution's order; two of one kind where the other has none."""
    kinds = {terms.interest_free: terms for terms in reversed(fitting)}
    chosen = [terms for terms in fitting if kinds[terms.interest_free] == terms]
    return (chosen + [terms for terms in fitting if terms not in chosen])[:2]


def _reason(offered: Sequence[Terms], amount: Decimal) -> str:
    """Why there is no price; never that there will be no loan."""
    if not offered:
        return _("There is no loan on offer in your country now. Your advisor looks for another way with you.")
    least, most = min(terms.amount_min for terms in offered), max(terms.amount_max for terms in offered)
    sentence = _(
        "Our loans go from %(least)s to %(most)s, so we cannot show a price for %(amount)s. You can send your request"
        " all the same: your advisor looks with you at what is possible."
    )
    values = {"least": least, "most": most, "amount": amount}
    return sentence % {name: words.euro_words(value) for name, value in values.items()}
