"""Partner organisations and the people who speak for them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from advisors.models import Advisor
from portal.actors import Actor
from portal.language import registry
from portal.models import Country, Office
from portal.privacy import CONTACT, NAME, Personal
from portal.record.models import Recorded


class PartnerKind(models.TextChoices):
    GRASSROOTS = "grassroots", _("grassroots organisation")
    MUNICIPALITY = "municipality", _("municipality")
    WELFARE = "welfare", _("public centre for social welfare")
    SCHOOL = "school", _("school or college")
    COUNCIL = "council", _("refugee council")
    OTHER = "other", _("other")


class PartnerQuerySet(models.QuerySet["Partner"]):
    def active(self) -> PartnerQuerySet:
        return self.filter(is_active=True)

    def vouching(self) -> PartnerQuerySet:
        """Those that give moral guarantees."""
        return self.active().filter(gives_guarantees=True)

    def visible_to(self, actor: Actor) -> PartnerQuerySet:
        """Staff see every partner, a partner user sees her own; applicants see the active ones' names."""
        if actor.kind == "partner":
            return self.filter(pk=actor.partner_id or 0)
        if actor.kind == "person":
            return self.active()
        return self if actor.is_staff or actor.offices is None else self.none()


class Partner(Recorded):
    """An organisation that refers, vouches, trains or pays. It bears the name it is known by."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=PartnerKind)
    country = models.CharField(_("country"), max_length=2, choices=Country)
    city = models.CharField(_("city"), max_length=100, blank=True)
    offices = models.ManyToManyField(Office, blank=True, related_name="partners", verbose_name=_("works with"))
    gives_guarantees = models.BooleanField(_("gives moral guarantees"), default=False)
    signatory = models.CharField(_("who signs"), max_length=100, blank=True)
    signatory_email = models.EmailField(_("e-mail of who signs"), blank=True)
    language = models.CharField(
        _("language we write in"),
        max_length=2,
        choices=[(x.code, x.own_name) for x in registry.LANGUAGES],
        default="en",
    )
    advisor = models.ForeignKey(
        Advisor,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("named advisor"),
        help_text=_("Who meets those whom this organisation helps to apply, where that is possible."),
    )
    is_active = models.BooleanField(_("active"), default=True)

    objects = PartnerQuerySet.as_manager()

    PERSONAL: ClassVar[dict[str, Personal]] = {"signatory": NAME, "signatory_email": CONTACT}

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="partner_guarantee_has_signatory",
                condition=models.Q(gives_guarantees=False) | (~models.Q(signatory="") & ~models.Q(signatory_email="")),
                violation_error_message=_("A partner that gives guarantees needs somebody who signs, with an e-mail."),
            )
        ]
        verbose_name = _("partner")
        verbose_name_plural = _("partners")

    def __str__(self) -> str:
        return self.name
