"""Sending a contract to be signed by a service; reminding the client of it; calling it off."""

import hashlib
from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from applicants.cases.actions import add_event, set_stage
from loans.applications.contract_paper import paper_of
from loans.applications.contracts import binding_languages
from loans.applications.models import Application
from loans.applications.moves import lock, refuse_unless_possible
from loans.signing.ending import end_requests
from loans.signing.models import CancelReason, RequestState, SignatureRequest
from loans.signing.service import is_configured
from loans.tell import tell_applicant
from portal.actors import Actor
from portal.celery import tell_worker
from portal.files.storing import put
from portal.models import User
from portal.pdf.typeset import pdf_of
from portal.record.acting import action
from portal.roles import Permission

CARRY: Final = "loans.tasks.carry_signature"


@action
def send_for_signature(
    *, by: Actor, application: Application, language: str, iban: str, checks: Mapping[str, bool]
) -> SignatureRequest:
    """Keep what is to be signed, in the language that binds; a worker brings it to the service after the commit.

    `checks` are `identity_checked` and `iban_checked`. `ValidationError` by field; sent already gives the request
    that is open.
    """
    lock(application)
    found = application.signature_requests.open().first()
    if found is not None:
        return found
    if not is_configured():
        raise ValidationError(_("No signature service is set up. Contracts are signed on paper."))
    refuse_unless_possible(by, application, "sign")
    if language not in binding_languages(application):
        raise ValidationError({"language": _("A contract of this office does not bind in this language.")})
    text = paper_of(application, language)
    if text is None:
        raise ValidationError(_("Choose a product and an amount first."))
    request = SignatureRequest(application=application, language=language, iban=iban, text=text, **checks)
    request.asked_by, made = User.objects.get(pk=by.id), pdf_of(text)
    request.digest = hashlib.sha256(made).hexdigest()
    put(request.document, made)
    request.full_clean()
    request.save()
    add_event(by=by, case=application.case, code="signature.asked")
    transaction.on_commit(partial(ask_worker, request.pk))
    return request


def ask_worker(key: int) -> None:
    """Without a broker, the sweep that looks every minute takes the request."""
    tell_worker(CARRY, key)


@action
def remind(*, by: Actor, request: SignatureRequest) -> None:
    """The message with the link once more."""
    application = lock(request.application)
    request.refresh_from_db()
    if not by.may(Permission.PROPOSE_LOANS):
        raise ValidationError(_("You may not do this."))
    if request.state != RequestState.WAITING:
        raise ValidationError(_("This contract does not wait for a signature any more."))
    tell_applicant(application, "signature_asked")


@action
def cancel(*, by: Actor, application: Application) -> None:
    """A colleague calls it off; called off already, or over, stays as it is."""
    lock(application)
    if not by.may(Permission.PROPOSE_LOANS):
        raise ValidationError(_("You may not do this."))
    call_off(by=by, application=application, why=CancelReason.STAFF)


def call_off(*, by: Actor, application: Application, why: CancelReason) -> None:
    """End what is open while the application stays where it is; within the caller's action, which holds it."""
    keys = list(application.signature_requests.open().values_list("pk", flat=True))
    if not keys:
        return
    end_requests(by=by, application=application, why=why)
    add_event(by=by, case=application.case, code="signature.cancelled", params={"why": why.value})
    back_to_advisor(by=by, application=application)
    for key in keys:
        transaction.on_commit(partial(ask_worker, key))


def back_to_advisor(*, by: Actor, application: Application) -> None:
    """She no longer has the ball, as long as the contract waits to be signed otherwise."""
    if application.state == "accepted":
        set_stage(by=by, case=application.case, stage=application.case.stage, waiting_on="advisor")


@action
def hasten(*, by: Actor, request: SignatureRequest) -> None:
    """Something may have happened at the service: ask it now. Asked again and again it is one call at a time."""
    del by
    waits: dict[str, Any] = {"pk": request.pk, "next_look_at__gt": timezone.now()}
    if SignatureRequest.objects.filter(**waits).update(next_look_at=timezone.now()):
        transaction.on_commit(partial(ask_worker, request.pk))
