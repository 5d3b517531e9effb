"""Who fills in for somebody: a relative, a partner's user, an advisor."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from applicants.cases.models import Case
from portal.actors import Actor
from portal.privacy import NAME, SITUATION, Personal
from portal.record.models import Recorded


class Relation(models.TextChoices):
    """Who a helper is to her; the last two are known by their login."""

    FAMILY = "family", _("a relative")
    FRIEND = "friend", _("a friend or neighbour")
    OTHER = "other", _("somebody else")
    PARTNER = "partner", _("from a partner organisation")
    ADVISOR = "advisor", _("an advisor")


class HelpingQuerySet(models.QuerySet["Helping"]):
    def visible_to(self, actor: Actor) -> HelpingQuerySet:
        return self.filter(case__in=Case.objects.visible_to(actor))


class Helping(Recorded):
    """One helper in one file. What he types bears his key, not hers; he sees the questions, never her own pages."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="helpings")
    name = models.CharField(_("name"), max_length=100)
    relation = models.CharField(_("who it is"), max_length=10, choices=Relation)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    began_at = models.DateTimeField(_("began"), auto_now_add=True)

    objects = HelpingQuerySet.as_manager()

    PERSONAL: ClassVar[dict[str, Personal]] = {"name": NAME, "relation": SITUATION}

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["-began_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "name", "relation", "user"],
                nulls_distinct=False,
                name="helping_once",
                violation_error_message=_("This helper is already in the list."),
            )
        ]
        verbose_name = _("helper")
        verbose_name_plural = _("helpers")

    def __str__(self) -> str:
        return self.name
