"""Groups of borrowers: who is in one, when it meets. What is collected at a meeting stands in `meeting_models`."""

from __future__ import annotations

import secrets
from typing import ClassVar, Final

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advisors.models import Advisor
from applicants.models import Case, Person
from loans.groups.workflow import GROUP, GROUP_CHOICES, MEMBER_CHOICES, MEMBERSHIP
from loans.vouching.models import GroupFriend
from portal.actors import Actor
from portal.language import registry
from portal.models import Office
from portal.privacy import CONTACT, NAME, SITUATION, STORY, Personal
from portal.record.models import RecordChanges
from portal.refs import new_ref
from portal.workflow import State

LIVING: Final = ("invited", "joined")


class Rhythm(models.TextChoices):
    WEEK = "week", _("each week")
    FORTNIGHT = "fortnight", _("every two weeks")
    MONTH = "month", _("each month")
    AGREED = "agreed", _("as agreed each time")


def new_token() -> str:
    return secrets.token_urlsafe(24)


class GroupQuerySet(models.QuerySet["Group"]):
    def visible_to(self, actor: Actor) -> GroupQuerySet:
        """Staff by the group's office or as its advisor, as with files; a person the groups she is in or asked to."""
        if actor.kind == "person":
            return self.filter(pk__in=GroupMember.objects.living().filter(person=actor.id).values("group"))
        if not actor.is_staff and actor.kind != "system":
            return self.none()
        if actor.offices is None:
            return self
        return self.filter(Q(office__in=actor.offices) | Q(advisor__user=actor.id)) if actor.is_staff else self.none()

    def living(self) -> GroupQuerySet:
        return self.exclude(state="ended")


class Group(models.Model):
    """People who borrow each for herself, meet, and answer for each other as they agree. Moved by `actions` alone.

    An active group has exactly one leader: the column is one, the constraint asks for it, and a trigger holds it to
    a member who has joined.
    """

    ref = models.CharField(_("group number"), max_length=8, unique=True, default=new_ref, editable=False)
    name = models.CharField(_("name of the group"), max_length=80)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="groups", verbose_name=_("office"))
    advisor = models.ForeignKey(
        Advisor, on_delete=models.PROTECT, null=True, blank=True, related_name="groups", verbose_name=_("advisor")
    )
    rhythm = models.CharField(_("how often it meets"), max_length=9, choices=Rhythm, default=Rhythm.MONTH)
    place = models.CharField(_("where it meets"), max_length=150, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=GROUP_CHOICES, default="forming")
    state_since = models.DateTimeField(_("since"), default=timezone.now)
    reason = models.TextField(max_length=500, blank=True)
    leader = models.OneToOneField(
        "loans.GroupMember",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="leads",
        verbose_name=_("leader"),
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = GroupQuerySet.as_manager()

    PERSONAL: ClassVar[dict[str, Personal]] = {"name": SITUATION, "place": SITUATION, "reason": STORY}

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["office", "-state_since"], name="group_office")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="group_active_has_leader",
                condition=~Q(state="active") | Q(leader__isnull=False),
                violation_error_message=_("A group that is active has a leader. Choose one first."),
            ),
            models.CheckConstraint(
                name="group_ended_says_why",
                condition=~Q(state="ended") | ~Q(reason=""),
                violation_error_message=_("Please write the reason."),
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            RecordChanges(),
            pgtrigger.FSM(name="workflow", field="state", transitions=GROUP.edges()),
            pgtrigger.Trigger(
                name="leader",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    IF NEW.leader_id IS NOT NULL AND NOT EXISTS (
                        SELECT 1 FROM loans_groupmember
                         WHERE id = NEW.leader_id AND group_id = NEW.id AND state = 'joined') THEN
                        RAISE EXCEPTION 'the leader is a member of the group' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]
        verbose_name = _("group")
        verbose_name_plural = _("groups")

    def __str__(self) -> str:
        return self.name

    @property
    def status(self) -> State:
        return GROUP.state(self.state)


class GroupMemberQuerySet(models.QuerySet["GroupMember"]):
    def visible_to(self, actor: Actor) -> GroupMemberQuerySet:
        """Whoever sees the group; she herself her own."""
        if actor.kind == "person":
            return self.filter(person=actor.id)
        return self.filter(group__in=Group.objects.visible_to(actor))

    def living(self) -> GroupMemberQuerySet:
        """Asked or joined, and not gone."""
        return self.filter(state__in=LIVING)

    def joined(self) -> GroupMemberQuerySet:
        return self.filter(state="joined")


class GroupMember(models.Model):
    """Somebody in a group, from the invitation on. Without a file she is no more than a name and a contact.

    `case` is the file through which the office knows her, `person` its person: her loans are hers, by whatever file.
    `token` is the secret part of her link; a code to her contact is asked for beside it.
    """

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="members")
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="group_members", verbose_name=_("file")
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="group_members", verbose_name=_("person")
    )
    friend = models.ForeignKey(
        GroupFriend,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="members",
    )
    name = models.CharField(_("name"), max_length=150)
    contact = models.CharField(_("phone or e-mail"), max_length=254, blank=True)
    language = models.CharField(
        _("language we write in"), max_length=2, choices=[(x.code, x.own_name) for x in registry.LANGUAGES]
    )
    state = models.CharField(_("state"), max_length=8, choices=MEMBER_CHOICES, default="invited")
    state_since = models.DateTimeField(_("since"), default=timezone.now)
    reason = models.TextField(max_length=500, blank=True)
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = GroupMemberQuerySet.as_manager()

    PERSONAL: ClassVar[dict[str, Personal]] = {
        "name": NAME,
        "contact": CONTACT,
        "language": SITUATION,
        "reason": STORY,
    }

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="group_member_file_and_person",
                condition=Q(case=None, person=None) | Q(case__isnull=False, person__isnull=False),
            ),
            models.CheckConstraint(
                name="group_member_can_be_reached",
                condition=Q(case__isnull=False) | ~Q(contact=""),
                violation_error_message=_("Please write a phone or an e-mail."),
            ),
            models.UniqueConstraint(
                fields=["group", "person"],
                condition=Q(person__isnull=False, state__in=LIVING),
                name="group_member_once",
                violation_error_message=_("This person is in the group already."),
            ),
            models.UniqueConstraint(
                fields=["group", "contact"],
                condition=Q(person=None, state__in=LIVING),
                name="group_contact_once",
                violation_error_message=_("Somebody with this contact is in this group already."),
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(person__isnull=False, state="joined"),
                name="group_member_of_one",
                violation_error_message=_(
                    "This person is a member of another group. Nobody is in two groups at a time."
                ),
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            RecordChanges(secret=("token",)),
            pgtrigger.FSM(name="workflow", field="state", transitions=MEMBERSHIP.edges()),
            pgtrigger.Trigger(
                name="leader_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="""
                    IF NEW.state <> 'joined' AND EXISTS (SELECT 1 FROM loans_group WHERE leader_id = NEW.id) THEN
                        RAISE EXCEPTION 'the leader is a member of the group' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]
        verbose_name = _("member of a group")
        verbose_name_plural = _("members of groups")

    def __str__(self) -> str:
        return self.name

    @property
    def status(self) -> State:
        return MEMBERSHIP.state(self.state)
