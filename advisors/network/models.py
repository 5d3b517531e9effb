"""A practice: the question, what was tried and where, what came of it; and what colleagues do with it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Final

import pgtrigger
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advisors.network.workflow import CHOICES, WORKFLOW
from portal.actors import Actor
from portal.language import registry
from portal.models import Office, User
from portal.record.models import RecordChanges, Recorded
from portal.refs import new_ref
from portal.workflow import State

STAFF_LANGUAGES: Final = ("en", "fr", "nl")
WRITTEN_IN: Final = [(code, registry.BY_CODE[code].own_name) for code in STAFF_LANGUAGES]
IN_USE: Final = ("proven", "spread")  # in these an office can say that it works so


class Shelf(models.TextChoices):
    """Under what a practice is filed."""

    FIND = "find", _("Find people")
    FINANCE = "finance", _("Finance them")
    SUPPORT = "support", _("Support them")


class PracticeQuerySet(models.QuerySet["Practice"]):
    def visible_to(self, actor: Actor) -> PracticeQuerySet:
        """All staff of every office: what one office learns reaches all. Partners and clients none."""
        return self if actor.is_staff or (actor.kind == "system" and actor.offices is None) else self.none()

    def living(self) -> PracticeQuerySet:
        return self.exclude(state="retired")

    def unread_by(self, user: int) -> PracticeQuerySet:
        """With something new since she said that she had read it."""
        read = Reading.objects.filter(practice=OuterRef("pk"), user=user, read_at__gte=OuterRef("news_at"))
        return self.living().filter(~Exists(read))

    def in_test_at(self, offices: Iterable[int] | None) -> PracticeQuerySet:
        """In test; None is every office."""
        found = self.filter(state="in_test")
        if offices is None:
            return found
        return found.filter(Exists(Trial.objects.filter(practice=OuterRef("pk"), office__in=offices)))


class Practice(models.Model):
    """Written by staff in one of their languages. It names no client, ever: the forms look for that.

    `news_at` moves with each state, result and comment: who has not read since then has something new.
    """

    ref = models.CharField(max_length=8, unique=True, default=new_ref, editable=False)
    title = models.CharField(_("title"), max_length=120)
    shelf = models.CharField(_("filed under"), max_length=8, choices=Shelf)
    language = models.CharField(_("written in"), max_length=2, choices=WRITTEN_IN)
    question = models.TextField(_("the question"))
    tried = models.TextField(_("what was tried"))
    came = models.TextField(_("what came of it"), blank=True)
    watch = models.TextField(_("what to watch"), blank=True)
    state = models.CharField(_("state"), max_length=8, choices=CHOICES, default="proposed")
    state_since = models.DateTimeField(_("since"), default=timezone.now)
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("written by"))
    proven_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(_("written on"), default=timezone.now)
    news_at = models.DateTimeField(_("last news"), default=timezone.now)

    objects = PracticeQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-news_at", "-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-news_at", "-id"], name="practice_news"),
            models.Index(fields=["state", "-news_at"], name="practice_state"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="practice_written_by_staff_language",
                condition=Q(language__in=STAFF_LANGUAGES),
                violation_error_message=_("Practices are written in English, French or Dutch."),
            ),
            models.CheckConstraint(
                name="practice_proven_by_another",
                condition=Q(proven_by=None) | ~Q(proven_by=F("author")),
                violation_error_message=_("You wrote this practice. Somebody else has to say that it is proven."),
            ),
            models.CheckConstraint(
                name="practice_proven_by_somebody",
                condition=~Q(state__in=IN_USE) | Q(proven_by__isnull=False),
                violation_error_message=_("Say who found that it works."),
            ),
        ]
        triggers = [
            RecordChanges(),
            pgtrigger.FSM(name="workflow", field="state", transitions=WORKFLOW.edges()),
        ]
        verbose_name = _("practice")
        verbose_name_plural = _("practices")

    def __str__(self) -> str:
        return self.title

    @property
    def status(self) -> State:
        return WORKFLOW.state(self.state)

    @property
    def written_in(self) -> registry.Language:
        return registry.BY_CODE[self.language]


# What can come of it for one person; each person is counted once, by what matters most to her.
OUTCOMES: Final = ("self_employed", "salaried", "training", "going_on", "nothing")


class Trial(Recorded):
    """A practice at one office: since when, with how many people, what came of it. `people` None: no results yet."""

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="trials")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", verbose_name=_("office"))
    started_on = models.DateField(_("tried from"))
    people = models.PositiveSmallIntegerField(_("how many people"), null=True, blank=True)
    self_employed = models.PositiveSmallIntegerField(_("now self-employed"), default=0)
    salaried = models.PositiveSmallIntegerField(_("now in a salaried job"), default=0)
    training = models.PositiveSmallIntegerField(_("now in training or school"), default=0)
    going_on = models.PositiveSmallIntegerField(_("still under way"), default=0)
    nothing = models.PositiveSmallIntegerField(_("no change, or not known"), default=0)
    words = models.TextField(_("in words"), blank=True)
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    noted_at = models.DateTimeField(_("noted"), null=True, blank=True)

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["started_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["practice", "office"],
                name="trial_once_an_office",
                violation_error_message=_("This office is in the list already."),
            ),
            models.CheckConstraint(
                name="trial_counts_each_person_once",
                condition=Q(people=None, self_employed=0, salaried=0, training=0, going_on=0, nothing=0)
                | Q(people=F("self_employed") + F("salaried") + F("training") + F("going_on") + F("nothing")),
                violation_error_message=_(
                    "The numbers do not add up: count each person once, so that the parts make the whole."
                ),
            ),
        ]
        verbose_name = _("results of an office")
        verbose_name_plural = _("results of offices")

    def __str__(self) -> str:
        return f"{self.practice}: {self.office}"


class Usage(Recorded):
    """“We use this”: an office works so, since a day."""

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="usages")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", verbose_name=_("office"))
    since = models.DateField(_("since"), default=timezone.localdate)
    note = models.TextField(_("note"), blank=True)
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["since", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["practice", "office"],
                name="usage_once_an_office",
                violation_error_message=_("This office is in the list already."),
            )
        ]
        verbose_name = _("office that uses a practice")
        verbose_name_plural = _("offices that use a practice")

    def __str__(self) -> str:
        return f"{self.practice}: {self.office}"


class Comment(Recorded):
    """What a colleague says. `number` counts within the practice; removed by the head office, its text is gone."""

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="comments")
    number = models.PositiveIntegerField(_("number"))
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("written by"))
    text = models.TextField(_("text"), blank=True)
    written_at = models.DateTimeField(_("written on"), default=timezone.now)
    changed_at = models.DateTimeField(_("changed"), null=True, blank=True)
    removed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["practice", "number"], name="comment_number_once"),
            models.CheckConstraint(
                name="comment_has_text_until_removed",
                condition=Q(removed_by=None) & ~Q(text="") | Q(removed_by__isnull=False, text=""),
                violation_error_message=_("Please write something."),
            ),
        ]
        verbose_name = _("comment on a practice")
        verbose_name_plural = _("comments on practices")

    def __str__(self) -> str:
        return f"{self.practice}: {self.number}"


class PracticeEvent(Recorded):
    """The history of a practice: what happened (a transition's name, or a code of `words.py`), where, and why."""

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField(_("when"), default=timezone.now)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    code = models.CharField(_("what"), max_length=20)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(_("reason"), blank=True)

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["-at", "-pk"]
        verbose_name = _("event of a practice")
        verbose_name_plural = _("events of practices")

    def __str__(self) -> str:
        return f"{self.practice}: {self.code}"


class Reading(Recorded):
    """Who has read a practice, and when last."""

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="readings")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("user"))
    read_at = models.DateTimeField(_("read"), default=timezone.now)

    class Meta(Recorded.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["practice", "user"], name="reading_once")
        ]
        verbose_name = _("reading of a practice")
        verbose_name_plural = _("readings of practices")

    def __str__(self) -> str:
        return f"{self.practice}: {self.user}"


class DigestChoice(Recorded):
    """Whether somebody wants the weekly mail; without a row, yes."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="practice_digest")
    wanted = models.BooleanField(_("weekly mail about practices"), default=True)

    class Meta(Recorded.Meta):
        verbose_name = _("choice of the weekly mail")
        verbose_name_plural = _("choices of the weekly mail")

    def __str__(self) -> str:
        return f"{self.user}: {self.wanted}"
