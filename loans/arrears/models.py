"""Loans that are late: how late as of today, what was said about it, and when people are told by itself."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Final

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loans.ledger.models import Loan
from portal.actors import Actor
from portal.models import User
from portal.privacy import MONEY, Personal
from portal.record.models import Recorded


class Band(models.TextChoices):
    """Ageing: how many days a loan is late. The value is the first day of the band."""

    FIRST = "1", _("1–30 days")
    SECOND = "31", _("31–60 days")
    THIRD = "61", _("61–90 days")
    FOURTH = "91", _("91–180 days")
    LAST = "181", _("more than 180 days")


BAND_DAYS: Final[dict[str, tuple[int, int]]] = {
    Band.FIRST: (1, 30),
    Band.SECOND: (31, 60),
    Band.THIRD: (61, 90),
    Band.FOURTH: (91, 180),
    Band.LAST: (181, 32767),
}


class ArrearsQuerySet(models.QuerySet["Arrears"]):
    def visible_to(self, actor: Actor) -> ArrearsQuerySet:
        """Whoever sees the loan sees how late it is."""
        return self.filter(loan__in=Loan.objects.visible_to(actor))

    def in_band(self, band: str) -> ArrearsQuerySet:
        return self.filter(days__range=BAND_DAYS[band])

    def to_tell(self) -> ArrearsQuerySet:
        """Those of which a step has come that somebody was not told yet."""
        come = ReminderStep.objects.filter(days__lte=OuterRef("days"))
        borrower = come.filter(audience=Audience.BORROWER, days__gt=OuterRef("told_borrower"))
        guarantors = come.filter(audience=Audience.GUARANTORS, days__gt=OuterRef("told_guarantors"))
        return self.filter(Exists(borrower) | Exists(guarantors))

    def by_band(self) -> dict[str, tuple[int, Decimal, Decimal]]:
        """Band → how many loans, euros overdue, euros of principal outstanding; one query."""
        sums: dict[str, Any] = {}
        for band, days in BAND_DAYS.items():
            within = Q(days__range=days)
            sums |= {
                f"n{band}": Count("pk", filter=within),
                f"o{band}": Sum("overdue", filter=within, default=Decimal(0)),
                f"p{band}": Sum("outstanding", filter=within, default=Decimal(0)),
            }
        found = self.aggregate(**sums)
        return {band: (found[f"n{band}"], found[f"o{band}"], found[f"p{band}"]) for band in BAND_DAYS}


class Arrears(models.Model):
    """One row for each loan that is late, none for others: computed from the ledger each night and at each payment.

    `since` is the due date of the oldest instalment with anything unpaid, `days` counts from it; `overdue` is what
    should have been paid, `outstanding` all principal that is not repaid. `told_*` is the highest step (in days) of
    which that side was told since then. Nothing here is entered by anybody, so it is not on record.
    """

    loan = models.OneToOneField(Loan, on_delete=models.CASCADE, primary_key=True, related_name="arrears")
    as_of = models.DateField(_("as of"))
    since = models.DateField(_("late since"))
    days = models.PositiveSmallIntegerField(_("days late"))
    overdue = models.DecimalField(_("overdue"), max_digits=9, decimal_places=2)
    outstanding = models.DecimalField(_("principal outstanding"), max_digits=9, decimal_places=2)
    told_borrower = models.PositiveSmallIntegerField(default=0)
    told_guarantors = models.PositiveSmallIntegerField(default=0)

    objects = ArrearsQuerySet.as_manager()

    PERSONAL: ClassVar[dict[str, Personal]] = {
        "as_of": MONEY,
        "since": MONEY,
        "overdue": MONEY,
        "outstanding": MONEY,
    }

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["-days", "-loan"], name="arrears_days")]
        verbose_name = _("late loan")
        verbose_name_plural = _("late loans")

    def __str__(self) -> str:
        return f"{self.loan_id}: {self.days}"


class Audience(models.TextChoices):
    BORROWER = "borrower", _("the borrower")
    GUARANTORS = "guarantors", _("the guarantors; organisations only if the borrower agreed")


class ReminderStep(Recorded):
    """When somebody is told by itself that a loan is late: a rule of the institution, in the back office."""

    days = models.PositiveSmallIntegerField(_("days late"), validators=[MinValueValidator(1), MaxValueValidator(365)])
    audience = models.CharField(_("who is told"), max_length=10, choices=Audience)

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["days", "audience"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["days", "audience"],
                name="reminder_step_once",
                violation_error_message=_("This step is already in the list."),
            ),
            models.CheckConstraint(
                name="reminder_step_when_late",
                condition=Q(days__gte=1),
                violation_error_message=_("A reminder comes one day late at the earliest."),
            ),
        ]
        verbose_name = _("reminder of a late loan")
        verbose_name_plural = _("reminders of late loans")

    def __str__(self) -> str:
        return f"{self.days}: {self.get_audience_display()}"


class FollowUpKind(models.TextChoices):
    PHONE = "phone", _("by phone")
    MESSAGE = "message", _("by WhatsApp or another message")
    OFFICE = "office", _("at the office")
    VISIT = "visit", _("at the client’s place")
    LETTER = "letter", _("by letter")


class FollowUp(Recorded):
    """What an advisor did about a late loan and what was promised. Written once; a promise is kept or it is not."""

    loan = models.ForeignKey(Loan, on_delete=models.PROTECT, related_name="follow_ups")
    kind = models.CharField(_("how"), max_length=8, choices=FollowUpKind)
    at = models.DateTimeField(_("when"), default=timezone.now)
    note = models.TextField(_("what was said"), max_length=2000)
    promised_amount = models.DecimalField(_("promised"), max_digits=9, decimal_places=2, null=True, blank=True)
    promised_by = models.DateField(_("by"), null=True, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("logged by"))

    PERSONAL: ClassVar[dict[str, Personal]] = {"note": MONEY, "promised_amount": MONEY, "promised_by": MONEY}

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["-at", "-pk"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["loan", "-at"], name="follow_up_loan")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="follow_up_promise_whole",
                condition=Q(promised_amount=None, promised_by=None)
                | Q(promised_amount__isnull=False, promised_amount__gt=0, promised_by__isnull=False),
                violation_error_message=_("A promise has an amount above 0 and a day."),
            )
        ]
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")

    def __str__(self) -> str:
        return f"{self.loan}: {self.kind} {self.at:%Y-%m-%d}"

    def promise(self, paid: Decimal, today: date) -> str:
        """`kept`, `broken` or `open`; "" without a promise. `paid`: euros received since then, by its day."""
        if self.promised_amount is None or self.promised_by is None:
            return ""
        if paid >= self.promised_amount:
            return "kept"
        return "broken" if self.promised_by < today else "open"
