"""Answers by voice: sent with or without scripts, kept for those who may hear them, written down, taken back."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as portal_settings
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from applicants.journey import engine
from applicants.journey.actions import submit_case
from applicants.models import Answer, Case, Event, Person, VoiceAnswer
from applicants.voice import actions
from applicants.voice.actions import check, check_waiting, keep_voice, remove_voice
from applicants.voice.panel import case_panel
from loans.models import Application
from portal.accounts.scope import actor_for_user
from portal.actors import Actor, system
from portal.files.checked import Scan
from portal.files.scanners import ScannerAway
from portal.files.sounds import listen
from portal.models import Entry, User
from portal.roles import Role
from tests.applicants.journeys import Applicant, filled_in, furnish
from tests.factories import AdvisorFactory, OfficeFactory, PersonFactory, member
from tests.portal import sounds
from tests.portal.files import EICAR, jpeg

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
SCANNER = "portal.files.scanners.TestPatternScanner"
ClientOf = Callable[[User], Client]


class Away:
    """A scanner that nobody reaches."""

    def is_infected(self, content: bytes) -> bool:
        raise ScannerAway


def voice(content: bytes = b"", name: str = "answer") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or sounds.webm(4))


@pytest.fixture
def applicant() -> Applicant:
    """Somebody with a draft in which everything is answered."""
    furnish()
    found = Applicant("en")
    found.come_in(filled_in())
    return found


def only_voice() -> VoiceAnswer:
    return VoiceAnswer.objects.select_related("case__person").get()


def spoken(step: str = "idea") -> VoiceAnswer:
    """A recording in a file that was sent, with an advisor."""
    furnish()
    case = filled_in()
    asked = engine.step_of(step)
    assert asked is not None
    herself = Actor(kind="person", id=case.person_id, language="en")
    keep_voice(by=herself, case=case, step=asked, sound=listen(sounds.webm(4)))
    case = submit_case(by=herself, case=Case.objects.get(pk=case.pk))
    Case.objects.filter(pk=case.pk).update(advisor=AdvisorFactory(at=[case.office]))
    return only_voice()


def advisor(found: VoiceAnswer) -> User:
    assert found.case.advisor is not None
    user: User = found.case.advisor.user
    return user


def test_she_answers_by_voice_and_leaves_the_text_empty(applicant: Applicant) -> None:
    page = applicant.get("apply/idea/")
    for part in ('enctype="multipart/form-data"', 'accept="audio/*"', 'capture="user"', "js/voice.js"):
        assert part in page.content.decode()
    answer = applicant.post("apply/idea/", {"idea": "", "voice": voice()})
    assert "error-summary" not in answer.content.decode()
    found = only_voice()
    assert (found.step, found.kind, found.state, found.scan) == ("idea", "webm", "ready", "unchecked")
    assert found.seconds == pytest.approx(4, abs=0.1)
    assert str(found.content).startswith("voices/")
    assert dict(Answer.objects.filter(step="idea").values_list("field", "value")) == {"idea": "", "voice": True}
    assert set(Answer.objects.filter(step="idea").values_list("question", flat=True)) == {
        "Tell us about your business or your idea"
    }
    assert "Answered by voice" in applicant.get("apply/check/").content.decode()
    page = applicant.get("apply/idea/")
    assert f'src="/en/apply/voice/{found.ref}/"' in page.content.decode()
    heard = applicant.client.get(f"/en/apply/voice/{found.ref}/")
    assert heard.content == sounds.webm(4)
    assert "no-store" in heard["Cache-Control"]


def test_text_and_voice_and_again_without_either(applicant: Applicant, django_capture_on_commit_callbacks: Any) -> None:
    applicant.post("apply/idea/", {"idea": "I sew.", "voice": voice()})
    first = str(only_voice().content)
    with django_capture_on_commit_callbacks(execute=True):
        applicant.post("apply/idea/", {"idea": "I sew.", "voice": voice(sounds.m4a(9))})
    assert (only_voice().kind, only_voice().seconds) == ("m4a", 9.0)
    assert not default_storage.exists(first)
    applicant.post("apply/idea/", {"idea": ""})
    assert dict(Answer.objects.filter(step="idea").values_list("field", "value")) == {"idea": "", "voice": True}


def test_without_text_and_voice_the_question_stays(applicant: Applicant) -> None:
    page = applicant.post("apply/idea/", {"idea": ""})
    assert "Please write an answer, or say it." in page.content.decode()


BAD = [
    (b"", "The recording is empty"),
    (b" ", "We cannot play this kind of file"),
    (jpeg(), "We cannot play this kind of file"),
    (EICAR, "We cannot play this kind of file"),
    (b"<html><script>alert(1)</script>", "We cannot play this kind of file"),
    (sounds.m4a(handler=b"vide"), "This is a video"),
    (sounds.webm(track=1), "This is a video"),
    (sounds.wav()[:44], "damaged, or only a part"),
    (sounds.webm(400), "longer than 5 minutes"),
    (sounds.wav(600), "larger than 8 MB"),
]


def test_bad_files_get_a_sentence_and_nothing_typed_is_lost(applicant: Applicant) -> None:
    for content, sentence in BAD:
        sent = {"idea": "I sew.", "voice": SimpleUploadedFile("x.webm", content)}
        shown = applicant.client.post("/en/apply/idea/", sent).content.decode()
        assert sentence in shown
        assert "I sew." in shown
    assert not VoiceAnswer.objects.exists()


def test_a_good_recording_is_kept_when_another_field_is_wrong(applicant: Applicant) -> None:
    page = applicant.post("apply/loan-amount/", {"amount_wished": "much", "purpose": "", "voice": voice()})
    assert "error-summary" in page.content.decode()
    assert f"/apply/voice/{only_voice().ref}/" in page.content.decode()
    applicant.post("apply/loan-amount/", {"amount_wished": "2500", "purpose": ""})
    assert Answer.objects.filter(step="loan-amount", field="voice").exists()
    assert Application.objects.get().purpose == ""
    assert "Answered by voice" in applicant.get("apply/check/").content.decode()


@pytest.mark.parametrize(("typed", "left"), [("", set()), ("I sew.", {"idea"})])
def test_she_takes_it_back_and_what_is_typed_stays(
    applicant: Applicant, typed: str, left: set[str], django_capture_on_commit_callbacks: Any
) -> None:
    applicant.post("apply/idea/", {"idea": typed, "voice": voice()})
    file = str(only_voice().content)
    whose = re.search(r'name="whose" value="(\w+)"', applicant.get("apply/idea/").content.decode())
    assert whose is not None
    with django_capture_on_commit_callbacks(execute=True):
        page = applicant.post("apply/idea/", {"idea": "I also cook.", "not_by_voice": "1", "whose": whose[1]})
    assert "Your recording is deleted." in page.content.decode()
    assert "I also cook." in page.content.decode()
    assert not default_storage.exists(file)
    assert set(Answer.objects.filter(step="idea").values_list("field", flat=True)) == left
    applicant.post("apply/idea/", {"idea": "", "not_by_voice": "1"})


def test_what_was_sent_is_neither_replaced_nor_taken_back() -> None:
    found = spoken()
    herself = Actor(kind="person", id=found.case.person_id, language="en")
    step = engine.step_of("idea")
    assert step is not None
    with pytest.raises(ValidationError, match="already sent"):
        keep_voice(by=herself, case=found.case, step=step, sound=listen(sounds.webm()))
    with pytest.raises(ValidationError, match="already sent"):
        remove_voice(by=herself, voice=found)


def test_the_microphone_is_allowed_where_somebody_speaks_and_nowhere_else(applicant: Applicant) -> None:
    page = applicant.client.get("/en/apply/idea/")
    assert "microphone=(self)" in page["Permissions-Policy"]
    assert "media-src 'self' blob:" in page["Content-Security-Policy"]
    for path in ("/en/apply/household/", "/en/", "/en/me/"):
        page = applicant.client.get(path)
        assert "microphone=()" in page["Permissions-Policy"]
        assert "blob:" not in page["Content-Security-Policy"]


def test_an_infected_recording_is_gone_and_the_question_open_again(
    applicant: Applicant, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.VIRUS_SCANNER = SCANNER
    applicant.post("apply/idea/", {"idea": "", "voice": voice(sounds.webm(4) + b"\xec\xc4" + EICAR)})
    found = only_voice()
    assert found.state == "waiting"
    assert "are checking it" in applicant.get("apply/idea/").content.decode()
    assert applicant.client.get(f"/en/apply/voice/{found.ref}/").status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        assert check(found.pk, by=system("files")) == "infected"
    assert not VoiceAnswer.objects.exists()
    assert not default_storage.exists(str(found.content))
    assert not [*Path(portal_settings.MEDIA_ROOT, "voices").glob(f"*/{Path(str(found.content)).name}")]
    assert not Answer.objects.filter(step="idea").exists()
    assert Event.objects.filter(code="voice.infected", public=True).exists()
    assert check(found.pk, by=system("files")) == "gone"


def test_a_scanner_that_is_away_leaves_it_waiting(applicant: Applicant, settings: Any) -> None:
    settings.VIRUS_SCANNER = f"{__name__}.Away"
    applicant.post("apply/idea/", {"idea": "", "voice": voice()})
    assert check(only_voice().pk, by=system("files")) == "waiting"
    assert check_waiting(by=system("files")) == 1
    settings.VIRUS_SCANNER = SCANNER
    assert check(only_voice().pk, by=system("files")) == "ready"
    assert only_voice().scan == Scan.CLEAN


def test_the_advisor_hears_it_and_writes_down_what_was_said(client_of: ClientOf) -> None:
    found = spoken()
    client = client_of(advisor(found))
    page = client.get(f"/en/desk/cases/{found.case.ref}/").content.decode()
    assert f'src="/en/desk/voice/{found.ref}/"' in page
    assert not Entry.objects.of(found).looks().exists()
    assert client.get(f"/en/desk/voice/{found.ref}/").content == sounds.webm(4)
    assert client.get(f"/en/desk/voice/{found.ref}/", headers={"Range": "bytes=5-"}).status_code == 206
    assert [look.actor for look in Entry.objects.of(found).looks()] == [f"staff:{advisor(found).pk}"]
    answer = client.post(f"/en/desk/voice/{found.ref}/write/", {"said": "She sews ۱۲ dresses."}, follow=True)
    page = answer.content.decode()
    assert "She sews ۱۲ dresses." in page
    assert f"written down by <bdi>{advisor(found).name}</bdi>" in page
    client.post(f"/en/desk/voice/{found.ref}/write/", {"said": "x" * 5001})
    assert only_voice().said == "She sews ۱۲ dresses."
    client.post(f"/en/desk/voice/{found.ref}/write/", {"said": ""})
    assert (only_voice().said, only_voice().written_by) == ("", "")


def test_nobody_else_hears_it(client_of: ClientOf, client_of_person: Callable[[Person], Client]) -> None:
    found = spoken()
    desk, hers = f"/en/desk/voice/{found.ref}/", f"/en/apply/voice/{found.ref}/"
    assert client_of(member(Role.ADVISOR, office=OfficeFactory())).get(desk).status_code == 404
    for role in (Role.AUDITOR, Role.ADMINISTRATOR, Role.PARTNER):
        assert client_of(member(role)).get(desk).status_code in (403, 404)
    assert client_of_person(PersonFactory()).get(hers).status_code == 404
    assert Client().get(hers).status_code == 302
    assert client_of_person(found.case.person).get(hers).status_code == 200
    auditor = actor_for_user(member(Role.AUDITOR))
    assert not VoiceAnswer.objects.visible_to(auditor).exists()
    page = client_of(member(Role.AUDITOR)).get(f"/en/desk/cases/{found.case.ref}/").content.decode()
    assert found.ref not in page


def test_the_page_of_a_file_asks_as_often_for_one_voice_as_for_two(
    client_of: ClientOf, django_assert_num_queries: Any
) -> None:
    found = spoken()
    actor = actor_for_user(advisor(found))
    actions.write_down(by=actor, voice=found, said="She sews.")

    with django_assert_num_queries(2):
        case_panel(case=found.case, actor=actor)
    VoiceAnswer.objects.create(
        case=found.case, step="loan-amount", language="ar", kind="mp3", seconds=1, size=1, content="x", sent_by="x"
    )
    with django_assert_num_queries(2):
        case_panel(case=found.case, actor=actor)


def test_what_was_said_has_a_writer_and_a_question_one_recording() -> None:
    found = spoken()
    with pytest.raises(IntegrityError), transaction.atomic():
        VoiceAnswer.objects.filter(pk=found.pk).update(said="Something")
    found.pk, found.ref = None, "ABCDEFGH"
    with pytest.raises(IntegrityError), transaction.atomic():
        found.save()
