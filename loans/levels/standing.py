"""At which level an application is decided, who may, and the words for both."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from loans.applications.models import Application
from loans.applications.readings import Readings
from loans.levels.exceptions import exceptions_of
from loans.levels.models import ExceptionCode, Level, LevelLimit, LevelRaise
from loans.levels.rules import Needed, needed
from loans.words import euro_words
from portal.actors import Actor
from portal.roles import Permission, Role


def level_of(read: Readings) -> Needed:
    """The level that the amount and the exceptions of now ask for, by the lines of the office's country."""
    application = read.application
    office = application.case.office
    country = office.country if office else ""
    return needed(
        application.principal or Decimal(0),
        limits=_by_country(LevelLimit.objects.all(), country, "level", "up_to"),
        raises=_by_country(LevelRaise.objects.all(), country, "code", "level"),
        exceptions=exceptions_of(read),
    )


def _by_country(rows: Any, country: str, key: str, value: str) -> dict[Any, Any]:
    """Key → value, a line of the country before the one for every country."""
    found = rows.filter(country__in={"", country}).order_by("country")
    return dict(found.values_list(key, value))


def level_held(actor: Actor, application: Application) -> int:
    """The highest level at which this actor decides alone on it; 0 for who decides nothing there."""
    if not actor.may(Permission.DECIDE_LOANS):
        return 0
    if Role.HEAD_OFFICE in actor.roles:
        return Level.HEAD
    return Level.OFFICE if application.case.office_id in (actor.offices or ()) else 0


def who_decides(level: int) -> str:
    """The sentence that names who decides."""
    return {
        Level.OFFICE: _("The office manager or the head office decides on this loan."),
        Level.HEAD: _("The head office decides on this loan."),
        Level.COMMITTEE: _("The committee decides on this loan."),
    }[Level(level)]


def why(asked: Needed) -> list[str]:
    """Why it is not the lowest level, a sentence each."""
    said = []
    if asked.passed is not None:
        said.append(_("The amount is above %(limit)s.") % {"limit": euro_words(asked.passed)})
    return said + [_because(ExceptionCode(code)) for code in asked.raised_by]


def _because(code: ExceptionCode) -> str:
    return {
        ExceptionCode.PERMIT: _("The residence permit ends before the last instalment."),
        ExceptionCode.GUARANTEES: _("The guarantees are not enough."),
        ExceptionCode.PRODUCT: _("The loan goes beyond the limits of its product."),
        ExceptionCode.WRITTEN_OFF: _("A loan of another member of the group was written off."),
    }[code]
