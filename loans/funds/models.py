"""Funds and guarantee schemes behind loans, their rules, and what each carries of which loan."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Final

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Func, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loans.applications.models import Application
from loans.funds.limits import WITHIN_LIMITS
from loans.funds.workflow import CHOICES, LIVING, WORKFLOW
from portal.actors import Actor
from portal.models import User
from portal.privacy import MONEY, SITUATION, STORY, Personal
from portal.record.models import RecordChanges, Recorded
from portal.workflow import State


class FundKind(models.TextChoices):
    LENDING = "lending", _("money to lend")
    GUARANTEE = "guarantee", _("guarantee scheme")


class FundQuerySet(models.QuerySet["Fund"]):
    def with_use(self) -> FundQuerySet:
        """`used`: the euros of the ceiling that living allotments take today, as the database counts them."""
        used = Func(
            F("pk"), function="loans_fund_used", output_field=models.DecimalField(max_digits=14, decimal_places=2)
        )
        return self.annotate(taken=used)


class Fund(Recorded):
    """Money from a funder to lend, or a scheme that guarantees a part of each loan. Amounts in euros.

    A scheme covers `rate` percent of the principal, at most `loan_cap` for one loan; `ceiling` is the most over all
    loans, lent or covered. What is repaid frees its part of the ceiling where the fund is `revolving`.
    """

    code = models.SlugField(_("code"), max_length=30, unique=True)
    kind = models.CharField(_("kind"), max_length=9, choices=FundKind)
    name = models.CharField(_("name"), max_length=120)
    description = models.TextField(_("description"), blank=True)
    funder = models.CharField(_("funder"), max_length=120)
    valid_from = models.DateField(_("takes loans from"))
    valid_until = models.DateField(_("takes loans until"), null=True, blank=True)
    ceiling = models.DecimalField(_("ceiling over all loans"), max_digits=12, decimal_places=2)
    rate = models.DecimalField(
        _("covers, % of the loan"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.01")), MaxValueValidator(100)],
        help_text=_("Only for a guarantee scheme."),
    )
    loan_cap = models.DecimalField(
        _("covers at most, for one loan"),
        max_digits=9,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Only for a guarantee scheme; empty where there is no such limit."),
    )
    revolving = models.BooleanField(_("what is repaid is free for other loans"), default=True)

    objects = FundQuerySet.as_manager()

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["code"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="fund_ceiling_positive",
                condition=Q(ceiling__gt=0),
                violation_error_message=_("The ceiling is above 0."),
            ),
            models.CheckConstraint(
                name="fund_days_in_order",
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                violation_error_message=_("The last day is not before the first."),
            ),
            models.CheckConstraint(
                name="fund_scheme_has_rate",
                condition=Q(kind="lending", rate=None, loan_cap=None)
                | Q(
                    Q(loan_cap=None) | Q(loan_cap__gt=0),
                    kind="guarantee",
                    rate__isnull=False,
                    rate__gt=0,
                    rate__lte=100,
                ),
                violation_error_message=_(
                    "A guarantee scheme says which part it covers; money to lend covers nothing."
                ),
            ),
        ]
        verbose_name = _("fund")
        verbose_name_plural = _("funds")

    def __str__(self) -> str:
        return self.name

    @property
    def used(self) -> Decimal:
        """What `with_use` counted; an error on a row that was not asked so."""
        taken: Decimal = self.__dict__["taken"]
        return taken

    @property
    def is_scheme(self) -> bool:
        return self.kind == FundKind.GUARANTEE


class RuleKind(models.TextChoices):
    COUNTRY = "country", _("country of the office")
    OFFICE = "office", _("office")
    PRODUCT = "product", _("loan product")
    AMOUNT = "amount", _("amount lent, in euros")
    MONTHS = "months", _("length, in months")
    AGE = "age", _("age of the borrower")
    GENDER = "gender", _("gender of the borrower")
    STARTER = "starter", _("starts a business, or began at most so many years ago")
    UNEMPLOYED = "unemployed", _("lives on a benefit, without wages")
    THIRD_COUNTRY = "third_country", _("comes from outside the European Union")
    OTHER = "other", _("something else, that a person looks at")


CODED: Final = (RuleKind.COUNTRY, RuleKind.OFFICE, RuleKind.PRODUCT, RuleKind.GENDER)  # a list of codes
MEASURED: Final = (RuleKind.AMOUNT, RuleKind.MONTHS, RuleKind.AGE)  # from and to


class FundRule(Recorded):
    """One rule for who and what a fund takes, with its dates; those in force on the day are checked.

    `words` are the institution's own, beside the sentence that follows from the figures.
    """

    fund = models.ForeignKey(Fund, on_delete=models.CASCADE, related_name="rules", verbose_name=_("fund"))
    kind = models.CharField(_("rule about"), max_length=13, choices=RuleKind)
    least = models.DecimalField(_("from"), max_digits=9, decimal_places=2, null=True, blank=True)
    most = models.DecimalField(_("to"), max_digits=9, decimal_places=2, null=True, blank=True)
    among = ArrayField(models.CharField(max_length=30), verbose_name=_("one of"), default=list, blank=True)
    words = models.CharField(_("in words"), max_length=300, blank=True)
    valid_from = models.DateField(_("in force from"), null=True, blank=True)
    valid_until = models.DateField(_("in force until"), null=True, blank=True)

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["fund", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="fund_rule_has_its_figures",
                condition=Q(kind__in=CODED, least=None, most=None, among__len__gt=0)
                | Q(Q(least__isnull=False) | Q(most__isnull=False), kind__in=MEASURED, among__len=0)
                | Q(kind="starter", least=None, among__len=0)
                | Q(kind__in=["unemployed", "third_country", "other"], least=None, most=None, among__len=0),
                violation_error_message=_("A rule has a list, or figures from and to, as its kind asks."),
            ),
            models.CheckConstraint(
                name="fund_rule_other_has_words",
                condition=~Q(kind="other") | ~Q(words=""),
                violation_error_message=_("Write in words what a person looks at."),
            ),
        ]
        verbose_name = _("rule of a fund")
        verbose_name_plural = _("rules of funds")

    def __str__(self) -> str:
        return f"{self.fund.code}: {self.get_kind_display()}"


class AllotmentQuerySet(models.QuerySet["Allotment"]):
    def visible_to(self, actor: Actor) -> AllotmentQuerySet:
        """Whoever sees the loan application sees what funds carry of it."""
        return self.filter(application__in=Application.objects.visible_to(actor))

    def living(self) -> AllotmentQuerySet:
        return self.filter(state__in=LIVING)

    def run_out(self, today: object) -> AllotmentQuerySet:
        """Those still included of which the last day is past."""
        return self.filter(state="included", until__lt=today)


class Allotment(models.Model):
    """What one fund carries of one loan: euros lent from it, or covered by it, from a day on.

    `share` is the percentage that was agreed, where there is one; a scheme's is its rate on the day of inclusion.
    `judged` keeps every rule as it was judged (`rules.Finding`, as JSON): what the fund says later changes nothing.
    `unmet` says that a rule was not met; then there is a reason, and somebody else includes it.
    """

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="allotments", verbose_name=_("fund"))
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="allotments")
    state = models.CharField(_("state"), max_length=8, choices=CHOICES, default="proposed")
    state_since = models.DateTimeField(_("since"), default=timezone.now)
    share = models.DecimalField(_("share of the loan, %"), max_digits=5, decimal_places=2, null=True, blank=True)
    amount = models.DecimalField(_("amount"), max_digits=9, decimal_places=2)
    begins = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)
    judged = models.JSONField(_("rules as judged"), default=list)
    judged_at = models.DateTimeField(_("judged"), default=timezone.now)
    unmet = models.BooleanField(_("a rule is not met"), default=False)
    reason = models.TextField(_("why it is right all the same"), blank=True, max_length=1000)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("proposed by"))
    proposed_at = models.DateTimeField(_("proposed"), default=timezone.now)
    included_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("included by")
    )
    included_at = models.DateTimeField(_("included"), null=True, blank=True)
    closed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ended by")
    )
    closed_note = models.TextField(_("why it ended"), blank=True, max_length=1000)

    objects = AllotmentQuerySet.as_manager()

    PERSONAL: ClassVar[dict[str, Personal]] = {
        "share": MONEY,
        "amount": MONEY,
        "begins": MONEY,
        "judged": SITUATION,
        "reason": STORY,
        "closed_note": STORY,
    }

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["fund", "-proposed_at", "-id"], name="allotment_fund"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="allotment_amount_positive",
                condition=Q(amount__gt=0),
                violation_error_message=_("The amount is above 0."),
            ),
            models.CheckConstraint(
                name="allotment_share_is_percent",
                condition=Q(share=None) | Q(share__gt=0, share__lte=100),
                violation_error_message=_("A share is above 0 and at most 100 %."),
            ),
            models.CheckConstraint(
                name="allotment_days_in_order",
                condition=Q(until=None) | Q(until__gte=F("begins")),
                violation_error_message=_("The last day is not before the first."),
            ),
            models.CheckConstraint(
                name="allotment_unmet_has_reason",
                condition=Q(unmet=False) | ~Q(reason=""),
                violation_error_message=_("A rule is not met: write why it is right all the same."),
            ),
            models.CheckConstraint(
                name="allotment_unmet_four_eyes",
                condition=Q(unmet=False) | Q(included_by=None) | ~Q(included_by=F("proposed_by")),
                violation_error_message=_("A rule is not met: somebody else includes this loan."),
            ),
            models.CheckConstraint(
                name="allotment_included_by_somebody",
                condition=Q(state__in=["proposed", "excluded"])
                | Q(included_by__isnull=False, included_at__isnull=False),
                violation_error_message=_("A decision says who took it."),
            ),
            models.UniqueConstraint(
                fields=["fund", "application"],
                condition=Q(state__in=LIVING),
                name="allotment_fund_once",
                violation_error_message=_("This fund already carries a part of this loan."),
            ),
        ]
        triggers = [
            RecordChanges(),
            pgtrigger.FSM(name="workflow", field="state", transitions=WORKFLOW.edges()),
            pgtrigger.Trigger(
                name="within_limits",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=WITHIN_LIMITS,
            ),
        ]
        verbose_name = _("share of a fund")
        verbose_name_plural = _("shares of funds")

    def __str__(self) -> str:
        return f"{self.fund}: {self.application}"

    @property
    def status(self) -> State:
        return WORKFLOW.state(self.state)
