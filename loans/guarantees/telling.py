"""Writing to a guarantor: where he is reached, in his language, never a name that a stranger should not read."""

from typing import Any

from django.urls import reverse
from django.utils import translation

from advisors.notices import wants
from loans.guarantees.models import Guarantee, GuaranteeKind
from portal.language import registry
from portal.outbox.actions import Recipient, queue
from portal.outbox.models import Channel, Message


def recipient_of(guarantee: Guarantee) -> Recipient:
    """The contact that was named for him; his language, or the applicant's while his is not known."""
    channel = Channel.EMAIL if "@" in guarantee.contact else Channel.SMS
    return Recipient(channel, guarantee.contact, guarantee.language or guarantee.application.case.person.language)


def link_of(guarantee: Guarantee, language: str) -> str:
    """The path of his own page, in a language of ours."""
    with translation.override(language if language in registry.BY_CODE else "en"):
        return reverse("guarantee", args=[guarantee.token])


def tell_guarantor(guarantee: Guarantee, event: str, **params: Any) -> Message | None:
    """Queue `templates/messages/<event>.txt` to him, in the transaction of the change; a scheme hears nothing."""
    if guarantee.kind == GuaranteeKind.INSTITUTIONAL:
        return None
    to = recipient_of(guarantee)
    told = {"name": guarantee.name, "moral": guarantee.partner_id is not None, "link": link_of(guarantee, to.language)}
    return queue(event=event, to=to, params=told | params, about=guarantee.application.case)


def send_code(guarantee: Guarantee, code: str, language: str) -> Message:
    """The code to his contact, in the language of the page he reads. It is about no file: colleagues never see it."""
    to = recipient_of(guarantee)
    return queue(event="guarantee_code", to=Recipient(to.channel, to.address, language), params={"code": code})


def tell_advisor(guarantee: Guarantee, event: str = "guarantee_answered") -> Message | None:
    """The advisor hears what was answered, or ends; nobody while the file has no advisor, or she wants no such mail."""
    advisor = guarantee.application.case.advisor
    if advisor is None or not wants(advisor, event):
        return None
    to = Recipient(Channel.EMAIL, advisor.user.email, advisor.user.language)
    told = {"guarantee": guarantee, "application": guarantee.application, "case": guarantee.application.case}
    return queue(event=event, to=to, params=told, about=guarantee.application.case)
