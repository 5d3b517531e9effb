"""The list of documents: made from the answers, from what the loan needs, and from what a colleague asks for."""

import pytest
from django.core.exceptions import ValidationError

from applicants.documents.deciding import request_document
from applicants.documents.saying import say
from applicants.documents.wanted import refresh, refresh_open
from applicants.models import Case, Document, DocumentKind, PermitKind, ResidencePermit
from applicants.reference.load import load_reference
from loans.models import Application
from portal.actors import system
from portal.models import Message
from tests.applicants.papers import advisor_of, herself, send
from tests.factories import (
    ApplicationFactory,
    CaseFactory,
    DocumentFactory,
    DocumentKindFactory,
    GuaranteeFactory,
    assigned_case,
)

pytestmark = pytest.mark.django_db
BY = system("test")


def codes(case: Case) -> set[str]:
    refresh(by=BY, case=case)
    return set(case.documents.values_list("kind__code", flat=True))


@pytest.mark.parametrize(
    ("rule", "fits"),
    [
        ({}, True),
        ({"need": "loan"}, True),
        ({"need": "training"}, False),
        ({"country": "BE"}, True),
        ({"country": "FR"}, False),
        ({"active": False}, False),
        ({"by_rule": False}, False),
        ({"answer_step": "needs", "answer_field": "needs", "answer_value": "loan"}, True),
        ({"answer_step": "needs", "answer_field": "needs", "answer_value": "advice"}, False),
    ],
)
def test_a_kind_is_asked_for_where_all_conditions_fit(rule: dict[str, object], *, fits: bool) -> None:
    case = assigned_case(needs=["loan"])
    kind = DocumentKindFactory(**{"by_rule": True, **rule})
    assert (kind.code in codes(case)) is fits


def test_a_kind_for_one_residence_document_is_asked_of_its_holders() -> None:
    orange, other = (PermitKind.objects.create(code=code, country="BE", local_name=code) for code in ("a", "b"))
    kind = DocumentKindFactory(by_rule=True, permit=orange)
    holder, stranger = assigned_case(), assigned_case()
    ResidencePermit.objects.create(person=holder.person, kind=orange)
    ResidencePermit.objects.create(person=stranger.person, kind=other)
    assert kind.code in codes(holder)
    assert kind.code not in codes(stranger)


def test_the_list_follows_the_answers_but_keeps_what_was_sent_said_or_asked_for() -> None:
    case = assigned_case(needs=["loan"])
    sent, said, asked, bare = (DocumentKindFactory(by_rule=True, need="loan") for _ in range(4))
    refresh(by=BY, case=case)
    send(case.documents.get(kind=sent))
    say(by=herself(case), document=case.documents.get(kind=said), what="cant_find")
    request_document(by=advisor_of(case), case=case, kind=asked)
    case.needs = ["advice"]
    case.save()
    assert codes(case) == {sent.code, said.code, asked.code}
    assert bare.code not in codes(case)


def test_a_loan_asks_for_its_papers_and_those_of_each_personal_guarantor() -> None:
    load_reference(by=BY)
    application: Application = ApplicationFactory(case=assigned_case())
    GuaranteeFactory(application=application, name="Laila")
    GuaranteeFactory(application=application, moral=True)
    assert codes(application.case) >= {"identity", "bank", "loan-quotes", "loan-income", "guarantor-card"}
    assert Document.objects.get(kind__code="guarantor-card").about == "Laila"
    training = assigned_case(needs=["training"])
    assert codes(training) == {"identity", "diploma"}


def test_every_kind_of_the_list_speaks_seven_languages() -> None:
    load_reference(by=BY)
    assert DocumentKind.objects.count() == 14
    for kind in DocumentKind.objects.all():
        for language in ("en", "fr", "nl", "ar", "fa", "ps", "ur"):
            assert getattr(kind, f"name_{language}")
            assert getattr(kind, f"hint_{language}")
    assert load_reference(by=BY) == 0


def test_how_complete_they_are_stands_in_a_column_of_the_file() -> None:
    case = assigned_case(needs=["loan"])
    refresh(by=BY, case=case)
    case.refresh_from_db()
    assert case.documents_percent is None
    for _ in range(3):
        DocumentKindFactory(by_rule=True)
    assert refresh_open(by=BY) == 3
    send(case.documents.in_order()[0])
    case.refresh_from_db()
    assert case.documents_percent == 33


def test_drafts_and_closed_files_have_no_list() -> None:
    DocumentKindFactory(by_rule=True)
    assert codes(CaseFactory(draft=True)) == set()
    assert codes(CaseFactory(stage="closed", outcome="silent")) == set()


def test_a_colleague_asks_with_a_sentence_and_a_message_says_only_that_there_is_something() -> None:
    case, kind = assigned_case(stage="intake", waiting_on="advisor"), DocumentKindFactory()
    request_document(by=advisor_of(case), case=case, kind=kind, about="shop", sentence="قرارداد مغازه را بفرستید")
    message = Message.objects.get(event="document_wanted")
    assert message.language == case.person.language
    assert f"/fa/me/documents/{case.ref}/" in message.body
    assert "قرارداد" not in message.body + message.subject
    case.refresh_from_db()
    assert (case.waiting_on, case.documents_percent) == ("applicant", 0)
    for _ in range(2):  # pressing twice asks for one
        request_document(by=advisor_of(case), case=case, kind=kind, about="shop", sentence="Please")
    assert case.documents.count() == 1
    send(case.documents.get())
    case.refresh_from_db()
    assert case.waiting_on == "advisor"
    with pytest.raises(ValidationError, match="sent already"):
        request_document(by=advisor_of(case), case=case, kind=kind, about="shop")


def test_two_of_a_kind_are_told_apart_and_the_same_is_refused_by_the_table() -> None:
    document = DocumentFactory(key="a")
    DocumentFactory(case=document.case, kind=document.kind, key="b")
    with pytest.raises(ValidationError, match="already in the list"):
        Document(case=document.case, kind=document.kind, key="a").full_clean()
