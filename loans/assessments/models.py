"""The advisor's assessment of an application: figures, registers, sanctions lists, a checklist. Never a score."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applicants.situation.models import Registered
from loans.applications.models import Application
from portal.actors import Actor
from portal.language import registry
from portal.models import User
from portal.privacy import SITUATION, STORY, Personal
from portal.record.models import Recorded


class ChecklistQuestionQuerySet(models.QuerySet["ChecklistQuestion"]):
    def asked(self) -> ChecklistQuestionQuerySet:
        return self.filter(is_asked=True)


class ChecklistQuestion(Recorded):
    """What an advisor looks at before proposing; its text stands in seven languages, in the back office."""

    code = models.SlugField(_("code"), max_length=30, unique=True)
    text = models.CharField(_("question"), max_length=200)
    order = models.PositiveSmallIntegerField(_("order"), default=50)
    is_asked = models.BooleanField(_("asked"), default=True)

    objects = ChecklistQuestionQuerySet.as_manager()

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["order", "code"]
        verbose_name = _("question of the checklist")
        verbose_name_plural = _("questions of the checklist")

    def __str__(self) -> str:
        return self.text


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def visible_to(self, actor: Actor) -> AssessmentQuerySet:
        """Staff who see the application with names; nobody else."""
        if not actor.is_staff or not actor.sees_names:
            return self.none()
        return self.filter(application__in=Application.objects.visible_to(actor))


class Assessment(Recorded):
    """One of each application. `register_result` is what the country's credit register said, in words.

    What it said before stands in the record of changes.
    """

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="assessed")
    register_checked_on = models.DateField(_("looked up on"), null=True, blank=True)
    register_result = models.TextField(_("what the register says"), max_length=1000, blank=True)
    register_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("looked up by")
    )
    registered = models.CharField(_("is the business registered?"), max_length=7, choices=Registered, blank=True)
    number = models.CharField(_("registration number"), max_length=30, blank=True)
    begun_at = models.DateTimeField(_("begun"), default=timezone.now)

    objects = AssessmentQuerySet.as_manager()

    PERSONAL: ClassVar[dict[str, Personal]] = {
        "register_checked_on": SITUATION,
        "register_result": SITUATION,
        "registered": SITUATION,
        "number": SITUATION,
    }

    class Meta(Recorded.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="assessment_register_whole",
                condition=Q(register_checked_on=None, register_result="", register_by=None)
                | Q(register_checked_on__isnull=False, register_by__isnull=False) & ~Q(register_result=""),
                violation_error_message=_("Write the day and what the register says."),
            ),
            models.CheckConstraint(
                name="assessment_number_of_a_registered_business",
                condition=~Q(registered="yes") | ~Q(number=""),
                violation_error_message=_("Write the registration number."),
            ),
        ]
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")

    def __str__(self) -> str:
        return str(self.application)


class FigureKind(models.TextChoices):
    INCOME = "income", _("Income of the household")
    CHARGES = "charges", _("What living costs")
    DEBTS = "debts", _("Other debts")
    INSTALMENT = "instalment", _("Instalment of this loan")


class Source(models.TextChoices):
    ANSWERS = "answers", _("her answers")
    PLAN = "plan", _("the financial plan")
    PLAN_AND_ANSWERS = "both", _("the financial plan and her answers")
    OFFER = "offer", _("the offer, in its heaviest month")
    NOBODY = "nobody", _("nothing was told yet")


class Figure(Recorded):
    """A figure in euros a month: as the file had it (`begun`, `source`), and as the advisor takes it, with a note."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="figures")
    kind = models.CharField(_("figure"), max_length=10, choices=FigureKind)
    begun = models.DecimalField(_("as the file has it"), max_digits=12, decimal_places=2)
    source = models.CharField(_("where from"), max_length=10, choices=Source)
    amount = models.DecimalField(
        _("a month"), max_digits=12, decimal_places=2, validators=[MinValueValidator(Decimal(0))]
    )
    note = models.CharField(_("why another figure"), max_length=500, blank=True)

    PERSONAL: ClassVar[dict[str, Personal]] = {
        "kind": SITUATION,
        "begun": SITUATION,
        "source": SITUATION,
        "amount": SITUATION,
        "note": STORY,
    }

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["assessment", "kind"], name="assessment_figure_once"),
            models.CheckConstraint(
                name="assessment_figure_not_negative",
                condition=Q(amount__gte=0),
                violation_error_message=_("An amount cannot be below zero."),
            ),
            models.CheckConstraint(
                name="assessment_figure_changed_says_why",
                condition=Q(amount=F("begun")) | ~Q(note=""),
                violation_error_message=_("Write why the figure is another one."),
            ),
        ]
        verbose_name = _("figure of an assessment")
        verbose_name_plural = _("figures of assessments")

    def __str__(self) -> str:
        return self.get_kind_display()


