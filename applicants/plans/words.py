"""The words of a plan, in the language of the moment: pages, known lines, months, warnings, changes."""

from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from applicants.journey.money import KNOWN_SOURCES
from applicants.plans.figures import WHEN, Change, Figures, Line
from applicants.plans.forecast import Forecast, Warned
from applicants.plans.models import PlanPage
from portal.language.digits import localize
from portal.language.money import format_euro
from portal.pdf.document import ltr

# Lines that begin from a question; people may give them a name of their own.
LINES: Final[dict[str, Any]] = {
    "sales": gettext_lazy("All sales"),
    "purchases": gettext_lazy("All goods and material"),
    "costs": gettext_lazy("All costs of the business"),
    "household": gettext_lazy("For the household"),
    "loan": gettext_lazy("Instalment of the loan"),
    **{f"known-{code}": name for code, name in KNOWN_SOURCES.items()},
}
HELP: Final[dict[str, Any]] = {
    "sales": gettext_lazy(
        "What your customers pay you in a normal month. A line for each thing you sell, or one line for all."
    ),
    "purchases": gettext_lazy("What you buy to sell it again, or to make what you sell."),
    "costs": gettext_lazy(
        "What you pay even when nobody buys: rent, electricity, insurance, phone, accountant, taxes."
    ),
    "household": gettext_lazy(
        "What you need to live: your home, food, school. Count only what must come from the business."
    ),
    "loan": gettext_lazy("What you pay back each month: on this loan, and on others that the business pays."),
    "start": gettext_lazy("What you pay once, before the first month."),
    "sources": gettext_lazy("What you have before the first month, and where it comes from."),
    "when": gettext_lazy("Begin with the month in which you open."),
}
_WARNINGS: Final = {
    "short_at_start": gettext_lazy("Before you begin, you are %(amount)s short: it costs more to start than you have."),
    "short": gettext_lazy("In month %(number)s (%(month)s) you are %(amount)s short."),
    "deepest": gettext_lazy("It is worst in month %(number)s (%(month)s): then you are %(amount)s short."),
    "nothing_sold": gettext_lazy("You have not written yet what comes in."),
    "nothing_for_household": gettext_lazy("You have not written yet what you need for yourself and your family."),
}


def page_name(page: str) -> str:
    return str(PlanPage(page).label)


def line_name(line: Line) -> str:
    return line.name or str(LINES.get(line.key, line.key))


def euros(amount: Decimal) -> str:
    """An amount as an island from left to right, for a sentence, a cell, and paper."""
    return ltr(format_euro(amount, _language()))


def number(value: int) -> str:
    return localize(value, _language())


def month_name(day: date) -> str:
    """A month with its year: March 2027."""
    return localize(date_format(day, "F Y"), _language())


def warning(warned: Warned, figures: Figures) -> str:
    values = {
        "number": number(warned.month),
        "month": month_name(figures.month(warned.month)),
        "amount": euros(warned.amount),
    }
    return str(_WARNINGS[warned.code]) % values


def summary(worked: Forecast, figures: Figures) -> list[str]:
    """The warnings; where there are none, that there is money in every month, and how much at the end."""
    found = [warning(each, figures) for each in worked.warnings]
    if found:
        return found
    return [
        _("There is money in every month. After %(months)s months you have %(amount)s.")
        % {"months": number(figures.months), "amount": euros(worked.closing)}
    ]


def said(line: Line, page: str, figures: Figures) -> str:
    """A line's amounts in words."""
    if page in ("start", "sources"):
        return euros(line.amount)
    words = _("%(amount)s a month") % {"amount": euros(line.amount)}
    if line.first > 1:
        words = _("%(amount)s a month, from month %(number)s") % {
            "amount": euros(line.amount),
            "number": number(line.first),
        }
    other = [
        _("month %(number)s: %(amount)s") % {"number": number(place), "amount": euros(amount)}
        for place, amount in line.different.items()
        if place <= figures.months
    ]
    return " · ".join([words, *other])


def months_said(figures: Figures) -> str:
    return _("%(months)s months from %(month)s") % {
        "months": number(figures.months),
        "month": month_name(figures.begins),
    }


def changed(change: Change, before: Figures, after: Figures) -> tuple[str, str, str]:
    """What changed, and how it read before and reads now; a dash where there is nothing."""
    if change.page == WHEN:
        return page_name(WHEN), months_said(before), months_said(after)
    line = change.after or change.before
    name = line_name(line) if line else ""
    return (
        _("%(page)s: %(line)s") % {"page": page_name(change.page), "line": name},
        said(change.before, change.page, before) if change.before else "–",
        said(change.after, change.page, after) if change.after else "–",
    )


def _language() -> str:
    return get_language() or "en"
