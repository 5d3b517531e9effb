"""What sets an application apart from what its product foresees, as codes: they may raise the level of the decision."""

from collections.abc import Callable
from typing import Final

from loans.applications.models import Application
from loans.groups.blocking import written_off_beside
from loans.guarantees.cover import cover_of
from loans.levels.models import ExceptionCode
from loans.permits.standing import need_of


def exceptions_of(application: Application) -> tuple[ExceptionCode, ...]:
    """The exceptions that an offer carries now, in the order of `ExceptionCode`; none while there is no offer."""
    if application.terms is None or application.principal is None:
        return ()
    return tuple(code for code, carries in _RULES.items() if carries(application))


def _permit_ends_before(application: Application) -> bool:
    return need_of(application) is not None


def _guarantees_lack(application: Application) -> bool:
    return not cover_of(application).enough


def _beyond_product(application: Application) -> bool:
    """A saved offer fits its terms; those that came by another way may not."""
    terms, months = application.terms, application.months or 0
    if terms is None or application.principal is None:
        return False
    return application.principal > terms.amount_max or months > terms.months_max


def _written_off_beside(application: Application) -> bool:
    return bool(written_off_beside(application))


_RULES: Final[dict[ExceptionCode, Callable[[Application], bool]]] = {
    ExceptionCode.PERMIT: _permit_ends_before,
    ExceptionCode.GUARANTEES: _guarantees_lack,
    ExceptionCode.PRODUCT: _beyond_product,
    ExceptionCode.WRITTEN_OFF: _written_off_beside,
}
