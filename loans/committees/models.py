"""Committees, their sessions, what stands on the agenda, and how each voted."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from loans.applications.models import Application
from loans.committees.triggers import ANSWERS, CLOSES, FROZEN
from portal.actors import Actor
from portal.models import Office, User
from portal.privacy import MONEY, STORY, Personal
from portal.record.models import RecordChanges, Recorded
from portal.refs import new_ref


class Rule(models.TextChoices):
    MAJORITY = "majority", _("more votes for than against")
    UNANIMOUS = "unanimous", _("nobody against")


class CommitteeQuerySet(models.QuerySet["Committee"]):
    def active(self) -> CommitteeQuerySet:
        return self.filter(is_active=True)

    def visible_to(self, actor: Actor) -> CommitteeQuerySet:
        """For staff: those of her offices and of every office, and those she is a member of."""
        if not actor.is_staff:
            return self if actor.offices is None else self.none()
        if actor.offices is None:
            return self
        member = Exists(CommitteeMember.objects.filter(committee=OuterRef("pk"), user=actor.id))
        return self.filter(Q(office=None) | Q(office__in=actor.offices) | Q(member))

    def for_application(self, application: Application) -> CommitteeQuerySet:
        """Those that may decide on it."""
        return self.active().filter(Q(office=None) | Q(office=application.case.office))


class Committee(Recorded):
    """Who decides together: of one office, or of every office. Set up in the back office."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    office = models.ForeignKey(
        Office,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("office"),
        help_text=_("Empty: loans of every office."),
    )
    rule = models.CharField(_("carried by"), max_length=10, choices=Rule, default=Rule.MAJORITY)
    quorum = models.PositiveSmallIntegerField(
        _("votes needed"),
        default=3,
        validators=[MinValueValidator(1)],
        help_text=_("With fewer votes nothing is decided. Who abstains has voted."),
    )
    is_active = models.BooleanField(_("active"), default=True)

    objects = CommitteeQuerySet.as_manager()

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="committee_needs_a_vote", condition=Q(quorum__gte=1))
        ]
        verbose_name = _("committee")
        verbose_name_plural = _("committees")

    def __str__(self) -> str:
        return self.name


class CommitteeMember(Recorded):
    """A colleague who votes; who chairs also closes and signs the minutes."""

    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("member"))
    chairs = models.BooleanField(
        _("chairs"), default=False, help_text=_("Needs the role of office manager or head office.")
    )

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["-chairs", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["committee", "user"],
                name="committee_member_once",
                violation_error_message=_("This colleague is a member already."),
            )
        ]
        verbose_name = _("member of a committee")
        verbose_name_plural = _("members of a committee")

    def __str__(self) -> str:
        return str(self.user)


class SessionQuerySet(models.QuerySet["CommitteeSession"]):
    def visible_to(self, actor: Actor) -> SessionQuerySet:
        """Those of committees of her offices or of hers, and those that have a loan she sees on the agenda."""
        if not actor.is_staff:
            return self if actor.offices is None else self.none()
        if actor.offices is None:
            return self
        member = Exists(CommitteeMember.objects.filter(committee=OuterRef("committee"), user=actor.id))
        seen = Application.objects.visible_to(actor)
        agenda = Exists(AgendaItem.objects.filter(session=OuterRef("pk"), application__in=seen))
        return self.filter(Q(committee__office__in=actor.offices) | Q(member) | Q(agenda))

    def open(self) -> SessionQuerySet:
        return self.filter(signed_off_at=None)


class CommitteeSession(Recorded):
    """A meeting, or a vote by circulation that ends at `at`. Once signed off, its minutes never change.

    `minutes` is what `minutes.taken` gathers, kept when they are signed: applications by their numbers, no names of
    clients.
    """

    ref = models.CharField(_("number"), max_length=8, unique=True, default=new_ref, editable=False)
    committee = models.ForeignKey(
        Committee, on_delete=models.PROTECT, related_name="sessions", verbose_name=_("committee")
    )
    at = models.DateTimeField(_("when"))
    by_circulation = models.BooleanField(_("by circulation"), default=False)
    place = models.CharField(_("where"), max_length=120, blank=True)
    notes = models.TextField(_("notes"), blank=True)
    planned_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    signed_off_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    signed_off_at = models.DateTimeField(_("signed off"), null=True, blank=True)
    minutes = models.JSONField(null=True, blank=True)

    objects = SessionQuerySet.as_manager()

    PERSONAL: ClassVar[dict[str, Personal]] = {"notes": STORY, "minutes": STORY}

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="session_signed_off_whole",
                condition=Q(signed_off_at=None, signed_off_by=None, minutes=None)
                | Q(signed_off_at__isnull=False, signed_off_by__isnull=False, minutes__isnull=False),
            )
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            RecordChanges(),
            pgtrigger.Protect(
                name="keep_minutes",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.signed_off_at IS NOT NULL"),
            ),
        ]
        verbose_name = _("session of a committee")
        verbose_name_plural = _("sessions of committees")

    def __str__(self) -> str:
        return f"{self.committee} {self.at:%Y-%m-%d}"


class Presence(Recorded):
    """A member who was there."""

    session = models.ForeignKey(CommitteeSession, on_delete=models.CASCADE, related_name="attendances")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["session", "user"], name="presence_once")
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [RecordChanges(), FROZEN]
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")

    def __str__(self) -> str:
        return str(self.user)


class Outcome(models.TextChoices):
    APPROVE = "approve", _("approved")
    DECLINE = "decline", _("not approved")
    DEFER = "defer", _("later")
    TAKEN_OFF = "taken_off", _("taken off the agenda")


class AgendaItem(Recorded):
    """An application on the agenda of a session: open until it is closed with an outcome, or taken off."""

    session = models.ForeignKey(CommitteeSession, on_delete=models.PROTECT, related_name="items")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="agenda_items")
    number = models.PositiveSmallIntegerField(_("number"))
    outcome = models.CharField(_("outcome"), max_length=9, choices=Outcome, blank=True)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["session", "number"], name="agenda_number_once"),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(outcome=""),
                name="agenda_open_once",
                violation_error_message=_("This application is on an agenda already."),
            ),
            models.CheckConstraint(
                name="agenda_closed_by_somebody",
                condition=Q(outcome="", closed_by=None, closed_at=None)
                | (~Q(outcome="") & Q(closed_by__isnull=False, closed_at__isnull=False)),
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [RecordChanges(), FROZEN, CLOSES]
        verbose_name = _("point of an agenda")
        verbose_name_plural = _("points of an agenda")

    def __str__(self) -> str:
        return f"{self.number}. {self.application}"

    @property
    def is_open(self) -> bool:
        return not self.outcome


class Choice(models.TextChoices):
    FOR = "for", _("in favour")
    AGAINST = "against", _("against")
    ABSTAIN = "abstain", _("abstained")


class Vote(Recorded):
    """How a member voted, and why in a word; hers to change until the point is closed."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="votes")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    choice = models.CharField(_("vote"), max_length=7, choices=Choice)
    word = models.CharField(_("in a word"), max_length=500, blank=True)
    at = models.DateTimeField(_("when"), auto_now=True)

    PERSONAL: ClassVar[dict[str, Personal]] = {"choice": MONEY, "word": STORY}

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["item", "user"], name="vote_once")
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [RecordChanges(), ANSWERS]
        verbose_name = _("vote")
        verbose_name_plural = _("votes")

    def __str__(self) -> str:
        return f"{self.user}: {self.choice}"
