"""While a member of a group pays late, or lost a loan to a write-off, no new loan of its other members goes forward."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, Exists, Max, OuterRef, Q
from django.utils.translation import ngettext

from loans.applications.decision_models import Decision, DecisionKind
from loans.applications.models import Application
from loans.arrears.models import Arrears
from loans.groups.models import GroupMember, GroupMemberQuerySet
from loans.guarantees.owed import owed_of
from loans.ledger.models import Loan, LoanState, MovementKind
from loans.levels.models import ExceptionCode, LevelRaise
from loans.words import number_words


def missing(application: Application) -> list[str]:
    """What stands before proposing, approving or paying out, as sentences for colleagues; two queries, rarely more.

    They name the group and nobody in it: who is late stands on the group's page, for who may read names.
    """
    return [*_late(application), *_written_off(application)]


def _others(application: Application) -> GroupMemberQuerySet:
    """Who else has joined the group that the applicant has joined."""
    person = application.case.person_id
    hers = GroupMember.objects.joined().filter(group=OuterRef("group"), person=person)
    found: GroupMemberQuerySet = GroupMember.objects.joined().exclude(person=person).filter(Exists(hers))
    return found


def _late(application: Application) -> list[str]:
    late = Arrears.objects.filter(loan__application__case__person=OuterRef("person"), loan__state="active")
    others = _others(application).filter(Exists(late))
    found = others.order_by("group__name").values_list("group__name").annotate(count=Count("pk")).first()
    if found is None:
        return []
    name, count = found
    sentence = ngettext(
        "%(count)s member of the group %(group)s pays late. New loans of the group wait until it is paid."
        " Talk with the group, and book the payment.",
        "%(count)s members of the group %(group)s pay late. New loans of the group wait until it is paid."
        " Talk with the group, and book the payments.",
        count,
    )
    return [sentence % {"count": number_words(count), "group": name}]


def unpaid(loans: Iterable[Loan]) -> list[Loan]:
    """Those that were written off and of which something is still owed; one query, none for no loan."""
    rows = list(loans)
    owed = owed_of([loan.application_id for loan in rows]) if rows else {}
    return [loan for loan in rows if owed.get(loan.application_id)]


def written_off_beside(application: Application) -> list[Loan]:
    """Loans of the others in her group that were written off and are not paid."""
    people = _others(application).values("person")
    lost = Loan.objects.filter(state=LoanState.WRITTEN_OFF, application__case__person__in=people)
    at = Max("movements__recorded_at", filter=Q(movements__kind=MovementKind.WRITE_OFF))
    return unpaid(lost.annotate(lost_at=at).order_by("pk"))


def _written_off(application: Application) -> list[str]:
    lost = written_off_beside(application)
    if not lost or _decided_with(application, max(loan.lost_at for loan in lost)):  # type: ignore[attr-defined]  # annotated
        return []
    name = _others(application).values_list("group__name", flat=True)[0]
    sentence = ngettext(
        "%(count)s loan of a member of the group %(group)s was written off."
        " New loans of the group wait until it is paid.",
        "%(count)s loans of members of the group %(group)s were written off."
        " New loans of the group wait until they are paid.",
        len(lost),
    )
    return [sentence % {"count": number_words(len(lost)), "group": name}]


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
