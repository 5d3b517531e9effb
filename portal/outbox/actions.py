"""Writing to people: a row in the caller's transaction, taken by a worker after the commit."""

import uuid
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any, Final

from django.conf import settings
from django.db import models, transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation

from portal.actors import Actor
from portal.celery import tell_worker
from portal.codes.models import LIFETIME
from portal.outbox.channels import Refused, Unreachable, channel_for
from portal.outbox.models import Message, State
from portal.record.acting import action

MOST_ATTEMPTS: Final = 8
STUCK_MINUTES: Final = 10


@dataclass(frozen=True)
class Recipient:
    """Where a message goes and in which language it is read: always the recipient's, whoever acts."""

    channel: str
    address: str
    language: str


def compose(*, event: str, language: str, params: dict[str, Any]) -> tuple[str, str]:
    """Subject and text as they would go out in this language: what `queue` keeps, and what a preview shows."""
    with translation.override(language):
        context = {"institution": settings.INSTITUTION_NAME, "site": settings.SITE_URL, **params}
        subject, _, body = render_to_string(f"messages/{event}.txt", context).strip().partition("\n")
    return subject.strip(), body.strip()


def queue(
    *,
    event: str,
    to: Recipient,
    params: dict[str, Any],
    about: models.Model | None = None,
    key: uuid.UUID | None = None,
) -> Message:
    """Write a message into the outbox, in the transaction of the change that causes it.

    The text is `templates/messages/<event>.txt`, in the recipient's language: the first line is the subject
    (not sent by SMS), the rest the text. The same `key` twice is one message.
    """
    subject, body = compose(event=event, language=to.language, params=params)
    message, created = Message.objects.get_or_create(
        key=key or uuid.uuid4(),
        defaults={
            "channel": to.channel,
            "address": to.address,
            "language": to.language,
            "event": event,
            "subject": subject,
            "body": body,
            "about_table": about._meta.db_table if about else "",
            "about_row": about.pk if about else None,
        },
    )
    if created:
        transaction.on_commit(partial(enqueue, message.pk))
    return message


def enqueue(message_id: int) -> None:
    """Tell a worker. A broker that is away does no harm: the sweep takes what was left."""
    tell_worker("portal.tasks.deliver", message_id)


def take(message_id: int) -> Message | None:
    """Commit the row as `sending` before the gateway is called, or None when somebody else has it."""
    with transaction.atomic():
        message = Message.objects.due().select_for_update(skip_locked=True).filter(pk=message_id).first()
        if message is None:
            return None
        message.state = State.SENDING
        message.attempts += 1
        message.taken_at = timezone.now()
        message.save(update_fields=["state", "attempts", "taken_at"])
    return message


def deliver(message_id: int) -> str:
    """Send one message; returns the state it ended in. Safe to call again."""
    message = take(message_id)
    if message is None:
        return "taken"
    try:
        channel_for(message.channel).send(message)
    except Unreachable:
        _again_or_fail(message)
    except Refused:
        message.state = State.FAILED
    else:
        message.state, message.sent_at = State.SENT, timezone.now()
    message.save(update_fields=["state", "sent_at", "not_before"])
    return message.state


def _again_or_fail(message: Message) -> None:
    """Wait twice as long each time, from half a minute; give up, visibly, after the last attempt."""
    if message.attempts >= MOST_ATTEMPTS:
        message.state = State.FAILED
        return
    message.state = State.QUEUED
    message.not_before = timezone.now() + timedelta(seconds=30 * 2 ** (message.attempts - 1))


def blank_codes() -> int:
    """Take the text out of messages that carried a code, once the code is dead; returns how many.

    The code table keeps digests alone: what was sent must not tell what it does not.
    """
    dead = Message.objects.filter(event__in=settings.CODE_EVENTS, created_at__lt=timezone.now() - LIFETIME)
    return dead.exclude(body="").exclude(state=State.QUEUED).update(body="", subject="")


def sweep() -> int:
    """Enqueue what is due and was left; settle what a crash left in `sending`. Returns how many were enqueued."""
    for message in Message.objects.stuck(minutes=STUCK_MINUTES):
        repeatable = channel_for(message.channel).takes_idempotency_key
        Message.objects.filter(pk=message.pk, state=State.SENDING).update(
            state=State.QUEUED if repeatable else State.UNKNOWN
        )
    due = list(Message.objects.due().order_by("not_before").values_list("pk", flat=True)[:500])
    for message_id in due:
        enqueue(message_id)
    return len(due)


@action
def send_again(*, by: Actor, message: Message) -> None:
    """A person decides that an uncertain or failed message goes out once more."""
    del by
    Message.objects.filter(pk=message.pk, state__in=[State.UNKNOWN, State.FAILED]).update(
        state=State.QUEUED, not_before=timezone.now(), attempts=0
    )
    transaction.on_commit(partial(enqueue, message.pk))
