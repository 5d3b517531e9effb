"""What a loan is guaranteed by, and whether that is enough under its terms."""

from dataclasses import dataclass
from decimal import ROUND_UP, Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from loans.applications.models import Application
from loans.guarantees.models import GuaranteeKind
from portal.language.money import format_euro


@dataclass(frozen=True)
class Cover:
    """Euros needed and covered by active money guarantees; `moral` says whether an active moral one stands."""

    needed: Decimal
    covered: Decimal
    moral: bool
    moral_is_enough: bool

    @property
    def uncovered(self) -> Decimal:
        return max(self.needed - self.covered, Decimal(0))

    @property
    def enough(self) -> bool:
        return not self.uncovered or (self.moral and self.moral_is_enough)

    @property
    def missing(self) -> list[str]:
        """Sentences about what is missing; empty when it is enough."""
        if self.enough:
            return []
        return [
            _("Guarantees for %(amount)s are still missing.")
            % {"amount": format_euro(self.uncovered, get_language() or "en")}
        ]


def cover_of(application: Application) -> Cover:
    """The cover of a loan application now: one query. A moral guarantee never counts as money."""
    terms, principal = application.terms, application.principal or Decimal(0)
    share = Decimal(terms.guaranteed_share if terms else 0) / 100
    active = list(application.guarantees.active())
    return Cover(
        needed=(principal * share).quantize(Decimal("0.01"), rounding=ROUND_UP),
        covered=sum((guarantee.covered for guarantee in active), Decimal(0)),
        moral=any(guarantee.kind == GuaranteeKind.MORAL for guarantee in active),
        moral_is_enough=bool(terms and terms.moral_instead),
    )
