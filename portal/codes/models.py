"""Codes sent to a contact: six digits, ten minutes, used once."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar, Final

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LIFETIME: Final = timedelta(minutes=10)
MOST_LIVE: Final = 5  # for one contact at one time
MOST_ATTEMPTS: Final = 5  # for one code


class CodeQuerySet(models.QuerySet["Code"]):
    def live(self) -> CodeQuerySet:
        return self.filter(used_at=None, expires_at__gt=timezone.now(), attempts__lt=MOST_ATTEMPTS)

    def stale(self) -> CodeQuerySet:
        return self.filter(expires_at__lt=timezone.now() - timedelta(days=1))


class Code(models.Model):
    """Only digests are kept: neither the contact nor the code can be read from the table."""

    contact_digest = models.BinaryField(max_length=32)
    code_digest = models.BinaryField(max_length=32)
    purpose = models.CharField(_("purpose"), max_length=20)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    objects = CodeQuerySet.as_manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["contact_digest", "purpose", "-made_at"], name="code_contact")
        ]
        verbose_name = _("code")
        verbose_name_plural = _("codes")

    def __str__(self) -> str:
        return f"code for {self.purpose} of {self.made_at:%H:%M}"
