"""What her page of people who vouch shows."""

from dataclasses import dataclass
from typing import Any, Final

from applicants.consents.models import Purpose
from applicants.consents.standing import stands
from applicants.consents.texts import words_of
from loans.applications.models import Application
from loans.guarantees.models import Guarantee, GuaranteeKind
from loans.guarantees.queries import guarantees_of
from loans.vouching.actions import NAMING
from loans.vouching.sharing import SHARED
from portal.actors import Actor

# What she is asked as soon as an organisation is named: it will read of her loan, and may be told when she pays late.
ASKED: Final = (Purpose.PARTNER, Purpose.ARREARS)


@dataclass(frozen=True)
class VouchRow:
    """One guarantor as she sees him: `number` counts from 1 in addresses."""

    guarantee: Guarantee
    number: int
    may_share: bool
    may_ask_again: bool
    may_remove: bool


def vouching_page(application: Application, actor: Actor) -> dict[str, Any]:
    """Whom she named and what became of it, and whether she may still name somebody."""
    naming = application.state in NAMING
    rows = [
        VouchRow(
            guarantee=each,
            number=number,
            may_share=each.state in SHARED,
            may_ask_again=each.state == "invited",
            may_remove=naming and each.state == "named",
        )
        for number, each in enumerate(guarantees_of(application), 1)
        if each.kind != GuaranteeKind.INSTITUTIONAL  # nobody vouches there, and nobody is told
    ]
    organisations = any(row.guarantee.kind == GuaranteeKind.MORAL for row in rows)
    person = application.case.person
    asked = [purpose for purpose in ASKED if organisations and not stands(person, purpose)]
    del actor
    return {
        "application": application,
        "rows": rows,
        "proposals": list(application.proposed_organisations.all()),
        "friends": list(application.group_friends.all()),
        "naming": naming,
        "asked": [(purpose.value, words_of(purpose)) for purpose in asked],
    }
