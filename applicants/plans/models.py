"""The plan of a file, its versions, and what the advisor remarked."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applicants.cases.models import Case
from applicants.plans.figures import Figures
from portal.actors import Actor
from portal.privacy import STORY, Personal
from portal.record.models import Recorded


class PlanPage(models.TextChoices):
    """The pages of a plan, in the order in which they are filled in."""

    SALES = "sales", _("What comes in")
    PURCHASES = "purchases", _("Goods and material")
    COSTS = "costs", _("Costs of the business")
    HOUSEHOLD = "household", _("For you and your family")
    LOAN = "loan", _("Paying back loans")
    START = "start", _("Costs to start")
    SOURCES = "sources", _("Money to begin with")
    WHEN = "when", _("How long and from when")


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, actor: Actor) -> PlanQuerySet:
        """The plans of the files that the actor sees."""
        return self.filter(case__in=Case.objects.visible_to(actor))


class Plan(Recorded):
    """The financial plan of a file. Its figures are those of its newest version; a version is never changed."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="plan")
    version = models.PositiveIntegerField(_("version"), default=0)
    begun_at = models.DateTimeField(_("begun"), default=timezone.now)

    objects = PlanQuerySet.as_manager()

    class Meta(Recorded.Meta):
        verbose_name = _("financial plan")
        verbose_name_plural = _("financial plans")

    def __str__(self) -> str:
        return f"{self.case} v{self.version}"

    def at(self, number: int) -> PlanVersion:
        """One of its versions; `PlanVersion.DoesNotExist` for a number it never had."""
        return self.versions.get(number=number)

    @property
    def newest(self) -> PlanVersion:
        return self.at(self.version)


class PlanVersion(Recorded):
    """The whole plan as it stood after one page was saved: which page, by whom, when."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    page = models.CharField(_("page"), max_length=10, choices=PlanPage, blank=True)  # "" is the beginning
    data = models.JSONField(_("figures"))
    made_by = models.CharField(_("by"), max_length=60)
    made_at = models.DateTimeField(_("when"), default=timezone.now)

    PERSONAL: ClassVar[dict[str, Personal]] = {"data": STORY}

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["plan", "number"],
                name="plan_version_once",
                violation_error_message=_("Somebody else saved this plan at the same moment."),
            )
        ]
        verbose_name = _("version of a plan")
        verbose_name_plural = _("versions of plans")

    def __str__(self) -> str:
        return f"v{self.number}"

    @property
    def figures(self) -> Figures:
        return Figures.from_data(self.data)


class PlanRemark(Recorded):
    """What the advisor remarked on a page, for the client to read; in whatever language he writes."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="remarks")
    page = models.CharField(_("about"), max_length=10, choices=PlanPage)
    text = models.TextField(_("remark"))
    written_by = models.CharField(_("by"), max_length=60)
    written_at = models.DateTimeField(_("when"), default=timezone.now)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)

    PERSONAL: ClassVar[dict[str, Personal]] = {"text": STORY}

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["-written_at", "-pk"]
        verbose_name = _("remark on a plan")
        verbose_name_plural = _("remarks on plans")

    def __str__(self) -> str:
        return self.text[:40]
