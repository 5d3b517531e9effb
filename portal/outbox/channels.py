"""Adapters that carry a message out; `settings.MESSAGE_CHANNELS` chooses one for each channel."""

import json
import smtplib
import urllib.error
import urllib.request
from functools import cache
from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.module_loading import import_string

from portal.outbox.models import Message


class Unreachable(Exception):
    """Nobody took the message; it may be tried again."""


class Refused(Exception):
    """The gateway said no for good: a wrong number, a closed mailbox."""


class Adapter(Protocol):
    """Sends one message or raises. With `takes_idempotency_key`, a repeat cannot become a second message."""

    takes_idempotency_key: bool

    def send(self, message: Message) -> None: ...


class DevelopmentChannel:
    """Keeps the message where it is: the development inbox shows what would have gone out."""

    takes_idempotency_key = True

    def send(self, message: Message) -> None:
        del message


class EmailChannel:
    """SMTP, as set in EMAIL_URL."""

    takes_idempotency_key = False

    def send(self, message: Message) -> None:
        try:
            EmailMessage(message.subject, message.body, to=[message.address]).send()
        except smtplib.SMTPRecipientsRefused as refusal:
            raise Refused from refusal
        except (smtplib.SMTPException, OSError) as problem:
            raise Unreachable from problem


class HttpSmsChannel:
    """Any SMS gateway that takes JSON `{to, text}` by POST, with a bearer token and an Idempotency-Key."""

    takes_idempotency_key = True

    def send(self, message: Message) -> None:
        request = urllib.request.Request(  # noqa: S310 - the address comes from settings, not from people
            settings.SMS_GATEWAY_URL,
            data=json.dumps({"to": message.address, "text": message.body}).encode(),
            headers={
                "Authorization": f"Bearer {settings.SMS_GATEWAY_TOKEN}",
                "Content-Type": "application/json",
                "Idempotency-Key": str(message.key),
            },
        )
        try:
            with urllib.request.urlopen(request, timeout=20):  # noqa: S310 - as above
                return
        except urllib.error.HTTPError as answer:
            if answer.code in (400, 404, 410, 422):
                raise Refused from answer
            raise Unreachable from answer
        except (OSError, ValueError) as problem:  # ValueError: an address that is none
            raise Unreachable from problem


@cache
def channel_for(name: str) -> Adapter:
    """The adapter that settings name for `sms` or `email`."""
    adapter: Adapter = import_string(settings.MESSAGE_CHANNELS[name])()
    return adapter
