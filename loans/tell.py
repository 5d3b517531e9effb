"""Telling the applicant: to her preferred contact, in her language, whoever acts."""

from dataclasses import dataclass
from typing import Any

from applicants.persons.contacts import recipient_of
from loans.applications.models import Application
from portal.language import registry
from portal.language.registry import Language
from portal.outbox.actions import compose, queue
from portal.outbox.models import Message


def tell_applicant(application: Application, event: str, **params: Any) -> Message | None:
    """Queue `templates/messages/<event>.txt` to the applicant, in the transaction of the change."""
    case = application.case
    to = recipient_of(case.person)
    if to is None:
        return None
    return queue(event=event, to=to, params=_told(application, to.language, params), about=case)


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
