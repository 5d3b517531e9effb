"""What sets an application apart from what its product foresees, as codes: they may raise the level of the decision."""

from collections.abc import Callable
from typing import Final

from loans.applications.readings import Readings
from loans.levels.models import ExceptionCode


def exceptions_of(read: Readings) -> tuple[ExceptionCode, ...]:
    """The exceptions that an offer carries now, in the order of `ExceptionCode`; none while there is no offer."""
    application = read.application
    if application.terms is None or application.principal is None:
        return ()
    return tuple(code for code, carries in _RULES.items() if carries(read))


def _permit_ends_before(read: Readings) -> bool:
    return read.permit.need is not None


def _guarantees_lack(read: Readings) -> bool:
    return not read.cover.enough


def _beyond_product(read: Readings) -> bool:
    """A saved offer fits its terms; those that came by another way may not."""
    application = read.application
    terms, months = application.terms, application.months or 0
    if terms is None or application.principal is None:
        return False
    return application.principal > terms.amount_max or months > terms.months_max


def _written_off_beside(read: Readings) -> bool:
    return read.group is not None and bool(read.group.lost)


_RULES: Final[dict[ExceptionCode, Callable[[Readings], bool]]] = {
    ExceptionCode.PERMIT: _permit_ends_before,
    ExceptionCode.GUARANTEES: _guarantees_lack,
    ExceptionCode.PRODUCT: _beyond_product,
    ExceptionCode.WRITTEN_OFF: _written_off_beside,
}
