"""Recordings of the questions, for people who read little. Public texts: nothing of a person is in them."""

from __future__ import annotations

from typing import ClassVar, Final

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.files.sounds import SoundKind
from portal.files.storing import HiddenName
from portal.language import registry
from portal.record.models import Recorded

VERSION_LENGTH: Final = 12  # signs of the digest that stand in an address


class Recording(Recorded):
    """One question of the journey, spoken in one language.

    `text_digest` is that of the words as they were when it was made (SHA-256): it is old when they have changed.
    `digest`, that of the file, stands in its address, so that browsers keep it for good.
    """

    step = models.CharField(_("question"), max_length=40)
    language = models.CharField(_("language"), max_length=2, choices=[(x.code, x.own_name) for x in registry.LANGUAGES])
    text_digest = models.CharField(max_length=64, editable=False)
    kind = models.CharField(_("kind"), max_length=4, choices=[(kind.value, kind.value) for kind in SoundKind])
    seconds = models.FloatField(_("length in seconds"))
    size = models.PositiveIntegerField(_("size in bytes"))
    digest = models.CharField(max_length=64, editable=False)
    content = models.FileField(_("recording"), upload_to=HiddenName("recordings"), max_length=120)
    by_machine = models.BooleanField(_("spoken by a computer"), default=False)
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["step", "language"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["step", "language"],
                name="recording_once",
                violation_error_message=_("There is a recording of this question in this language already."),
            )
        ]
        verbose_name = _("question read aloud")
        verbose_name_plural = _("questions read aloud")

    def __str__(self) -> str:
        return f"{self.step} ({self.language})"

    @property
    def version(self) -> str:
        return self.digest[:VERSION_LENGTH]
