"""Who has a calendar feed: a digest of the secret, never the secret."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.record.models import RecordChanges, Recorded


class CalendarFeed(Recorded):
    """One for each advisor who wants it; a new secret makes the old address dead."""

    advisor = models.OneToOneField(
        "advisors.Advisor", on_delete=models.CASCADE, related_name="calendar_feed", verbose_name=_("advisor")
    )
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    class Meta:
        triggers: ClassVar[list[RecordChanges]] = [RecordChanges(secret=("digest",))]
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")

    def __str__(self) -> str:
        return f"{self.advisor}"
