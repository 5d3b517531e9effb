"""How a person lives and works today: her business, her household, what comes in, what she owes. As she told it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from applicants.persons.models import Person
from portal.language.partial_dates import PartialDate
from portal.privacy import SITUATION, Personal
from portal.record.models import Recorded


class BusinessState(models.TextChoices):
    IDEA = "idea", _("Not yet: I have an idea")
    STARTING = "starting", _("I am getting ready to start")
    RUNNING = "running", _("Yes, my business is running")


class Registered(models.TextChoices):
    YES = "yes", _("Yes, I have a number")
    NO = "no", _("Not yet")
    UNKNOWN = "unknown", _("I do not know")


class Business(Recorded):
    """Where her business stands. `since` is a partial date; `number` has Western digits, as she wrote it otherwise."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="business")
    state = models.CharField(_("business"), max_length=10, choices=BusinessState)
    since = models.JSONField(_("since when"), null=True, blank=True)
    registered = models.CharField(_("registered"), max_length=7, choices=Registered, blank=True)
    number = models.CharField(_("registration number"), max_length=30, blank=True)

    PERSONAL: ClassVar[dict[str, Personal]] = {
        "state": SITUATION,
        "since": SITUATION,
        "registered": SITUATION,
        "number": SITUATION,
    }

    class Meta(Recorded.Meta):
        verbose_name = _("business of a person")
        verbose_name_plural = _("businesses of persons")

    def __str__(self) -> str:
        return self.get_state_display()

    @property
    def since_date(self) -> PartialDate | None:
        return PartialDate.from_dict(self.since) if self.since else None


class BankAccount(models.TextChoices):
    YES = "yes", _("Yes")
    NONE = "none", _("Not yet")
    REFUSED = "refused", _("No: a bank said no")


class Household(Recorded):
    """Who lives from one purse: everybody, she herself included, and how many of them are children."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="household")
    people = models.PositiveSmallIntegerField(_("people in the household"), null=True, blank=True)
    children = models.PositiveSmallIntegerField(_("children among them"), null=True, blank=True)
    bank_account = models.CharField(_("bank account"), max_length=7, choices=BankAccount, blank=True)

    PERSONAL: ClassVar[dict[str, Personal]] = {"people": SITUATION, "children": SITUATION, "bank_account": SITUATION}

    class Meta(Recorded.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="household_counts_herself",
                condition=Q(people=None) | Q(people__gte=1) & (Q(children=None) | Q(children__lte=F("people"))),
                violation_error_message=_("There cannot be more children than people."),
            )
        ]
        verbose_name = _("household")
        verbose_name_plural = _("households")

    def __str__(self) -> str:
        return str(self.people or "–")


class IncomeKind(models.TextChoices):
    WORK = "work", _("Wages from a job")
    BUSINESS = "business", _("My own business")
    BENEFIT = "benefit", _("Benefit (unemployment, social help)")
    FAMILY = "family", _("Child benefit")
    OTHERS = "others", _("Income of others in the household")
    OTHER = "other", _("Something else")


def _amount(label: Any) -> models.DecimalField[Any, Any]:
    return models.DecimalField(label, max_digits=12, decimal_places=2, validators=[MinValueValidator(0)])


class Income(Recorded):
    """What comes into the household each month, by kind, in euros."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="incomes")
    kind = models.CharField(_("income"), max_length=10, choices=IncomeKind)
    monthly = _amount(_("a month"))

    PERSONAL: ClassVar[dict[str, Personal]] = {"monthly": SITUATION, "kind": SITUATION}

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["person", "kind"],
                name="income_once",
                violation_error_message=_("This kind of income is already in the list."),
            ),
            models.CheckConstraint(
                name="income_not_negative",
                condition=Q(monthly__gte=0),
                violation_error_message=_("An amount cannot be below zero."),
            ),
        ]
        verbose_name = _("income")
        verbose_name_plural = _("incomes")

    def __str__(self) -> str:
        return self.get_kind_display()


class DebtKind(models.TextChoices):
    PEOPLE = "people", _("Family or friends")
    BANK = "bank", _("A bank or a shop")
    STATE = "state", _("The tax office, the municipality, another public body")
    BILLS = "bills", _("Rent or bills that are not paid")
    OTHER = "other", _("Somebody else")


class Debt(Recorded):
    """What she owes: to whom by kind, what she pays each month, what is left; in euros. Never a name."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="debts")
    kind = models.CharField(_("to whom"), max_length=10, choices=DebtKind)
    monthly = _amount(_("a month"))
    left = _amount(_("left to pay"))

    PERSONAL: ClassVar[dict[str, Personal]] = {"kind": SITUATION, "monthly": SITUATION, "left": SITUATION}

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="debt_not_negative",
                condition=Q(monthly__gte=0, left__gte=0),
                violation_error_message=_("An amount cannot be below zero."),
            )
        ]
        verbose_name = _("debt")
        verbose_name_plural = _("debts")

    def __str__(self) -> str:
        return self.get_kind_display()
