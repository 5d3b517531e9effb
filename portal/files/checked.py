"""What a stranger sent, as a row: it waits for a worker, who opens it and writes it anew, or says why not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar, Final, TypeVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.files.sniff import FileKind
from portal.files.storing import HiddenName
from portal.privacy import PAPERS, Personal
from portal.record.models import Recorded
from portal.refs import new_ref

_STUCK: Final = timedelta(minutes=10)


class FileState(models.TextChoices):
    """`WAITING`: a worker has not opened it yet. Of `REFUSED` and `INFECTED` the contents are gone."""

    WAITING = "waiting", _("being checked")
    READY = "ready", _("ready")
    REFUSED = "refused", _("could not be opened")
    INFECTED = "infected", _("removed: it contained a virus")


FAILED: Final = (FileState.REFUSED, FileState.INFECTED)


class Scan(models.TextChoices):
    UNCHECKED = "unchecked", _("not checked for viruses")
    CLEAN = "clean", _("checked for viruses")


F = TypeVar("F", bound="CheckedFile")


class CheckedFileQuerySet(models.QuerySet[F]):
    def kept(self) -> CheckedFileQuerySet[F]:
        """Those that are, or may still become, pages of a paper."""
        return self.filter(state__in=[FileState.WAITING, FileState.READY])

    def waiting(self) -> CheckedFileQuerySet[F]:
        return self.filter(state=FileState.WAITING)

    def left(self) -> CheckedFileQuerySet[F]:
        """Those that wait and that no worker has in hand."""
        return self.waiting().filter(Q(taken_at=None) | Q(taken_at__lt=timezone.now() - _STUCK))


class CheckedFile(Recorded):
    """One file, a page or several, as it was sent; from `READY` on, as it was written anew.

    `digest` is that of what was sent (SHA-256), so that the same file twice is one.
    """

    ref = models.CharField(max_length=8, unique=True, default=new_ref, editable=False)
    state = models.CharField(_("state"), max_length=8, choices=FileState, default=FileState.WAITING)
    why = models.CharField(_("reason"), max_length=15, blank=True)
    digest = models.CharField(max_length=64, editable=False)
    kind = models.CharField(_("kind"), max_length=7, choices=[(kind.value, kind.value) for kind in FileKind])
    size = models.PositiveIntegerField(_("size in bytes"))
    pages = models.PositiveSmallIntegerField(_("pages"), default=1)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    scan = models.CharField(_("virus check"), max_length=9, choices=Scan, default=Scan.UNCHECKED)
    incoming = models.FileField(upload_to=HiddenName("incoming"), blank=True, editable=False, max_length=120)
    content = models.FileField(upload_to=HiddenName("documents"), blank=True, editable=False, max_length=120)
    preview = models.FileField(upload_to=HiddenName("previews"), blank=True, editable=False, max_length=120)
    sent_by = models.CharField(_("sent by"), max_length=60)
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    taken_at = models.DateTimeField(null=True, editable=False)

    PERSONAL: ClassVar[dict[str, Personal]] = {"digest": PAPERS}

    class Meta(Recorded.Meta):
        abstract = True
        ordering: ClassVar[list[str]] = ["pk"]

    @property
    def is_picture(self) -> bool:
        return self.kind != FileKind.PDF

    @property
    def is_waiting(self) -> bool:
        return self.state == FileState.WAITING


def ready_has_content(name: str) -> Any:
    """The constraint of each such table, under its own name."""
    return models.CheckConstraint(
        name=name,
        condition=~Q(state="ready") | ~Q(content=""),
        violation_error_message=_("A file that is ready has its content."),
    )
