"""What a client does of a guide. It points to the guide's own steps: a corrected text leaves a tick where it is."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from advisors.models import Guide, GuideStep
from applicants.cases.models import Case
from portal.actors import Actor
from portal.models import User
from portal.privacy import SITUATION, STORY, Personal
from portal.record.models import Recorded


class ChosenGuideQuerySet(models.QuerySet["ChosenGuide"]):
    def visible_to(self, actor: Actor) -> ChosenGuideQuerySet:
        return self.filter(case__in=Case.objects.visible_to(actor))

    def followed(self) -> ChosenGuideQuerySet:
        return self.filter(stopped_at=None)


class ChosenGuide(Recorded):
    """A guide that was chosen for a file. One that was stopped keeps its ticks and can be taken up again."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="chosen_guides")
    guide = models.ForeignKey(Guide, on_delete=models.PROTECT, related_name="+", verbose_name=_("guide"))
    chosen_at = models.DateTimeField(_("chosen"), auto_now_add=True)
    stopped_at = models.DateTimeField(_("stopped"), null=True, blank=True)

    objects = ChosenGuideQuerySet.as_manager()

    PERSONAL: ClassVar[dict[str, Personal]] = {"guide": SITUATION}

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["chosen_at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "guide"],
                name="chosen_guide_once",
                violation_error_message=_("This guide is chosen already."),
            )
        ]
        verbose_name = _("chosen guide")
        verbose_name_plural = _("chosen guides")

    def __str__(self) -> str:
        return f"{self.case} {self.guide}"


class StepTick(Recorded):
    """What is known of one step: she says she did it, an advisor says it is done, and his note."""

    chosen = models.ForeignKey(ChosenGuide, on_delete=models.CASCADE, related_name="ticks")
    step = models.ForeignKey(GuideStep, on_delete=models.PROTECT, related_name="+", verbose_name=_("step"))
    said_at = models.DateTimeField(_("said by the client"), null=True, blank=True)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    done_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ticked by")
    )
    note = models.CharField(_("note"), max_length=500, blank=True)

    PERSONAL: ClassVar[dict[str, Personal]] = {"note": STORY}

    class Meta(Recorded.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["chosen", "step"], name="step_tick_once"),
            models.CheckConstraint(name="step_tick_by_somebody", condition=Q(done_at=None) | Q(done_by__isnull=False)),
        ]
        verbose_name = _("ticked step")
        verbose_name_plural = _("ticked steps")

    def __str__(self) -> str:
        return str(self.step)
