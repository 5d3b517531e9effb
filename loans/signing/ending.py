"""A request for a signature ends when its application moves on by another way."""

from django.utils import timezone

from loans.applications.models import Application
from loans.signing.models import CancelReason, RequestState, SignatureRequest
from portal.actors import Actor
from portal.record.acting import action


@action
def end_requests(*, by: Actor, application: Application, why: CancelReason = CancelReason.MOVED) -> int:
    """Cancel what is open; the service is told by a worker, which looks once more whether it was signed meanwhile.

    The caller holds the application.
    """
    del by
    now = timezone.now()
    return (
        SignatureRequest.objects.open()
        .filter(application=application)
        .update(state=RequestState.CANCELLED, why=why, ended_at=now, next_look_at=now, tries=0)
    )
