"""The case (dossier): what a person asks for, who carries it, and everything said about it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advisors.models import Advisor, SpokenLanguage
from applicants.persons.models import Person
from portal.actors import Actor
from portal.models import Office
from portal.privacy import NAME, SITUATION, STORY, Personal
from portal.record.models import Recorded
from portal.refs import new_ref


class Stage(models.TextChoices):
    """Where a case stands, as lists filter on it. Upper floors write it by `cases.actions.set_stage` alone."""

    DRAFT = "draft", _("being filled in")
    NEW = "new", _("new")
    INTAKE = "intake", _("intake")
    PROPOSED = "proposed", _("proposed")
    DECIDED = "decided", _("decided")
    RUNNING = "running", _("running")
    CLOSED = "closed", _("closed")


class WaitingOn(models.TextChoices):
    APPLICANT = "applicant", _("the applicant")
    ADVISOR = "advisor", _("the advisor")
    MANAGER = "manager", _("the manager")
    GUARANTOR = "guarantor", _("a guarantor")
    NOBODY = "nobody", _("nobody")


class Outcome(models.TextChoices):
    LOAN = "loan", _("loan")
    DECLINED = "declined", _("not approved")
    WITHDRAWN = "withdrawn", _("withdrawn")
    OTHER_HELP = "other_help", _("other help")
    SILENT = "silent", _("no answer")


class Route(models.TextChoices):
    """The way a case found its advisor."""

    LANGUAGE = "language", _("office and language")
    REMOTE = "remote", _("another office, by phone or video")
    INTERPRETER = "interpreter", _("with an interpreter")
    QUEUE = "queue", _("the manager’s queue")
    BY_HAND = "by_hand", _("chosen by a colleague")


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, actor: Actor) -> CaseQuerySet:
        """Her own; for staff, those of the actor's offices, those she carries, those she was granted."""
        if actor.kind == "system":
            return self if actor.offices is None else self.none()
        if actor.kind == "person":
            return self.filter(person=actor.id)
        granted = Exists(CaseGrant.objects.live().filter(case=OuterRef("pk"), **CaseGrant.grantee_of(actor)))
        if actor.is_staff:
            if actor.offices is None:
                return self
            return self.filter(Q(office__in=actor.offices) | Q(advisor__user=actor.id) | granted)
        if actor.kind == "partner" and actor.partner_id is not None:
            return self.filter(granted)
        return self.none()

    def submitted(self) -> CaseQuerySet:
        return self.exclude(stage=Stage.DRAFT)

    def open(self) -> CaseQuerySet:
        return self.exclude(stage__in=[Stage.DRAFT, Stage.CLOSED])

    def carried_by(self, actor: Actor) -> CaseQuerySet:
        return self.filter(advisor__user=actor.id)

    def unassigned(self) -> CaseQuerySet:
        return self.filter(advisor=None)

    def with_list_columns(self) -> CaseQuerySet:
        return self.select_related("person", "office", "advisor__user").prefetch_related("person__languages__language")


class Case(Recorded):
    """One request of one person. `stage`, `waiting_on` and `outcome` are plain columns, written from above."""

    ref = models.CharField(_("file number"), max_length=8, unique=True, default=new_ref, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cases")
    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, null=True, related_name="cases", verbose_name=_("office")
    )
    advisor = models.ForeignKey(
        Advisor,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
        verbose_name=_("advisor"),
    )
    named_advisor = models.ForeignKey(
        Advisor, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("advisor asked for")
    )
    needs = models.JSONField(_("what is needed"), default=list)
    stage = models.CharField(_("stage"), max_length=10, choices=Stage, default=Stage.DRAFT)
    stage_since = models.DateTimeField(_("since"), default=timezone.now)
    waiting_on = models.CharField(_("waiting for"), max_length=10, choices=WaitingOn, default=WaitingOn.APPLICANT)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True)
    route = models.CharField(_("how the advisor was found"), max_length=12, choices=Route, blank=True)
    match_reasons = models.JSONField(_("why this advisor"), default=list)
    match_rules = models.CharField(_("version of the rules"), max_length=20, blank=True)
    interpreter_needed = models.BooleanField(_("interpreter needed"), default=False)
    journey_step = models.CharField(_("last question"), max_length=40, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    last_contact_at = models.DateTimeField(_("last contact"), null=True, blank=True)
    documents_percent = models.PositiveSmallIntegerField(_("documents, in percent"), null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    PERSONAL: ClassVar[dict[str, Personal]] = {"needs": SITUATION, "match_reasons": SITUATION}

    class Meta(Recorded.Meta):
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["office", "stage", "stage_since", "id"], name="case_office_stage"),
            models.Index(fields=["advisor", "stage", "stage_since", "id"], name="case_advisor_stage"),
            models.Index(fields=["stage_since", "id"], name="case_since"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="case_submitted_has_office",
                condition=Q(stage=Stage.DRAFT) | Q(office__isnull=False, submitted_at__isnull=False),
                violation_error_message=_("A submitted file belongs to an office."),
            ),
            models.CheckConstraint(
                name="case_closed_has_outcome",
                condition=~Q(stage=Stage.CLOSED) | ~Q(outcome=""),
                violation_error_message=_("A closed file says what came of it."),
            ),
        ]
        verbose_name = _("file")
        verbose_name_plural = _("files")

    def __str__(self) -> str:
        return self.ref


