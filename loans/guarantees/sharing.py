"""An organisation reads of a loan only while the applicant agrees to it."""

from typing import Any

from applicants.consents.models import Purpose
from applicants.consents.standing import stands
from loans.guarantees.models import Guarantee, GuaranteeKind
from loans.guarantees.moves import end_guarantee
from portal.actors import Actor


def may_be_told(guarantee: Guarantee) -> bool:
    """Whether the guarantor may read who asks, and for how much; of a person nobody asks that."""
    return guarantee.kind != GuaranteeKind.MORAL or stands(guarantee.application.case.person, Purpose.PARTNER)


def on_withdrawal(*, person: Any, by: Actor, purpose: str) -> None:
    """She takes her agreement back: organisations that have not answered are told that nothing is asked of them.

    One that vouches already knows; it stays until she or her advisor ends it. Fills the slot `on_withdrawal`.
    """
    if purpose != Purpose.PARTNER:
        return
    asked = Guarantee.objects.filter(application__case__person=person, kind=GuaranteeKind.MORAL, state="invited")
    held = asked.select_related("application__case__person").select_for_update(of=("self",))
    for guarantee in held.order_by("pk"):
        end_guarantee(by=by, guarantee=guarantee)
