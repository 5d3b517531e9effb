"""What a worker does with a request: brings it to the service, asks how it stands, takes it back."""

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from loans.signing.asking import ask_worker
from loans.signing.models import RequestState, SignatureRequest
from loans.signing.service import Order, Outcome, ServiceAway, ServiceRefused, service
from loans.signing.settling import fail, settle, started
from portal.actors import Actor
from portal.record.acting import acting

VALID: Final = timedelta(days=14)
_FIRST, _LONGEST = timedelta(minutes=1), timedelta(hours=6)
_DOUBLINGS: Final = 9  # beyond these every wait is the longest


def carry(key: int, *, by: Actor) -> str:
    """One step of one request; returns the state it is in then. Safe to call again, and by two at once.

    Before the service is called, the next look is committed, each time later: a worker that dies loses nothing.
    """
    request = _take(key, by)
    if request is None:
        return "taken"
    try:
        _step(request, by)
    except ServiceAway:
        pass
    except ServiceRefused as refusal:
        fail(by=by, request=request, said=str(refusal))
    request.refresh_from_db()
    return request.state


def _take(key: int, by: Actor) -> SignatureRequest | None:
    with transaction.atomic(), acting(by):
        waiting = SignatureRequest.objects.filter(pk=key, next_look_at__isnull=False)
        request = waiting.select_for_update(skip_locked=True, of=("self",)).first()
        if request is not None:
            request.tries += 1
            wait = _FIRST * 2 ** min(request.tries - 1, _DOUBLINGS)
            request.next_look_at = timezone.now() + min(wait, _LONGEST)
            request.save(update_fields=["tries", "next_look_at"])
    return request


def _step(request: SignatureRequest, by: Actor) -> None:
    if request.state == RequestState.ASKED:
        started(by=by, request=request, begun=service().start(_order(request)), next_look=_next_look(request))
        return
    if request.state == RequestState.CANCELLED:
        if request.key:
            service().cancel(request.key)
        outcome = service().fetch(request.key) if request.key else Outcome("expired")
    else:
        outcome = service().fetch(request.key)
    settle(by=by, request=request, outcome=outcome, next_look=_next_look(request))


def _next_look(request: SignatureRequest) -> timedelta:
    """While it waits: often in the first hour, then a tenth of the time that it waits already."""
    return max(timedelta(minutes=5), min((timezone.now() - request.asked_at) / 10, _LONGEST))


def _order(request: SignatureRequest) -> Order:
    application = request.application
    person = application.case.person
    with translation.override(person.language):
        back = reverse("my-signature-back", args=[application.ref])
    with translation.override("en"):
        notify = reverse("signature-notify", args=[request.token])
    return Order(
        reference=str(request.reference),
        document=request.read_document(),
        title=f"{settings.INSTITUTION_NAME} {application.ref}",
        signer=person.latin_name or person.full_name,
        language=person.language,
        return_url=f"{settings.SITE_URL}{back}",
        notify_url=f"{settings.SITE_URL}{notify}",
        until=request.asked_at + VALID,
    )


def carry_due(*, by: Actor) -> int:
    """Each minute: those that are due are handed to the workers."""
    del by
    due = list(SignatureRequest.objects.due().order_by("next_look_at").values_list("pk", flat=True)[:200])
    for key in due:
        ask_worker(key)
    return len(due)
