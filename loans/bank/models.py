"""Payments that came by the bank: the institution's accounts, the files that were read, and each payment in them."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar, Final

import pgtrigger
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loans.ledger.models import Loan, Movement
from portal.actors import Actor
from portal.models import Office, User
from portal.privacy import MONEY, Personal
from portal.record.models import RecordChanges, Recorded
from portal.refs import new_ref

KEPT_DAYS: Final = 30  # what is no repayment is nobody's business of ours for longer


class BankAccountQuerySet(models.QuerySet["BankAccount"]):
    def visible_to(self, actor: Actor) -> BankAccountQuerySet:
        """The accounts of the actor's offices."""
        if actor.kind not in ("staff", "system"):
            return self.none()
        return self if actor.offices is None else self.filter(office__in=actor.offices)


class BankAccount(Recorded):
    """An account of the institution. `columns` says what the columns of its bank's CSV mean, once somebody said it."""

    iban = models.CharField(_("IBAN"), max_length=34, unique=True)
    name = models.CharField(_("name"), max_length=80, help_text=_("For colleagues: the bank, or what it is for."))
    office = models.ForeignKey(
        Office,
        on_delete=models.PROTECT,
        related_name="bank_accounts",
        verbose_name=_("office"),
        help_text=_("Payments that nobody knows are this office’s to look into."),
    )
    columns = models.JSONField(_("columns of its files"), default=dict, blank=True)

    objects = BankAccountQuerySet.as_manager()

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["name", "pk"]
        verbose_name = _("bank account")
        verbose_name_plural = _("bank accounts")

    def __str__(self) -> str:
        return f"{self.name} …{self.iban[-4:]}"


class ImportState(models.TextChoices):
    COLUMNS = "columns", _("waits until its columns are named")
    READ = "read", _("read")


class BankImportQuerySet(models.QuerySet["BankImport"]):
    def visible_to(self, actor: Actor) -> BankImportQuerySet:
        """Those of the actor's accounts, and those with a payment that she may see."""
        if actor.kind not in ("staff", "system"):
            return self.none()
        if actor.offices is None:
            return self
        lines = BankLine.objects.visible_to(actor).filter(bank_import=OuterRef("pk"))
        return self.filter(Q(account__office__in=actor.offices) | Exists(lines))

    def with_open_lines(self, actor: Actor) -> BankImportQuerySet:
        lines = BankLine.objects.visible_to(actor).filter(bank_import=OuterRef("pk"), state=LineState.OPEN)
        return self.filter(Exists(lines) | Q(state=ImportState.COLUMNS))

    def waiting_long(self) -> BankImportQuerySet:
        """Files whose columns nobody named for weeks: they are thrown away unread."""
        return self.filter(state=ImportState.COLUMNS, sent_at__lt=timezone.now() - timedelta(days=KEPT_DAYS))


class BankImport(Recorded):
    """What one file said of one account. The file itself is kept only until it is read (`content`).

    `problems` are [line or entry, code, values] of what was no use; `repeated` counts what an earlier file had said.
    """

    ref = models.CharField(_("number"), max_length=8, unique=True, default=new_ref, editable=False)
    account = models.ForeignKey(BankAccount, on_delete=models.PROTECT, related_name="imports")
    digest = models.CharField(max_length=64)
    state = models.CharField(_("state"), max_length=7, choices=ImportState, default=ImportState.READ)
    content = models.BinaryField(null=True)
    first_day = models.DateField(_("from"), null=True)
    last_day = models.DateField(_("to"), null=True)
    went_out = models.PositiveIntegerField(default=0)
    repeated = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list)
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)

    objects = BankImportQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["account", "digest"],
                name="bank_import_once",
                violation_error_message=_("This file is here already."),
            ),
            models.CheckConstraint(
                name="bank_import_keeps_no_file",
                condition=Q(content=None) | Q(state="columns"),
            ),
        ]
        triggers = [RecordChanges(secret=("content",))]
        verbose_name = _("bank file")
        verbose_name_plural = _("bank files")

    def __str__(self) -> str:
        return self.ref


class LineState(models.TextChoices):
    OPEN = "open", _("open")
    BOOKED = "booked", _("booked on a loan")
    ASIDE = "aside", _("not a repayment")


class Certainty(models.TextChoices):
    CERTAIN = "certain", _("certain")
    LIKELY = "likely", _("likely")
    UNSURE = "unsure", _("not sure")
    NONE = "none", _("no loan found")


