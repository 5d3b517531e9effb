"""The signed paper as a picture: pages kept with the contract; what was replaced stays."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loans.applications.models import Application, Contract
from portal.actors import Actor
from portal.files.checked import CheckedFile, CheckedFileQuerySet, FileState, ready_has_content
from portal.privacy import MONEY, Personal


class ContractScanQuerySet(CheckedFileQuerySet["ContractScan"]):
    def visible_to(self, actor: Actor) -> ContractScanQuerySet:
        """Those of the applications that the actor sees. Who sees no names sees no signatures, nor does a partner."""
        if actor.kind == "partner" or not actor.sees_names:
            return self.none()
        return self.filter(contract__application__in=Application.objects.visible_to(actor))

    def current(self) -> ContractScanQuerySet:
        """Those that no other scan has replaced."""
        return self.filter(replaced_at=None)

    def ready(self) -> ContractScanQuerySet:
        return self.filter(state=FileState.READY)


class ContractScan(CheckedFile):
    """One file of the signed paper, a page or several. A replaced one is kept, with who replaced it and why."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="scans")
    replaced_at = models.DateTimeField(_("replaced"), null=True, editable=False)
    replaced_by = models.CharField(_("replaced by"), max_length=60, blank=True, editable=False)
    replaced_why = models.CharField(_("why replaced"), max_length=300, blank=True)

    objects = ContractScanQuerySet.as_manager()

    PERSONAL: ClassVar[dict[str, Personal]] = {"digest": MONEY, "replaced_why": MONEY}

    class Meta(CheckedFile.Meta):
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["taken_at"], name="contract_scan_waiting", condition=Q(state="waiting"))
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["contract", "digest"],
                name="contract_scan_once",
                condition=Q(state__in=["waiting", "ready"], replaced_at=None),
                violation_error_message=_("We have this file already."),
            ),
            ready_has_content("contract_scan_ready_has_content"),
            models.CheckConstraint(
                name="contract_scan_replaced_says_why",
                condition=Q(replaced_at=None) | (~Q(replaced_why="") & ~Q(replaced_by="")),
                violation_error_message=_("Please write why the scan is replaced."),
            ),
        ]
        verbose_name = _("scan of a contract")
        verbose_name_plural = _("scans of contracts")

    def __str__(self) -> str:
        return f"{self.contract} {self.ref}"
