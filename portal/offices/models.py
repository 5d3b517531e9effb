"""Offices, their countries, clocks and days off."""

from __future__ import annotations

import zoneinfo
from collections.abc import Collection
from datetime import date
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.record.models import Recorded


class Country(models.TextChoices):
    """The countries in which the institution has offices."""

    BELGIUM = "BE", _("Belgium")
    FRANCE = "FR", _("France")
    NETHERLANDS = "NL", _("the Netherlands")


def time_zones() -> list[tuple[str, str]]:
    return [(name, name) for name in sorted(zoneinfo.available_timezones()) if name.startswith("Europe/")]


def monday_to_friday() -> list[int]:
    return [1, 2, 3, 4, 5]


class OfficeQuerySet(models.QuerySet["Office"]):
    def open(self) -> OfficeQuerySet:
        return self.filter(is_open=True)

    def visible_to(self, actor: object) -> OfficeQuerySet:
        """The offices whose work the actor sees: all of them, or those of her memberships."""
        offices: Collection[int] | None = getattr(actor, "offices", ())
        return self if offices is None else self.filter(pk__in=offices)


class Office(Recorded):
    """A place where people are met. Its country decides law, holidays and papers; its clock, the times."""

    code = models.SlugField(_("short code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=100)
    country = models.CharField(_("country"), max_length=2, choices=Country)
    city = models.CharField(_("city"), max_length=100)
    address = models.CharField(_("address"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    time_zone = models.CharField(_("time zone"), max_length=40, choices=time_zones, default="Europe/Brussels")
    working_weekdays = ArrayField(
        models.PositiveSmallIntegerField(),
        default=monday_to_friday,
        verbose_name=_("working days"),
        help_text=_("1 is Monday, 7 is Sunday."),
    )
    is_open = models.BooleanField(_("open"), default=True)

    objects = OfficeQuerySet.as_manager()

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["country", "code"]
        verbose_name = _("office")
        verbose_name_plural = _("offices")

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.time_zone)


class HolidayQuerySet(models.QuerySet["Holiday"]):
    def for_office(self, office: Office) -> HolidayQuerySet:
        return self.filter(models.Q(office=office) | models.Q(office=None, country=office.country))

    def closed_days(self, office: Office) -> frozenset[date]:
        return frozenset(self.for_office(office).values_list("day", flat=True))


class Holiday(Recorded):
    """A day on which a country, or one office, does not work."""

    country = models.CharField(_("country"), max_length=2, choices=Country)
    office = models.ForeignKey(
        Office, on_delete=models.CASCADE, null=True, blank=True, verbose_name=_("only this office")
    )
    day = models.DateField(_("day"))
    name = models.CharField(_("name"), max_length=100)

    objects = HolidayQuerySet.as_manager()

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["day"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["country", "office", "day"],
                nulls_distinct=False,
                name="holiday_once",
                violation_error_message=_("This day is already in the list."),
            )
        ]
        verbose_name = _("day off")
        verbose_name_plural = _("days off")

    def __str__(self) -> str:
        return f"{self.day} {self.name}"
