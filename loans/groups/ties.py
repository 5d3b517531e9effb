"""What binds somebody to her group: while it does, she cannot leave."""

from django.utils.translation import gettext as _

from loans.groups.models import GroupMember
from loans.ledger.models import Loan, LoanState


def ties_of(member: GroupMember) -> list[str]:
    """Why she cannot leave now, as sentences; empty when she can."""
    if member.person_id is None:
        return []
    owed = Loan.objects.filter(application__case__person=member.person_id).exclude(state=LoanState.REPAID)
    return [_("A loan is not repaid yet.")] if owed.exists() else []
