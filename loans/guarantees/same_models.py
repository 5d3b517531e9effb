"""What colleagues say of two records of guarantors: one person, or two."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from applicants.models import Person
from portal.models import User
from portal.record.models import Recorded


class SamePerson(Recorded):
    """`same`: both are one person, and what they stand for counts together; else two, and nobody asks again.

    Once for two records, the older one first. Taken back, the row goes; the record of changes keeps it.
    """

    one = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    same = models.BooleanField(_("the same person"))
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("when"), auto_now=True)

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["one", "other"], name="same_person_once"),
            models.CheckConstraint(name="same_person_older_first", condition=Q(one__lt=F("other"))),
        ]
        verbose_name = _("two records of a person")
        verbose_name_plural = _("two records of persons")

    def __str__(self) -> str:
        return f"{self.one_id} {'=' if self.same else '≠'} {self.other_id}"
