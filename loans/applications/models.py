"""The loan application: what is asked, what is proposed, what was decided, what was signed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applicants.models import Case
from loans.products.models import Every, FeeTaken, Terms
from loans.workflow import CHOICES, OPEN_STATES, WORKFLOW
from portal.actors import Actor
from portal.models import User
from portal.privacy import MONEY, STORY, Personal
from portal.record.models import RecordChanges, Recorded
from portal.refs import new_ref
from portal.workflow import State


class Price(models.TextChoices):
    """The answer to "with interest, or with one fee?"; nothing about faith is asked or kept."""

    ONE_FEE = "one_fee", _("Without interest, with one fee")
    INTEREST = "interest", _("With interest")
    UNSURE = "unsure", _("I want to talk about it first")


class ApplicationQuerySet(models.QuerySet["Application"]):
    def visible_to(self, actor: Actor) -> ApplicationQuerySet:
        """Whoever sees the case sees its loan application."""
        return self.filter(case__in=Case.objects.visible_to(actor))

    def submitted(self) -> ApplicationQuerySet:
        return self.exclude(state="draft")

    def open(self) -> ApplicationQuerySet:
        return self.filter(state__in=OPEN_STATES)

    def in_state(self, *states: str) -> ApplicationQuerySet:
        return self.filter(state__in=states)

    def past_last_day(self, today: date) -> ApplicationQuerySet:
        """Approved, accepted by nobody, and valid until a day before `today`."""
        return self.filter(state="approved", offer_valid_until__lt=today)

    def with_list_columns(self) -> ApplicationQuerySet:
        return self.select_related("case__person", "case__office", "case__advisor__user", "terms__product")


class Application(Recorded):
    """One request for a loan within a case. The state is moved by `applications.actions` alone.

    Wishes are what the applicant wrote; `terms`, `principal`, `months` … are what the advisor proposes.
    """

    ref = models.CharField(_("number"), max_length=8, unique=True, default=new_ref, editable=False)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="application", verbose_name=_("file"))
    state = models.CharField(_("state"), max_length=20, choices=CHOICES, default="draft")
    state_since = models.DateTimeField(_("since"), default=timezone.now)
    amount_wished = models.DecimalField(_("amount wished"), max_digits=9, decimal_places=2, null=True, blank=True)
    purpose = models.TextField(_("what for"), blank=True)
    price_wished = models.CharField(_("interest or fee"), max_length=10, choices=Price, blank=True)
    terms = models.ForeignKey(Terms, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("product"))
    principal = models.DecimalField(_("amount lent"), max_digits=9, decimal_places=2, null=True, blank=True)
    months = models.PositiveSmallIntegerField(_("number of months"), null=True, blank=True)
    grace = models.PositiveSmallIntegerField(_("months without repayment"), default=0)
    every = models.CharField(_("how often"), max_length=9, choices=Every, default=Every.MONTH)
    pause_months = ArrayField(
        models.PositiveSmallIntegerField(),
        default=list,
        blank=True,
        verbose_name=_("months of each year without an instalment"),
    )
    disburse_on = models.DateField(_("pay out on"), null=True, blank=True)
    first_due = models.DateField(_("first instalment on"), null=True, blank=True)
    fee = models.DecimalField(_("fee"), max_digits=8, decimal_places=2, null=True, blank=True)
    fee_taken = models.CharField(_("how the fee is taken"), max_length=8, choices=FeeTaken, blank=True)
    purpose_checked = models.BooleanField(_("the purpose is one the product is lent for"), default=False)
    assessment = models.TextField(_("the advisor’s view"), blank=True)
    proposed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("proposed by")
    )
    proposed_at = models.DateTimeField(_("proposed"), null=True, blank=True)
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decide_by = models.DateField(_("decided by this day"), null=True, blank=True)
    offer_valid_until = models.DateField(_("offer valid until"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ApplicationQuerySet.as_manager()

    PERSONAL: ClassVar[dict[str, Personal]] = {
        "amount_wished": MONEY,
        "principal": MONEY,
        "every": MONEY,
        "purpose": STORY,
        "price_wished": MONEY,
        "assessment": STORY,
    }

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "state_since", "id"], name="application_state"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="application_four_eyes",
                condition=Q(decided_by=None) | Q(proposed_by=None) | ~Q(decided_by=F("proposed_by")),
                violation_error_message=_("Nobody decides on their own proposal."),
            ),
            models.CheckConstraint(
                name="application_proposal_complete",
                condition=~Q(state__in=["proposed", "deferred", "approved", "accepted", "signed", "disbursed"])
                | Q(
                    terms__isnull=False,
                    principal__isnull=False,
                    months__isnull=False,
                    first_due__isnull=False,
                    fee__isnull=False,
                    proposed_by__isnull=False,
                ),
                violation_error_message=_("A proposal needs a product, an amount, a term and dates."),
            ),
            models.CheckConstraint(
                name="application_decision_signed",
                condition=~Q(state__in=["approved", "accepted", "signed", "disbursed", "declined"])
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                violation_error_message=_("A decision says who took it."),
            ),
            models.CheckConstraint(
                name="application_offer_has_last_day",
                condition=~Q(state="approved") | Q(offer_valid_until__isnull=False),
                violation_error_message=_("An approved offer says until which day it is valid."),
            ),
            models.CheckConstraint(
                name="application_principal_positive",
                condition=Q(principal=None) | Q(principal__gt=0),
                violation_error_message=_("The amount is above 0."),
            ),
            models.CheckConstraint(
                name="application_grace_shorter",
                condition=Q(months=None) | Q(grace__lt=F("months")),
                violation_error_message=_("The time without repayment is shorter than the loan."),
            ),
            models.CheckConstraint(
                name="application_pauses_are_months",
                condition=Q(pause_months__contained_by=list(range(1, 13))),
                violation_error_message=_("A month without an instalment is one of the twelve."),
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            RecordChanges(),
            pgtrigger.FSM(
                name="workflow",
                field="state",
                transitions=WORKFLOW.edges(),
            ),
        ]
        verbose_name = _("loan application")
        verbose_name_plural = _("loan applications")

    def __str__(self) -> str:
        return self.ref

    @property
    def status(self) -> State:
        """The state with its labels, colour and icon."""
        return WORKFLOW.state(self.state)

    @property
    def offer_has_ended(self) -> bool:
        """Whether its last day has passed while nobody accepted; the night will let it lapse."""
        last = self.offer_valid_until
        return self.state == "approved" and last is not None and last < timezone.localdate()

    @property
    def fee_withheld(self) -> Decimal:
        """What is kept back from the amount lent when it is paid out, in euros."""
        return self.fee or Decimal(0) if self.fee_taken == FeeTaken.WITHHELD else Decimal(0)


class ConditionQuerySet(models.QuerySet["Condition"]):
    def unmet(self) -> ConditionQuerySet:
        return self.filter(met_at=None)


class Condition(Recorded):
    """What must be so before the loan is paid out; ticked by a person, on a day."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="conditions")
    text = models.CharField(_("condition"), max_length=300)
    met_at = models.DateTimeField(_("met"), null=True, blank=True)
    met_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ConditionQuerySet.as_manager()

    PERSONAL: ClassVar[dict[str, Personal]] = {"text": STORY}

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["pk"]
        verbose_name = _("condition")
        verbose_name_plural = _("conditions")

    def __str__(self) -> str:
        return self.text


class Contract(Recorded):
    """The contract as signed, on paper or by a service: binding language, day, and what was checked before money moves.

    `text` is all that was signed, as `portal.pdf` draws it, in each language; `digest` the SHA-256 of that PDF.
    """

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="contract")
    language = models.CharField(_("binding language"), max_length=2)
    signed_on = models.DateField(_("signed on"))
    identity_checked = models.BooleanField(_("identity checked"), default=False)
    iban = models.CharField(_("IBAN"), max_length=34)
    iban_checked = models.BooleanField(_("the account is in the client’s name"), default=False)
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    text = models.JSONField(_("text as signed"), null=True, editable=False)
    digest = models.CharField(max_length=64, blank=True, editable=False)

    PERSONAL: ClassVar[dict[str, Personal]] = {"iban": MONEY, "text": MONEY, "digest": MONEY}

    class Meta(Recorded.Meta):
        verbose_name = _("contract")
        verbose_name_plural = _("contracts")

    def __str__(self) -> str:
        return f"{self.application} {self.signed_on}"
