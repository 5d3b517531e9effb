"""A price ready to be told: the quote with its sentences, its picture, and the permit beside the last date.

Words are made when they are read, so that the same price can be told in two languages on one page.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Final

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from loans import words
from loans.applications.models import Application
from loans.applications.pricing import Shorter, Wish, longest_by, quote_of, wish_of
from loans.cost import Quote
from loans.guarantees.models import Guarantee
from loans.permits.until import permit_end
from loans.products.models import Terms
from loans.schedule import Instalment, Totals, totals
from portal.models import Office

PICTURE_HEIGHT: Final = 100
_STILL_AN_OFFER: Final = frozenset({"submitted", "in_review", "information_needed", "proposed", "deferred", "approved"})
_SLOT: Final = 10  # the width of a bar with its gap, in units of the picture


@dataclass(frozen=True)
class Bar:
    """One payment in the picture: units from its own left edge and from the top."""

    x: int
    top: int
    principal: int
    interest: int
    split: int


@dataclass(frozen=True)
class PermitNote:
    """Until when the permit is, and the longest term that ends by then (None: there is no such term)."""

    until: date
    shorter: Shorter | None


@dataclass(frozen=True)
class Told:
    """What `_quote.html` draws. `guarantees` are those of the application, for "who answers for it".

    `valid_until` is the last day of the offer, while it is one: not once it was accepted.
    """

    quote: Quote
    terms: Terms
    office: Office
    permit: PermitNote | None = None
    guarantees: Sequence[Guarantee] = field(default_factory=tuple)
    valid_until: date | None = None

    @property
    def assumptions(self) -> list[str]:
        return words.assumptions(self.quote)

    @property
    def fee_taken(self) -> str:
        return words.fee_taken(self.quote)

    @property
    def fee_purpose(self) -> str:
        return words.fee_purpose(self.terms)

    @property
    def fee_words(self) -> list[str]:
        """How the fee is taken, what it is for, how it is reckoned; nothing without one."""
        if not self.quote.fee:
            return []
        return list(filter(None, [self.fee_taken, self.fee_purpose, words.fee_rule(self.terms)]))

    @property
    def fee_later(self) -> list[str]:
        return words.fee_later(self.terms) if self.quote.fee else []

    @property
    def excluded(self) -> list[str]:
        return words.excluded(self.terms)

    @property
    def guarantee_words(self) -> list[str]:
        return words.guarantee(self.terms, self.quote.principal)

    @property
    def steps(self) -> str:
        return words.steps(self.terms)

    @property
    def rate(self) -> str:
        """The yearly interest with both decimals it is agreed with."""
        return words.percent_words(self.quote.rate)

    @property
    def lateness(self) -> str:
        return words.lateness(self.terms)

    @property
    def early(self) -> str:
        return words.early(self.terms)

    @property
    def rows(self) -> tuple[Instalment, ...]:
        return self.quote.rows

    @cached_property
    def totals(self) -> Totals:
        return totals(self.quote.rows)

    @property
    def grace(self) -> list[Instalment]:
        """The first rows, in which nothing of the loan itself is repaid."""
        return [row for row in self.rows if not row.principal]

    @property
    def usual(self) -> Decimal:
        """The instalment most rows have, after the grace."""
        return self.rows[len(self.grace)].amount

    @property
    def repaying(self) -> int:
        """How many rows repay the loan."""
        return len(self.rows) - len(self.grace)

    @property
    def equal(self) -> int:
        """How many of them are alike: all, or all but the last, which absorbs the rest."""
        return self.repaying if self.last.amount == self.usual else self.repaying - 1

    @property
    def last(self) -> Instalment:
        return self.rows[-1]

    @property
    def back_words(self) -> list[str]:
        """How it is paid back: the first instalments, how many of how much and how often, the last, the pauses."""
        said = [
            words.grace(self.quote.every, [row.amount for row in self.grace]),
            words.instalments(self.quote.every, self.equal, self.usual),
        ]
        if self.equal != self.repaying:
            said.append(_("Then one last instalment of %(amount)s") % {"amount": words.euro_words(self.last.amount)})
        days = {"first": words.day_words(self.quote.first_due), "last": words.day_words(self.quote.last_due)}
        return [*filter(None, said), _("From %(first)s to %(last)s") % days, *self.pause_words]

    @property
    def pause_words(self) -> list[str]:
        return list(filter(None, [words.pauses(self.quote.skip_months)]))

    @property
    def permit_words(self) -> list[str]:
        """What the permit's end means for these dates; nothing when it ends later. Never a refusal."""
        if self.permit is None or self.permit.until >= self.quote.last_due:
            return []
        until, shorter = words.day_words(self.permit.until), self.permit.shorter
        said = [
            _("The residence permit ends on %(end)s, before the last instalment on %(last)s.")
            % {"end": until, "last": words.day_words(self.quote.last_due)}
        ]
        if not self.terms.asks_exception:
            return [*said, *words.residence(self.terms)]
        if shorter is None:
            said.append(_("No term of this product ends before that day. The loan then needs an exception."))
        else:
            said.append(
                _("Up to %(months)s months need no exception: then one instalment is %(amount)s.")
                % {"months": words.number_words(shorter.months), "amount": words.euro_words(shorter.instalment)}
            )
        return [*said, *words.residence(self.terms)]

    @property
    def picture_width(self) -> int:
        return _SLOT * len(self.rows)

    @property
    def picture_height(self) -> int:
        return PICTURE_HEIGHT

    @property
    def bars(self) -> list[Bar]:
        """A bar per instalment, from the first; the first stands where the language begins to read."""
        most = max(row.amount for row in self.rows)
        places = range(len(self.rows))
        found = []
        for place, row in zip(reversed(places) if get_language_bidi() else places, self.rows, strict=True):
            whole = round(PICTURE_HEIGHT * row.amount / most)
            principal = round(PICTURE_HEIGHT * row.principal / most)
            found.append(
                Bar(
                    x=place * _SLOT + 1,
                    top=PICTURE_HEIGHT - whole,
                    principal=principal,
                    interest=whole - principal,
                    split=PICTURE_HEIGHT - principal,
                )
            )
        return found


def told_of(application: Application, guarantees: Iterable[Guarantee] = ()) -> Told | None:
    """The saved offer of an application, ready to be told; None while there is none."""
    quote, terms, office, wish = (
        quote_of(application),
        application.terms,
        application.case.office,
        wish_of(application),
    )
    if quote is None or terms is None or office is None or wish is None:
        return None
    told = tell(quote=quote, terms=terms, office=office, wish=wish, application=application, guarantees=guarantees)
    return replace(told, valid_until=application.offer_valid_until) if application.state in _STILL_AN_OFFER else told


def tell(
    *,
    quote: Quote,
    terms: Terms,
    office: Office,
    wish: Wish,
    application: Application,
    guarantees: Iterable[Guarantee] = (),
) -> Told:
    """A quote with the permit of the one who asks beside it, and those guarantees that have not ended."""
    end, note = permit_end(application.case.person), None
    if end is not None and end < quote.last_due:
        note = PermitNote(end, longest_by(terms=terms, wish=wish, office=office, day=end))
    return Told(quote, terms, office, note, [one for one in guarantees if not one.status.closed])
