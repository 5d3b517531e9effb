"""The outbox: a message goes out once, or somebody sees that it did not."""

import threading
import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from portal.actors import system
from portal.models import Message, User
from portal.outbox.actions import MOST_ATTEMPTS, Recipient, blank_codes, deliver, queue, send_again, sweep, take
from portal.outbox.channels import channel_for
from portal.outbox.models import State
from portal.roles import Role
from tests.factories import CaseFactory, OfficeFactory, UserFactory, member
from tests.portal.smtp import Mailbox
from tests.waiting import until

ADDRESS = "nour@example.org"
GATEWAY = "portal.outbox.channels.HttpSmsChannel"
SMTP = "portal.outbox.channels.EmailChannel"


def write(*, channel: str = "email", language: str = "en", key: uuid.UUID | None = None, about: Any = None) -> Message:
    params = {"link": "http://127.0.0.1:8000/en/"}
    address = ADDRESS if channel == "email" else "+32470123456"
    to = Recipient(channel, address, language)
    return queue(event="password_reset", to=to, params=params, key=key, about=about)


def state_of(message: Message) -> str:
    message.refresh_from_db()
    return message.state


@pytest.fixture
def channels(settings: Any) -> Iterator[dict[str, str]]:
    """The adapters of this test; the cache that keeps them forgets before and after."""
    settings.MESSAGE_CHANNELS = {"email": SMTP, "sms": GATEWAY}
    channel_for.cache_clear()
    yield settings.MESSAGE_CHANNELS
    channel_for.cache_clear()


class Gateway(HTTPServer):
    """An SMS gateway on this machine: keeps what it got, answers as told."""

    answer = 200

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.got: list[tuple[dict[str, str], bytes]] = []


class _Answer(BaseHTTPRequestHandler):
    server: Gateway

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((dict(self.headers), body))
        self.send_response(self.server.answer)
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        """Nothing on the terminal."""


@pytest.fixture
def gateway(channels: dict[str, str], settings: Any) -> Iterator[Gateway]:
    server = Gateway()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    settings.SMS_GATEWAY_URL = f"http://127.0.0.1:{server.server_port}/"
    settings.SMS_GATEWAY_TOKEN = "a token"
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def mailbox(channels: dict[str, str], settings: Any) -> Iterator[Mailbox]:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with Mailbox() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server


@pytest.mark.thorough
@pytest.mark.django_db(transaction=True)
def test_a_worker_takes_a_message_after_the_commit(worker: None) -> None:
    with transaction.atomic():
        message = write()
        assert state_of(message) == State.QUEUED
    until(lambda: state_of(message) == State.SENT, seconds=30)


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_taken_back_sends_nothing() -> None:
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert not Message.objects.exists()


@pytest.mark.django_db
def test_it_is_in_the_readers_language_whoever_writes() -> None:
    message = write(language="ar")
    assert message.language == "ar"
    assert message.reader.bidi


@pytest.mark.django_db
def test_the_same_key_twice_is_one_message() -> None:
    key = uuid.uuid4()
    assert write(key=key) == write(key=key)
    assert Message.objects.count() == 1


@pytest.mark.django_db
def test_who_has_taken_a_message_has_it_alone() -> None:
    message = write()
    assert take(message.pk) is not None
    assert take(message.pk) is None
    assert deliver(message.pk) == "taken"


@pytest.mark.django_db
def test_mail_goes_out_by_smtp(mailbox: Mailbox) -> None:
    message = write(language="fa")
    assert deliver(message.pk) == State.SENT
    assert mailbox.recipients == [ADDRESS]
    assert message.body.splitlines()[0][:20] in mailbox.texts()[0]


@pytest.mark.django_db
def test_a_mailbox_that_is_not_there_fails_for_good(mailbox: Mailbox) -> None:
    mailbox.refuse = True
    message = write()
    assert deliver(message.pk) == State.FAILED