class CaseGrantQuerySet(models.QuerySet["CaseGrant"]):
    def live(self) -> CaseGrantQuerySet:
        return self.filter(Q(until=None) | Q(until__gte=timezone.localdate()))


class GranteeKind(models.TextChoices):
    USER = "user", _("colleague")
    PARTNER = "partner", _("partner")


class CaseGrant(Recorded):
    """A right to see one case that does not come from the office: who, what for, until when, on which consent."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="grants")
    grantee_kind = models.CharField(max_length=7, choices=GranteeKind)
    grantee = models.BigIntegerField()
    scope = models.CharField(max_length=20, default="read")
    until = models.DateField(_("until"), null=True, blank=True)
    consent = models.ForeignKey("applicants.Consent", on_delete=models.PROTECT, null=True, blank=True)

    objects = CaseGrantQuerySet.as_manager()

    class Meta(Recorded.Meta):
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["grantee_kind", "grantee"], name="grant_grantee")]
        verbose_name = _("grant")
        verbose_name_plural = _("grants")

    def __str__(self) -> str:
        return f"{self.case} → {self.grantee_kind} {self.grantee}"

    @staticmethod
    def grantee_of(actor: Actor) -> dict[str, Any]:
        """The filter for grants to this actor."""
        if actor.kind == "partner":
            return {"grantee_kind": GranteeKind.PARTNER, "grantee": actor.partner_id or 0}
        return {"grantee_kind": GranteeKind.USER, "grantee": actor.id}


class Answer(Recorded):
    """An answer with the question as it was shown: its words and language are kept beside it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="answers")
    step = models.CharField(max_length=40)
    field = models.CharField(max_length=40)
    question = models.CharField(_("question as shown"), max_length=300)
    language = models.CharField(_("language"), max_length=2)
    value = models.JSONField(_("answer"), null=True)
    typed_by = models.CharField(_("typed by"), max_length=60)
    answered_at = models.DateTimeField(_("answered"), auto_now=True)

    PERSONAL: ClassVar[dict[str, Personal]] = {"value": STORY, "question": STORY, "language": SITUATION}

    class Meta(Recorded.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "step", "field"], name="answer_once")
        ]
        verbose_name = _("answer")
        verbose_name_plural = _("answers")

    def __str__(self) -> str:
        return f"{self.step}.{self.field}"


class EventQuerySet(models.QuerySet["Event"]):
    def public(self) -> EventQuerySet:
        """What the applicant may see of her own file."""
        return self.filter(public=True)


class Event(Recorded):
    """A line of the timeline: a code with parameters; the words are made where it is shown."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="events")
    code = models.CharField(max_length=40)
    params = models.JSONField(default=dict)
    actor = models.CharField(max_length=60)
    at = models.DateTimeField(default=timezone.now)
    public = models.BooleanField(default=False)

    objects = EventQuerySet.as_manager()

    PERSONAL: ClassVar[dict[str, Personal]] = {"params": STORY}

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["-at", "-id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["case", "-at"], name="event_case")]
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def __str__(self) -> str:
        return self.code


class MeetingKind(models.TextChoices):
    OFFICE = "office", _("at the office")
    PHONE = "phone", _("by phone")
    VIDEO = "video", _("by video")
    PARTNER = "partner", _("at a partner’s")
    VISIT = "visit", _("at the client’s place")
    MESSAGE = "message", _("by WhatsApp or another message")


class Meeting(Recorded):
    """A meeting as an advisor logs it: when, how, in which language, what was said, what comes next."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="meetings")
    advisor = models.ForeignKey(Advisor, on_delete=models.PROTECT, null=True, verbose_name=_("advisor"))
    at = models.DateTimeField(_("when"))
    kind = models.CharField(_("how"), max_length=10, choices=MeetingKind, default=MeetingKind.OFFICE)
    language = models.ForeignKey(SpokenLanguage, on_delete=models.PROTECT, verbose_name=_("language spoken"))
    interpreter = models.CharField(_("interpreter"), max_length=100, blank=True)
    notes = models.TextField(_("what was said"))
    next_step = models.CharField(_("next step"), max_length=200, blank=True)
    next_step_on = models.DateField(_("by when"), null=True, blank=True)
    next_step_done_at = models.DateTimeField(_("done"), null=True, blank=True)

    PERSONAL: ClassVar[dict[str, Personal]] = {"notes": STORY, "interpreter": NAME, "next_step": STORY}

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["-at"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["next_step_on"], name="meeting_next", condition=Q(next_step_done_at=None))
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="meeting_next_step_has_date",
                condition=Q(next_step="") | Q(next_step_on__isnull=False),
                violation_error_message=_("A next step needs a date."),
            )
        ]
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.get_kind_display()}"
