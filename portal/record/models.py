"""The table of the record, and the base of every business row."""

from typing import Any, Final

import pgtrigger
from django.contrib.postgres.indexes import BrinIndex
from django.db import connection, models
from django.db.models import TextChoices
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from portal.actors import Actor
from portal.request_ids import current_request_id
from portal.slots import rows_seen_by


class RecordChanges(pgtrigger.Trigger):
    """After each change of a row, `sanduq_record()` writes the difference, whatever columns the table has.

    (A history table per model would miss the columns that modeltranslation adds.)
    """

    when = pgtrigger.After
    operation = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete

    def __init__(self, *, secret: tuple[str, ...] = (), **kwargs: Any) -> None:
        """`secret`: columns of which only the fact that they changed is kept (passwords, hashes)."""
        self.secret = secret
        kwargs.setdefault("name", "record_changes")
        super().__init__(**kwargs)

    def get_func(self, model: models.Model) -> str:
        del model
        secret = ",".join(self.secret)
        return f"""
            PERFORM sanduq_record(TG_TABLE_NAME::text, TG_OP,
                CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE to_jsonb(OLD) END,
                CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE to_jsonb(NEW) END,
                string_to_array('{secret}', ','));
            RETURN NULL;
        """


class Recorded(models.Model):
    """The base of every business row: each change is on record, by whom and when."""

    class Meta:
        abstract = True
        triggers = [RecordChanges()]


class EntryKind(TextChoices):
    INSERT = "insert", _("Added")
    UPDATE = "update", _("Changed")
    DELETE = "delete", _("Removed")
    LOOK = "look", _("Looked at")


class EntryQuerySet(models.QuerySet["Entry"]):
    def of(self, row: models.Model) -> "EntryQuerySet":
        """What happened to one row: its changes and the looks at it."""
        return self.filter(table=row._meta.db_table, row=row.pk)

    def visible_to(self, actor: Actor) -> "EntryQuerySet":
        """Everything for those who see every office; for others, what concerns clients whose rows they see."""
        if actor.offices is None:
            return self
        return self.filter(rows_seen_by(actor, table="table", row="row")) if actor.is_staff else self.none()

    def looks(self) -> "EntryQuerySet":
        return self.filter(kind=EntryKind.LOOK)


class Entry(models.Model):
    """One change of one row, or one look at a file. Nobody edits or removes it; contents can be erased.

    `difference` maps column → [before, after]. `digest` is SHA-256 over a salt and the contents, so that the
    chain (`Seal`) still holds when the contents have been erased by law.
    """

    at = models.DateTimeField(db_default=Now())
    actor = models.CharField(max_length=60)
    on_behalf_of = models.BigIntegerField(null=True)
    request = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=6, choices=EntryKind)
    table = models.CharField(max_length=63)
    row = models.BigIntegerField()
    difference = models.JSONField(null=True)
    salt = models.UUIDField(null=True)
    digest = models.BinaryField(max_length=32)

    objects = EntryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["table", "row", "-id"], name="entry_row"),
            models.Index(fields=["actor", "-id"], name="entry_actor"),
            models.Index(fields=["request"], name="entry_request"),
            BrinIndex(fields=["at"], name="entry_at"),
        ]
        triggers = [
            pgtrigger.Protect(name="keep_rows", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="keep_digests",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    '((OLD.at, OLD.actor, OLD.on_behalf_of, OLD.request, OLD.kind, OLD."table", OLD."row", OLD.digest)'
                    ' IS DISTINCT FROM (NEW.at, NEW.actor, NEW.on_behalf_of, NEW.request, NEW.kind, NEW."table",'
                    ' NEW."row", NEW.digest)'
                    " OR (NEW.difference IS NOT NULL AND OLD.difference IS DISTINCT FROM NEW.difference))"
                ),
            ),
        ]
        verbose_name = _("entry of the record")
        verbose_name_plural = _("record")

    def __str__(self) -> str:
        return f"{self.kind} {self.table} {self.row} by {self.actor}"


class Seal(models.Model):
    """A link of the chain: SHA-256 over the link before and the entry's digest, in the order of sealing."""

    number = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="seal")
    chain = models.BinaryField(max_length=32)

    class Meta:
        triggers = [pgtrigger.Protect(name="keep_seals", operation=pgtrigger.Delete | pgtrigger.Update)]

    def __str__(self) -> str:
        return f"seal {self.number}"


GENESIS: Final = b"\x00" * 32


def record_look(row: models.Model, *, by: Actor) -> None:
    """Put on record that `by` opened the file of `row`. Called by the function that fetches it, nowhere else."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sanduq_look(%s, %s, %s, %s, %s)",
            [by.key, by.on_behalf_of, current_request_id.get(), row._meta.db_table, row.pk],
        )
