"""What a reader may see of a group and of who is in it."""

from applicants.cases.shown import ShownName, shown_name
from applicants.models import Person
from loans.groups.models import Group, GroupMember
from portal.actors import Actor
from portal.privacy import masked
from portal.refs import display


def group_name(group: Group, actor: Actor) -> str:
    """Its name; its number for those who see no names, as a name may tell whose group it is."""
    return group.name if actor.sees_names else display(group.ref)


def member_name(member: GroupMember, actor: Actor) -> ShownName:
    """As on her file; as she was named while she has none."""
    if member.person is not None:
        return shown_name(member.person, actor)
    return ShownName(member.name if actor.sees_names else masked(member.name, GroupMember.PERSONAL["name"].mask))


def first_name(member: GroupMember) -> str:
    """What others in the group call her: no more than the first of her names."""
    return first_name_of(member.person) if member.person is not None else member.name.split(" ")[0]


def first_name_of(person: Person) -> str:
    return person.called or person.full_name.split(" ")[0]
