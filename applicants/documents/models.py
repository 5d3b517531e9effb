"""What papers a file needs, what came of each, and the files that were sent for it."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applicants.cases.models import Case
from applicants.documents.kinds import DocumentKind
from portal.actors import Actor
from portal.files.checked import CheckedFile, CheckedFileQuerySet, ready_has_content
from portal.privacy import PAPERS, STORY, Personal
from portal.record.models import Recorded
from portal.refs import new_ref


class DocumentState(models.TextChoices):
    """`MISSING` and `AGAIN` wait for the applicant; the three refusals of hers wait for an advisor's answer."""

    MISSING = "missing", _("not there yet")
    GIVEN = "given", _("sent")
    AGAIN = "again", _("please send it again")
    CANT_FIND = "cant_find", _("cannot find it")
    CANT_GET = "cant_get", _("cannot get it")
    NOT_APPLY = "not_apply", _("says it does not apply")
    ACCEPTED = "accepted", _("accepted")
    WAIVED = "waived", _("not needed")


HER_WORDS: Final = (DocumentState.CANT_FIND, DocumentState.CANT_GET, DocumentState.NOT_APPLY)
OPEN: Final = (DocumentState.MISSING, DocumentState.AGAIN)
SETTLED: Final = (DocumentState.ACCEPTED, DocumentState.WAIVED)


class AgainReason(models.TextChoices):
    """Why another picture is needed; she reads it."""

    BLURRED = "blurred", _("It is blurred. Hold the phone still, in good light.")
    CUT = "cut", _("Part of it is cut off. All four corners must be in the picture.")
    DARK = "dark", _("It is too dark, or there is glare on it.")
    BACK = "back", _("The other side, or a page, is missing.")
    OLD = "old", _("It is no longer valid. Please send the new one.")
    OTHER = "other", _("This is another paper than the one we need.")


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, actor: Actor) -> DocumentQuerySet:
        """Those of the files that the actor sees. Who sees no names sees no papers either, nor does a partner."""
        if actor.kind == "partner" or not actor.sees_names:
            return self.none()
        return self.filter(case__in=Case.objects.visible_to(actor))

    def to_look_at(self) -> DocumentQuerySet:
        """An advisor's turn: sent and not looked at, or she said that she cannot."""
        return self.filter(state__in=[DocumentState.GIVEN, *HER_WORDS])

    def to_remind(self) -> DocumentQuerySet:
        return self.filter(remind_on__lte=timezone.localdate(), state__in=OPEN)

    def in_order(self) -> DocumentQuerySet:
        return self.select_related("kind").order_by("kind__order", "pk")


class Document(Recorded):
    """A paper that is wanted in a file, or was. `about` says of whom or what, where one kind is wanted twice.

    `key` tells the wishes of one kind apart (`guarantee:7`); "" is the only one. `asked_by_staff` is never
    withdrawn by the rules.
    """

    ref = models.CharField(max_length=8, unique=True, default=new_ref, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="documents")
    kind = models.ForeignKey(DocumentKind, on_delete=models.PROTECT, verbose_name=_("kind of document"))
    key = models.CharField(max_length=40, blank=True)
    about = models.CharField(_("of whom, or for what"), max_length=150, blank=True)
    sentence = models.TextField(_("what the office wrote"), max_length=1000, blank=True)
    state = models.CharField(_("state"), max_length=9, choices=DocumentState, default=DocumentState.MISSING)
    note = models.TextField(_("what the applicant wrote"), max_length=1000, blank=True)
    again_reason = models.CharField(_("reason"), max_length=8, choices=AgainReason, blank=True)
    remind_on = models.DateField(_("remind on"), null=True, blank=True)
    asked_by_staff = models.BooleanField(_("asked for by a colleague"), default=False)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)

    objects = DocumentQuerySet.as_manager()

    PERSONAL: ClassVar[dict[str, Personal]] = {
        "about": PAPERS,
        "sentence": STORY,
        "note": STORY,
        "remind_on": STORY,
        "again_reason": PAPERS,
    }

    class Meta(Recorded.Meta):
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["remind_on"], name="document_remind", condition=Q(remind_on__isnull=False)),
            models.Index(
                fields=["case"],
                name="document_to_look_at",
                condition=Q(state__in=["given", "cant_find", "cant_get", "not_apply"]),
            ),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "kind", "key"],
                name="document_wanted_once",
                violation_error_message=_("This document is already in the list."),
            ),
            models.CheckConstraint(
                name="document_again_says_why",
                condition=~Q(state="again") | ~Q(again_reason=""),
                violation_error_message=_("Please say why another picture is needed."),
            ),
        ]
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def __str__(self) -> str:
        return f"{self.kind} ({self.about})" if self.about else str(self.kind)

    @property
    def is_open(self) -> bool:
        """Whether it waits for the applicant."""
        return self.state in OPEN

    @property
    def is_settled(self) -> bool:
        return self.state in SETTLED

    @property
    def says_she_cannot(self) -> bool:
        return self.state in HER_WORDS


class DocumentFileQuerySet(CheckedFileQuerySet["DocumentFile"]):
    def visible_to(self, actor: Actor) -> DocumentFileQuerySet:
        return self.filter(document__in=Document.objects.visible_to(actor))


class DocumentFile(CheckedFile):
    """One file of a document, a page or several."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="files")

    objects = DocumentFileQuerySet.as_manager()

    class Meta(CheckedFile.Meta):
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["taken_at"], name="file_waiting", condition=Q(state="waiting"))
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["document", "digest"],
                name="file_sent_once",
                condition=Q(state__in=["waiting", "ready"]),
                violation_error_message=_("We have this file already."),
            ),
            ready_has_content("file_ready_has_content"),
        ]
        verbose_name = _("file of a document")
        verbose_name_plural = _("files of documents")

    def __str__(self) -> str:
        return f"{self.document} {self.pk}"


def waiting_for_advisor(case: str = "pk") -> Any:
    """A filter for lists of files: whether a document waits for somebody at the office to look at it."""
    return Exists(Document.objects.to_look_at().filter(case=OuterRef(case)))
