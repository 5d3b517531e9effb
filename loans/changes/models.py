"""Changes of a running loan that one person asks for and another decides on."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from loans.ledger.models import Loan
from portal.actors import Actor
from portal.models import User
from portal.privacy import MONEY, Personal
from portal.record.models import Recorded


class ChangeKind(models.TextChoices):
    PAUSE = "pause", _("Pause: pay nothing for some months")
    DATES = "dates", _("New dates and another number of instalments")
    WRITE_OFF = "write_off", _("Write off: we no longer expect the money")


class ChangeState(models.TextChoices):
    ASKED = "asked", _("asked for")
    MADE = "made", _("decided: done")
    REFUSED = "refused", _("decided: not done")
    WITHDRAWN = "withdrawn", _("taken back")


class ChangeQuerySet(models.QuerySet["LoanChange"]):
    def visible_to(self, actor: Actor) -> ChangeQuerySet:
        return self.filter(loan__in=Loan.objects.visible_to(actor))

    def asked(self) -> ChangeQuerySet:
        return self.filter(state=ChangeState.ASKED)


class LoanChange(Recorded):
    """A pause, new dates, or writing off: asked for with a reason, decided by somebody else, kept either way.

    The new schedule is computed when it is decided, from what is booked by then. `cost` is what it really costs,
    where the terms of the loan let the borrower pay it: it is noted in the ledger when the change is made.
    """

    loan = models.ForeignKey(Loan, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(_("what"), max_length=9, choices=ChangeKind)
    state = models.CharField(_("state"), max_length=9, choices=ChangeState, default=ChangeState.ASKED)
    months = models.PositiveSmallIntegerField(_("months without paying"), null=True, blank=True)
    first_due = models.DateField(_("first new instalment on"), null=True, blank=True)
    count = models.PositiveSmallIntegerField(_("number of instalments"), null=True, blank=True)
    cost = models.DecimalField(_("real cost of it, euros"), max_digits=7, decimal_places=2, default=Decimal(0))
    cost_proof = models.CharField(_("which cost, and what proves it"), max_length=200, blank=True)
    reason = models.TextField(_("reason"), max_length=1000)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("asked by"))
    asked_at = models.DateTimeField(_("asked"), auto_now_add=True)
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    note = models.TextField(_("internal note"), blank=True, max_length=1000)

    objects = ChangeQuerySet.as_manager()

    PERSONAL: ClassVar[dict[str, Personal]] = {
        "reason": MONEY,
        "note": MONEY,
        "first_due": MONEY,
        "cost": MONEY,
        "cost_proof": MONEY,
    }

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["-asked_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["loan"],
                condition=Q(state="asked"),
                name="change_one_at_a_time",
                violation_error_message=_("A change of this loan already waits for a decision."),
            ),
            models.CheckConstraint(
                name="change_four_eyes",
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")),
                violation_error_message=_("Nobody decides on what they asked for themselves."),
            ),
            models.CheckConstraint(
                name="change_decided_by_somebody",
                condition=Q(state__in=["asked", "withdrawn"], decided_by=None)
                | Q(state__in=["made", "refused"], decided_by__isnull=False, decided_at__isnull=False),
                violation_error_message=_("A decision says who took it."),
            ),
            models.CheckConstraint(
                name="change_has_its_figures",
                condition=Q(kind="pause", months__isnull=False, months__gte=1, first_due=None, count=None)
                | Q(kind="dates", months=None, first_due__isnull=False, count__isnull=False, count__gte=1)
                | Q(kind="write_off", months=None, first_due=None, count=None),
                violation_error_message=_("A pause has months; new dates have a first day and a number."),
            ),
            models.CheckConstraint(
                name="change_cost_has_its_proof",
                condition=Q(cost=0) | Q(cost__gt=0) & ~Q(cost_proof="") & ~Q(kind="write_off"),
                violation_error_message=_("A cost needs an amount above 0 and its proof."),
            ),
        ]
        verbose_name = _("change of a loan")
        verbose_name_plural = _("changes of loans")

    def __str__(self) -> str:
        return f"{self.loan}: {self.kind} {self.state}"
