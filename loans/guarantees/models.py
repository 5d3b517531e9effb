"""Who stands for whom: organisations morally, people with money, members of a group for each other, schemes."""

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
from loans.guarantees.deed_models import DeedTemplate
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
    CROSS = "cross", _("cross (within a group)")
    INSTITUTIONAL = "institutional", _("institutional (fund or scheme)")


class Scope(models.TextChoices):
    """For what an organisation vouches."""

    PERSON = "person", _("we know and trust this person")
    PLAN = "plan", _("we know and trust this person and the plan")
    SUPPORT = "support", _("we know this person and help while the loan runs")


class Spouse(models.TextChoices):
    """Whether a husband or wife signed as well, where the country asks for it."""

    SIGNED = "signed", _("signed as well")
    NONE = "none", _("there is none")


class EndReason(models.TextChoices):
    """Why one that was in force has ended."""

    REPAID = "repaid", _("the loan is paid back")
    NOT_GIVEN = "not_given", _("the loan is not given")
    RELEASED = "released", _("released by who decides")
    PAST = "past", _("its last day has passed")


PERSONS: Final = (GuaranteeKind.PERSONAL, GuaranteeKind.CROSS)  # somebody answers with money of his own, and signs
COVERING: Final = (*PERSONS, GuaranteeKind.INSTITUTIONAL)  # these cover euros
LIVING: Final = ("invited", "understood", "active")  # somebody stands for it, or was asked to
ENDED: Final = ("refused", "withdrawn", "released")  # after these the same guarantor can be asked again

_SAID_OF_ORGANISATION: Final = {
    "named": _("We will ask this organisation."),
    "refused": _("This organisation said no."),
}

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
        """Those that cover euros: never moral ones."""
        return self.filter(kind__in=COVERING)

    def persons(self) -> GuaranteeQuerySet:
        """Those by a person: personal ones, and members of a group for each other."""
        return self.filter(kind__in=PERSONS)

    def asked(self) -> GuaranteeQuerySet:
        """Those behind which somebody can be asked and told: all but the institutional ones."""
        return self.exclude(kind=GuaranteeKind.INSTITUTIONAL)

    def active(self) -> GuaranteeQuerySet:
        return self.filter(state="active")

    def pending(self) -> GuaranteeQuerySet:
        """Asked for and not yet at an end."""
        return self.filter(state__in=["named", "invited", "understood"])


