"""Questions read aloud: uploaded in the back office, played on the page in its language, known to be old or missing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from applicants.aloud.actions import keep_recording
from applicants.aloud.queries import table, wanted
from applicants.aloud.words import words
from applicants.journey import engine
from applicants.models import ConsentText, Recording
from loans.demo.aloud import read
from loans.demo.speech import VOICES
from portal.actors import system
from portal.files.sounds import listen
from portal.language import registry
from portal.models import Entry, User
from portal.roles import Role
from tests.applicants.journeys import Applicant, furnish
from tests.factories import member
from tests.portal import sounds
from tests.portal.files import jpeg

pytestmark = [pytest.mark.django_db, pytest.mark.foreign_templates, pytest.mark.thorough]
ADD = "/en/back-office/applicants/recording/add/"


def step(slug: str) -> Any:
    found = engine.step_of(slug)
    assert found is not None
    return found


def keep(slug: str = "needs", language: str = "ar", content: bytes = b"") -> Recording:
    return keep_recording(by=system("test"), step=step(slug), language=language, content=content or sounds.mp3(2))


def address(recording: Recording) -> str:
    return f"/{recording.language}/apply/{recording.step}/aloud/{recording.version}/"


@pytest.fixture
def office(client_of: Callable[[User], Client]) -> Client:
    return client_of(member(Role.ADMINISTRATOR))


def test_a_question_is_played_where_there_is_a_recording_in_the_language_of_the_page() -> None:
    furnish()
    recording = keep()
    page = Applicant("ar").get("apply/needs/").content.decode()
    assert f'preload="none" src="{address(recording)}"' in page
    assert "js/aloud.js" in page
    for language, slug in (("fa", "needs"), ("ar", "place")):
        other = Applicant(language)
        if slug == "place":
            other.begin(until="place")
        page = other.get(f"apply/{slug}/").content.decode()
        assert "<audio" not in page
        assert "aloud.js" not in page


def test_a_recording_costs_a_page_one_query() -> None:
    client = Applicant("ar")
    client.get("apply/needs/")
    counted = []
    for make in (lambda: None, keep):
        make()
        with CaptureQueriesContext(connection) as asked:
            client.get("apply/needs/")
        counted.append(len(asked))
        assert sum("applicants_recording" in query["sql"] for query in asked) == 1
    assert counted[0] == counted[1]


def test_the_file_is_for_anybody_whole_or_in_parts_and_kept_by_browsers() -> None:
    recording = keep()
    answer = Client().get(address(recording))
    whole = answer.content
    assert (answer.status_code, answer["Content-Type"], whole) == (200, "audio/mpeg", sounds.mp3(2))
    assert "immutable" in answer["Cache-Control"]
    assert "Cookie" not in answer.get("Vary", "")
    parts = {"bytes=0-1": whole[:2], "bytes=100-": whole[100:], "bytes=-5": whole[-5:], "bytes=3-999999": whole[3:]}
    for asked, expected in parts.items():
        answer = Client().get(address(recording), headers={"Range": asked})
        assert (answer.status_code, answer.content) == (206, expected)
        assert answer["Content-Range"].endswith(f"/{len(whole)}")
    for asked in ("bytes=999999-", "bytes=5-2"):
        assert Client().get(address(recording), headers={"Range": asked}).status_code == 416
    for asked in ("bytes=-", "lines=1-2", "bytes=0-1,4-5"):
        assert Client().get(address(recording), headers={"Range": asked}).status_code == 200


def test_an_address_of_before_leads_to_the_recording_of_today(django_capture_on_commit_callbacks: Any) -> None:
    before = keep()
    old_address, old_file = address(before), str(before.content)
    with django_capture_on_commit_callbacks(execute=True):
        recording = keep(content=sounds.ogg())
    assert Recording.objects.get() == recording
    assert not default_storage.exists(old_file)
    assert Client().get(old_address)["Location"] == address(recording)
    assert Client().get("/ps/apply/needs/aloud/abc/").status_code == 404
    assert Client().get("/ar/apply/nothing/aloud/abc/").status_code == 404


def test_uploading_replacing_and_removing_in_the_back_office(
    office: Client, django_capture_on_commit_callbacks: Any
) -> None:
    form = office.get(f"{ADD}?step=needs&language=ar").content.decode()
    assert 'lang="ar" dir="rtl"' in form
    assert words(step("needs"), "ar").splitlines()[0] in form
    sent = {"step": "needs", "language": "ar", "upload": SimpleUploadedFile("x.txt", sounds.m4a(9))}
    assert office.post(ADD, sent).status_code == 302
    recording = Recording.objects.get()
    assert (recording.kind, recording.seconds, recording.by_machine) == ("m4a", 9.0, False)
    assert Entry.objects.of(recording).filter(actor__startswith="staff:").exists()
    again = office.post(ADD, {**sent, "upload": SimpleUploadedFile("x.wav", sounds.wav())})
    assert "already" in again.content.decode()
    change = f"/en/back-office/applicants/recording/{recording.pk}/change/"
    assert "<audio" in office.get(change).content.decode()
    assert office.post(change, {"upload": SimpleUploadedFile("x.wav", sounds.wav())}).status_code == 302
    recording.refresh_from_db()
    assert (recording.kind, recording.step, recording.language) == ("wav", "needs", "ar")
    with django_capture_on_commit_callbacks(execute=True):
        assert office.post(change.replace("change", "delete"), {"post": "yes"}).status_code == 302
    assert not default_storage.exists(str(recording.content))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (jpeg(), "no recording that browsers play"),
        (sounds.webm(), "no recording that browsers play"),
        (sounds.m4a(handler=b"vide"), "This is a film"),
        (sounds.wav()[:44], "damaged"),
        (sounds.wav(200), "larger than 3 MB"),
    ],
)
def test_bad_files_get_a_sentence(office: Client, content: bytes, sentence: str) -> None:
    sent = {"step": "needs", "language": "en", "upload": SimpleUploadedFile("x.mp3", content)}
    assert sentence in office.post(ADD, sent).content.decode()
    assert not Recording.objects.exists()


def test_the_table_says_what_is_missing_and_what_is_old(office: Client, django_assert_max_num_queries: Any) -> None:
    keep("consent", "en")
    keep("consent", "fr")
    lines = table()
    count = len(engine.all_steps())
    assert wanted(lines) == {"en": count - 1, "fr": count - 1} | dict.fromkeys(("nl", "ar", "fa", "ps", "ur"), count)
    texts = {f"{name}_{code}": "Other words." for name in ("text", "withdrawal") for code in registry.CODES}
    ConsentText.objects.create(purpose="file", version="2", valid_from=timezone.localdate(), **texts)
    assert wanted(table())["en"] == count
    with django_assert_max_num_queries(12):
        page = office.get("/en/back-office/applicants/recording/").content.decode()
    assert page.count(">out of date</a>") == 2
    assert page.count(">missing</a>") == 7 * count - 2
    assert f"{count} wanted" in page


def test_the_demo_really_speaks_and_says_the_same_each_time() -> None:
    first = (step("needs"),)
    assert read(by=system("test"), steps=first) == len(VOICES)
    assert read(by=system("test"), steps=first) == 0
    made = {one.language: one for one in Recording.objects.all()}
    assert set(made) == {"en", "fr", "nl", "ar", "fa", "ur"}
    for recording in made.values():
        with recording.content.open("rb") as opened:
            sound = listen(opened.read())
        said = words(step("needs"), recording.language)
        assert (sound.kind, recording.by_machine) == ("mp3", True)
        assert 5 < len(said) / sound.seconds < 40, "letters a second, as people speak"
        assert recording.size < 3 * 1024 * sound.seconds, "it is heard over slow lines"
    before = {one.language: one.digest for one in made.values()}
    Recording.objects.all().delete()
    read(by=system("test"), steps=first)
    assert {one.language: one.digest for one in Recording.objects.all()} == before
