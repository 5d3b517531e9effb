"""While a member of a group pays late, no new loan of its other members goes forward."""

from django.db.models import Count, Exists, OuterRef
from django.utils.translation import ngettext

from loans.applications.models import Application
from loans.arrears.models import Arrears
from loans.groups.models import GroupMember
from loans.words import number_words


def missing(application: Application) -> list[str]:
    """What stands before proposing, approving or paying out, as a sentence for colleagues; one query.

    It names the group and nobody in it: who is late stands on the group's page, for who may read names.
    """
    person = application.case.person_id
    late = Arrears.objects.filter(loan__application__case__person=OuterRef("person"), loan__state="active")
    hers = GroupMember.objects.joined().filter(group=OuterRef("group"), person=person)
    others = GroupMember.objects.joined().exclude(person=person).filter(Exists(hers), Exists(late))
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
