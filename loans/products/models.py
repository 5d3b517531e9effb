"""Loan products and their terms. Terms are versions: a change never touches a loan that exists."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import reduce
from operator import and_
from typing import ClassVar, Final

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from loans.products import policy, rules
from loans.products.rules import FeeEarly, FeeFate, FeeTaken, LatePolicy, ResidencePolicy
from portal.models import Country
from portal.record.models import RecordChanges, Recorded

__all__ = [
    "Every",
    "FeeEarly",
    "FeeFate",
    "FeeTaken",
    "LatePolicy",
    "Product",
    "ResidencePolicy",
    "Terms",
    "TermsQuerySet",
]


class ProductQuerySet(models.QuerySet["Product"]):
    def on_offer(self) -> ProductQuerySet:
        return self.filter(on_offer=True)


class Product(Recorded):
    """What the institution lends. Its name and description stand in seven languages; its terms in `Terms`."""

    code = models.SlugField(_("code"), max_length=30, unique=True)
    name = models.CharField(_("name"), max_length=80)
    description = models.TextField(_("description"), blank=True)
    excluded = models.TextField(
        _("not for"), blank=True, help_text=_("Purposes for which this product is not lent, one on each line.")
    )
    residence_note = models.TextField(
        _("about the residence permit"), blank=True, help_text=_("One or two sentences that the applicant reads.")
    )
    country = models.CharField(_("only in this country"), max_length=2, choices=Country, blank=True)
    on_offer = models.BooleanField(_("on offer"), default=True)
    order = models.PositiveSmallIntegerField(_("order"), default=50)

    objects = ProductQuerySet.as_manager()

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["order", "code"]
        verbose_name = _("loan product")
        verbose_name_plural = _("loan products")

    def __str__(self) -> str:
        return self.name


class Every(models.TextChoices):
    """How often an instalment is due."""

    WEEK = "week", _("every week")
    FORTNIGHT = "fortnight", _("every two weeks")
    MONTH = "month", _("every month")
    QUARTER = "quarter", _("every three months")
    ONCE = "once", _("all at once, at the end")


def _usual_is_allowed() -> Q:
    """The usual frequency is among those allowed; an empty list allows none."""
    one_by_one = (~Q(usual_frequency=each) | Q(frequencies__contains=[each]) for each in Every.values)
    return reduce(and_, one_by_one)


def only_month() -> list[str]:
    return [Every.MONTH.value]


# A version that an offer or a loan rests on stays as it was, by whatever way somebody writes.
_IN_USE: Final = """
    IF NEW IS DISTINCT FROM OLD AND EXISTS (SELECT 1 FROM loans_application WHERE terms_id = OLD.id) THEN
        RAISE EXCEPTION 'terms that an offer rests on are not changed' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class TermsQuerySet(models.QuerySet["Terms"]):
    def in_force(self, day: date) -> TermsQuerySet:
        """The newest version of each product on that day."""
        newest = (
            self.filter(product=models.OuterRef("product"), valid_from__lte=day)
            .order_by("-valid_from", "-version")
            .values("pk")[:1]
        )
        return self.filter(pk=models.Subquery(newest))

    def interest_free(self) -> TermsQuerySet:
        return self.filter(interest_free=True)


class Terms(policy.GuaranteePolicy, rules.PriceRules, Recorded):
    """One version of a product's price, limits and what it asks; once an offer rests on it, it stays as it is."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="terms", verbose_name=_("product"))
    version = models.PositiveSmallIntegerField(_("version"))
    valid_from = models.DateField(_("in force from"))
    amount_min = models.DecimalField(_("smallest amount"), max_digits=9, decimal_places=2)
    amount_max = models.DecimalField(_("largest amount"), max_digits=9, decimal_places=2)
    months_min = models.PositiveSmallIntegerField(_("shortest term, months"))
    months_max = models.PositiveSmallIntegerField(_("longest term, months"))
    grace_max = models.PositiveSmallIntegerField(_("longest grace, months"), default=0)
    amount_step = models.DecimalField(
        _("amounts are multiples of"), max_digits=7, decimal_places=2, default=Decimal("0.01")
    )
    frequencies = ArrayField(
        models.CharField(max_length=9, choices=Every), default=only_month, verbose_name=_("how often may be paid")
    )
    usual_frequency = models.CharField(_("usually paid"), max_length=9, choices=Every, default=Every.MONTH)
    offer_days = models.PositiveSmallIntegerField(_("days that an offer is valid"), default=30)
    pauses_max = models.PositiveSmallIntegerField(_("months of a year without payment, at most"), default=0)

    objects = TermsQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["product", "-version"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["product", "version"],
                name="terms_version_once",
                violation_error_message=_("This product already has this version."),
            ),
            models.CheckConstraint(
                name="terms_amounts_in_order",
                condition=Q(amount_min__gt=0, amount_max__gte=F("amount_min")),
                violation_error_message=_("The largest amount is at least the smallest, and both are above 0."),
            ),
            models.CheckConstraint(
                name="terms_months_in_order",
                condition=Q(months_min__gt=0, months_max__gte=F("months_min"), grace_max__lt=F("months_min")),
                violation_error_message=_("The longest term is at least the shortest, and the grace is shorter."),
            ),
            models.CheckConstraint(
                name="terms_step_is_an_amount",
                condition=Q(amount_step__gt=0, amount_step__lte=F("amount_max")),
                violation_error_message=_("The step of amounts is above 0 and not more than the largest amount."),
            ),
            models.CheckConstraint(
                name="terms_usual_frequency_allowed",
                condition=_usual_is_allowed(),
                violation_error_message=_("What is usual is one of what is allowed."),
            ),
            models.CheckConstraint(
                name="terms_pauses_leave_a_month",
                condition=Q(pauses_max__lt=12),
                violation_error_message=_("At least one month of the year has a payment."),
            ),
            models.CheckConstraint(
                name="terms_offer_days_in_a_year",
                condition=Q(offer_days__gte=1, offer_days__lte=366),
                violation_error_message=_("An offer is valid for at least a day and at most a year."),
            ),
            *policy.CONSTRAINTS,
            *rules.CONSTRAINTS,
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            RecordChanges(),
            pgtrigger.Trigger(name="in_use", when=pgtrigger.Before, operation=pgtrigger.Update, func=_IN_USE),
        ]
        verbose_name = _("terms of a product")
        verbose_name_plural = _("terms of products")

    def __str__(self) -> str:
        return f"{self.product} v{self.version}"
