"""Kinds of documents: data of the institution, each with the rule that says in which files it is asked for."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applicants.journey.needs import Need
from applicants.persons.models import PermitKind
from portal.language import registry
from portal.models import Country
from portal.record.models import Recorded


class Drawing(models.TextChoices):
    """Our own drawings, `static/img/papers/<value>.svg`."""

    CARD = "card", _("card with a photo")
    LETTER = "letter", _("letter with a stamp")
    BANK = "bank", _("page with a table of amounts")
    BILL = "bill", _("bill")
    PRICES = "prices", _("offers with prices")
    CONTRACT = "contract", _("contract with a signature")
    DIPLOMA = "diploma", _("diploma")


class DocumentKindQuerySet(models.QuerySet["DocumentKind"]):
    def active(self) -> DocumentKindQuerySet:
        return self.filter(active=True)

    def asked_by_rule(self) -> DocumentKindQuerySet:
        return self.active().filter(by_rule=True).select_related("permit")

    def for_country(self, country: str) -> DocumentKindQuerySet:
        """What colleagues can ask for in a file of this country."""
        return self.active().filter(Q(country="") | Q(country=country))


class DocumentKind(Recorded):
    """A kind of document by its local name. With `by_rule` it is asked for in each file that fits all conditions.

    An empty condition fits every file. `answer_step`, `answer_field` and `answer_value` name an answer of the
    journey (`papers-work`, `may_be_self_employed`, `no`).
    """

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=120)
    local_name = models.CharField(_("local name"), max_length=120, blank=True)
    hint = models.CharField(_("how to recognise it"), max_length=300, blank=True)
    drawing = models.CharField(_("drawing"), max_length=10, choices=Drawing, default=Drawing.LETTER)
    order = models.PositiveSmallIntegerField(_("order"), default=50)
    active = models.BooleanField(_("in use"), default=True)
    by_rule = models.BooleanField(
        _("ask for it by itself"),
        default=True,
        help_text=_("In each file that fits the conditions below. Otherwise only when a colleague or the loan asks."),
    )
    need = models.CharField(_("only for this need"), max_length=10, choices=Need, blank=True)
    country = models.CharField(_("only in this country"), max_length=2, choices=Country, blank=True)
    permit = models.ForeignKey(
        PermitKind,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("only with this residence document"),
    )
    answer_step = models.CharField(_("only by an answer: question"), max_length=40, blank=True)
    answer_field = models.CharField(_("field"), max_length=40, blank=True)
    answer_value = models.CharField(_("answer"), max_length=60, blank=True)

    objects = DocumentKindQuerySet.as_manager()

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["order", "code"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="document_kind_answer_whole",
                condition=Q(answer_step="", answer_field="", answer_value="")
                | (~Q(answer_step="") & ~Q(answer_field="") & ~Q(answer_value="")),
                violation_error_message=_("An answer needs its question, its field and its value."),
            )
        ]
        verbose_name = _("kind of document")
        verbose_name_plural = _("kinds of documents")

    def __str__(self) -> str:
        return self.name

    @property
    def names(self) -> dict[str, str]:
        """The name in each language, as the timeline keeps it: what was asked for does not change afterwards."""
        return {code: getattr(self, f"name_{code}") or self.name for code in registry.CODES}

    @property
    def picture(self) -> str:
        return f"img/papers/{self.drawing}.svg"

    def fits(self, *, needs: list[str], country: str, permit: int | None, answer: Any) -> bool:
        """Whether it is asked for. `answer` is a function (step, field) → what was answered."""
        by_need = not self.need or self.need in needs
        by_place = not self.country or self.country == country
        by_permit = self.permit_id is None or self.permit_id == permit
        return by_need and by_place and by_permit and self._fits_answer(answer)

    def _fits_answer(self, answer: Any) -> bool:
        if not self.answer_step:
            return True
        given = answer(self.answer_step, self.answer_field)
        if isinstance(given, bool):
            given = "yes" if given else "no"
        return self.answer_value in [str(one) for one in (given if isinstance(given, list) else [given])]


MOST_FILES: Final = 20  # of one document
