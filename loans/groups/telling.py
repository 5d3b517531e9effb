"""Writing to the members of a group: each where she is reached, in her language."""

from typing import Any

from applicants.persons.contacts import recipient_of
from loans.groups.models import GroupMember
from portal.outbox.actions import Recipient, queue
from portal.outbox.models import Channel, Message


def recipient_for(member: GroupMember) -> Recipient | None:
    """Where she proved to be reached; the contact that was named for her while she has no file."""
    if member.person is not None:
        return recipient_of(member.person)
    channel = Channel.EMAIL if "@" in member.contact else Channel.SMS
    return Recipient(channel, member.contact, member.language)


def tell_member(member: GroupMember, event: str, **params: Any) -> Message | None:
    """Queue `templates/messages/<event>.txt`, in the transaction of the change; None when she cannot be reached."""
    to = recipient_for(member)
    if to is None:
        return None
    told = {"member": member, "group": member.group, "office": member.group.office}
    return queue(event=event, to=to, params=told | params, about=member.case)
