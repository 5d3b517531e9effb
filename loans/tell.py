"""Telling the applicant: to her preferred contact, in her language, whoever acts."""

import uuid
from dataclasses import dataclass
from typing import Any

from advisors.notices import wants
from applicants.persons.contacts import recipient_of
from loans.applications.models import Application
from portal.language import registry
from portal.language.registry import Language
from portal.outbox.actions import Recipient, compose, queue
from portal.outbox.models import Channel, Message


def tell_applicant(
    application: Application, event: str, *, key: uuid.UUID | None = None, **params: Any
) -> Message | None:
    """Queue `templates/messages/<event>.txt` to her, in the transaction of the change; the same `key` twice is one."""
    case = application.case
    to = recipient_of(case.person)
    if to is None:
        return None
    return queue(event=event, to=to, params=_told(application, to.language, params), about=case, key=key)


def tell_advisor(application: Application, event: str, **params: Any) -> Message | None:
    """The same by mail to the advisor of the file; nobody while it has none, or she wants no such mail."""
    case = application.case
    if case.advisor is None or not wants(case.advisor, event):
        return None
    user = case.advisor.user
    to = Recipient(Channel.EMAIL, user.email, user.language)
    return queue(event=event, to=to, params=_told(application, user.language, params), about=case)


@dataclass(frozen=True)
class Preview:
    """A message as it reads in one language."""

    language: Language
    subject: str
    body: str


def preview(application: Application, event: str, *, beside: str, **params: Any) -> list[Preview]:
    """What `tell_applicant` would say: in the applicant's language, then in `beside` where that is another."""
    codes = dict.fromkeys([application.case.person.language, beside])
    drawn = [(code, compose(event=event, language=code, params=_told(application, code, params))) for code in codes]
    return [Preview(registry.BY_CODE[code], subject, body) for code, (subject, body) in drawn]


def _told(application: Application, language: str, params: dict[str, Any]) -> dict[str, Any]:
    case = application.case
    return {"person": case.person, "case": case, "application": application, "language": language, **params}
