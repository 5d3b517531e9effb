"""Skills without papers: sentences of what one can do in a language, and the recognition of foreign diplomas."""

from __future__ import annotations

from typing import ClassVar, Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from advisors.models import SpokenLanguage
from applicants.persons.models import Person
from applicants.skills.levels import LEVELS
from portal.actors import Actor
from portal.privacy import SITUATION, STORY, Personal
from portal.record.models import Recorded


class Picture(models.TextChoices):
    """The drawings beside the sentences: static/img/skills/."""

    HELLO = "hello", _("two people")
    SHOP = "shop", _("a shop")
    PHONE = "phone", _("a telephone")
    FORM = "form", _("a form")
    OFFICE = "office", _("a counter")
    LETTER = "letter", _("a letter")


class CanDo(Recorded):
    """A sentence such as "I can buy something in a shop", for one language, with the level that it stands for."""

    language = models.ForeignKey(SpokenLanguage, on_delete=models.CASCADE, verbose_name=_("language"))
    code = models.SlugField(_("code"), max_length=20)
    sentence = models.CharField(_("sentence"), max_length=120)
    level = models.CharField(_("level"), max_length=2, choices=[(level, level) for level in LEVELS])
    picture = models.CharField(_("picture"), max_length=10, choices=Picture)
    order = models.PositiveSmallIntegerField(_("order"), default=50)

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["language", "order", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["language", "code"],
                name="can_do_once",
                violation_error_message=_("This sentence is already in the list of the language."),
            )
        ]
        verbose_name = _("can-do sentence")
        verbose_name_plural = _("can-do sentences")

    def __str__(self) -> str:
        return self.sentence


class RecognitionState(models.TextChoices):
    NOT_ASKED = "not_asked", _("not asked yet")
    ASKED = "asked", _("asked")
    WAITING = "waiting", _("waiting for the answer")
    RECOGNISED = "recognised", _("recognised")
    PARTLY = "partly", _("recognised in part")
    NOT_RECOGNISED = "no", _("not recognised")


OPEN_STATES: Final = (RecognitionState.NOT_ASKED, RecognitionState.ASKED, RecognitionState.WAITING)


class RecognitionQuerySet(models.QuerySet["Recognition"]):
    def visible_to(self, actor: Actor) -> RecognitionQuerySet:
        """Those of the persons the actor sees."""
        return self.filter(person__in=Person.objects.visible_to(actor))

    def to_follow(self) -> RecognitionQuerySet:
        """Those that somebody wants to be reminded of, the nearest first."""
        return self.filter(follow_up_on__isnull=False).order_by("follow_up_on", "pk")


class Recognition(Recorded):
    """A foreign diploma on its way to being recognised here: as she told it, then as the advisor follows it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="recognitions")
    diploma = models.CharField(_("diploma"), max_length=150)
    country = models.CharField(_("from which country"), max_length=2, blank=True)
    body = models.CharField(_("asked where"), max_length=120, blank=True)
    state = models.CharField(_("recognition"), max_length=10, choices=RecognitionState, default="not_asked")
    asked_on = models.DateField(_("asked on"), null=True, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    follow_up_on = models.DateField(_("look again on"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True, max_length=2000)
    followed_at = models.DateTimeField(_("followed by staff"), null=True, blank=True)

    objects = RecognitionQuerySet.as_manager()

    PERSONAL: ClassVar[dict[str, Personal]] = {
        "diploma": SITUATION,
        "country": SITUATION,
        "body": SITUATION,
        "asked_on": SITUATION,
        "answered_on": SITUATION,
        "note": STORY,
    }

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="recognition_followed_while_open",
                condition=Q(follow_up_on=None) | Q(state__in=OPEN_STATES),
                violation_error_message=_("There is nothing to follow once the answer is there."),
            ),
            models.CheckConstraint(
                name="recognition_answered_after_asked",
                condition=Q(asked_on=None) | Q(answered_on=None) | Q(answered_on__gte=models.F("asked_on")),
                violation_error_message=_("The answer cannot be older than the question."),
            ),
        ]
        verbose_name = _("recognition of a diploma")
        verbose_name_plural = _("recognitions of diplomas")

    def __str__(self) -> str:
        return self.diploma

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES
