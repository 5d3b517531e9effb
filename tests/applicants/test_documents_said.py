"""What she says instead of sending, its undo, reminders; and what colleagues answer."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from applicants.cases import timeline
from applicants.documents import deciding
from applicants.documents.models import AgainReason, Document
from applicants.documents.saying import remind_me, say, send_reminders, unsay
from applicants.models import Event
from portal.actors import system
from portal.models import Message
from tests.applicants.papers import advisor_of, herself, send
from tests.factories import DocumentFactory

pytestmark = pytest.mark.django_db


def tomorrow() -> date:
    return timezone.localdate() + timedelta(days=1)


@pytest.mark.parametrize("what", ["cant_find", "cant_get", "not_apply"])
def test_each_answer_becomes_a_note_and_a_flag_and_can_be_taken_back(what: str) -> None:
    document = DocumentFactory()
    say(by=herself(document.case), document=document, what=what, note="My brother has it")
    assert Document.objects.to_look_at().get().note == "My brother has it"
    event = Event.objects.get(code=f"document.{what}")
    assert "My brother has it" in timeline.words(event)
    assert document.kind.name in timeline.words(event)
    assert "My brother" not in timeline.words(event, names=False)
    unsay(by=herself(document.case), document=document)
    assert not Document.objects.to_look_at().exists()
    assert Document.objects.get().state == "missing"


def test_what_was_sent_is_not_said_away() -> None:
    document = DocumentFactory()
    send(document)
    with pytest.raises(ValidationError, match="already sent"):
        say(by=herself(document.case), document=document, what="cant_find")
    with pytest.raises(ValidationError, match="already sent"):
        remind_me(by=herself(document.case), document=document, day=tomorrow())
    with pytest.raises(ValidationError, match="choose one of the answers"):
        say(by=herself(document.case), document=DocumentFactory(), what="accepted")


def test_sending_answers_what_was_said_before() -> None:
    document = DocumentFactory()
    say(by=herself(document.case), document=document, what="cant_find", note="Lost")
    send(document)
    document.refresh_from_db()
    assert (document.state, document.note) == ("given", "")


def test_a_reminder_is_one_message_on_its_day_for_all_that_is_missing() -> None:
    document = DocumentFactory()
    other = DocumentFactory(case=document.case)
    for one in (document, other):
        remind_me(by=herself(one.case), document=one, day=tomorrow())
    assert send_reminders(by=system("documents")) == 0
    Document.objects.update(remind_on=timezone.localdate())
    assert send_reminders(by=system("documents")) == 1
    assert send_reminders(by=system("documents")) == 0
    message = Message.objects.get(event="document_reminder")
    assert message.language == document.case.person.language
    assert f"/fa/me/documents/{document.case.ref}/" in message.body


def test_no_reminder_of_what_came_meanwhile() -> None:
    document = DocumentFactory()
    remind_me(by=herself(document.case), document=document, day=tomorrow())
    send(document)
    Document.objects.update(remind_on=timezone.localdate())
    assert send_reminders(by=system("documents")) == 0


@pytest.mark.parametrize("days", [0, -3, 400])
def test_a_reminder_comes_on_a_day_that_makes_sense(days: int) -> None:
    document = DocumentFactory()
    with pytest.raises(ValidationError, match="day"):
        remind_me(by=herself(document.case), document=document, day=timezone.localdate() + timedelta(days=days))


def test_a_colleague_asks_for_a_better_picture_with_a_reason() -> None:
    document = DocumentFactory()
    send(document)
    with pytest.raises(ValidationError, match="say why"):
        deciding.ask_again(by=advisor_of(document.case), document=document, reason="")
    deciding.ask_again(by=advisor_of(document.case), document=document, reason=AgainReason.CUT, sentence="گوشه‌ها")
    document.refresh_from_db()
    assert (document.state, document.sentence, document.files.count()) == ("again", "گوشه‌ها", 1)
    assert Message.objects.get().event == "document_wanted"
    document.case.refresh_from_db()
    assert (document.case.waiting_on, document.case.documents_percent) == ("applicant", 0)


def test_accepting_needs_a_file_that_was_checked() -> None:
    document = DocumentFactory()
    with pytest.raises(ValidationError, match="nothing to accept"):
        deciding.accept(by=advisor_of(document.case), document=document)
    send(document, checked=False)
    with pytest.raises(ValidationError, match="still being checked"):
        deciding.accept(by=advisor_of(document.case), document=document)


def test_what_she_cannot_send_is_let_be_or_asked_for_with_a_sentence() -> None:
    document = DocumentFactory()
    say(by=herself(document.case), document=document, what="cant_get")
    with pytest.raises(ValidationError, match="write a sentence"):
        deciding.insist(by=advisor_of(document.case), document=document, sentence="")
    deciding.insist(by=advisor_of(document.case), document=document, sentence="Ask your commune")
    assert Document.objects.get().state == "missing"
    say(by=herself(document.case), document=document, what="cant_get")
    deciding.waive(by=advisor_of(document.case), document=document)
    document.case.refresh_from_db()
    assert (Document.objects.get().state, document.case.documents_percent) == ("waived", 100)
    with pytest.raises(ValidationError, match="settled already"):
        deciding.waive(by=advisor_of(document.case), document=document)


def test_nothing_happens_in_a_closed_file() -> None:
    document = DocumentFactory()
    document.case.stage, document.case.outcome = "closed", "silent"
    document.case.save()
    with pytest.raises(ValidationError):
        say(by=herself(document.case), document=document, what="cant_find")
    with pytest.raises(ValidationError):
        send(document)
    with pytest.raises(ValidationError):
        deciding.waive(by=advisor_of(document.case), document=document)
    with pytest.raises(ValidationError):
        deciding.request_document(by=advisor_of(document.case), case=document.case, kind=document.kind)