@pytest.mark.django_db
def test_a_post_office_that_is_away_is_asked_again_later(channels: dict[str, str], settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    message = write()
    waits = []
    for attempt in range(1, MOST_ATTEMPTS):
        before = timezone.now()
        assert deliver(message.pk) == State.QUEUED
        message.refresh_from_db()
        assert message.attempts == attempt
        waits.append(round((message.not_before - before).total_seconds()))
        assert deliver(message.pk) == "taken"
        Message.objects.update(not_before=timezone.now())
    assert waits == [30 * 2**number for number in range(MOST_ATTEMPTS - 1)]
    assert deliver(message.pk) == State.FAILED


@pytest.mark.django_db
def test_an_sms_carries_its_key_and_our_token(gateway: Gateway) -> None:
    message = write(channel="sms")
    assert deliver(message.pk) == State.SENT
    headers, body = gateway.got[0]
    assert headers["Idempotency-Key"] == str(message.key)
    assert headers["Authorization"] == "Bearer a token"
    assert b"+32470123456" in body


@pytest.mark.django_db
@pytest.mark.parametrize(("answer", "state"), [(404, State.FAILED), (422, State.FAILED), (503, State.QUEUED)])
@pytest.mark.thorough
def test_what_the_gateway_says_decides(gateway: Gateway, answer: int, state: str) -> None:
    gateway.answer = answer
    message = write(channel="sms")
    assert deliver(message.pk) == state


@pytest.mark.django_db
@pytest.mark.parametrize(("channel", "state"), [("email", State.UNKNOWN), ("sms", State.QUEUED)])
def test_a_worker_that_died_in_between(channels: dict[str, str], channel: str, state: str) -> None:
    """Mail may have gone out: a person decides. The SMS gateway knows the key: it goes out again by itself."""
    message = write(channel=channel)
    take(message.pk)
    assert sweep() == 0
    assert state_of(message) == State.SENDING
    Message.objects.update(taken_at=timezone.now() - timedelta(minutes=11))
    sweep()
    assert state_of(message) == state


@pytest.mark.django_db(transaction=True)
@pytest.mark.thorough
def test_the_sweep_takes_what_was_left(worker: None) -> None:
    message = write()
    until(lambda: state_of(message) == State.SENT, seconds=30)
    Message.objects.update(state=State.QUEUED, not_before=timezone.now())
    assert sweep() == 1
    until(lambda: state_of(message) == State.SENT, seconds=30)


@pytest.mark.django_db
def test_what_is_not_due_is_left_alone() -> None:
    message = write()
    Message.objects.update(not_before=timezone.now() + timedelta(minutes=1))
    assert sweep() == 0
    assert deliver(message.pk) == "taken"


@pytest.mark.django_db
@pytest.mark.parametrize(("state", "after"), [("failed", "queued"), ("unknown", "queued"), ("sent", "sent")])
def test_a_person_sends_again_what_did_not_arrive(state: str, after: str) -> None:
    message = write()
    Message.objects.update(state=state, attempts=8)
    send_again(by=system("test"), message=message)
    assert state_of(message) == after


@pytest.mark.django_db
class TestPages:
    def test_an_advisor_sees_what_failed_about_her_files(self, client_of: Callable[[User], Client]) -> None:
        office = OfficeFactory()
        mine = write(about=CaseFactory(office=office))
        write(about=CaseFactory())
        write(about=UserFactory())
        Message.objects.update(state=State.FAILED)
        sent = write(about=CaseFactory(office=office))
        Message.objects.filter(pk=sent.pk).update(state=State.SENT)
        client = client_of(member(Role.ADVISOR, office=office))
        assert [row.pk for row in client.get("/en/desk/messages/").context["page"].rows] == [mine.pk]

    def test_she_sends_it_again(self, client_of: Callable[[User], Client]) -> None:
        office = OfficeFactory()
        mine, other = write(about=CaseFactory(office=office)), write(about=CaseFactory())
        Message.objects.update(state=State.UNKNOWN)
        client = client_of(member(Role.ADVISOR, office=office))
        assert client.post(f"/en/desk/messages/{mine.key}/again/")["Location"] == "/en/desk/messages/"
        assert client.post(f"/en/desk/messages/{other.key}/again/").status_code == 404
        assert (state_of(mine), state_of(other)) == (State.QUEUED, State.UNKNOWN)

    def test_it_is_for_those_who_work_with_files(self, client_of: Callable[[User], Client]) -> None:
        for role in (Role.ADMINISTRATOR, Role.AUDITOR, Role.PARTNER):
            assert client_of(member(role)).get("/en/desk/messages/").status_code == 403

    def test_as_many_queries_for_three_messages_as_for_one(
        self, client_of: Callable[[User], Client], django_assert_num_queries: Any
    ) -> None:
        client = client_of(member(Role.HEAD_OFFICE))
        counts = []
        for number in (1, 2):
            for _message in range(number):
                write(about=CaseFactory())
            Message.objects.update(state=State.FAILED)
            client.get("/en/desk/messages/")
            with django_assert_num_queries(12, exact=False) as made:
                client.get("/en/desk/messages/")
            counts.append(len(made))
        assert counts[0] == counts[1]


@pytest.mark.django_db
@pytest.mark.urls("tests.portal.urls_with_inbox")
class TestInbox:
    def test_it_shows_what_would_have_gone_out(self, client: Client, settings: Any) -> None:
        settings.DEVELOPMENT_INBOX = True
        write(language="ar")
        page = client.get("/en/dev/inbox/").content.decode()
        assert 'lang="ar" dir="rtl"' in page
        assert '<a href="http://127.0.0.1:8000/en/"' in page

    def test_one_address_alone(self, client: Client, settings: Any) -> None:
        settings.DEVELOPMENT_INBOX = True
        write()
        sms = write(channel="sms")
        shown = client.get("/en/dev/inbox/", {"address": sms.address}).context["page"].rows
        assert [message.pk for message in shown] == [sms.pk]

    def test_a_real_installation_has_none(self, client: Client, settings: Any) -> None:
        settings.DEVELOPMENT_INBOX = False
        assert client.get("/en/dev/inbox/").status_code == 404


@pytest.mark.django_db
def test_a_dead_code_is_taken_out_of_what_was_sent() -> None:
    code, other = write(), write()
    long_ago = timezone.now() - timedelta(minutes=11)
    Message.objects.filter(pk=code.pk).update(event="entry_code", state=State.SENT, created_at=long_ago)
    Message.objects.filter(pk=other.pk).update(state=State.SENT, created_at=long_ago)

    assert blank_codes() == 1
    code.refresh_from_db()
    other.refresh_from_db()
    assert (code.subject, code.body) == ("", "")
    assert other.body != ""
