"""A guide and its steps. Its texts stand in seven languages; a step keeps its row when its text is corrected."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar
from urllib.parse import urlsplit

from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.actors import Actor
from portal.models import Country, User
from portal.record.models import Recorded
from portal.roles import Permission


class GuideState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")


class GuideQuerySet(models.QuerySet["Guide"]):
    def published(self) -> GuideQuerySet:
        return self.filter(state=GuideState.PUBLISHED)

    def visible_to(self, actor: Actor) -> GuideQuerySet:
        """Published ones are for everybody; drafts for those who write them and for the portal itself."""
        writes = actor.is_staff and actor.may(Permission.ADMINISTER)
        return self if writes or (actor.kind == "system" and actor.offices is None) else self.published()


class Guide(Recorded):
    """What to do to start in one country and one legal form, checked on a day by somebody.

    `example` is a text that came with the portal: it says so until the institution makes it its own.
    """

    code = models.SlugField(_("code"), max_length=40, unique=True)
    country = models.CharField(_("country"), max_length=2, choices=Country)
    legal_form = models.CharField(_("legal form"), max_length=80)
    title = models.CharField(_("title"), max_length=120)
    intro = models.TextField(_("introduction"), blank=True)
    state = models.CharField(_("state"), max_length=9, choices=GuideState, default=GuideState.DRAFT)
    example = models.BooleanField(_("example text"), default=False)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    checked_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("checked by")
    )
    check_after_days = models.PositiveSmallIntegerField(_("to be checked again after (days)"), default=180)
    order = models.PositiveSmallIntegerField(_("order"), default=50)

    objects = GuideQuerySet.as_manager()

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["country", "order", "code"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="guide_check_after_days",
                condition=Q(check_after_days__gt=0),
                violation_error_message=_("Write at least one day."),
            )
        ]
        verbose_name = _("guide")
        verbose_name_plural = _("guides")

    def __str__(self) -> str:
        return self.title

    def is_old(self, today: date) -> bool:
        """Nobody has checked it, or the last check is longer ago than the institution wants."""
        return self.checked_on is None or today > self.checked_on + timedelta(days=self.check_after_days)


class GuideStepQuerySet(models.QuerySet["GuideStep"]):
    def current(self) -> GuideStepQuerySet:
        return self.filter(current=True)


class GuideStep(Recorded):
    """One thing to do. A step that no longer applies is set aside, so that what was ticked stays readable."""

    guide = models.ForeignKey(Guide, on_delete=models.CASCADE, related_name="steps", verbose_name=_("guide"))
    order = models.PositiveSmallIntegerField(_("order"))
    title = models.CharField(_("title"), max_length=120)
    what = models.TextField(_("what to do"))
    where = models.CharField(_("where"), max_length=200, blank=True)
    cost = models.CharField(_("what it costs"), max_length=200, blank=True)
    documents = models.TextField(_("what to bring"), blank=True)
    duration = models.CharField(_("how long it takes"), max_length=120, blank=True)
    link = models.URLField(_("official page"), blank=True, validators=[URLValidator(schemes=["https"])])
    current = models.BooleanField(_("shown"), default=True)

    objects = GuideStepQuerySet.as_manager()

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["guide", "order", "pk"]
        verbose_name = _("step of a guide")
        verbose_name_plural = _("steps of guides")

    def __str__(self) -> str:
        return self.title

    @property
    def host(self) -> str:
        """Where the link leads, as people know it: `kbopub.economie.fgov.be`."""
        return (urlsplit(self.link).hostname or "").removeprefix("www.")
