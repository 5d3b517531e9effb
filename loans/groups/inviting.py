"""Inviting into a group: friends without a file, the link and its code, asking once more, the file that comes later."""

from datetime import timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from applicants.models import Case
from loans.groups.members import keep_member, refuse_unless_open, refuse_without_application
from loans.groups.models import Group, GroupMember
from loans.groups.moves import lock_member, tell_timeline
from loans.groups.telling import send_code, tell_invited
from loans.guarantees.gate import Gate
from loans.vouching.models import GroupFriend
from portal.actors import Actor
from portal.codes import actions as codes
from portal.outbox.models import Message
from portal.record.acting import action
from portal.roles import Permission

INVITATION: Final = "group_invitation"
MOST_AGAIN: Final = 3  # times that the invitation is sent once more


@action
def invite_friend(*, by: Actor, group: Group, member: GroupMember) -> GroupMember:
    """Ask somebody who has no file (not saved yet): by a link to the contact, in the language that is set."""
    refuse_unless_open(by, group)
    member.group = group
    return keep_member(by, member)


@action
def invite_named_friend(*, by: Actor, group: Group, friend: GroupFriend) -> GroupMember:
    """Ask a friend whom a member named, in that member's language. Asked already is asked."""
    refuse_unless_open(by, group)
    known = group.members.living().filter(friend=friend).first()
    if known is not None:
        return known
    language = friend.application.case.person.language
    member = GroupMember(group=group, friend=friend, name=friend.name, contact=friend.contact, language=language)
    return keep_member(by, member)


@action
def ask_again(*, by: Actor, member: GroupMember) -> None:
    """Send the invitation once more: once a day, a few times in all. `ValidationError` with the sentence otherwise."""
    lock_member(member)
    if not by.may(Permission.PROPOSE_LOANS):
        raise ValidationError(_("You may not do this."))
    if member.state != "invited":
        raise ValidationError(_("This person has answered already."))
    sent = Message.objects.filter(event=INVITATION, address=member.contact, created_at__gte=member.created_at)
    if sent.filter(created_at__gte=timezone.now() - timedelta(days=1)).exists():
        raise ValidationError(_("We wrote to this person today. Please wait until tomorrow."))
    if sent.count() > MOST_AGAIN:
        raise ValidationError(_("We wrote several times. Please speak with this person yourself."))
    if tell_invited(member) is None:
        raise ValidationError(_("There is no phone or e-mail to write to."))


@action
def connect_file(*, by: Actor, member: GroupMember, case: Case) -> None:
    """She has a file by now, or a new one: from here on the group knows her through it."""
    lock_member(member)
    refuse_unless_open(by, member.group)
    refuse_without_application(case, member.group)
    if member.person_id not in (None, case.person_id):
        raise ValidationError(_("This is the file of somebody else."))
    if member.case_id == case.pk:
        return
    member.case, member.person = case, case.person
    member.full_clean(validate_unique=False)
    member.save(update_fields=["case", "person"])
    tell_timeline(by, member, "group.connected")


def gate_of(member: GroupMember) -> Gate:
    return Gate("group", member.pk)


def actor_of(member: GroupMember, language: str) -> Actor:
    """Who acts behind the link: she herself, also while she has no file."""
    return Actor(kind="person", id=member.person_id or 0, language=language)


@action
def ask_for_code(*, by: Actor, member: GroupMember) -> None:
    """Send a code to her contact; nothing when five are alive already."""
    code = codes.issue(contact=member.contact, purpose=gate_of(member).purpose)
    if code is not None:
        send_code(member, code, by.language)


@action
def enter(*, by: Actor, member: GroupMember, code: str) -> bool:
    """Whether the code is right."""
    del by
    return codes.use(contact=member.contact, purpose=gate_of(member).purpose, code=code)