class Guarantee(models.Model):
    """One guarantor for one loan application. A moral one covers no money, ever.

    `amount` is what he answers for at most, in euros; where a `share` of the principal (percent) was agreed, the euros
    follow from it, and are kept too. Members of a group stand for each other in `cross` ones. An institutional one has
    neither person nor partner: `name` is that of the scheme, nobody is asked, and it goes from named to active.
    A moral one says who signs for the organisation, for what it vouches, and until when: after `valid_until` it ends.
    Of others, `valid_until` is the loan's last day as they read it; they end with the loan.
    Until a guarantor is invited, `named` keeps name and contact as the applicant gave them, no more.
    `token` is the secret part of the guarantor's link; a code to his contact is asked for beside it.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="guarantees")
    kind = models.CharField(_("kind"), max_length=13, choices=GuaranteeKind)
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
    fund = models.ForeignKey(
        "loans.Fund",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="guarantees",
        verbose_name=_("guarantee scheme"),
    )
    name = models.CharField(_("name"), max_length=150)
    contact = models.CharField(_("phone or e-mail"), max_length=254, blank=True)
    language = models.CharField(
        _("language we write in"),
        max_length=2,
        choices=[(x.code, x.own_name) for x in registry.LANGUAGES],
        blank=True,
    )
    amount = models.DecimalField(_("amount, at most"), max_digits=9, decimal_places=2, null=True, blank=True)
    share = models.DecimalField(_("share of the loan, %"), max_digits=5, decimal_places=2, null=True, blank=True)
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    scope = models.CharField(_("vouches for"), max_length=8, choices=Scope, blank=True)
    signatory = models.CharField(_("who signs"), max_length=100, blank=True)
    ended_because = models.CharField(_("ended because"), max_length=10, choices=EndReason, blank=True)
    warned_at = models.DateTimeField(null=True, blank=True)  # the advisor was told that its last day comes
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    signed_on = models.DateField(_("signed on paper on"), null=True, blank=True)
    deed = models.ForeignKey(
        DeedTemplate, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("paper signed")
    )
    spouse = models.CharField(_("husband or wife"), max_length=6, choices=Spouse, blank=True)
    signed_noted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = GuaranteeQuerySet.as_manager()

    PERSONAL: ClassVar[dict[str, Personal]] = {
        "name": NAME,
        "contact": CONTACT,
        "amount": MONEY,
        "share": MONEY,
        "signatory": NAME,
        "spouse": SITUATION,
        "language": SITUATION,
    }

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="guarantee_moral_covers_no_money",
                condition=~Q(kind="moral") | Q(amount=None, share=None),
                violation_error_message=_("A moral guarantee covers no money."),
            ),
            models.CheckConstraint(
                name="guarantee_money_has_amount",
                condition=Q(kind="moral")
                | Q(kind__in=PERSONS, state__in=UNASKED, amount=None)
                | Q(amount__isnull=False, amount__gt=0),
                violation_error_message=_("This guarantee needs an amount above 0."),
            ),
            models.CheckConstraint(
                name="guarantee_share_is_percent",
                condition=Q(share=None) | Q(share__gt=0, share__lte=100),
                violation_error_message=_("A share is above 0 and at most 100 %."),
            ),
            models.CheckConstraint(
                name="guarantee_kind_fits_guarantor",
                condition=Q(kind="moral", guarantor=None)
                | Q(kind__in=PERSONS, partner=None)
                | Q(kind="institutional", guarantor=None, partner=None),
                violation_error_message=_(
                    "An organisation gives a moral guarantee, a person a personal one or one within a group,"
                    " a scheme an institutional one."
                ),
            ),
            models.CheckConstraint(
                name="guarantee_reached_by_contact",
                condition=Q(kind="institutional", contact="") | ~Q(Q(kind="institutional") | Q(contact="")),
                violation_error_message=_("Write a phone number or an e-mail address; a scheme has none."),
            ),
            models.CheckConstraint(
                name="guarantee_invited_is_known",
                condition=Q(state__in=UNASKED)
                | Q(kind="moral", partner__isnull=False)
                | Q(kind__in=PERSONS, guarantor__isnull=False)
                | Q(kind="institutional"),
                violation_error_message=_("Say who the guarantor is before you invite."),
            ),
            models.CheckConstraint(
                name="guarantee_signed_on_paper",
                condition=~Q(kind__in=PERSONS, state="active") | Q(signed_on__isnull=False),
                violation_error_message=_("A guarantee by a person counts once it is signed on paper."),
            ),
            models.CheckConstraint(
                name="guarantee_institutional_by_scheme",
                condition=Q(kind="institutional", fund__isnull=False) | ~Q(kind="institutional") & Q(fund=None),
                violation_error_message=_("An institutional guarantee comes from a guarantee scheme, no other does."),
            ),
            models.CheckConstraint(
                name="guarantee_scope_is_moral",
                condition=Q(kind="moral") | Q(scope="", signatory=""),
                violation_error_message=_("Only an organisation says for what it vouches, and who signs."),
            ),
            models.CheckConstraint(
                name="guarantee_scheme_is_not_asked",
                condition=~Q(kind="institutional", state__in=["invited", "understood", "refused"]),
                violation_error_message=_("Nobody is asked for the guarantee of a scheme."),
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
            models.UniqueConstraint(
                fields=["application", "fund"],
                condition=Q(fund__isnull=False) & ~Q(state__in=ENDED),
                name="guarantee_scheme_once",
                violation_error_message=_("This scheme already covers this loan."),
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
    def who(self) -> str:
        """Who guarantees, by name; a scheme in the language of the moment."""
        return str(self.fund) if self.fund is not None else self.name

    @property
    def said(self) -> str:
        """Where it stands, in a sentence for the applicant."""
        of_organisation = _SAID_OF_ORGANISATION.get(self.state) if self.kind == GuaranteeKind.MORAL else None
        return str(of_organisation or self.status.public)

    @property
    def covered(self) -> Decimal:
        """The euros it covers at most; 0 for a moral one and for one that is not active."""
        return self.amount or Decimal(0) if self.state == "active" else Decimal(0)
