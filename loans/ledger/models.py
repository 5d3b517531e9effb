"""The loan after it is paid out: schedule versions and an append-only ledger."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Final

import pgtrigger
from django.db import models
from django.db.models import F, Q, Sum
from django.utils.translation import gettext_lazy as _

from applicants.models import Case
from loans.applications.models import Application
from loans.ledger.guards import BALANCE, NO_INTEREST, OF_ROW
from portal.actors import Actor
from portal.privacy import MONEY, Personal
from portal.record.models import RecordChanges, Recorded
from portal.refs import new_ref


class LoanState(models.TextChoices):
    ACTIVE = "active", _("running")
    REPAID = "repaid", _("repaid")
    WRITTEN_OFF = "written_off", _("written off")


class LoanQuerySet(models.QuerySet["Loan"]):
    def visible_to(self, actor: Actor) -> LoanQuerySet:
        return self.filter(application__case__in=Case.objects.visible_to(actor))

    def active(self) -> LoanQuerySet:
        return self.filter(state=LoanState.ACTIVE)

    def numbered(self, ref: str) -> LoanQuerySet:
        """The loan with this number, or the one of the application or file with it."""
        return self.filter(Q(ref=ref) | Q(application__ref=ref) | Q(application__case__ref=ref))

    def with_balance(self) -> LoanQuerySet:
        """`principal_outstanding`: the sum of movements, in euros."""
        return self.annotate(principal_outstanding=Sum("movements__principal", default=Decimal(0)))


class Loan(Recorded):
    """A loan that was paid out. Its balance is always the sum of its movements."""

    ref = models.CharField(_("loan number"), max_length=8, unique=True, default=new_ref, editable=False)
    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="loan")
    state = models.CharField(_("state"), max_length=12, choices=LoanState, default=LoanState.ACTIVE)
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    disbursed_on = models.DateField(_("paid out on"))
    created_at = models.DateTimeField(auto_now_add=True)

    objects = LoanQuerySet.as_manager()

    class Meta(Recorded.Meta):
        verbose_name = _("loan")
        verbose_name_plural = _("loans")

    def __str__(self) -> str:
        return self.ref


class ScheduleVersion(Recorded):
    """One version of the dates and amounts; the newest holds, the older ones stay to be read."""

    loan = models.ForeignKey(Loan, on_delete=models.PROTECT, related_name="schedules")
    number = models.PositiveSmallIntegerField(_("version"))
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    # a payment ahead lowers the interest to come: the version it made, which its reversal takes back
    caused_by = models.OneToOneField(
        "loans.Movement", on_delete=models.PROTECT, null=True, blank=True, related_name="version"
    )

    PERSONAL: ClassVar[dict[str, Personal]] = {"reason": MONEY}

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["loan", "number"], name="schedule_version_once")
        ]
        verbose_name = _("schedule")
        verbose_name_plural = _("schedules")

    def __str__(self) -> str:
        return f"{self.loan} v{self.number}"


class Row(Recorded):
    """An instalment of a schedule: `nominal` is the day wished, `due` the working day it falls on."""

    schedule = models.ForeignKey(ScheduleVersion, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveSmallIntegerField(_("number"))
    nominal = models.DateField(_("nominal day"))
    due = models.DateField(_("due on"))
    principal = models.DecimalField(_("principal"), max_digits=9, decimal_places=2)
    interest = models.DecimalField(_("interest"), max_digits=9, decimal_places=2, default=Decimal(0))
    fee = models.DecimalField(_("fee"), max_digits=9, decimal_places=2, default=Decimal(0))

    PERSONAL: ClassVar[dict[str, Personal]] = {
        "nominal": MONEY,
        "due": MONEY,
        "principal": MONEY,
        "interest": MONEY,
        "fee": MONEY,
    }

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["schedule", "number"], name="row_once"),
            models.CheckConstraint(name="row_not_negative", condition=Q(principal__gte=0, interest__gte=0, fee__gte=0)),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["due"], name="row_due")]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            RecordChanges(),
            pgtrigger.Trigger(
                name="no_interest",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__interest__gt=0),
                func=NO_INTEREST.format(loan=OF_ROW),
            ),
        ]
        verbose_name = _("instalment")
        verbose_name_plural = _("instalments")

    def __str__(self) -> str:
        return f"{self.number} {self.due}"

    @property
    def amount(self) -> Decimal:
        return self.principal + self.interest + self.fee


class MovementKind(models.TextChoices):
    DISBURSEMENT = "disbursement", _("paid out")
    FEE = "fee", _("fee")
    REPAYMENT = "repayment", _("repayment")
    REVERSAL = "reversal", _("reversal")
    WRITE_OFF = "write_off", _("written off")
    RECOVERY = "recovery", _("received after writing off")
    LATE_COST = "late_cost", _("cost of being late")
    CHARITY = "charity", _("promised to charity")
    LATE_PAID = "late_paid", _("cost or gift paid")
    CHANGE_COST = "change_cost", _("cost of new dates")
    FEE_BACK = "fee_back", _("part of the fee given back")


RECEIVED: Final = (MovementKind.REPAYMENT, MovementKind.RECOVERY, MovementKind.LATE_PAID)  # what the borrower paid
# what lateness or new dates added, as the terms allow
ADDED: Final = (MovementKind.LATE_COST, MovementKind.CHARITY, MovementKind.CHANGE_COST)
REVERSIBLE: Final = (*RECEIVED, *ADDED, MovementKind.FEE_BACK)


class MovementQuerySet(models.QuerySet["Movement"]):
    def visible_to(self, actor: Actor) -> MovementQuerySet:
        return self.filter(loan__in=Loan.objects.visible_to(actor))

    def not_reversed(self) -> MovementQuerySet:
        return self.filter(reversed_by=None).exclude(kind=MovementKind.REVERSAL)


class Movement(models.Model):
    """A movement of the ledger: written once, never changed; an error is put right by a reversal.

    Signs: what the borrower owes grows with positive amounts. A disbursement of 5000 is principal +5000, a
    repayment of 208.33 is principal −208.33. `cash` is what really changed hands: positive when the
    institution pays, negative when it receives. `late` (real costs, of being late or of new dates) and `charity` (a
    gift that was promised) are kept apart from the schedule, so that nothing ever grows on them. `value_date` is the
    day from which the money counts, `recorded_at` when it was written: a past day is shown by value date, so that what
    is booked late counts from when it was paid. `reference` makes a repeat harmless.
    """

    loan = models.ForeignKey(Loan, on_delete=models.PROTECT, related_name="movements")
    kind = models.CharField(_("kind"), max_length=12, choices=MovementKind)
    value_date = models.DateField(_("value date"))
    recorded_at = models.DateTimeField(_("recorded"), auto_now_add=True)
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    principal = models.DecimalField(_("principal"), max_digits=9, decimal_places=2, default=Decimal(0))
    interest = models.DecimalField(_("interest"), max_digits=9, decimal_places=2, default=Decimal(0))
    fee = models.DecimalField(_("fee"), max_digits=9, decimal_places=2, default=Decimal(0))
    cash = models.DecimalField(_("cash"), max_digits=9, decimal_places=2, default=Decimal(0))
    late = models.DecimalField(_("costs of being late"), max_digits=9, decimal_places=2, default=Decimal(0))
    charity = models.DecimalField(_("for charity"), max_digits=9, decimal_places=2, default=Decimal(0))
    reference = models.CharField(_("reference"), max_length=80, unique=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    reverses = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="reversed_by")
    recorded_by = models.CharField(_("recorded by"), max_length=60)

    objects = MovementQuerySet.as_manager()

    PERSONAL: ClassVar[dict[str, Personal]] = {
        "principal": MONEY,
        "interest": MONEY,
        "fee": MONEY,
        "cash": MONEY,
        "late": MONEY,
        "charity": MONEY,
        "note": MONEY,
    }

    class Meta:
        ordering: ClassVar[list[str]] = ["value_date", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["loan", "value_date", "id"], name="movement_loan")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="movement_reversal_points_back",
                condition=(Q(kind="reversal") & Q(reverses__isnull=False)) | (~Q(kind="reversal") & Q(reverses=None)),
            ),
            models.CheckConstraint(
                name="movement_repayment_lowers",
                condition=~Q(kind="repayment") | Q(principal__lte=0, interest__lte=0, fee__lte=0, cash__lt=0),
                violation_error_message=_("The amount is above 0."),
            ),
            models.CheckConstraint(
                name="movement_write_off_moves_no_cash",
                condition=~Q(kind="write_off") | Q(principal__lt=0, interest=0, fee=0, cash=0),
            ),
            models.CheckConstraint(
                name="movement_recovery_is_cash",
                condition=~Q(kind="recovery") | Q(principal=0, interest=0, fee=0, cash__lt=0),
                violation_error_message=_("The amount is above 0."),
            ),
            models.CheckConstraint(
                name="movement_late_stands_apart",
                condition=Q(kind="reversal")
                | Q(
                    kind__in=["late_cost", "change_cost"], principal=0, interest=0, fee=0, cash=0, late__gt=0, charity=0
                )
                & ~Q(note="")
                | Q(kind="charity", principal=0, interest=0, fee=0, cash=0, late=0, charity__gt=0)
                | Q(kind="late_paid", principal=0, interest=0, fee=0, cash__lt=0, late__lte=0, charity__lte=0)
                & Q(cash=F("late") + F("charity"))
                | ~Q(kind__in=["late_cost", "change_cost", "charity", "late_paid"]) & Q(late=0, charity=0),
                violation_error_message=_("A cost needs an amount above 0 and its proof."),
            ),
            models.CheckConstraint(
                name="movement_fee_back_is_cash",
                condition=~Q(kind="fee_back") | Q(principal=0, interest=0, fee=0, cash__gt=0),
            ),
        ]
        triggers = [
            RecordChanges(),
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="no_interest",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=~pgtrigger.Q(new__interest=0),
                func=NO_INTEREST.format(loan="NEW.loan_id"),
            ),
            pgtrigger.Trigger(name="balance", when=pgtrigger.Before, operation=pgtrigger.Insert, func=BALANCE),
        ]
        verbose_name = _("movement")
        verbose_name_plural = _("movements")

    def __str__(self) -> str:
        return f"{self.kind} {self.value_date} {self.reference}"

    @property
    def shown_amount(self) -> Decimal:
        """The euros that changed hands, as people say them: without a sign, but for what undoes an entry.

        Of an entry in which none did, what was written off or added.
        """
        if not self.cash:
            return self.late + self.charity or -self.principal
        return -abs(self.cash) if self.kind == MovementKind.REVERSAL else abs(self.cash)
