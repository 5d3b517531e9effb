"""The contract on paper: two languages in one file, a code of its text, and what was signed is kept."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from loans.applications.contract_paper import fingerprint, paper_of, shown
from loans.applications.contracts import note_signature
from loans.applications.models import Application
from loans.applications.told import told_of
from loans.guarantees.models import Guarantee
from portal.models import User
from portal.pdf.typeset import pdf_of
from tests.loans.stages import Stage, accepted, paper

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]


def stage() -> Stage:
    found = accepted()
    person = found.application.case.person
    person.language, person.latin_name, person.full_name = "ar", "Maryam Sadat", "مریم سادات"
    person.save()
    return found


def held(application: Application, binding: str = "nl") -> dict[str, Any]:
    application.refresh_from_db()
    found = paper_of(Application.objects.get(pk=application.pk), binding)
    assert found is not None
    return found


def said(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False)


def test_the_text_that_binds_comes_first_and_the_clients_own_follows() -> None:
    found = held(stage().application)
    assert [found["language"], *(part["language"] for part in found["parts"])] == ["nl", "ar"]
    for words in ("Maryam Sadat", "5.000,00", "23", "Handtekeningen", "Bijlage: wat wanneer betaald wordt"):
        assert words in said(found), words
    assert "التواقيع" not in said(found), "what does not bind is not signed"
    assert held(stage().application, "fr")["language"] == "fr"
    assert pdf_of(found).startswith(b"%PDF")


def test_the_code_tells_of_a_change_and_not_of_another_day() -> None:
    application = stage().application
    first = held(application)
    assert shown(fingerprint(first)) in said(first)
    assert fingerprint(first | {"day": "morgen"}) == fingerprint(first)
    Guarantee.objects.filter(application=application).update(state="released")
    assert fingerprint(held(application)) != fingerprint(first)


def test_what_was_signed_stays_whatever_changes_and_is_what_the_paper_said(client_of: ClientOf) -> None:
    found = stage()
    printed = fingerprint(held(found.application))
    contract = note_signature(by=found.proposer, application=found.application, contract=paper())
    person = found.application.case.person
    person.full_name = person.latin_name = "Somebody else"
    person.save()
    kept = held(found.application)
    assert fingerprint(kept) == printed
    answer = client_of(found.advisor).get(reverse("contract-paper", args=[found.application.ref]))
    assert answer["Content-Type"] == "application/pdf"
    assert hashlib.sha256(answer.content).hexdigest() == contract.digest
    page = client_of(found.advisor).get(reverse("contract", args=[found.application.ref])).content.decode()
    assert "The contract as signed (PDF)" in page
    assert shown(printed) in page
    assert "Maryam Sadat" in page.split('<section class="part"', 1)[1], "the page draws what was signed"


def test_the_paper_says_what_becomes_of_the_fee_as_the_offer_did() -> None:
    application = stage().application
    told = told_of(application)
    assert told is not None
    with translation.override("nl"):
        assert told.fee_later
        assert all(sentence in said(held(application)) for sentence in (*told.fee_words, *told.fee_later))


def test_the_code_stands_where_the_signature_is_noted(client_of: ClientOf) -> None:
    found = stage()
    page = client_of(found.advisor).get(reverse("contract-sign", args=[found.application.ref])).content.decode()
    for binding in ("nl", "fr"):
        assert shown(fingerprint(held(found.application, binding))) in page
