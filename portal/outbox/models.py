"""The outbox: what goes out to people, committed with the change that caused it."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.actors import Actor
from portal.language import registry
from portal.privacy import CONTACT, MESSAGE, Personal
from portal.slots import rows_seen_by


class Channel(models.TextChoices):
    SMS = "sms", _("SMS")
    EMAIL = "email", _("e-mail")


class State(models.TextChoices):
    """`sending` is committed before the gateway is called; found so after a crash it becomes `unknown`."""

    QUEUED = "queued", _("waiting")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    UNKNOWN = "unknown", _("not certain")
    FAILED = "failed", _("not sent")


class MessageQuerySet(models.QuerySet["Message"]):
    def due(self) -> MessageQuerySet:
        return self.filter(state=State.QUEUED, not_before__lte=timezone.now())

    def stuck(self, *, minutes: int) -> MessageQuerySet:
        """Taken by a worker that never came back."""
        return self.filter(state=State.SENDING, taken_at__lt=timezone.now() - timedelta(minutes=minutes))

    def troubled(self) -> MessageQuerySet:
        """Not sent, or not certain: somebody should look."""
        return self.filter(state__in=[State.UNKNOWN, State.FAILED])

    def visible_to(self, actor: Actor) -> MessageQuerySet:
        """The system sees all; staff those about rows they see."""
        if actor.kind == "system":
            return self if actor.offices is None else self.none()
        if not actor.is_staff:
            return self.none()
        return self.filter(rows_seen_by(actor, table="about_table", row="about_row"))

    def about(self, subject: models.Model) -> MessageQuerySet:
        return self.filter(about_table=subject._meta.db_table, about_row=subject.pk)


class Message(models.Model):
    """One message to one address, in the recipient's language. `about_*` says which row it is about."""

    channel = models.CharField(_("channel"), max_length=5, choices=Channel)
    address = models.CharField(_("address"), max_length=254)
    language = models.CharField(_("language"), max_length=2, choices=[(x.code, x.own_name) for x in registry.LANGUAGES])
    event = models.CharField(_("event"), max_length=40)
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    body = models.TextField(_("text"))
    about_table = models.CharField(max_length=63, blank=True)
    about_row = models.BigIntegerField(null=True)
    key = models.UUIDField(_("key against doubles"), unique=True)
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    not_before = models.DateTimeField(_("not before"), default=timezone.now)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    taken_at = models.DateTimeField(_("taken"), null=True)
    sent_at = models.DateTimeField(_("sent"), null=True)

    objects = MessageQuerySet.as_manager()

    PERSONAL: ClassVar[dict[str, Personal]] = {
        "address": CONTACT,
        "language": MESSAGE,
        "subject": MESSAGE,
        "body": MESSAGE,
    }

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["not_before"], name="message_due", condition=models.Q(state="queued")),
            models.Index(fields=["taken_at"], name="message_stuck", condition=models.Q(state="sending")),
            models.Index(fields=["about_table", "about_row", "-id"], name="message_about"),
        ]
        verbose_name = _("message")
        verbose_name_plural = _("messages")

    def __str__(self) -> str:
        return f"{self.event} {self.channel} {self.state}"

    @property
    def reader(self) -> registry.Language:
        """The language it is read in, with its name and direction."""
        return registry.BY_CODE[self.language]
