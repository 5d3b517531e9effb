"""What every adapter of a signature service keeps to, as a class of tests to inherit; and orders for it."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from loans.signing.service import Order, ServiceRefused, SignatureService
from portal.pdf.document import Paragraph
from portal.pdf.typeset import paper, pdf_of


def order(**fields: Any) -> Order:
    made: dict[str, Any] = {
        "reference": str(uuid.uuid4()),
        "document": pdf_of(paper(title="Contract", subtitle="", blocks=[Paragraph("A loan.")]).as_data()),
        "title": "Loan contract",
        "signer": "Maryam Sadat",
        "language": "ar",
        "return_url": "https://portal.example/ar/me/contract/AAAAAAAA/back/",
        "notify_url": "https://portal.example/en/signatures/token/",
        "until": timezone.now() + timedelta(days=14),
    }
    return Order(**made | fields)


class ServiceContract:
    """Inherit it as `TestMine(ServiceContract)`, make the service, and say how somebody answers there.

    `answer` does at the service what a person does: `what` is "signed", "refused" or "expired".
    """

    def service(self) -> SignatureService:
        raise NotImplementedError

    def answer(self, service: SignatureService, key: str, what: str) -> None:
        raise NotImplementedError

    def test_the_same_reference_is_one_order(self) -> None:
        service, sent = self.service(), order()
        assert service.start(sent) == service.start(sent)
        assert service.start(order()).key != service.start(sent).key

    def test_it_waits_until_somebody_answers(self) -> None:
        service = self.service()
        begun = service.start(order())
        assert begun.address.startswith(("https://", "http://127.0.0.1"))
        assert service.fetch(begun.key).state == "waiting"

    def test_what_is_signed_is_what_was_sent_with_the_signature_behind_it(self) -> None:
        service, sent = self.service(), order()
        key = service.start(sent).key
        self.answer(service, key, "signed")
        first, again = service.fetch(key), service.fetch(key)
        assert first.state == "signed"
        assert first == again, "asked again, it is the same, byte by byte"
        assert first.signed is not None
        assert first.signed.document.startswith(sent.document)
        assert first.signed.evidence
        assert first.signed.at.tzinfo is not None

    @pytest.mark.parametrize("what", ["refused", "expired"])
    def test_without_a_signature_there_is_no_document(self, what: str) -> None:
        service = self.service()
        key = service.start(order()).key
        self.answer(service, key, what)
        assert (service.fetch(key).state, service.fetch(key).signed) == (what, None)

    def test_what_is_called_off_is_not_signed_any_more_and_what_is_over_stays(self) -> None:
        service = self.service()
        off, over = service.start(order()).key, service.start(order()).key
        service.cancel(off)
        service.cancel(off)
        assert service.fetch(off).state in ("expired", "refused")
        self.answer(service, over, "signed")
        service.cancel(over)
        assert service.fetch(over).state == "signed"

    def test_a_key_that_is_none_is_refused(self) -> None:
        with pytest.raises(ServiceRefused):
            self.service().fetch("nothing")
