"""What the pages of groups read."""

from collections.abc import Mapping

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from loans.arrears.models import Arrears
from loans.groups.meeting_models import GroupMeeting
from loans.groups.models import Group, GroupMember, GroupQuerySet
from loans.vouching.models import GroupFriend
from portal.actors import Actor
from portal.record.models import record_look


def open_group(actor: Actor, ref: str) -> Group:
    """The one way to a group on the desk: seen by the actor (404 otherwise); the look is kept."""
    rows = Group.objects.visible_to(actor).select_related("office", "advisor__user", "leader")
    group = get_object_or_404(rows, ref=ref)
    record_look(group, by=actor)
    return group


def members_of(group: Group) -> list[GroupMember]:
    """Everybody who is or was in it, in the order in which they came; the first is number 1 in addresses."""
    found = list(group.members.select_related("person", "case").order_by("pk"))
    for member in found:
        member.group = group
    return found


def member_number(group: Group, number: int) -> GroupMember:
    """The member of that number, counted from 1; 404 where there is none."""
    every = members_of(group)
    if not 1 <= number <= len(every):
        raise Http404
    return every[number - 1]


def meeting_number(group: Group, number: int) -> GroupMeeting:
    meeting = get_object_or_404(group.meetings, number=number)
    meeting.group = group
    return meeting


def friends_named(actor: Actor, group: Group) -> list[GroupFriend]:
    """Friends whom people of the group named for borrowing together, and who are not in it yet."""
    inside = group.members.living()
    named = GroupFriend.objects.visible_to(actor).filter(application__case__person__in=inside.values("person"))
    rest = named.exclude(pk__in=inside.exclude(friend=None).values("friend"))
    return list(rest.exclude(contact__in=inside.values("contact")).select_related("application__case__person"))


def by_token(token: str) -> GroupMember:
    """Who was sent the link; 404 for any other."""
    rows = GroupMember.objects.exclude(contact="")
    return get_object_or_404(
        rows.select_related("group__office", "group__advisor__user", "person", "case"), token=token
    )


def late_members() -> QuerySet[GroupMember]:
    """Members of the outer group who have a running loan that is late."""
    late = Arrears.objects.filter(loan__application__case__person=OuterRef("person"), loan__state="active")
    return GroupMember.objects.joined().filter(Exists(late))


def groups_for_list(actor: Actor, chosen: Mapping[str, str]) -> GroupQuerySet:
    """Narrowed by `state` and `office`; without a state the living ones. With what a line of the list shows."""
    groups = Group.objects.visible_to(actor).select_related("office", "advisor__user")
    groups = groups.filter(state=chosen["state"]) if chosen.get("state") else groups.living()
    if chosen.get("office"):
        groups = groups.filter(office__code=chosen["office"])
    coming = GroupMeeting.objects.standing().filter(group=OuterRef("pk"), day__gte=timezone.localdate(), held_at=None)
    late = late_members().filter(group=OuterRef("pk")).order_by().values("group").annotate(n=Count("pk")).values("n")
    found: GroupQuerySet = groups.annotate(
        joined=Count("members", filter=Q(members__state="joined")),
        asked=Count("members", filter=Q(members__state="invited")),
        next_day=Subquery(coming.order_by("day").values("day")[:1]),
        late=Coalesce(Subquery(late, output_field=IntegerField()), 0),
    )
    return found
