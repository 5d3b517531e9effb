"""What a residence permit means for a loan: the longest term that needs no exception. Information, never a verdict.

Fills the slot `permit_notes`.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from loans import words
from loans.applications.comparing import typical_wish
from loans.applications.models import Application, Price
from loans.applications.pricing import Wish, longest_by, wish_of
from loans.applications.queries import terms_on_offer
from loans.permits.until import permit_end
from loans.products.models import Every, Terms
from portal.models import Office


def permit_note(*, permit: Any, case: Any) -> str | None:
    """For what is wished or offered in a case; None for who wants no loan, or whose permit ends after every loan."""
    application: Application | None = getattr(case, "application", None)
    if application is None or application.status.closed or hasattr(application, "loan") or case.office is None:
        return None
    today = timezone.localdate()
    terms, amount = application.terms, application.principal or application.amount_wished
    if terms is None:
        offered = terms_on_offer(case.office, today)
        terms = _first_that_fits(list(offered), amount, interest=application.price_wished == Price.INTEREST)
    end = permit_end(permit.person)
    if terms is None or amount is None or end is None:
        return None
    wish = wish_of(application) or typical_wish(amount, [terms], terms, today)
    longest = terms.months_max - (terms.months_max % 3 if wish.every == Every.QUARTER else 0)
    wish = replace(wish, months=longest, grace=0)
    return note(until=end, terms=terms, wish=wish, office=case.office)


def note(*, until: date, terms: Terms, wish: Wish, office: Office) -> str | None:
    """The sentences; None when the longest loan of these terms ends by the day. `wish.months` is that longest term."""
    if not terms.asks_exception:
        return _(
            "The residence document ends on %(day)s. With the product “%(product)s”, a longer loan needs no exception."
        ) % {"day": words.day_words(until), "product": str(terms.product)}
    found = longest_by(terms=terms, wish=wish, office=office, day=until)
    if found is not None and found.months == wish.months:
        return None
    day, product = words.day_words(until), str(terms.product)
    if found is None:
        return _(
            "The residence document ends on %(day)s. Every loan of the product “%(product)s” ends later. That is no"
            " refusal: such a loan needs an exception, and a second person looks at it."
        ) % {"day": day, "product": product}
    said = _(
        "The residence document ends on %(day)s. With the product “%(product)s”, a loan of up to %(months)s months"
        " needs no exception: of %(amount)s, one instalment is then %(instalment)s. A longer loan is possible too, with"
        " an exception that a second person looks at."
    ) % {
        "day": day,
        "product": product,
        "months": words.number_words(found.months),
        "amount": words.euro_words(wish.principal),
        "instalment": words.euro_words(found.instalment),
    }
    first = _("This product asks to look first for a loan that ends before the document.")
    return f"{said} {first}" if terms.shorter_first else said


def _first_that_fits(offered: list[Terms], amount: Decimal | None, *, interest: bool) -> Terms | None:
    """The first product for the amount, of the kind she wishes where there is one."""
    fitting = [terms for terms in offered if amount is not None and terms.amount_min <= amount <= terms.amount_max]
    return next((terms for terms in fitting if terms.interest_free != interest), fitting[0] if fitting else None)
