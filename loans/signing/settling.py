"""What came of a request at the service, written down once: the contract signed, or why not."""

import hashlib
from datetime import timedelta
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from advisors.notices import wants
from applicants.cases.actions import add_event, set_stage
from loans.applications.contract_paper import fingerprint, paper_of
from loans.applications.contracts import conclude
from loans.applications.models import Application, Contract
from loans.applications.moves import lock
from loans.signing.asking import back_to_advisor, call_off
from loans.signing.models import CancelReason, RequestState, SignatureRequest
from loans.signing.service import Outcome, ServiceRefused, Signed, Started
from loans.tell import tell_applicant
from portal.actors import Actor, system
from portal.files.storing import put
from portal.outbox.actions import Recipient, queue
from portal.outbox.models import Channel
from portal.record.acting import action

_ENDS: Final = {"refused": RequestState.REFUSED, "expired": RequestState.EXPIRED}
SIGNING: Final = system("signing")


def _held(request: SignatureRequest) -> Application:
    """The application, then the request, with what others have written meanwhile."""
    application = lock(request.application)
    request.refresh_from_db(from_queryset=SignatureRequest.objects.select_for_update(of=("self",)))
    return application


@action
def started(*, by: Actor, request: SignatureRequest, begun: Started, next_look: timedelta) -> None:
    """The service has it: the client is told, and has the ball. `ServiceRefused` for an address that is none."""
    if urlsplit(begun.address).scheme != "https" and not begun.address.startswith(f"{settings.SITE_URL}/"):
        raise ServiceRefused("no https address")
    application = _held(request)
    if request.key:
        return
    request.key, request.address, request.tries = begun.key, begun.address, 0
    if request.state == RequestState.ASKED:
        request.state, request.next_look_at = RequestState.WAITING, timezone.now() + next_look
        set_stage(by=by, case=application.case, stage=application.case.stage, waiting_on="applicant")
        tell_applicant(application, "signature_asked")
    else:  # called off meanwhile: the service hears of it now
        request.next_look_at = timezone.now()
    request.save()


@action
def fail(*, by: Actor, request: SignatureRequest, said: str) -> None:
    """The service does not take it, or does not know it: shown to staff, who sign on paper or send again."""
    application = _held(request)
    if not request.is_open:
        request.next_look_at = None
        request.save(update_fields=["next_look_at"])
        return
    request.end(RequestState.FAILED, said=said[:300])
    back_to_advisor(by=by, application=application)
    _tell_advisor(request)


@action
def settle(*, by: Actor, request: SignatureRequest, outcome: Outcome, next_look: timedelta) -> None:
    """Write down how it stands. However often the same comes, and from how many sides, it counts once."""
    application = _held(request)
    if request.next_look_at is None:
        return
    if outcome.signed is not None:
        _signed(by, application, request, outcome.signed)
    elif request.state == RequestState.CANCELLED:
        request.next_look_at = None
        request.save(update_fields=["next_look_at"])
    elif outcome.state in _ENDS:
        request.end(_ENDS[outcome.state])
        add_event(by=by, case=application.case, code=f"signature.{outcome.state}")
        back_to_advisor(by=by, application=application)
        _tell_advisor(request)
    elif _has_changed(application, request):
        call_off(by=by, application=application, why=CancelReason.CHANGED)
    else:
        request.tries, request.next_look_at = 0, timezone.now() + next_look
        request.save(update_fields=["tries", "next_look_at"])


def _signed(by: Actor, application: Application, request: SignatureRequest, signed: Signed) -> None:
    """Kept unchanged whatever it is; it moves the application only where it is ours, and was still waited for."""
    put(request.signed_document, signed.document)
    put(request.evidence, signed.evidence)
    request.signed_digest = hashlib.sha256(signed.document).hexdigest()
    request.evidence_digest = hashlib.sha256(signed.evidence).hexdigest()
    request.evidence_kind, request.signed_at = signed.evidence_kind, signed.at
    request.identity_assured = signed.identity_assured
    if request.state == RequestState.CANCELLED or application.state != "accepted" or _has_changed(application, request):
        state = RequestState.LATE
    elif not _is_ours(request, signed):
        state = RequestState.OTHER
    else:
        state = RequestState.SIGNED
        request.contract = conclude(
            by=by, application=application, contract=_contract(request, signed), name="sign_by_service"
        )
        tell_applicant(application, "contract_signed")
    request.end(state)
    if state != RequestState.SIGNED:
        add_event(by=by, case=application.case, code=f"signature.{state.value}")
        back_to_advisor(by=by, application=application)
    _tell_advisor(request)


def _is_ours(request: SignatureRequest, signed: Signed) -> bool:
    """A signature is added behind the document and changes nothing of it (ISO 32000, incremental update)."""
    sent = request.read_document()
    return hashlib.sha256(sent).hexdigest() == request.digest and signed.document.startswith(sent)


def _has_changed(application: Application, request: SignatureRequest) -> bool:
    """Whether the contract would read otherwise today than what was sent: the code on the paper is another."""
    text = None if application.state != "accepted" else paper_of(application, request.language)
    return text is not None and fingerprint(text) != fingerprint(request.text)


def _contract(request: SignatureRequest, signed: Signed) -> Contract:
    asked, today = timezone.localdate(request.asked_at), timezone.localdate()
    return Contract(
        language=request.language,
        signed_on=max(asked, min(timezone.localdate(signed.at), today)),
        identity_checked=request.identity_checked or signed.identity_assured,
        iban=request.iban,
        iban_checked=request.iban_checked,
        noted_by=request.asked_by,
        text=request.text,
        digest=request.digest,
    )


def _tell_advisor(request: SignatureRequest) -> None:
    """What came of it, by mail; nobody while the file has no advisor, or she wants no such mail."""
    application = request.application
    advisor = application.case.advisor
    if advisor is None or not wants(advisor, "signature_result"):
        return
    to = Recipient(Channel.EMAIL, advisor.user.email, advisor.user.language)
    params = {"application": application, "request": request}
    queue(event="signature_result", to=to, params=params, about=application.case)
