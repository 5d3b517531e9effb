"""What an applicant and her office write to each other about a file."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applicants.cases.models import Case
from portal.actors import Actor
from portal.language import registry
from portal.privacy import SITUATION, STORY, Personal
from portal.record.models import Recorded


class LetterQuerySet(models.QuerySet["Letter"]):
    def visible_to(self, actor: Actor) -> LetterQuerySet:
        """Those of the files that the actor sees. Who sees no names reads no letters either."""
        if actor.kind == "partner" or not actor.sees_names:
            return self.none()
        return self.filter(case__in=Case.objects.visible_to(actor))

    def to_office(self) -> LetterQuerySet:
        return self.filter(from_applicant=True)

    def to_applicant(self) -> LetterQuerySet:
        return self.filter(from_applicant=False)

    def unread(self) -> LetterQuerySet:
        return self.filter(read_at=None)


class Letter(Recorded):
    """One message, in whichever language it was written. What goes out beside it says only that there is one."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="letters")
    from_applicant = models.BooleanField(_("from the applicant"))
    body = models.TextField(_("text"), max_length=5000)
    language = models.CharField(
        _("language of the page"), max_length=2, choices=[(x.code, x.own_name) for x in registry.LANGUAGES]
    )
    typed_by = models.CharField(_("typed by"), max_length=60)
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    once = models.UUIDField(_("key against doubles"), unique=True)

    objects = LetterQuerySet.as_manager()

    PERSONAL: ClassVar[dict[str, Personal]] = {"body": STORY, "language": SITUATION}

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["-sent_at", "-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["case", "-sent_at"], name="letter_case"),
            models.Index(fields=["case"], name="letter_unread", condition=Q(read_at=None)),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="letter_says_something",
                condition=~Q(body=""),
                violation_error_message=_("Please write a message."),
            )
        ]
        verbose_name = _("message between applicant and office")
        verbose_name_plural = _("messages between applicants and offices")

    def __str__(self) -> str:
        return f"{self.case} {self.sent_at:%Y-%m-%d %H:%M}"

    @property
    def reader_language(self) -> registry.Language:
        """The language of the page on which it was written, with its direction."""
        return registry.BY_CODE[self.language]


def waiting_for_office(case: str = "pk") -> Any:
    """A filter for lists of files: whether the applicant wrote something that nobody at the office has read."""
    return Exists(Letter.objects.to_office().unread().filter(case=OuterRef(case)))
