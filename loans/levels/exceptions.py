"""What sets an application apart from what its product foresees, as codes: they may raise the level of the decision."""

from collections.abc import Callable
from typing import Final

from django.core.exceptions import ValidationError

from loans.applications.models import Application
from loans.applications.pricing import quote_of
from loans.guarantees.cover import cover_of
from loans.levels.models import ExceptionCode


def exceptions_of(application: Application) -> tuple[ExceptionCode, ...]:
    """The exceptions that an offer carries now, in the order of `ExceptionCode`; none while there is no offer."""
    if application.terms is None or application.principal is None:
        return ()
    return tuple(code for code, carries in _RULES.items() if carries(application))


def _permit_ends_before(application: Application) -> bool:
    permit = getattr(application.case.person, "permit", None)
    if permit is None or permit.valid_until is None:
        return False
    try:
        quote = quote_of(application)
    except ValidationError:  # beyond the product: that is an exception of its own
        return False
    return quote is not None and permit.valid_until < quote.last_due


def _guarantees_lack(application: Application) -> bool:
    return not cover_of(application).enough


def _beyond_product(application: Application) -> bool:
    """A saved offer fits its terms; those that came by another way may not."""
    terms, months = application.terms, application.months or 0
    if terms is None or application.principal is None:
        return False
    return application.principal > terms.amount_max or months > terms.months_max


_RULES: Final[dict[ExceptionCode, Callable[[Application], bool]]] = {
    ExceptionCode.PERMIT: _permit_ends_before,
    ExceptionCode.GUARANTEES: _guarantees_lack,
    ExceptionCode.PRODUCT: _beyond_product,
}