class BankLineQuerySet(models.QuerySet["BankLine"]):
    def visible_to(self, actor: Actor) -> BankLineQuerySet:
        """Those of loans the actor sees; of her office's accounts, those whose loan is not known for good."""
        if actor.kind not in ("staff", "system"):
            return self.none()
        if actor.offices is None:
            return self
        unknown = Q(loan=None) | Q(certainty__in=[Certainty.UNSURE, Certainty.NONE])
        own = Q(bank_import__account__office__in=actor.offices) & unknown & ~Q(state=LineState.BOOKED)
        return self.filter(Q(loan__in=Loan.objects.visible_to(actor)) | own)

    def open(self) -> BankLineQuerySet:
        return self.filter(state=LineState.OPEN)

    def certain(self) -> BankLineQuerySet:
        return self.open().filter(certainty=Certainty.CERTAIN)

    def to_forget(self) -> BankLineQuerySet:
        """Those that were no repayment, some weeks later, with anything said of whoever paid."""
        begun = timezone.now() - timedelta(days=KEPT_DAYS)
        kept = ~Q(payer="", iban="", text="")
        return self.filter(kept, state=LineState.ASIDE, settled_at__lt=begun)


class BankLine(Recorded):
    """One payment that came in. `loan` is the one proposed, or, once it is booked, the one it was booked on.

    `key` tells it from every other payment, whatever file names it (`loans.bank.statements.with_keys`). `turn` counts
    how often it was opened again, since a booking that was reversed needs another reference.
    """

    bank_import = models.ForeignKey(BankImport, on_delete=models.PROTECT, related_name="lines")
    number = models.PositiveSmallIntegerField(_("number"))
    key = models.CharField(max_length=64, unique=True)
    on = models.DateField(_("value date"))
    amount = models.DecimalField(_("amount"), max_digits=9, decimal_places=2)
    payer = models.CharField(_("payer"), max_length=140, blank=True)
    iban = models.CharField(_("account of the payer"), max_length=34, blank=True)
    text = models.CharField(_("what was written"), max_length=500, blank=True)
    reference = models.CharField(_("reference of the bank"), max_length=160, blank=True)
    state = models.CharField(_("state"), max_length=6, choices=LineState, default=LineState.OPEN)
    loan = models.ForeignKey(Loan, on_delete=models.PROTECT, null=True, blank=True, related_name="bank_lines")
    certainty = models.CharField(_("how sure"), max_length=7, choices=Certainty, default=Certainty.NONE)
    reasons = models.JSONField(_("why"), default=list)
    note = models.CharField(_("note"), max_length=200, blank=True)
    turn = models.PositiveSmallIntegerField(default=1)
    settled_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    objects = BankLineQuerySet.as_manager()

    PERSONAL: ClassVar[dict[str, Personal]] = {
        "on": MONEY,
        "amount": MONEY,
        "payer": MONEY,
        "iban": MONEY,
        "text": MONEY,
        "note": MONEY,
    }

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["bank_import", "number"], name="bank_line_number_once"),
            models.CheckConstraint(name="bank_line_above_0", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="bank_line_aside_has_note",
                condition=~Q(state="aside") | ~Q(note=""),
                violation_error_message=_("Please write what it is."),
            ),
            models.CheckConstraint(
                name="bank_line_proposal_whole",
                condition=Q(loan=None, certainty="none") | Q(loan__isnull=False) & ~Q(certainty="none"),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["bank_import", "state", "number"], name="bank_line_state")
        ]
        verbose_name = _("payment by the bank")
        verbose_name_plural = _("payments by the bank")

    def __str__(self) -> str:
        return f"{self.bank_import}-{self.number}"


# However it is written: what is booked of a payment, and not reversed, is at most the payment.
_WITHIN: Final = """
    PERFORM 1 FROM loans_bankline WHERE id = NEW.line_id FOR UPDATE;
    IF NEW.amount + (
        SELECT COALESCE(SUM(part.amount), 0) FROM loans_bankpart AS part
         WHERE part.line_id = NEW.line_id
           AND NOT EXISTS (SELECT 1 FROM loans_movement AS undoing WHERE undoing.reverses_id = part.movement_id)
    ) > (SELECT amount FROM loans_bankline WHERE id = NEW.line_id) THEN
        RAISE EXCEPTION 'more would be booked than was paid' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class BankPart(Recorded):
    """What a payment paid of one loan; a payment of a client with two loans may have two parts."""

    line = models.ForeignKey(BankLine, on_delete=models.PROTECT, related_name="parts")
    movement = models.OneToOneField(Movement, on_delete=models.PROTECT, related_name="bank_part")
    amount = models.DecimalField(_("amount"), max_digits=9, decimal_places=2)

    PERSONAL: ClassVar[dict[str, Personal]] = {"amount": MONEY}

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="bank_part_above_0", condition=Q(amount__gt=0)),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            RecordChanges(),
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(name="within_line", when=pgtrigger.Before, operation=pgtrigger.Insert, func=_WITHIN),
        ]
        verbose_name = _("part of a payment")
        verbose_name_plural = _("parts of payments")

    def __str__(self) -> str:
        return f"{self.line}: {self.amount}"
