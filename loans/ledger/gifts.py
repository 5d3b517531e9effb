"""Gifts of late borrowers to charity: what was received, and what was passed on to whom. Never income of ours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar, Final

import pgtrigger
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from loans.ledger.models import Movement
from portal.actors import Actor
from portal.language.money import format_euro
from portal.models import User
from portal.record.acting import action
from portal.record.models import RecordChanges, Recorded
from portal.roles import Permission

_WITHIN: Final = """
    PERFORM pg_advisory_xact_lock(7305021);
    IF NEW.amount + (SELECT COALESCE(SUM(amount), 0) FROM loans_charitygift) > (
        SELECT COALESCE(-SUM(cash), 0) FROM loans_movement WHERE charity <> 0 AND cash <> 0) THEN
        RAISE EXCEPTION 'more would be passed on than was received for charity' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class CharityGiftQuerySet(models.QuerySet["CharityGift"]):
    def visible_to(self, actor: Actor) -> CharityGiftQuerySet:
        """Of the institution as a whole, and of nobody in particular: all staff who may see loans."""
        seen = actor.kind == "system" or (actor.is_staff and actor.may(Permission.SEE_PIPELINE))
        return self if seen else self.none()


class CharityGift(Recorded):
    """Money that was passed on to a charity: to whom, when, and what proves it. Written once."""

    charity = models.CharField(gettext_lazy("charity"), max_length=120)
    amount = models.DecimalField(gettext_lazy("amount"), max_digits=9, decimal_places=2)
    on = models.DateField(gettext_lazy("passed on"))
    proof = models.CharField(gettext_lazy("proof"), max_length=200)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)

    objects = CharityGiftQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-on", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="charity_gift_above_0",
                condition=Q(amount__gt=0),
                violation_error_message=gettext_lazy("The amount is above 0."),
            )
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            RecordChanges(),
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(name="within_received", when=pgtrigger.Before, operation=pgtrigger.Insert, func=_WITHIN),
        ]
        verbose_name = gettext_lazy("gift passed on to charity")
        verbose_name_plural = gettext_lazy("gifts passed on to charity")

    def __str__(self) -> str:
        return f"{self.charity} {self.on}"


@dataclass(frozen=True)
class Purse:
    """Euros of the whole institution: promised by late borrowers, received, passed on; `left` is still here."""

    promised: Decimal
    received: Decimal
    passed_on: Decimal

    @property
    def left(self) -> Decimal:
        return self.received - self.passed_on


def purse() -> Purse:
    """Two queries."""
    moved = Movement.objects.exclude(charity=0).aggregate(
        open=Sum("charity", default=Decimal(0)), cash=Sum("cash", default=Decimal(0))
    )
    passed: Decimal = CharityGift.objects.aggregate(sum=Sum("amount", default=Decimal(0)))["sum"]
    return Purse(moved["open"] - moved["cash"], -moved["cash"], passed)


@action
def pass_on(*, by: Actor, charity: str, amount: Decimal, on: date, proof: str) -> CharityGift:
    """Note what was passed on. `ValidationError` beyond what was received, or for a day to come."""
    if by.kind != "system" and not by.may(Permission.PAY_OUT):
        raise ValidationError(_("You may not do this."))
    if on > timezone.localdate():
        raise ValidationError({"on": _("This day is still to come.")})
    if amount > purse().left:
        raise _too_much()
    who = User.objects.get(pk=by.id) if by.is_staff else None
    gift = CharityGift(charity=charity.strip(), amount=amount, on=on, proof=proof.strip(), by=who)
    gift.full_clean()
    try:
        with transaction.atomic():
            gift.save()
    except IntegrityError as problem:  # somebody else passed on what was here a moment ago
        raise _too_much() from problem
    return gift


def _too_much() -> ValidationError:
    said = {"amount": format_euro(purse().left, get_language() or "en")}
    return ValidationError({"amount": _("Only %(amount)s is here for charity.") % said})
