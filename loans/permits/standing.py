"""Where an application stands with the permit: what it needs now, what covers that, and what is missing, in words."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loans.applications.models import Application
from loans.applications.pricing import quote_of
from loans.changes.effect import effect_of
from loans.changes.models import LoanChange
from loans.ledger.models import Loan, LoanState
from loans.ledger.standing import rows_of
from loans.permits.models import PermitException
from loans.permits.need import Gap, Need, gaps, need
from loans.permits.until import permit_end
from loans.words import day_words

_GAPS: Final[dict[Gap, Any]] = {
    "later": gettext_lazy("The last instalment falls later than was agreed to."),
    "larger": gettext_lazy("The loan is larger than was agreed to."),
    "sooner": gettext_lazy("The residence document ends sooner than was agreed to."),
    "unlooked": gettext_lazy("This product asks to look first for a loan that ends before the document."),
}


@dataclass(frozen=True)
class Standing:
    """`need` is None where nothing is asked for; `covering` the exception that was agreed to and is enough for it.

    `kept` are all of them, the newest first; `waiting` is the one that waits for a second person.
    """

    need: Need | None
    covering: PermitException | None
    waiting: PermitException | None
    kept: list[PermitException]

    @property
    def newest(self) -> PermitException | None:
        """The newest of all, whatever became of it."""
        return self.kept[0] if self.kept else None

    @property
    def missing(self) -> list[str]:
        """What is missing before the loan may be approved or paid out, as sentences; empty when nothing is."""
        if self.need is None or self.covering is not None:
            return []
        days = {"end": day_words(self.need.permit_end), "last": day_words(self.need.last_due)}
        if self.waiting is not None:
            return [_("A permit exception is asked for. A second person has not looked at it yet.")]
        newest = self.newest
        if newest is not None and newest.state == "agreed":
            why = " ".join(str(_GAPS[gap]) for gap in gaps(self.need, newest.need))
            return [_("The permit exception that was agreed to is not enough any more. %(why)s") % {"why": why}]
        if newest is not None and newest.state == "refused":
            return [
                _(
                    "The permit exception was not agreed to. You can offer a loan that ends by %(end)s, or ask again"
                    " with other evidence."
                )
                % days
            ]
        if self.need.shorter_first:
            return [
                _(
                    "The residence document ends on %(end)s, before the last instalment on %(last)s: look for a shorter"
                    " loan first, and ask for an exception if it does not fit."
                )
                % days
            ]
        return [
            _("The residence document ends on %(end)s, before the last instalment on %(last)s: ask for an exception.")
            % days
        ]


def need_of(application: Application) -> Need | None:
    """What its dates ask for now: those of the running loan, of a change of it that waits, or of the offer."""
    if application.status.closed and application.state != "disbursed":
        return None
    if _end(application) is None:
        return None
    return need_after(application, _last_due(application))


def need_after(application: Application, last_due: date | None) -> Need | None:
    """What it would ask for if its last instalment fell on another day, as after a change."""
    terms = application.terms
    return need(
        permit_end=_end(application),
        last_due=last_due,
        principal=application.principal or Decimal(0),
        # the term of a running loan is no longer a choice
        shorter_first=terms is not None and terms.shorter_first and not hasattr(application, "loan"),
    )


def _end(application: Application) -> date | None:
    """The permit's end, where the product asks for an exception at all."""
    terms = application.terms
    return permit_end(application.case.person) if terms is None or terms.asks_exception else None


def standing_of(application: Application) -> Standing:
    """Where it stands now."""
    return _standing(application, need_of(application))


def standing_after(application: Application, last_due: date | None) -> Standing:
    """Where it would stand if its last instalment fell on another day."""
    return _standing(application, need_after(application, last_due))


def _standing(application: Application, wanted: Need | None) -> Standing:
    kept = list(application.permit_exceptions.select_related("asked_by", "decided_by"))
    agreed = [one for one in kept if one.state == "agreed"]
    covering = next((one for one in agreed if wanted is not None and not gaps(wanted, one.need)), None)
    waiting = next((one for one in kept if one.state == "asked"), None)
    return Standing(wanted, covering, waiting, kept)


def _last_due(application: Application) -> date | None:
    loan: Loan | None = getattr(application, "loan", None)
    if loan is None:
        try:
            quote = quote_of(application)
        except ValidationError:
            return None
        return None if quote is None else quote.last_due
    if loan.state != LoanState.ACTIVE:
        return None
    rows, change = rows_of(loan), loan.changes.asked().first()
    last = rows[-1].due if rows else None
    return max(filter(None, (last, _last_of(change, loan))), default=None)


def _last_of(change: LoanChange | None, loan: Loan) -> date | None:
    """The last day after a change that waits; None where there is none, or it is no longer possible."""
    if change is None:
        return None
    change.loan = loan
    try:
        effect = effect_of(change)
    except ValidationError:
        return None
    return None if effect.schedule is None else effect.after.last
