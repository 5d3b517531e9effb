"""The files of a bank as they were sent: kept until a worker has read them, and what became of each."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar, Final

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loans.bank.models import BankAccount, BankImport
from portal.actors import Actor
from portal.models import User
from portal.record.models import RecordChanges, Recorded
from portal.refs import new_ref

MOST_TRIES: Final = 3  # a file on which a worker died so often is given up
_SHOWN_DAYS: Final = 7


class FileState(models.TextChoices):
    WAITING = "waiting", _("is being read")
    READ = "read", _("read")
    FAILED = "failed", _("could not be read")


class BankFileQuerySet(models.QuerySet["BankFile"]):
    def visible_to(self, actor: Actor) -> BankFileQuerySet:
        """Those the actor sent, and those of her offices' accounts."""
        if actor.kind not in ("staff", "system"):
            return self.none()
        if actor.offices is None:
            return self
        return self.filter(Q(sent_by=actor.id) | Q(account__office__in=actor.offices))

    def waiting(self) -> BankFileQuerySet:
        return self.filter(state=FileState.WAITING)

    def unread(self) -> BankFileQuerySet:
        """What waits, and what could not be read these days."""
        since = timezone.now() - timedelta(days=_SHOWN_DAYS)
        return self.exclude(state=FileState.READ).filter(sent_at__gte=since)


class BankFile(Recorded):
    """A file as it was sent: `content` is there only until it is read. `problems` are [line, code, values]."""

    ref = models.CharField(_("number"), max_length=8, unique=True, default=new_ref, editable=False)
    account = models.ForeignKey(BankAccount, on_delete=models.PROTECT, null=True, related_name="files")
    digest = models.CharField(max_length=64)
    state = models.CharField(_("state"), max_length=7, choices=FileState, default=FileState.WAITING)
    content = models.BinaryField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    problems = models.JSONField(default=list)
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)

    objects = BankFileQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="bank_file_kept_until_read",
                condition=Q(content=None) ^ Q(state="waiting"),
            ),
        ]
        triggers = [RecordChanges(secret=("content",))]
        verbose_name = _("file that was sent")
        verbose_name_plural = _("files that were sent")

    def __str__(self) -> str:
        return self.ref

    def imports(self) -> models.QuerySet[BankImport]:
        """What was read of it, an import for each account; those of an earlier sending too."""
        found = BankImport.objects.filter(digest=self.digest)
        return found if self.account_id is None else found.filter(account=self.account_id)
