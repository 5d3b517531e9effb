"""The parts in which a loan is paid out: planned with the offer, paid out one after the other."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

import pgtrigger
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loans.applications.models import Application
from loans.ledger.models import Movement
from loans.parts.triggers import FROZEN, PAID
from portal.models import User
from portal.privacy import MONEY, STORY, Personal
from portal.record.models import RecordChanges, Recorded


class PartQuerySet(models.QuerySet["LoanPart"]):
    def coming(self) -> PartQuerySet:
        """Neither paid out nor given up, the next one first."""
        return self.filter(movement=None, given_up_at=None)


class LoanPart(Recorded):
    """One part of a loan that is paid out in several; a loan that is paid out at once has none.

    `number` 1 goes with the disbursement. `before` is what must be so before this part, in words; a person ticks it.
    `movement` is set when it is paid out; one that is not wanted any more is given up.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveSmallIntegerField(_("number"))
    on = models.DateField(_("planned for"))
    amount = models.DecimalField(
        _("amount"), max_digits=9, decimal_places=2, validators=[MinValueValidator(Decimal("0.01"))]
    )
    before = models.CharField(_("what must be so before it"), max_length=200, blank=True)
    met_at = models.DateTimeField(_("met"), null=True, blank=True)
    met_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    movement = models.OneToOneField(Movement, on_delete=models.PROTECT, null=True, blank=True, related_name="part")
    given_up_at = models.DateTimeField(_("given up"), null=True, blank=True)

    objects = PartQuerySet.as_manager()

    PERSONAL: ClassVar[dict[str, Personal]] = {"on": MONEY, "amount": MONEY, "before": STORY, "given_up_at": MONEY}

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["application", "number"], name="loan_part_once"),
            models.CheckConstraint(name="loan_part_above_zero", condition=Q(amount__gt=0, number__gte=1)),
            models.CheckConstraint(name="loan_part_paid_or_given_up", condition=Q(movement=None) | Q(given_up_at=None)),
            models.CheckConstraint(
                name="loan_part_word_is_kept",
                condition=Q(movement=None) | Q(before="") | Q(met_at__isnull=False, met_by__isnull=False),
                violation_error_message=_("Somebody ticks that it is so, then the part is paid out."),
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [RecordChanges(), FROZEN, PAID]
        verbose_name = _("part of a loan")
        verbose_name_plural = _("parts of loans")

    def __str__(self) -> str:
        return f"{self.application} {self.number}"
