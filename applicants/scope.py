"""Which rows of this floor an actor sees, for pages below that show rows of any table."""

from typing import Any

from django.db.models import QuerySet

from applicants.models import Appointment, Case, Document, DocumentFile, Person, Visit, VoiceAnswer
from portal.actors import Actor


def visible_rows(actor: Actor) -> list[tuple[str, QuerySet[Any, Any]]]:
    """Tables of clients and the keys of the rows the actor sees, for the slot `visible_rows`."""
    return [
        (Case._meta.db_table, Case.objects.visible_to(actor).values("pk")),
        (Document._meta.db_table, Document.objects.visible_to(actor).values("pk")),
        (DocumentFile._meta.db_table, DocumentFile.objects.visible_to(actor).values("pk")),
        (VoiceAnswer._meta.db_table, VoiceAnswer.objects.visible_to(actor).values("pk")),
        (Appointment._meta.db_table, Appointment.objects.visible_to(actor).values("pk")),
        (Visit._meta.db_table, Visit.objects.visible_to(actor).values("pk")),
        (Person._meta.db_table, Person.objects.visible_to(actor).values("pk")),
    ]
