"""An answer that was spoken: the recording, and what was said as a colleague wrote it down."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applicants.cases.models import Case
from portal.actors import Actor
from portal.files.checked import Scan
from portal.files.sounds import SoundKind
from portal.files.storing import HiddenName
from portal.language import registry
from portal.privacy import SITUATION, STORY, Personal
from portal.record.models import Recorded
from portal.refs import new_ref


class VoiceState(models.TextChoices):
    """`WAITING`: no scanner has looked at it yet. One that is infected is removed."""

    WAITING = "waiting", _("being checked")
    READY = "ready", _("ready")


class VoiceAnswerQuerySet(models.QuerySet["VoiceAnswer"]):
    def visible_to(self, actor: Actor) -> VoiceAnswerQuerySet:
        """Those of the files that the actor sees. Who sees no names hears nobody, nor does a partner."""
        if actor.kind == "partner" or not actor.sees_names:
            return self.none()
        return self.filter(case__in=Case.objects.visible_to(actor))

    def waiting(self) -> VoiceAnswerQuerySet:
        return self.filter(state=VoiceState.WAITING)


class VoiceAnswer(Recorded):
    """One question of one file, answered by voice; a new recording takes the place of the one before.

    `language` is that of the page on which she spoke: what she spoke is for the listener to hear.
    """

    ref = models.CharField(max_length=8, unique=True, default=new_ref, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="voice_answers")
    step = models.CharField(max_length=40)
    language = models.CharField(
        _("language of the page"), max_length=2, choices=[(x.code, x.own_name) for x in registry.LANGUAGES]
    )
    state = models.CharField(_("state"), max_length=7, choices=VoiceState, default=VoiceState.WAITING)
    scan = models.CharField(_("virus check"), max_length=9, choices=Scan, default=Scan.UNCHECKED)
    kind = models.CharField(_("kind"), max_length=4, choices=[(kind.value, kind.value) for kind in SoundKind])
    seconds = models.FloatField(_("length in seconds"))
    size = models.PositiveIntegerField(_("size in bytes"))
    content = models.FileField(upload_to=HiddenName("voices"), editable=False, max_length=120)
    sent_by = models.CharField(_("sent by"), max_length=60)
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    said = models.TextField(_("what was said"), max_length=5000, blank=True)
    written_by = models.CharField(_("written down by"), max_length=60, blank=True)
    written_at = models.DateTimeField(_("written down"), null=True, blank=True)

    objects = VoiceAnswerQuerySet.as_manager()

    PERSONAL: ClassVar[dict[str, Personal]] = {"said": STORY, "language": SITUATION}

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "step"],
                name="voice_once",
                violation_error_message=_("This question has a recording already."),
            ),
            models.CheckConstraint(
                name="voice_written_by_somebody",
                condition=Q(said="") | (~Q(written_by="") & Q(written_at__isnull=False)),
                violation_error_message=_("What was said has somebody who wrote it down."),
            ),
        ]
        verbose_name = _("voice answer")
        verbose_name_plural = _("voice answers")

    def __str__(self) -> str:
        return f"{self.step} ({self.ref})"
