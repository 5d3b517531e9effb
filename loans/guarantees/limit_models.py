"""How much one guarantor may stand for, over all loans: a rule of the institution, set in the back office."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.record.models import Recorded


class GuaranteeLimitQuerySet(models.QuerySet["GuaranteeLimit"]):
    def on(self, day: date) -> GuaranteeLimit | None:
        """The one in force on that day; None while there is none, and nothing is limited."""
        return self.filter(valid_from__lte=day).order_by("-valid_from").first()


class GuaranteeLimit(Recorded):
    """From a day on: the most of a person in euros and in loans, the most loans for which an organisation vouches.

    What is empty is not limited. A guarantee that is in force stays when a limit falls.
    """

    valid_from = models.DateField(_("in force from"), unique=True)
    person_euros = models.DecimalField(
        _("a person, euros in all"),
        max_digits=9,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.01"))],
    )
    person_loans = models.PositiveSmallIntegerField(
        _("a person, number of loans"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    organisation_loans = models.PositiveSmallIntegerField(
        _("an organisation, number of loans"), null=True, blank=True, validators=[MinValueValidator(1)]
    )

    objects = GuaranteeLimitQuerySet.as_manager()

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["-valid_from"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="guarantee_limit_above_zero",
                condition=(Q(person_euros=None) | Q(person_euros__gt=0))
                & (Q(person_loans=None) | Q(person_loans__gt=0))
                & (Q(organisation_loans=None) | Q(organisation_loans__gt=0)),
                violation_error_message=_("A limit is above 0, or empty."),
            )
        ]
        verbose_name = _("limit of guarantors")
        verbose_name_plural = _("limits of guarantors")

    def __str__(self) -> str:
        return f"{self.valid_from}"
