"""Who is in a group: added from her file, her answer, and leaving."""

from typing import Final

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from applicants.models import Case, Person
from applicants.persons.contacts import recipient_of
from loans.applications.models import Application
from loans.groups.models import Group, GroupMember
from loans.groups.moves import lock, lock_member, move_member, tell_timeline
from loans.groups.telling import tell_advisor, tell_invited
from loans.groups.ties import ties_of
from loans.groups.workflow import MEMBERSHIP
from portal.actors import Actor
from portal.record.acting import action
from portal.roles import Permission

ANSWERS: Final = ("join", "refuse", "leave")  # what she says herself
NOTED: Final = ("note_join", "note_refusal", "note_leave", "take_back")  # what a colleague notes
MOST: Final = 20  # people in one group


@action
def add_member(*, by: Actor, group: Group, case: Case) -> GroupMember:
    """Invite somebody who asked for a loan. In the group already is in the group."""
    refuse_unless_open(by, group)
    refuse_without_application(case, group)
    known = group.members.living().filter(person=case.person_id).first()
    if known is not None:
        return known
    to = recipient_of(case.person)
    return keep_member(
        by,
        GroupMember(
            group=group,
            case=case,
            person=case.person,
            name=case.person.full_name,
            contact=to.address if to else "",
            language=case.person.language,
        ),
    )


def refuse_unless_open(by: Actor, group: Group) -> None:
    """Holds the group. `ValidationError` when nobody can be added now, or not by this actor."""
    lock(group)
    if not by.may(Permission.PROPOSE_LOANS):
        raise ValidationError(_("You may not do this."))
    if group.state == "ended":
        raise ValidationError(_("This group has ended."))


def refuse_without_application(case: Case, group: Group) -> None:
    if case.office_id != group.office_id or not Application.objects.submitted().filter(case=case).exists():
        raise ValidationError(_("Only people who asked for a loan at the office of the group can be added."))


def keep_member(by: Actor, member: GroupMember) -> GroupMember:
    """A new row, and the invitation to whoever can be reached; within the caller's action, which holds the group."""
    if member.group.members.living().count() >= MOST:
        raise ValidationError(_("A group has at most %(most)s people.") % {"most": MOST})
    member.full_clean()
    member.save()
    tell_timeline(by, member, "group.invited")
    tell_invited(member)
    return member


@action
def answer(*, by: Actor, member: GroupMember, name: str) -> None:
    """What she says herself: a name of `ANSWERS`. The same answer twice is one."""
    if name not in ANSWERS:
        raise ValidationError(_("Please choose one of the answers."))
    lock_member(member)
    if member.answered_at is not None and member.state == MEMBERSHIP.transition(name).target:
        return
    _take(by, member, name)
    member.answered_at = timezone.now()
    member.save(update_fields=["answered_at"])
    tell_advisor(member)


@action
def note_answer(*, by: Actor, member: GroupMember, name: str, reason: str = "") -> None:
    """What a colleague heard or decides about her: a name of `NOTED`. Noted already is noted."""
    if name not in NOTED:
        raise ValidationError(_("Please choose one of the answers."))
    lock_member(member)
    if member.state == MEMBERSHIP.transition(name).target:
        return
    _take(by, member, name, reason)


def _take(by: Actor, member: GroupMember, name: str, reason: str = "") -> None:
    target = MEMBERSHIP.transition(name).target
    if target == "joined":
        _one_group_at_a_time(member)
    if member.state == "joined" and target == "left":
        _refuse_while_tied(member)
    move_member(by, member, name, reason)


def _one_group_at_a_time(member: GroupMember) -> None:
    """Whoever joins two groups at once waits here: the second is refused by the constraint's sentence."""
    if member.group.state == "ended":
        raise ValidationError(_("This group has ended."))
    if member.person_id is not None:
        Person.objects.select_for_update().get(pk=member.person_id)


def _refuse_while_tied(member: GroupMember) -> None:
    if member.group.leader_id == member.pk:
        raise ValidationError(_("This person is the leader. Choose another leader first."))
    ties = ties_of(member)
    if ties:
        raise ValidationError([_("Nobody can leave the group now who is bound to it."), *ties])
