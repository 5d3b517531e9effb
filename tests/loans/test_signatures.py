"""A contract signed by a service: sent, signed once, refused when late or another; nothing lost when it is away."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from applicants.models import Event, Person
from loans.applications.contracts import note_signature
from loans.applications.decisions import withdraw
from loans.applications.models import Application
from loans.models import Contract, Guarantee, SignatureRequest
from loans.signing import development
from loans.signing.asking import cancel, send_for_signature
from loans.signing.carrying import carry, carry_due
from loans.signing.configured import signature_service
from loans.signing.development import DevelopmentService
from loans.signing.service import Order, Outcome, ServiceAway, ServiceRefused, SignatureService, Signed, Started
from loans.signing.settling import SIGNING
from portal.models import Message, User
from portal.roles import Role
from tests.factories import member
from tests.loans.signature_services import ServiceContract
from tests.loans.stages import IBAN, Stage, accepted, lacking, paper

ClientOf = Callable[[User], Client]
ADDRESS = "https://sign.example/1"


class Scripted(DevelopmentService):
    """The development service at an address without a page, which can be away, or say another thing."""

    away = False
    refuses = False
    other = False

    def start(self, order: Order) -> Started:
        if Scripted.away:
            raise ServiceAway
        if Scripted.refuses:
            raise ServiceRefused("The signer is not known.")
        folder = development._folder(order.reference)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "document.pdf").write_bytes(order.document)
        (folder / "order.json").write_text(f'{{"until": "{order.until.isoformat()}"}}')
        return Started(order.reference.replace("-", ""), ADDRESS)

    def fetch(self, key: str) -> Outcome:
        if Scripted.away:
            raise ServiceAway
        found = super().fetch(key)
        if Scripted.other and found.signed is not None:
            signed = Signed(b"%PDF another", found.signed.evidence, "json", found.signed.at, identity_assured=True)
            return Outcome("signed", signed)
        return found


@pytest.fixture(autouse=True)
def _service(settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.SIGNATURE_SERVICE, settings.VAR = f"{__name__}.Scripted", tmp_path
    for name in ("away", "refuses", "other"):
        monkeypatch.setattr(Scripted, name, False)
    folder = development._folder
    monkeypatch.setattr(development, "_folder", lambda key: folder(key.replace("-", "")))


class TestDevelopmentService(ServiceContract):
    @pytest.fixture(autouse=True)
    def _page(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(development, "reverse", lambda name, args: f"/{name}/{args[0]}/")

    def service(self) -> SignatureService:
        return DevelopmentService()

    def answer(self, service: SignatureService, key: str, what: str) -> None:
        del service
        development.decide(key, what)


def send(stage: Stage, **checks: bool) -> SignatureRequest:
    checks = {"identity_checked": True, "iban_checked": True} | checks
    return send_for_signature(by=stage.proposer, application=stage.application, language="nl", iban=IBAN, checks=checks)


def waiting(stage: Stage, **checks: bool) -> SignatureRequest:
    request = send(stage, **checks)
    assert carry(request.pk, by=SIGNING) == "waiting"
    request.refresh_from_db()
    return request


def state(stage: Stage) -> str:
    return Application.objects.get(pk=stage.application.pk).state


@pytest.mark.django_db
class TestSigned:
    def test_she_gets_a_message_signs_and_the_contract_is_concluded_once(
        self, client_of_person: Callable[[Person], Client]
    ) -> None:
        stage = accepted()
        request = waiting(stage, identity_checked=False)
        message = Message.objects.get(event="signature_asked")
        assert message.language == stage.application.case.person.language
        assert (send(stage), stage.application.case.waiting_on) == (request, "applicant")
        hers = client_of_person(stage.application.case.person)
        assert ADDRESS in hers.get(reverse("my-contract", args=[stage.application.ref])).content.decode()
        assert "Sign the contract" in hers.get(reverse("my-home")).content.decode()
        development.decide(request.key, "signed", assured=True)
        hers.get(reverse("my-signature-back", args=[stage.application.ref]))
        assert [carry(request.pk, by=SIGNING) for _ in range(2)] == ["signed", "taken"]
        contract = Contract.objects.get()
        assert (contract.signature, contract.digest, contract.noted_by) == (request, request.digest, stage.advisor)
        assert contract.identity_checked, "the service vouches for it"
        assert lacking("disburse", Application.objects.get()) == [], "no paper, no scan"
        assert Event.objects.filter(code="application.sign_by_service").count() == 1
        paper_of_hers = hers.get(reverse("my-contract-paper", args=[stage.application.ref])).content
        assert paper_of_hers.startswith(request.read_document())

    def test_the_identity_counts_as_checked_only_if_the_service_says_so(self) -> None:
        request = waiting(accepted(), identity_checked=False)
        development.decide(request.key, "signed")
        carry(request.pk, by=SIGNING)
        assert not Contract.objects.get().identity_checked

    def test_another_document_is_kept_shown_and_moves_nothing(self, client_of: ClientOf) -> None:
        stage = accepted()
        request = waiting(stage)
        development.decide(request.key, "signed")
        Scripted.other = True
        assert carry(request.pk, by=SIGNING) == "other"
        assert state(stage) == "accepted"
        client = client_of(stage.advisor)
        assert (
            "is not the one that was sent"
            in client.get(reverse("signature", args=[stage.application.ref])).content.decode()
        )
        kept = client.get(reverse("signature-file", args=[stage.application.ref, 1, "document"]))
        assert kept.content == b"%PDF another"
        assert client_of(member(Role.ADVISOR)).get(kept.wsgi_request.path).status_code == 404

    @pytest.mark.parametrize("by", ["withdrawn", "paper", "called off", "guarantee"])
    def test_a_signature_that_nobody_waits_for_any_more_does_not_count(self, by: str) -> None:
        stage = accepted()
        request = waiting(stage)
        if by == "withdrawn":
            withdraw(by=stage.client, application=stage.application)
        elif by == "paper":
            note_signature(by=stage.proposer, application=stage.application, contract=paper())
        elif by == "called off":
            cancel(by=stage.proposer, application=stage.application)
        else:
            Guarantee.objects.filter(application=stage.application).update(state="released")
        before = state(stage)
        development.decide(request.key, "signed")
        assert carry(request.pk, by=SIGNING) == "late"
        assert (state(stage), Contract.objects.filter(signature__isnull=False).exists()) == (before, False)
        request.refresh_from_db()
        assert request.signed_document

    def test_a_contract_that_changed_while_it_waited_is_called_off(self) -> None:
        stage = accepted()
        request = waiting(stage)
        Guarantee.objects.filter(application=stage.application).update(state="released")
        assert carry(request.pk, by=SIGNING) == "cancelled"
        carry(request.pk, by=SIGNING)
        assert (development.state_of(request.key), send(stage).pk == request.pk) == ("cancelled", False)


@pytest.mark.django_db
class TestTrouble:
    def test_a_service_that_is_away_is_asked_again_later_each_time(self, client_of: ClientOf) -> None:
        stage = accepted()
        request = send(stage)
        Scripted.away = True
        waits = []
        for _ in range(3):
            assert carry(request.pk, by=SIGNING) == "asked"
            request.refresh_from_db()
            waits.append(round((request.next_look_at - timezone.now()) / timedelta(minutes=1)))  # type: ignore[operator]  # it is asked again
        assert waits == [1, 2, 4]
        page = client_of(stage.advisor).get(reverse("signature", args=[stage.application.ref])).content.decode()
        assert "does not answer" in page
        assert carry_due(by=SIGNING) == 0
        Scripted.away = False
        SignatureRequest.objects.update(next_look_at=timezone.now())
        assert (carry_due(by=SIGNING), carry(request.pk, by=SIGNING)) == (1, "waiting")

    @pytest.mark.parametrize("what", ["refused", "expired"])
    def test_without_a_signature_the_advisor_hears_of_it_and_sends_it_again(self, what: str) -> None:
        stage = accepted()
        request = waiting(stage)
        development.decide(request.key, what)
        assert carry(request.pk, by=SIGNING) == what
        assert state(stage) == "accepted"
        assert send(stage).pk != request.pk

    def test_what_the_service_does_not_take_is_said_to_staff(self, client_of: ClientOf) -> None:
        stage = accepted()
        Scripted.refuses = True
        assert carry(send(stage).pk, by=SIGNING) == "failed"
        page = client_of(stage.advisor).get(reverse("signature", args=[stage.application.ref])).content.decode()
        assert "The signer is not known." in page

    def test_the_call_of_the_service_needs_no_token_of_a_form_and_reads_nothing(self) -> None:
        request = waiting(accepted())
        url = reverse("signature-notify", args=[request.token])
        client = Client(enforce_csrf_checks=True)
        assert client.post(url, {"state": "signed"}).status_code == 204
        request.refresh_from_db()
        assert request.state == "waiting"
        assert request.next_look_at is not None
        assert request.next_look_at <= timezone.now()
        assert client.post(reverse("signature-notify", args=["x" * 43])).status_code == 404
        assert client.get(url).status_code == 405

    def test_without_a_service_nothing_is_sent_and_a_wrong_one_is_said_at_the_start(
        self, settings: Any, client_of: ClientOf
    ) -> None:
        stage = accepted()
        settings.SIGNATURE_SERVICE = ""
        with pytest.raises(ValidationError, match="No signature service"):
            send(stage)
        text = client_of(stage.advisor).get(reverse("application", args=[stage.application.ref])).content.decode()
        assert "Send for signature" not in text
        assert signature_service() == []
        for path, said in (
            ("no.such.Service", "cannot be made"),
            ("datetime.date", "cannot be made"),
            ("builtins.dict", "has no start"),
        ):
            settings.SIGNATURE_SERVICE = path
            assert said in signature_service()[0].msg


@pytest.mark.django_db
def test_the_desk_sends_reminds_and_calls_off(client_of: ClientOf) -> None:
    stage = accepted()
    client, args = client_of(stage.advisor), [stage.application.ref]
    assert reverse("signature", args=args) in client.get(reverse("application", args=args)).content.decode()
    client.post(reverse("signature", args=args), {"language": "fr", "iban": "BE68 5390 0754 7034"})
    request = SignatureRequest.objects.get()
    assert (request.language, request.iban, request.asked_by) == ("fr", IBAN, stage.advisor)
    carry(request.pk, by=SIGNING)
    client.post(reverse("signature-remind", args=args))
    assert Message.objects.filter(event="signature_asked").count() == 2
    answer = client.post(reverse("signature-cancel", args=args), {"paper": "1"})
    assert answer.headers["Location"] == reverse("contract-sign", args=args)
    request.refresh_from_db()
    assert (request.state, request.why) == ("cancelled", "staff")


@pytest.mark.django_db(transaction=True)
def test_results_from_four_sides_at_once_sign_once() -> None:
    stage = accepted()
    request = waiting(stage)
    development.decide(request.key, "signed")

    def arrive(_number: int) -> str:
        try:
            return carry(request.pk, by=SIGNING)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert "signed" in set(pool.map(arrive, range(4)))
    assert state(stage) == "signed"
    assert Contract.objects.count() == 1
    assert Event.objects.filter(code="application.sign_by_service").count() == 1
