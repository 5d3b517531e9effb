"""While a member of a group pays late, or lost a loan to a write-off, no new loan of its other members goes forward."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import ngettext

from loans.applications.decision_models import Decision, DecisionKind
from loans.applications.models import Application
from loans.arrears.models import Arrears
from loans.groups.models import Group, GroupMember, GroupMemberQuerySet
from loans.guarantees.owed import owed_of
from loans.ledger.models import Loan, LoanState, MovementKind
from loans.levels.models import ExceptionCode, LevelRaise
from loans.words import number_words


@dataclass(frozen=True)
class Standing:
    """The group that somebody is in: how many of its other members pay late, which of their loans were lost.

    `waits` says whether new loans wait for what was lost: not where a decision may pass over it, or has.
    """

    group: Group
    late: int
    lost: list[Loan]
    waits: bool

    @property
    def missing(self) -> list[str]:
        """What stands before proposing, approving or paying out, as sentences for colleagues; empty when nothing does.

        They name the group and nobody in it: who is late stands on the group's page, for who may read names.
        """
        found = [self._late()] if self.late else []
        return [*found, self._written_off()] if self.waits else found

    def _late(self) -> str:
        sentence = ngettext(
            "%(count)s member of the group %(group)s pays late. New loans of the group wait until it is paid."
            " Talk with the group, and book the payment.",
            "%(count)s members of the group %(group)s pay late. New loans of the group wait until it is paid."
            " Talk with the group, and book the payments.",
            self.late,
        )
        return sentence % {"count": number_words(self.late), "group": self.group.name}

    def _written_off(self) -> str:
        sentence = ngettext(
            "%(count)s loan of a member of the group %(group)s was written off."
            " New loans of the group wait until it is paid.",
            "%(count)s loans of members of the group %(group)s were written off."
            " New loans of the group wait until they are paid.",
            len(self.lost),
        )
        return sentence % {"count": number_words(len(self.lost)), "group": self.group.name}


def standing_of(application: Application) -> Standing | None:
    """None for who is a member of no group: one query; two for a member, rarely more."""
    person = application.case.person_id
    arrears = Arrears.objects.filter(loan__application__case__person=OuterRef("person"), loan__state="active")
    others = GroupMember.objects.joined().exclude(person=person)
    late = others.filter(Exists(arrears), group=OuterRef("group"))
    counted = Subquery(late.order_by().values("group").annotate(count=Count("pk")).values("count"))
    hers = GroupMember.objects.joined().filter(person=person).select_related("group")
    found = hers.annotate(late=Coalesce(counted, 0)).first()
    if found is None:
        return None
    lost = _lost(others.filter(group=found.group))
    waits = bool(lost) and not _decided_with(application, max(loan.lost_at for loan in lost))  # type: ignore[attr-defined]  # annotated
    return Standing(found.group, found.late, lost, waits)  # type: ignore[attr-defined]  # annotated


def _lost(members: GroupMemberQuerySet) -> list[Loan]:
    """Their loans that were written off and are not paid."""
    lost = Loan.objects.filter(state=LoanState.WRITTEN_OFF, application__case__person__in=members.values("person"))
    at = Max("movements__recorded_at", filter=Q(movements__kind=MovementKind.WRITE_OFF))
    return unpaid(lost.annotate(lost_at=at).order_by("pk"))


def unpaid(loans: Iterable[Loan]) -> list[Loan]:
    """Those that were written off and of which something is still owed; one query, none for no loan."""
    rows = list(loans)
    owed = owed_of([loan.application_id for loan in rows]) if rows else {}
    return [loan for loan in rows if owed.get(loan.application_id)]


def _decided_with(application: Application, lost_at: datetime) -> bool:
    """Whether a decision may pass over it, or has: the rules name who decides then, and the decision knew of it.

    Before the decision it is the level (`loans.levels`) that sees to who decides.
    """
    level = _level_named(application)
    if level is None:
        return False
    taken = Decision.objects.filter(application=application, kind=DecisionKind.APPROVE).first()
    return taken is None or (taken.level >= level and taken.at >= lost_at)


def _level_named(application: Application) -> int | None:
    office = application.case.office
    rows = LevelRaise.objects.filter(code=ExceptionCode.WRITTEN_OFF, country__in={"", office.country if office else ""})
    found = rows.order_by("-country").first()
    return None if found is None else found.level


def lost_by(people: Iterable[int]) -> dict[int, list[Loan]]:
    """Person → her loans that were written off and are not paid, for the page of a group."""
    rows = Loan.objects.filter(state=LoanState.WRITTEN_OFF, application__case__person__in=list(people))
    found: dict[int, list[Loan]] = defaultdict(list)
    for loan in unpaid(rows.select_related("application__case").order_by("pk")):
        found[loan.application.case.person_id].append(loan)
    return found
