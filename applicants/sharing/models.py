"""A material that was shared with a client, in the language version that was chosen for her."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from advisors.materials.models import MaterialState
from advisors.models import MaterialVersion
from applicants.cases.models import Case
from portal.actors import Actor
from portal.privacy import SITUATION, Personal
from portal.record.models import Recorded
from portal.refs import new_ref


class ShareQuerySet(models.QuerySet["Share"]):
    def visible_to(self, actor: Actor) -> ShareQuerySet:
        return self.filter(case__in=Case.objects.visible_to(actor))

    def offered(self) -> ShareQuerySet:
        """What she can still open: a material that was withdrawn is withdrawn for her too."""
        return self.filter(version__material__state=MaterialState.PUBLISHED)


class Share(Recorded):
    """One version, shared once in a file. That she opened it is a look on record; only the number is shown."""

    ref = models.CharField(max_length=8, unique=True, default=new_ref, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="shares")
    version = models.ForeignKey(
        MaterialVersion, on_delete=models.PROTECT, related_name="+", verbose_name=_("version of a material")
    )
    at = models.DateTimeField(_("shared"), auto_now_add=True)

    objects = ShareQuerySet.as_manager()

    PERSONAL: ClassVar[dict[str, Personal]] = {"version": SITUATION}

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["-at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "version"],
                name="share_once",
                violation_error_message=_("This is shared already."),
            )
        ]
        verbose_name = _("shared material")
        verbose_name_plural = _("shared materials")

    def __str__(self) -> str:
        return f"{self.case} {self.version}"
