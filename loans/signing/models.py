"""A contract that was sent to be signed by a service: what was sent, where it stands, what came back."""

from __future__ import annotations

import secrets
import uuid
from typing import Any, ClassVar, Final

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loans.applications.models import Application, Contract
from loans.signing.scan_models import ContractScan
from portal.actors import Actor
from portal.files.storing import HiddenName
from portal.models import User
from portal.privacy import MONEY, Personal
from portal.record.models import RecordChanges, Recorded

__all__ = ["ContractScan", "RequestState", "SignatureRequest"]


class RequestState(models.TextChoices):
    """`ASKED`: the service does not have it yet. `OTHER`: not what was sent came back. `LATE`: nobody waited."""

    ASKED = "asked", _("being sent")
    WAITING = "waiting", _("waiting for the signature")
    SIGNED = "signed", _("signed")
    REFUSED = "refused", _("the client refused")
    EXPIRED = "expired", _("expired")
    FAILED = "failed", _("not taken by the service")
    CANCELLED = "cancelled", _("cancelled")
    OTHER = "other", _("another document came back")
    LATE = "late", _("signed too late")


OPEN: Final = (RequestState.ASKED, RequestState.WAITING)
_ENDS: Final = ("refused", "expired", "cancelled", "other", "late", "signed")
EDGES: Final = [
    ("asked", "waiting"),
    ("asked", "failed"),
    ("asked", "cancelled"),
    *(("waiting", end) for end in (*_ENDS, "failed")),
    ("cancelled", "late"),
]


class CancelReason(models.TextChoices):
    STAFF = "staff", _("cancelled by a colleague")
    MOVED = "moved", _("the application moved on")
    CHANGED = "changed", _("the contract changed")


def new_token() -> str:
    return secrets.token_urlsafe(32)


class SignatureRequestQuerySet(models.QuerySet["SignatureRequest"]):
    def visible_to(self, actor: Actor) -> SignatureRequestQuerySet:
        """Those of the applications that the actor sees. Who sees no names sees no contracts, nor does a partner."""
        if actor.kind == "partner" or not actor.sees_names:
            return self.none()
        return self.filter(application__in=Application.objects.visible_to(actor))

    def open(self) -> SignatureRequestQuerySet:
        return self.filter(state__in=OPEN)

    def waiting(self) -> SignatureRequestQuerySet:
        """Those that she can sign now."""
        return self.filter(state=RequestState.WAITING)

    def due(self) -> SignatureRequestQuerySet:
        """Those of which the service is to be asked now."""
        return self.filter(next_look_at__lte=timezone.now())


class SignatureRequest(Recorded):
    """One contract sent to the service. `token` stands in the address that the service calls, and tells nothing.

    `text` is the contract as `portal.pdf` draws it, `document` the PDF that was sent, `digest` its SHA-256.
    `tries` counts the calls since the last answer; `next_look_at` is empty when nothing more is to be asked.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="signature_requests")
    contract = models.OneToOneField(
        Contract, on_delete=models.PROTECT, related_name="signature", null=True, editable=False
    )
    state = models.CharField(_("state"), max_length=9, choices=RequestState, default=RequestState.ASKED)
    reference = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    token = models.CharField(max_length=43, unique=True, default=new_token, editable=False)
    key = models.CharField(max_length=200, blank=True, editable=False)
    address = models.URLField(max_length=1000, blank=True, editable=False)
    language = models.CharField(_("binding language"), max_length=2)
    iban = models.CharField(_("IBAN"), max_length=34)
    identity_checked = models.BooleanField(_("identity checked"), default=False)
    iban_checked = models.BooleanField(_("the account is in the client’s name"), default=False)
    text = models.JSONField(_("text as sent"), editable=False)
    document = models.FileField(upload_to=HiddenName("contracts"), editable=False, max_length=120)
    digest = models.CharField(max_length=64, editable=False)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("sent by"))
    asked_at = models.DateTimeField(_("sent"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended"), null=True, editable=False)
    why = models.CharField(_("reason"), max_length=7, choices=CancelReason, blank=True, editable=False)
    said = models.CharField(_("what the service said"), max_length=300, blank=True, editable=False)
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    next_look_at = models.DateTimeField(null=True, default=timezone.now, editable=False)
    signed_document = models.FileField(upload_to=HiddenName("contracts"), blank=True, editable=False, max_length=120)
    signed_digest = models.CharField(max_length=64, blank=True, editable=False)
    evidence = models.FileField(upload_to=HiddenName("contracts"), blank=True, editable=False, max_length=120)
    evidence_kind = models.CharField(max_length=4, blank=True, editable=False)
    evidence_digest = models.CharField(max_length=64, blank=True, editable=False)
    signed_at = models.DateTimeField(_("signed"), null=True, editable=False)
    identity_assured = models.BooleanField(_("the service vouches for who signed"), default=False, editable=False)

    objects = SignatureRequestQuerySet.as_manager()

    PERSONAL: ClassVar[dict[str, Personal]] = dict.fromkeys(
        ("iban", "text", "digest", "signed_digest", "evidence_digest", "key", "address", "said"), MONEY
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["next_look_at"], name="signature_due", condition=Q(next_look_at__isnull=False))
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["application"],
                name="signature_asked_once",
                condition=Q(state__in=["asked", "waiting"]),
                violation_error_message=_("This contract is already waiting for a signature."),
            ),
            models.CheckConstraint(
                name="signature_signed_is_kept",
                condition=~Q(state="signed")
                | (Q(contract__isnull=False, signed_at__isnull=False) & ~Q(signed_document="") & ~Q(evidence="")),
                violation_error_message=_("A signature is kept with its document and its evidence."),
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            RecordChanges(secret=("token",)),
            pgtrigger.FSM(name="signature", field="state", transitions=EDGES),
        ]
        verbose_name = _("request for a signature")
        verbose_name_plural = _("requests for signatures")

    def __str__(self) -> str:
        return f"{self.application} {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def troubled(self) -> bool:
        """The service did not answer when it was asked last; one call may just be on its way."""
        return self.next_look_at is not None and self.tries > 1

    def read_document(self) -> bytes:
        with self.document.open("rb") as opened:
            return bytes(opened.read())

    def end(self, state: Any, **columns: Any) -> None:
        """Its last state, within the caller's action."""
        self.state, self.ended_at, self.next_look_at = state, timezone.now(), None
        for name, value in columns.items():
            setattr(self, name, value)
        self.save()
