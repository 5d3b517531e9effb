"""What the workers do for the ground floor."""

from celery import shared_task
from django.core.management import call_command

from portal.codes.actions import forget_stale
from portal.outbox import actions as outbox
from portal.record.actions import seal_entries


@shared_task(name="portal.tasks.deliver")
def deliver(message_id: int) -> str:
    return outbox.deliver(message_id)


@shared_task(name="portal.tasks.sweep_outbox")
def sweep_outbox() -> int:
    return outbox.sweep()


@shared_task(name="portal.tasks.seal_record")
def seal_record() -> int:
    return seal_entries()


@shared_task(name="portal.tasks.forget_codes")
def forget_codes() -> int:
    return forget_stale() + outbox.blank_codes()


@shared_task(name="portal.tasks.clear_sessions")
def clear_sessions() -> None:
    """Remove sessions that have ended: the first answers of somebody who never came back lie in them."""
    call_command("clearsessions")
