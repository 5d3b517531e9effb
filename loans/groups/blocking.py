"""While a member of a group pays late, no new loan of its other members goes forward."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import ngettext

from loans.applications.models import Application
from loans.arrears.models import Arrears
from loans.groups.models import Group, GroupMember
from loans.words import number_words


@dataclass(frozen=True)
class Standing:
    """The group that somebody is in, and how many of its other members pay late."""

    group: Group
    late: int

    @property
    def missing(self) -> list[str]:
        """What stands before proposing, approving or paying out, as a sentence for colleagues; empty when nothing does.

        It names the group and nobody in it: who is late stands on the group's page, for who may read names.
        """
        if not self.late:
            return []
        sentence = ngettext(
            "%(count)s member of the group %(group)s pays late. New loans of the group wait until it is paid."
            " Talk with the group, and book the payment.",
            "%(count)s members of the group %(group)s pay late. New loans of the group wait until it is paid."
            " Talk with the group, and book the payments.",
            self.late,
        )
        return [sentence % {"count": number_words(self.late), "group": self.group.name}]


def standing_of(application: Application) -> Standing | None:
    """None for who is a member of no group; one query."""
    person = application.case.person_id
    arrears = Arrears.objects.filter(loan__application__case__person=OuterRef("person"), loan__state="active")
    others = GroupMember.objects.joined().filter(Exists(arrears), group=OuterRef("group")).exclude(person=person)
    late = Subquery(others.order_by().values("group").annotate(count=Count("pk")).values("count"))
    hers = GroupMember.objects.joined().filter(person=person).select_related("group")
    found = hers.annotate(late=Coalesce(late, 0)).first()
    return None if found is None else Standing(found.group, found.late)