class Reply(models.TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")
    NOT_YET = "not_yet", _("Not yet")


class ChecklistAnswer(Recorded):
    """An answer to one question; `asked` are the words of the question as they were answered."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(ChecklistQuestion, on_delete=models.PROTECT, related_name="+")
    asked = models.CharField(_("question"), max_length=200)
    reply = models.CharField(_("answer"), max_length=7, choices=Reply)
    note = models.CharField(_("note"), max_length=500, blank=True)

    PERSONAL: ClassVar[dict[str, Personal]] = {"asked": STORY, "reply": STORY, "note": STORY}

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["question__order", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["assessment", "question"], name="assessment_answer_once"),
        ]
        verbose_name = _("answer of a checklist")
        verbose_name_plural = _("answers of checklists")

    def __str__(self) -> str:
        return self.asked

    @property
    def words(self) -> str:
        """The question in the reader's language; once its wording has changed, as it was when it was answered."""
        question = self.question
        texts = {getattr(question, f"text_{code}") for code in registry.CODES}
        return question.text if self.asked in texts else self.asked


class Hit(models.TextChoices):
    NONE = "none", _("No hit")
    FALSE = "false", _("A hit, but it is somebody else")
    TO_CLARIFY = "clarify", _("A hit, to be clarified")


class SanctionCheckQuerySet(models.QuerySet["SanctionCheck"]):
    def to_clear(self) -> SanctionCheckQuerySet:
        return self.filter(hit=Hit.TO_CLARIFY, cleared_at=None)


class SanctionCheck(Recorded):
    """A sanctions list that was looked through. A hit that is to be clarified is cleared by a second person."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="sanction_checks")
    list_name = models.CharField(_("which list"), max_length=120)
    checked_on = models.DateField(_("checked on"))
    hit = models.CharField(_("what it says"), max_length=7, choices=Hit)
    reason = models.TextField(_("why you think so"), max_length=1000, blank=True)
    checked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("checked by"))
    cleared_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("clarified by")
    )
    cleared_at = models.DateTimeField(_("clarified"), null=True, blank=True)
    clearing = models.TextField(_("what was found out"), max_length=1000, blank=True)

    objects = SanctionCheckQuerySet.as_manager()

    PERSONAL: ClassVar[dict[str, Personal]] = {
        "list_name": STORY,
        "checked_on": STORY,
        "hit": STORY,
        "reason": STORY,
        "cleared_at": STORY,
        "clearing": STORY,
    }

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="sanction_hit_says_why",
                condition=Q(hit="none") | ~Q(reason=""),
                violation_error_message=_("Write what the hit is, and why you think so."),
            ),
            models.CheckConstraint(
                name="sanction_four_eyes",
                condition=Q(cleared_by=None) | ~Q(cleared_by=F("checked_by")),
                violation_error_message=_("A second person clarifies a hit."),
            ),
            models.CheckConstraint(
                name="sanction_cleared_whole",
                condition=Q(cleared_by=None, cleared_at=None, clearing="")
                | Q(hit="clarify", cleared_by__isnull=False, cleared_at__isnull=False) & ~Q(clearing=""),
                violation_error_message=_("Write what was found out."),
            ),
        ]
        verbose_name = _("check of a sanctions list")
        verbose_name_plural = _("checks of sanctions lists")

    def __str__(self) -> str:
        return self.list_name
