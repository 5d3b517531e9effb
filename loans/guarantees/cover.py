"""What a loan is guaranteed by, and whether that is enough under its terms."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from loans.applications.models import Application
from loans.guarantees.liability import share_in_euros
from loans.guarantees.models import COVERING, PERSONS, Guarantee, GuaranteeKind
from loans.guarantees.same import Said, all_said
from loans.words import euro_words, number_words

_SEVERAL: Final = 2
_NOT_COUNTED: Final = {
    GuaranteeKind.PERSONAL: gettext_lazy("With this product, personal guarantees do not count."),
    GuaranteeKind.CROSS: gettext_lazy("With this product, guarantees within a group do not count."),
    GuaranteeKind.INSTITUTIONAL: gettext_lazy("With this product, guarantees of schemes do not count."),
}


@dataclass(frozen=True)
class Cover:
    """Euros needed, and covered by active money guarantees of the kinds that count; how many guarantors stand.

    `moral` says whether an active moral one stands; `not_counted` are the kinds in force that the product passes over.
    """

    needed: Decimal
    covered: Decimal
    moral: bool
    moral_is_enough: bool
    guarantors: int = 0
    guarantors_needed: int = 0
    not_counted: tuple[str, ...] = ()

    @property
    def uncovered(self) -> Decimal:
        return max(self.needed - self.covered, Decimal(0))

    @property
    def stands_instead(self) -> bool:
        """Whether a moral guarantee stands where money is missing."""
        return bool(self.uncovered) and self.moral and self.moral_is_enough

    @property
    def enough(self) -> bool:
        return not self.missing

    @property
    def missing(self) -> list[str]:
        """Sentences about all that is missing; empty when it is enough."""
        found = []
        if self.uncovered and not self.stands_instead:
            found.append(
                _("Guarantees for %(amount)s are still missing.") % {"amount": euro_words(self.uncovered)},
            )
        if self.guarantors < self.guarantors_needed:
            found.append(_guarantors_missing(self.guarantors_needed - self.guarantors, self.guarantors_needed))
        if found:
            found += [str(_NOT_COUNTED[GuaranteeKind(kind)]) for kind in self.not_counted]
        return found


def _guarantors_missing(count: int, needed: int) -> str:
    return ngettext(
        "%(count)s more guarantor is missing: this product asks for %(needed)s.",
        "%(count)s more guarantors are missing: this product asks for %(needed)s.",
        count,
    ) % {"count": number_words(count), "needed": number_words(needed)}


def cover_of(
    application: Application, guarantees: Iterable[Guarantee] | None = None, said: Said | None = None
) -> Cover:
    """The cover of a loan application now: one query, none where all its `guarantees` are at hand.

    One more where several persons guarantee and what was `said` of them is not at hand. A moral guarantee never counts
    as money. Who guarantees in person counts as a guarantor where his kind counts, once also where two records are said
    to be his; an organisation where it can stand instead; a scheme is none.
    """
    terms, principal = application.terms, application.principal or Decimal(0)
    kept = application.guarantees.active() if guarantees is None else guarantees
    active = [each for each in kept if each.state == "active"]
    counting = terms.counting if terms else COVERING
    counted = [each for each in active if each.kind in counting]
    moral = [each for each in active if each.kind == GuaranteeKind.MORAL]
    stands = bool(terms and terms.moral_instead)
    return Cover(
        needed=share_in_euros(principal, Decimal(terms.guaranteed_share if terms else 0)),
        covered=min(sum((each.covered for each in counted), Decimal(0)), principal),
        moral=bool(moral),
        moral_is_enough=stands,
        guarantors=_people(counted, said) + (len(moral) if stands else 0),
        guarantors_needed=terms.guarantors_min if terms else 0,
        not_counted=tuple(sorted({each.kind for each in active if each.kind in COVERING} - set(counting))),
    )


def _people(rows: Iterable[Guarantee], said: Said | None) -> int:
    """How many different persons these guarantees are by."""
    keys = {each.guarantor_id or 0 for each in rows if each.kind in PERSONS}
    return len(keys) if len(keys) < _SEVERAL else (said or all_said()).people(keys)
