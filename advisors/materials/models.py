"""A material and its versions, one a language: a file of ours or a link. Title and words stand in seven languages."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar
from urllib.parse import urlsplit

from django.contrib.postgres.fields import ArrayField
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.actors import Actor
from portal.files.storing import HiddenName
from portal.language import registry
from portal.models import Country, Office, User
from portal.record.models import Recorded
from portal.refs import new_ref
from portal.roles import Permission


class MaterialKind(models.TextChoices):
    WEBINAR = "webinar", _("webinar")
    TRAINING = "training", _("training")
    FLYER = "flyer", _("flyer")
    TEMPLATE = "template", _("template to fill in")


class MaterialNeed(models.TextChoices):
    """What somebody asks us for: the values are those of a file's needs."""

    LOAN = "loan", _("A loan for my business")
    TRAINING = "training", _("Training")
    PAPERS = "papers", _("Help with papers")
    ADVICE = "advice", _("Advice")


class BusinessStage(models.TextChoices):
    IDEA = "idea", _("has an idea")
    STARTING = "starting", _("is starting")
    RUNNING = "running", _("runs a business")


class MaterialState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class MaterialQuerySet(models.QuerySet["Material"]):
    def published(self) -> MaterialQuerySet:
        return self.filter(state=MaterialState.PUBLISHED)

    def visible_to(self, actor: Actor) -> MaterialQuerySet:
        """Everybody: what is published and public. Staff: what is published for their offices. Its keepers: all."""
        if actor.is_staff and actor.may(Permission.ADMINISTER):
            return self
        if actor.kind == "system" and actor.offices is None:
            return self
        if not actor.is_staff:
            return self.published().filter(is_public=True)
        if actor.offices is None:
            return self.published()
        return self.published().filter(Q(office=None) | Q(office__in=actor.offices))


class Material(Recorded):
    """Something to hand on. Empty lists of needs and stages, and no country, mean: for everybody."""

    ref = models.CharField(max_length=8, unique=True, default=new_ref, editable=False)
    kind = models.CharField(_("kind"), max_length=8, choices=MaterialKind)
    title = models.CharField(_("title"), max_length=120)
    about = models.TextField(_("what it is about"), blank=True)
    needs = ArrayField(
        models.CharField(max_length=8, choices=MaterialNeed), verbose_name=_("for whom: need"), default=list, blank=True
    )
    stages = ArrayField(
        models.CharField(max_length=8, choices=BusinessStage),
        verbose_name=_("for whom: business"),
        default=list,
        blank=True,
    )
    country = models.CharField(_("only in this country"), max_length=2, choices=Country, blank=True)
    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("only this office")
    )
    is_public = models.BooleanField(_("shown to everybody"), default=False)
    state = models.CharField(_("state"), max_length=9, choices=MaterialState, default=MaterialState.DRAFT)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    checked_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("checked by")
    )
    check_after_days = models.PositiveSmallIntegerField(_("to be checked again after (days)"), default=365)

    objects = MaterialQuerySet.as_manager()

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="material_public_for_all_offices",
                condition=Q(is_public=False) | Q(office=None),
                violation_error_message=_("What everybody sees cannot belong to one office."),
            )
        ]
        verbose_name = _("material")
        verbose_name_plural = _("materials")

    def __str__(self) -> str:
        return self.title

    @property
    def need_labels(self) -> list[str]:
        return [str(MaterialNeed(need).label) for need in self.needs]

    @property
    def stage_labels(self) -> list[str]:
        return [str(BusinessStage(stage).label) for stage in self.stages]

    def is_old(self, today: date) -> bool:
        """Nobody has checked it, or the last check is longer ago than the institution wants."""
        return self.checked_on is None or today > self.checked_on + timedelta(days=self.check_after_days)


class MaterialVersion(Recorded):
    """A material in one language: either a file, of the kind its contents tell, or a link."""

    material = models.ForeignKey(Material, on_delete=models.CASCADE, related_name="versions")
    language = models.CharField(_("language"), max_length=2, choices=[(x.code, x.own_name) for x in registry.LANGUAGES])
    file = models.FileField(_("file"), upload_to=HiddenName("materials"), max_length=100, blank=True)
    file_kind = models.CharField(_("kind of file"), max_length=8, blank=True, editable=False)
    size = models.PositiveIntegerField(_("size in bytes"), default=0, editable=False)
    link = models.URLField(_("link"), blank=True, validators=[URLValidator(schemes=["https"])])

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["language"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["material", "language"],
                name="material_version_once",
                violation_error_message=_("There is a version in this language already."),
            ),
            models.CheckConstraint(
                name="material_version_file_or_link",
                condition=Q(file="") & ~Q(link="") | ~Q(file="") & Q(link="") & ~Q(file_kind=""),
                violation_error_message=_("Give either a file or a link."),
            ),
        ]
        verbose_name = _("version of a material")
        verbose_name_plural = _("versions of materials")

    def __str__(self) -> str:
        return f"{self.material} ({self.language})"

    @property
    def language_name(self) -> str:
        """The language in its own words."""
        return registry.BY_CODE[self.language].own_name

    @property
    def host(self) -> str:
        """Where the link leads, as people know it."""
        return (urlsplit(self.link).hostname or "").removeprefix("www.")
