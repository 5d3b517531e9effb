"""Regions of the institution: which offices lie in them, and who is their referent from when to when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.models import Country, Office, User
from portal.record.models import Recorded
from portal.roles import PERMISSIONS, Permission, Role


def sharing_roles() -> list[Role]:
    """Roles whose people share practices; referents are chosen among them."""
    return [role for role, held in PERMISSIONS.items() if Permission.SHARE_PRACTICES in held]


class Region(Recorded):
    """A part of a country, as the institution cuts it. Each should have a referent."""

    code = models.SlugField(_("short code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=80)
    country = models.CharField(_("country"), max_length=2, choices=Country)

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["country", "code"]
        verbose_name = _("region")
        verbose_name_plural = _("regions")

    def __str__(self) -> str:
        return str(self.name)


class RegionOffice(Recorded):
    """An office lies in one region at most. (Offices stand on the floor below, so the tie is a row here.)"""

    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="places", verbose_name=_("region"))
    office = models.OneToOneField(Office, on_delete=models.CASCADE, related_name="place", verbose_name=_("office"))

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["office__code"]
        verbose_name = _("office of a region")
        verbose_name_plural = _("offices of a region")

    def __str__(self) -> str:
        return str(self.office)

    def clean(self) -> None:
        if self.office_id and self.region_id and self.office.country != self.region.country:
            raise ValidationError({"office": _("This office is in another country than the region.")})


class ReferentQuerySet(models.QuerySet["Referent"]):
    def on(self, day: date) -> ReferentQuerySet:
        """Those who are referent that day and still work here; on the day it ends they are no longer."""
        return self.filter(Q(until=None) | Q(until__gt=day), since__lte=day, user__is_active=True)

    def of_users(self, users: Iterable[int]) -> ReferentQuerySet:
        return self.filter(user__in=users)


class Referent(Recorded):
    """Somebody who carries practices to and from a region, beside her own work."""

    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="referents", verbose_name=_("region"))
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="referent_of", verbose_name=_("user"))
    since = models.DateField(_("from"), default=timezone.localdate)
    until = models.DateField(_("until, this day not counted"), null=True, blank=True)

    objects = ReferentQuerySet.as_manager()

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["since", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="referent_ends_after_it_began",
                condition=Q(until=None) | Q(until__gt=F("since")),
                violation_error_message=_("The last day is after the first."),
            ),
            models.UniqueConstraint(
                fields=["region", "user"],
                condition=Q(until=None),
                name="referent_once",
                violation_error_message=_("This person is referent of the region already."),
            ),
        ]
        verbose_name = _("referent")
        verbose_name_plural = _("referents")

    def __str__(self) -> str:
        return str(self.user)

    def clean(self) -> None:
        if self.user_id and not self.user.memberships.filter(role__in=sharing_roles()).exists():
            raise ValidationError({"user": _("A referent is an advisor, an office manager or of the head office.")})
