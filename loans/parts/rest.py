"""The rest of a loan that is not needed: the parts to come are given up, as two people decided (`loans.changes`)."""

from decimal import Decimal

from django.utils import timezone

from loans.guarantees.telling import tell_guarantor
from loans.ledger.models import Loan
from loans.ledger.standing import standing_of
from loans.tell import tell_applicant
from portal.actors import Actor
from portal.record.acting import action


@action
def give_up_rest(*, by: Actor, loan: Loan, rest: Decimal) -> None:
    """No part is paid out any more: the schedule, which is that of what was paid out, stays. She and they are told.

    The caller holds the loan.
    """
    del by
    application = loan.application
    for part in application.parts.coming():
        part.given_up_at = timezone.now()
        part.save(update_fields=["given_up_at"])
    standing = standing_of(loan, timezone.localdate())
    tell_applicant(application, "loan_rest_given_up", rest=rest, loan=loan, standing=standing)
    for guarantee in application.guarantees.persons().active():
        tell_guarantor(guarantee, "guaranteed_loan_smaller", rest=rest)
