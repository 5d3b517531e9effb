"""Writing to the members of a group: each where she is reached, in her language; and to its advisor."""

from typing import Any

from django.urls import reverse
from django.utils import translation

from advisors.notices import wants
from applicants.persons.contacts import recipient_of
from loans.groups.models import GroupMember
from portal.language import registry
from portal.outbox.actions import Recipient, queue
from portal.outbox.models import Channel, Message


def recipient_for(member: GroupMember) -> Recipient | None:
    """Where she proved to be reached; the contact that was named for her while she has no file."""
    if member.person is not None:
        return recipient_of(member.person)
    return _by_contact(member, member.language)


def _by_contact(member: GroupMember, language: str) -> Recipient:
    return Recipient(Channel.EMAIL if "@" in member.contact else Channel.SMS, member.contact, language)


def tell_member(member: GroupMember, event: str, **params: Any) -> Message | None:
    """Queue `templates/messages/<event>.txt`, in the transaction of the change; None when she cannot be reached."""
    to = recipient_for(member)
    if to is None:
        return None
    told = {"member": member, "group": member.group, "office": member.group.office}
    return queue(event=event, to=to, params=told | params, about=member.case)


def tell_invited(member: GroupMember) -> Message | None:
    """The invitation with its link, to the contact to which its codes go too."""
    if not member.contact:
        return None
    language = member.language if member.language in registry.BY_CODE else "en"
    with translation.override(language):
        link = reverse("group-invitation", args=[member.token])
    params = {"member": member, "link": link}
    return queue(event="group_invitation", to=_by_contact(member, language), params=params, about=member.case)


def send_code(member: GroupMember, code: str, language: str) -> Message:
    """The code to her contact, in the language of the page she reads. It is about no file: colleagues never see it."""
    return queue(event="guarantee_code", to=_by_contact(member, language), params={"code": code})


def tell_advisor(member: GroupMember) -> Message | None:
    """The group's advisor hears what she answered; nobody where there is none, or she wants no such mail."""
    advisor = member.group.advisor
    if advisor is None or not wants(advisor, "group_answered"):
        return None
    to = Recipient(Channel.EMAIL, advisor.user.email, advisor.user.language)
    return queue(event="group_answered", to=to, params={"member": member, "group": member.group}, about=member.case)
