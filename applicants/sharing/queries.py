"""What the pages read: what was shared in a file, and how often she opened it."""

from typing import Any, Final

from django.db.models import Count, Prefetch
from django.shortcuts import get_object_or_404

from advisors.models import MaterialVersion
from applicants.cases.models import Case
from applicants.sharing.models import Share
from portal.actors import Actor
from portal.record.models import Entry, record_look

# For the applicant's home: what was shared in all her files at once.
SHARED: Final = Prefetch("shares", Share.objects.offered().select_related("version__material"), to_attr="shared")


def shares_of(case: Case, actor: Actor) -> list[tuple[Share, int]]:
    """What was shared in a file, the newest first, and how often she opened it; two queries for any number."""
    rows = list(Share.objects.visible_to(actor).filter(case=case).select_related("version__material"))
    looks = Entry.objects.looks().filter(table=Share._meta.db_table, row__in=[row.pk for row in rows])
    counted = looks.filter(actor=f"person:{case.person_id}").order_by().values_list("row").annotate(Count("pk"))
    times: dict[int, int] = dict(counted)
    return [(row, times.get(row.pk, 0)) for row in rows]


def open_share(actor: Actor, ref: str) -> MaterialVersion:
    """What was shared with the person who asks; that she opened it is kept. 404 for anything else."""
    mine = Share.objects.visible_to(actor).offered().select_related("version__material")
    share: Any = get_object_or_404(mine, ref=ref)
    record_look(share, by=actor)
    version: MaterialVersion = share.version
    return version
