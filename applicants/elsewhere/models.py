"""Organisations that help where the institution cannot: the friendly way out names them; data of the back office."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import URLValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from applicants.persons.countries import country_name
from portal.record.models import Recorded


class Topic(models.TextChoices):
    """What an organisation helps with: what one can ask us for, and what we do not do."""

    LOAN = "loan", _("Money for a business")
    TRAINING = "training", _("Training")
    PAPERS = "papers", _("Papers and rights")
    ADVICE = "advice", _("Advice for a business")
    WORK = "work", _("Finding a job")
    HOME = "home", _("A home")
    LANGUAGE = "language", _("Learning the language")
    YOUNG = "young", _("For people under 18")


class OtherHelpQuerySet(models.QuerySet["OtherHelp"]):
    def in_use(self) -> OtherHelpQuerySet:
        """Those that may be named today."""
        return self.filter(models.Q(valid_to=None) | models.Q(valid_to__gte=timezone.localdate()))

    def near(self, country: str) -> OtherHelpQuerySet:
        """Those of a country first, then those that work everywhere."""
        return self.filter(country__in=[country, ""]).order_by("-country", "order", "name")


class OtherHelp(Recorded):
    """An organisation: its country (empty: everywhere in Europe), what it helps with, in words of seven languages."""

    name = models.CharField(_("name"), max_length=120)
    country = models.CharField(
        _("country"), max_length=2, blank=True, help_text=_("Two letters, such as DE. Empty: everywhere in Europe.")
    )
    topics = ArrayField(models.CharField(max_length=10, choices=Topic), verbose_name=_("helps with"))
    text = models.CharField(_("what it does"), max_length=300)
    website = models.CharField(_("website"), max_length=200, blank=True, validators=[URLValidator(["https", "http"])])
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=50)
    valid_to = models.DateField(_("in use until"), null=True, blank=True)

    objects = OtherHelpQuerySet.as_manager()

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["country", "order", "name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="other_help_can_be_reached",
                condition=~models.Q(website="", phone=""),
                violation_error_message=_("Give a website or a phone number."),
            )
        ]
        verbose_name = _("other help")
        verbose_name_plural = _("other help")

    def __str__(self) -> str:
        return self.name

    @property
    def where(self) -> str:
        """The country by its name in the language of the moment; empty: everywhere."""
        return country_name(self.country, get_language() or "en") if self.country else ""

    @property
    def topic_labels(self) -> list[Any]:
        """What it helps with, in words."""
        return [Topic(topic).label for topic in self.topics if topic in Topic.values]
