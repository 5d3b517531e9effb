"""Who stands for whom: moral guarantees by organisations, personal ones by people (others follow)."""

from __future__ import annotations

import secrets
from decimal import Decimal
from typing import ClassVar, Final

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applicants.models import Person
from loans.applications.models import Application
from loans.guarantees.workflow import CHOICES, WORKFLOW
from partnerships.models import Partner
from portal.actors import Actor
from portal.language import registry
from portal.models import User
from portal.privacy import CONTACT, MONEY, NAME, SITUATION, Personal
from portal.record.models import RecordChanges
from portal.workflow import State


class GuaranteeKind(models.TextChoices):
    MORAL = "moral", _("moral (without payment)")
    PERSONAL = "personal", _("personal")


ENDED: Final = ("refused", "withdrawn", "released")  # after these the same guarantor can be asked again

UNASKED: Final = ("named", "withdrawn")  # in these it may be that nobody was ever asked


def new_token() -> str:
    return secrets.token_urlsafe(24)


class GuaranteeQuerySet(models.QuerySet["Guarantee"]):
    def visible_to(self, actor: Actor) -> GuaranteeQuerySet:
        """Staff through the loan; a partner its own; a guarantor the ones he is asked for."""
        if actor.kind == "partner":
            return self.filter(partner=actor.partner_id)
        if actor.kind == "person":
            return self.filter(Q(guarantor=actor.id) | Q(application__case__person=actor.id))
        return self.filter(application__in=Application.objects.visible_to(actor))

    def money(self) -> GuaranteeQuerySet:
        return self.filter(kind=GuaranteeKind.PERSONAL)

    def active(self) -> GuaranteeQuerySet:
        return self.filter(state="active")

    def pending(self) -> GuaranteeQuerySet:
        """Asked for and not yet at an end."""
        return self.filter(state__in=["named", "invited", "understood"])


class Guarantee(models.Model):
    """One guarantor for one loan application. A moral one covers no money, ever.

    Until a guarantor is invited, `named` keeps name and contact as the applicant gave them, no more.
    `token` is the secret part of the guarantor's link; a code to his contact is asked for beside it.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="guarantees")
    kind = models.CharField(_("kind"), max_length=10, choices=GuaranteeKind)
    state = models.CharField(_("state"), max_length=12, choices=CHOICES, default="named")
    state_since = models.DateTimeField(_("since"), default=timezone.now)
    partner = models.ForeignKey(
        Partner,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="guarantees",
        verbose_name=_("organisation"),
    )
    guarantor = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="guarantees",
        verbose_name=_("guarantor"),
    )
    name = models.CharField(_("name"), max_length=150)
    contact = models.CharField(_("phone or e-mail"), max_length=254)
    language = models.CharField(
        _("language we write in"),
        max_length=2,
        choices=[(x.code, x.own_name) for x in registry.LANGUAGES],
        blank=True,
    )
    amount = models.DecimalField(_("amount, at most"), max_digits=9, decimal_places=2, null=True, blank=True)
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    signed_on = models.DateField(_("signed on paper on"), null=True, blank=True)
    signed_noted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = GuaranteeQuerySet.as_manager()

    PERSONAL: ClassVar[dict[str, Personal]] = {
        "name": NAME,
        "contact": CONTACT,
        "amount": MONEY,
        "language": SITUATION,
    }

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="guarantee_moral_covers_no_money",
                condition=~Q(kind="moral") | Q(amount=None),
                violation_error_message=_("A moral guarantee covers no money."),
            ),
            models.CheckConstraint(
                name="guarantee_personal_has_amount",
                condition=~Q(kind="personal")
                | Q(state__in=UNASKED, amount=None)
                | Q(amount__isnull=False, amount__gt=0),
                violation_error_message=_("A personal guarantee needs an amount above 0."),
            ),
            models.CheckConstraint(
                name="guarantee_kind_fits_guarantor",
                condition=Q(kind="moral", guarantor=None) | Q(kind="personal", partner=None),
                violation_error_message=_("An organisation gives a moral guarantee, a person a personal one."),
            ),
            models.CheckConstraint(
                name="guarantee_invited_is_known",
                condition=Q(state__in=UNASKED)
                | Q(kind="moral", partner__isnull=False)
                | Q(kind="personal", guarantor__isnull=False),
                violation_error_message=_("Say who the guarantor is before you invite."),
            ),
            models.CheckConstraint(
                name="guarantee_personal_signed_on_paper",
                condition=~Q(kind="personal", state="active") | Q(signed_on__isnull=False),
                violation_error_message=_("A personal guarantee counts once it is signed on paper."),
            ),
            models.UniqueConstraint(
                fields=["application", "partner"],
                condition=Q(partner__isnull=False) & ~Q(state__in=ENDED),
                name="guarantee_partner_once",
                violation_error_message=_("This organisation is already asked for this loan."),
            ),
            models.UniqueConstraint(
                fields=["application", "guarantor"],
                condition=Q(guarantor__isnull=False) & ~Q(state__in=ENDED),
                name="guarantee_person_once",
                violation_error_message=_("This person is already asked for this loan."),
            ),
        ]
        triggers = [
            RecordChanges(secret=("token",)),
            pgtrigger.FSM(name="workflow", field="state", transitions=WORKFLOW.edges()),
        ]
        verbose_name = _("guarantee")
        verbose_name_plural = _("guarantees")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.name}"

    @property
    def status(self) -> State:
        return WORKFLOW.state(self.state)

    @property
    def covered(self) -> Decimal:
        """The euros it covers now; 0 for a moral one and for one that is not active."""
        return self.amount or Decimal(0) if self.state == "active" else Decimal(0)
