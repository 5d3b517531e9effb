"""The rules of a product's price: its fee and what becomes of it, the borrower's steps, the permit."""

from decimal import Decimal
from typing import Final

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class FeeTaken(models.TextChoices):
    WITHHELD = "withheld", _("withheld from what is paid out")
    APART = "apart", _("paid apart, by the day of paying out")


class FeeFate(models.TextChoices):
    NOTHING = "nothing", _("no fee")
    COSTS = "costs", _("only real, documented costs")


class FeeEarly(models.TextChoices):
    KEPT = "kept", _("it is not given back")
    PART = "part", _("a part is given back")


class LatePolicy(models.TextChoices):
    NOTHING = "nothing", _("nothing is added")
    COSTS = "costs", _("only real, documented costs")
    CHARITY = "charity", _("a pledge to charity, never income of ours")


class ResidencePolicy(models.TextChoices):
    SHORTER_FIRST = "shorter", _("we first look for a term that ends before the permit")
    EXCEPTION = "exception", _("a longer loan is looked at, with an exception")
    OPEN = "open", _("a longer loan needs no exception")


class PriceRules(models.Model):
    """What is paid beside the loan, and for whom it is meant. Amounts in euros, the rate in percent a year.

    `fee_steps` is a list of [up to this principal, fee in euros], in rising order; or the fee is `fee_percent` of the
    principal, at most `fee_cap`. A product without interest has rate 0 and a flat or stepped fee, taken once by the
    time of disbursement; a percentage only where a named certifier accepts it, with a cap. A first loan is at most
    `first_loan_most`, and `later_loan_more` larger for each loan that was repaid. Of a fee that is given
    back in part at an early end (`loans.fee_back`), `fee_early_kept` euros are kept in any case.
    """

    interest_free = models.BooleanField(_("without interest"))
    yearly_rate = models.DecimalField(_("interest, % a year"), max_digits=5, decimal_places=2, default=Decimal(0))
    fee_steps = models.JSONField(_("fee by amount"), default=list, blank=True)
    fee_percent = models.DecimalField(
        _("fee as a percentage of the loan"), max_digits=4, decimal_places=2, null=True, blank=True
    )
    fee_cap = models.DecimalField(
        _("such a fee is at most, euros"), max_digits=8, decimal_places=2, null=True, blank=True
    )
    fee_taken = models.CharField(_("how the fee is taken"), max_length=8, choices=FeeTaken, default=FeeTaken.WITHHELD)
    fee_evidence = models.TextField(_("costs behind the fee"), blank=True)
    fee_if_refused = models.CharField(
        _("the fee, when the loan is not given"), max_length=7, choices=FeeFate, default=FeeFate.NOTHING
    )
    fee_if_withdrawn = models.CharField(
        _("the fee, when the client withdraws"), max_length=7, choices=FeeFate, default=FeeFate.NOTHING
    )
    fee_if_early = models.CharField(
        _("the fee, when the loan ends early"), max_length=4, choices=FeeEarly, default=FeeEarly.KEPT
    )
    fee_early_kept = models.DecimalField(
        _("of the fee, always kept at an early end, euros"), max_digits=8, decimal_places=2, default=Decimal(0)
    )
    fee_if_rescheduled = models.CharField(
        _("a new fee, when the dates change"), max_length=7, choices=FeeFate, default=FeeFate.NOTHING
    )
    certified_by = models.CharField(_("certified by"), max_length=120, blank=True)
    certified_on = models.DateField(_("certified on"), null=True, blank=True)
    late_policy = models.CharField(_("when late"), max_length=8, choices=LatePolicy, default=LatePolicy.NOTHING)
    first_loan_most = models.DecimalField(
        _("a first loan is at most, euros"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    later_loan_more = models.DecimalField(
        _("more for each loan repaid, euros"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    residence_policy = models.CharField(
        _("when the permit ends before the loan"),
        max_length=9,
        choices=ResidencePolicy,
        default=ResidencePolicy.EXCEPTION,
    )

    class Meta:
        abstract = True

    @property
    def asks_exception(self) -> bool:
        """Whether a loan that ends after the permit asks for an exception at all."""
        return self.residence_policy != ResidencePolicy.OPEN

    @property
    def shorter_first(self) -> bool:
        """Whether a loan that ends before the permit is looked for first."""
        return self.residence_policy == ResidencePolicy.SHORTER_FIRST


_MOST_PERCENT: Final = 20

CONSTRAINTS: Final[tuple[models.BaseConstraint, ...]] = (
    models.CheckConstraint(
        name="terms_interest_free_is_free",
        condition=Q(interest_free=False) | Q(yearly_rate=0),
        violation_error_message=_("A product without interest has a rate of 0."),
    ),
    models.CheckConstraint(
        name="terms_rate_not_negative",
        condition=Q(yearly_rate__gte=0),
        violation_error_message=_("The rate is 0 or more."),
    ),
    models.CheckConstraint(
        name="terms_one_kind_of_fee",
        condition=Q(fee_percent=None) | Q(fee_steps=[]),
        violation_error_message=_("The fee is by amount or a percentage, not both."),
    ),
    models.CheckConstraint(
        name="terms_percentage_is_small",
        condition=Q(fee_percent=None) | Q(fee_percent__gt=0, fee_percent__lte=_MOST_PERCENT),
        violation_error_message=_("A fee as a percentage is above 0 and at most 20 %."),
    ),
    models.CheckConstraint(
        name="terms_percentage_certified",
        condition=Q(fee_percent=None)
        | Q(interest_free=False)
        | (~Q(certified_by="") & Q(certified_on__isnull=False, fee_cap__isnull=False)),
        violation_error_message=_(
            "Without interest, a fee as a percentage needs somebody who certified it, the day, and a most in euros."
        ),
    ),
    models.CheckConstraint(
        name="terms_fee_cap_above_zero",
        condition=Q(fee_cap=None) | Q(fee_cap__gt=0, fee_percent__isnull=False),
        violation_error_message=_("The most of a fee is above 0, and belongs to a percentage."),
    ),
    models.CheckConstraint(
        name="terms_fee_kept_of_a_part",
        condition=Q(fee_early_kept=0) | Q(fee_early_kept__gt=0, fee_if_early=FeeEarly.PART),
        violation_error_message=_(
            "What is always kept is 0 or more, and belongs to a fee of which a part is given back."
        ),
    ),
    models.CheckConstraint(
        name="terms_first_loan_within",
        condition=Q(first_loan_most=None, later_loan_more=None)
        | Q(
            first_loan_most__gte=F("amount_min"),
            first_loan_most__lte=F("amount_max"),
            later_loan_more__isnull=False,
            later_loan_more__gt=0,
        ),
        violation_error_message=_(
            "The most of a first loan lies between the smallest and the largest amount, with how much more comes later."
        ),
    ),
)
