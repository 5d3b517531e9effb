"""How long a stage usually takes, and the question whether somebody still needs help."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar, Final

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applicants.cases.models import Case, Outcome, Stage
from portal.actors import Actor
from portal.privacy import STORY, Personal
from portal.record.models import Recorded

PATIENCE: Final = timedelta(days=7)  # after so long without an answer the advisor is told
SECOND_THOUGHTS: Final = timedelta(days=7)  # so long she can take a "no" back

_PACED: Final = [(stage.value, stage.label) for stage in (Stage.NEW, Stage.INTAKE, Stage.PROPOSED, Stage.DECIDED)]


class Pace(Recorded):
    """What the institution promises for one stage. A stage without a row promises nothing."""

    stage = models.CharField(_("stage"), max_length=10, choices=_PACED, unique=True)
    working_days = models.PositiveSmallIntegerField(
        _("usually takes, in working days"), validators=[MinValueValidator(1), MaxValueValidator(250)]
    )
    ask_after_days = models.PositiveSmallIntegerField(
        _("ask “do you still need help?” after so many silent days"),
        null=True,
        blank=True,
        validators=[MinValueValidator(7), MaxValueValidator(365)],
        help_text=_("Only before a loan is proposed. Empty: nobody is asked."),
    )

    class Meta(Recorded.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="pace_asks_before_proposal",
                condition=Q(ask_after_days=None) | Q(stage__in=[Stage.NEW, Stage.INTAKE]),
                violation_error_message=_("The question is asked only before a loan is proposed."),
            ),
            models.CheckConstraint(
                name="pace_takes_a_day",
                condition=Q(working_days__gte=1),
                violation_error_message=_("Please write at least one day."),
            ),
        ]
        verbose_name = _("usual time of a stage")
        verbose_name_plural = _("usual times of the stages")

    def __str__(self) -> str:
        return self.get_stage_display()


class Reply(models.TextChoices):
    """What she answers; each "no" closes the file after some days, with the outcome it stands for."""

    YES = "yes", _("Yes, I still need help")
    OTHER = "other", _("No, I found other help")
    NO = "no", _("No, I do not need it any more")


OUTCOMES: Final = {Reply.OTHER: Outcome.OTHER_HELP, Reply.NO: Outcome.WITHDRAWN}


class HelpQuestionQuerySet(models.QuerySet["HelpQuestion"]):
    def visible_to(self, actor: Actor) -> HelpQuestionQuerySet:
        return self.filter(case__in=Case.objects.visible_to(actor))

    def asked(self) -> HelpQuestionQuerySet:
        """Not answered, and nobody has spoken with her since."""
        return self.filter(reply="").filter(_NOT_SPOKEN)

    def without_answer(self) -> HelpQuestionQuerySet:
        """The advisor should call: she was asked some time ago."""
        return self.asked().filter(asked_at__lt=timezone.now() - PATIENCE)

    def wants_help(self) -> HelpQuestionQuerySet:
        """She said yes, and nobody has spoken with her since."""
        since = Q(case__last_contact_at=None) | Q(case__last_contact_at__lt=models.F("answered_at"))
        return self.filter(since, reply=Reply.YES)

    def closing(self) -> HelpQuestionQuerySet:
        """She said no: the file closes when `closes_at` comes, unless she thinks again."""
        return self.filter(closes_at__isnull=False)


_NOT_SPOKEN: Final = Q(case__last_contact_at=None) | Q(case__last_contact_at__lt=models.F("asked_at"))


class HelpQuestion(Recorded):
    """Do you still need help? Asked once for each silence. A "no" closes nothing before `closes_at`."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="help_questions")
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    reply = models.CharField(_("answer"), max_length=5, choices=Reply, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    closes_at = models.DateTimeField(_("the file closes"), null=True, blank=True)

    objects = HelpQuestionQuerySet.as_manager()

    PERSONAL: ClassVar[dict[str, Personal]] = {"reply": STORY}

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["-asked_at", "-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["case", "-asked_at"], name="help_question_case"),
            models.Index(fields=["closes_at"], name="help_question_closes", condition=Q(closes_at__isnull=False)),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="help_question_answered_when",
                condition=Q(reply="", answered_at=None) | ~Q(reply="") & Q(answered_at__isnull=False),
            ),
            models.CheckConstraint(
                name="help_question_only_a_no_closes",
                condition=Q(closes_at=None) | Q(reply__in=[Reply.OTHER, Reply.NO]),
            ),
        ]
        verbose_name = _("question whether help is still needed")
        verbose_name_plural = _("questions whether help is still needed")

    def __str__(self) -> str:
        return f"{self.case} {self.asked_at:%Y-%m-%d}"
