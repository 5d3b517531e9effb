"""Who may decide on how much: limits by level, and what raises the level. Set up in the back office."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.models import Country
from portal.record.models import Recorded


class Level(models.IntegerChoices):
    """Who decides; a higher one may decide on what a lower one may."""

    OFFICE = 1, _("office manager")
    HEAD = 2, _("head office")
    COMMITTEE = 3, _("committee")


class ExceptionCode(models.TextChoices):
    """What sets a loan apart from what the product foresees."""

    PERMIT = "permit", _("the residence permit ends before the loan")
    GUARANTEES = "guarantees", _("the guarantees are not enough")
    PRODUCT = "product", _("it goes beyond the product’s limits")
    WRITTEN_OFF = "written_off", _("a loan in the same group was written off")


class LevelLimit(Recorded):
    """The most that a level lends by itself, in euros. A level without a line has no limit.

    A line of a country stands there instead of the one for every country.
    """

    country = models.CharField(_("only in this country"), max_length=2, choices=Country, blank=True)
    level = models.PositiveSmallIntegerField(
        _("who decides"), choices=[each for each in Level.choices if each[0] != Level.COMMITTEE]
    )
    up_to = models.DecimalField(
        _("up to, in euros"), max_digits=9, decimal_places=2, validators=[MinValueValidator(Decimal("0.01"))]
    )

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["country", "level"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["country", "level"],
                name="level_limit_once",
                violation_error_message=_("This level already has a limit there."),
            ),
            models.CheckConstraint(name="level_limit_below_committee", condition=Q(level__in=[1, 2], up_to__gt=0)),
        ]
        verbose_name = _("limit of a decision")
        verbose_name_plural = _("limits of decisions")

    def __str__(self) -> str:
        return f"{self.get_level_display()}: {self.up_to}"


class LevelRaise(Recorded):
    """An exception that asks for a level at least, whatever the amount.

    A line of a country stands there instead of the one for every country.
    """

    country = models.CharField(_("only in this country"), max_length=2, choices=Country, blank=True)
    code = models.CharField(
        _("exception"),
        max_length=12,
        choices=ExceptionCode,
        help_text=_("While there is no line for a loan that was written off, new loans of that group wait."),
    )
    level = models.PositiveSmallIntegerField(_("decided at least by"), choices=Level)

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["country", "code"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["country", "code"],
                name="level_raise_once",
                violation_error_message=_("This exception already has a level there."),
            ),
            models.CheckConstraint(name="level_raise_to_a_level", condition=Q(level__in=[1, 2, 3])),
        ]
        verbose_name = _("exception that raises the level")
        verbose_name_plural = _("exceptions that raise the level")

    def __str__(self) -> str:
        return f"{self.get_code_display()}: {self.get_level_display()}"
