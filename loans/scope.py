"""Which rows of this floor an actor sees, for pages below that show rows of any table."""

from typing import Any

from django.db.models import QuerySet

from loans.models import Allotment, Application, ContractScan, Group, GroupMember, Guarantee, SignatureRequest
from portal.actors import Actor


def visible_rows(actor: Actor) -> list[tuple[str, QuerySet[Any, Any]]]:
    """Tables of loans and the keys of the rows the actor sees, for the slot `visible_rows`."""
    return [
        (Allotment._meta.db_table, Allotment.objects.visible_to(actor).values("pk")),
        (Application._meta.db_table, Application.objects.visible_to(actor).values("pk")),
        (ContractScan._meta.db_table, ContractScan.objects.visible_to(actor).values("pk")),
        (SignatureRequest._meta.db_table, SignatureRequest.objects.visible_to(actor).values("pk")),
        (Guarantee._meta.db_table, Guarantee.objects.visible_to(actor).values("pk")),
        (Group._meta.db_table, Group.objects.visible_to(actor).values("pk")),
        (GroupMember._meta.db_table, GroupMember.objects.visible_to(actor).values("pk")),
    ]
