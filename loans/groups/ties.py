"""What binds somebody to her group: while it does, she cannot leave."""

from django.utils.translation import gettext as _

from loans.groups.models import GroupMember
from loans.guarantees.models import ENDED, Guarantee, GuaranteeKind
from loans.ledger.models import Loan, LoanState


def ties_of(member: GroupMember) -> list[str]:
    """Why she cannot leave now, as sentences; empty when she can."""
    if member.person_id is None:
        return []
    found = []
    owed = Loan.objects.filter(application__case__person=member.person_id).exclude(state=LoanState.REPAID)
    if owed.exists():
        found.append(_("A loan is not repaid yet."))
    living = Guarantee.objects.filter(kind=GuaranteeKind.CROSS).exclude(state__in=ENDED)
    if living.filter(guarantor=member.person_id).exists():
        found.append(_("This person stands for somebody in the group, or is asked to."))
    if living.filter(application__case__person=member.person_id).exists():
        found.append(_("Somebody in the group stands for this person, or is asked to."))
    return found
