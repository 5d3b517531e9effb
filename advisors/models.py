"""Advisors, the languages they speak, where they work and when they are away; the rooms' tables, for Django."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from advisors.feeds.models import CalendarFeed
from advisors.guides.models import Guide, GuideStep
from advisors.hours.models import Booking, Hours, HoursException, Purpose
from advisors.materials.models import Material, MaterialVersion
from advisors.network.models import (
    Comment,
    DigestChoice,
    Practice,
    PracticeEvent,
    Reading,
    Trial,
    Usage,
)
from advisors.network.region_models import Referent, Region, RegionOffice
from advisors.rulebook.models import KindredLanguages, MatchRules
from portal.actors import Actor
from portal.models import Office, User
from portal.record.models import Recorded

__all__ = [
    "Absence",
    "Advisor",
    "AdvisorCommunity",
    "AdvisorLanguage",
    "AdvisorSpeciality",
    "Booking",
    "CalendarFeed",
    "Comment",
    "Community",
    "DigestChoice",
    "Gender",
    "Guide",
    "GuideStep",
    "Hours",
    "HoursException",
    "KindredLanguages",
    "Level",
    "MatchRules",
    "Material",
    "MaterialVersion",
    "Practice",
    "PracticeEvent",
    "Purpose",
    "Reading",
    "Referent",
    "Region",
    "RegionOffice",
    "Speciality",
    "SpokenLanguage",
    "Trial",
    "Usage",
]


class SpokenLanguage(Recorded):
    """A language that people speak (Dari, Darija, Tigrinya …): data, not one of the interface's languages."""

    code = models.SlugField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=60)
    own_name = models.CharField(_("its own name"), max_length=60, blank=True)
    common = models.BooleanField(_("named first in lists"), default=False)

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["-common", "name"]
        verbose_name = _("spoken language")
        verbose_name_plural = _("spoken languages")

    def __str__(self) -> str:
        return str(self.name)


class Community(Recorded):
    """A community that people say they belong to (Syrian, Afghan, Roma …): a list of the institution."""

    code = models.SlugField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=60)

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["name"]
        verbose_name = _("community")
        verbose_name_plural = _("communities")

    def __str__(self) -> str:
        return str(self.name)


class Speciality(Recorded):
    """What an advisor knows more of than others: a trade, a kind of papers, a programme."""

    code = models.SlugField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=60)

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["name"]
        verbose_name = _("speciality")
        verbose_name_plural = _("specialities")

    def __str__(self) -> str:
        return str(self.name)


class Level(models.TextChoices):
    NATIVE = "native", _("native")
    FLUENT = "fluent", _("fluent")
    WORKING = "working", _("enough for work")


class Gender(models.TextChoices):
    WOMAN = "woman", _("woman")
    MAN = "man", _("man")
    OTHER = "other", _("other")


class AdvisorQuerySet(models.QuerySet["Advisor"]):
    def active(self) -> AdvisorQuerySet:
        return self.filter(user__is_active=True)

    def present(self, day: date) -> AdvisorQuerySet:
        return self.exclude(absences__days__contains=day)

    def led_by(self, actor: Actor) -> AdvisorQuerySet:
        """Those who work at an office of the actor's; every one for who has every office."""
        if actor.offices is None:
            return self
        return self.filter(Exists(Office.objects.filter(advisors=OuterRef("pk"), pk__in=actor.offices)))

    def visible_to(self, actor: Actor) -> AdvisorQuerySet:
        """Colleagues know each other: staff see every advisor, others none."""
        return self if actor.is_staff or actor.kind == "system" else self.none()


class Advisor(Recorded):
    """A loan officer who meets applicants. `capacity` is how many open cases she can carry."""

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="advisor", verbose_name=_("user"))
    offices = models.ManyToManyField(Office, related_name="advisors", verbose_name=_("offices"))
    capacity = models.PositiveSmallIntegerField(_("most open cases"), default=30)
    gender = models.CharField(_("gender"), max_length=5, choices=Gender, blank=True)
    works_remotely = models.BooleanField(_("also advises by phone or video"), default=True)
    communities = models.ManyToManyField(
        Community, through="AdvisorCommunity", related_name="advisors", verbose_name=_("communities")
    )
    specialities = models.ManyToManyField(
        Speciality, through="AdvisorSpeciality", related_name="advisors", verbose_name=_("specialities")
    )
    mails_off = ArrayField(
        models.CharField(max_length=40), default=list, blank=True, editable=False, verbose_name=_("no mail about")
    )

    objects = AdvisorQuerySet.as_manager()

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["pk"]
        verbose_name = _("advisor")
        verbose_name_plural = _("advisors")

    def __str__(self) -> str:
        return self.user.name


class AdvisorLanguage(Recorded):
    advisor = models.ForeignKey(Advisor, on_delete=models.CASCADE, related_name="languages")
    language = models.ForeignKey(SpokenLanguage, on_delete=models.PROTECT, verbose_name=_("language"))
    level = models.CharField(_("level"), max_length=7, choices=Level, default=Level.FLUENT)

    class Meta(Recorded.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["advisor", "language"],
                name="advisor_language_once",
                violation_error_message=_("This language is already in the list."),
            )
        ]
        verbose_name = _("language of an advisor")
        verbose_name_plural = _("languages of an advisor")

    def __str__(self) -> str:
        return f"{self.language} ({self.get_level_display()})"


class AdvisorCommunity(Recorded):
    advisor = models.ForeignKey(Advisor, on_delete=models.CASCADE, related_name="+")
    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+", verbose_name=_("community"))

    class Meta(Recorded.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["advisor", "community"],
                name="advisor_community_once",
                violation_error_message=_("This community is already in the list."),
            )
        ]
        verbose_name = _("community of an advisor")
        verbose_name_plural = _("communities of an advisor")

    def __str__(self) -> str:
        return str(self.community)


class AdvisorSpeciality(Recorded):
    advisor = models.ForeignKey(Advisor, on_delete=models.CASCADE, related_name="+")
    speciality = models.ForeignKey(Speciality, on_delete=models.PROTECT, related_name="+", verbose_name=_("speciality"))

    class Meta(Recorded.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["advisor", "speciality"],
                name="advisor_speciality_once",
                violation_error_message=_("This speciality is already in the list."),
            )
        ]
        verbose_name = _("speciality of an advisor")
        verbose_name_plural = _("specialities of an advisor")

    def __str__(self) -> str:
        return str(self.speciality)


class Absence(Recorded):
    """Days on which an advisor takes no new case; `days` is a range whose end is the day she is back."""

    advisor = models.ForeignKey(Advisor, on_delete=models.CASCADE, related_name="absences")
    days = DateRangeField(_("from, back on"))

    class Meta(Recorded.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            ExclusionConstraint(
                name="absence_no_overlap",
                expressions=[("advisor", RangeOperators.EQUAL), ("days", RangeOperators.OVERLAPS)],
                violation_error_message=_("These days overlap another absence."),
            ),
            models.CheckConstraint(
                name="absence_has_days",
                condition=Q(days__isempty=False),
                violation_error_message=_("The day of return is after the first day away."),
            ),
        ]
        verbose_name = _("absence")
        verbose_name_plural = _("absences")

    def __str__(self) -> str:
        return f"{self.advisor}: {self.days}"
