"""The paper that a guarantor signs: one text a country and language, dated, kept in the back office."""

from __future__ import annotations

import string
from datetime import date
from typing import ClassVar, Final

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.models import Country
from portal.record.models import Recorded

PLACES: Final = frozenset(
    {"guarantor", "borrower", "institution", "amount", "amount_words", "loan", "loan_words", "last_day"}
)
_ALWAYS: Final = frozenset({"amount", "amount_words"})
_LANGUAGES: Final = [("fr", "français"), ("nl", "Nederlands")]  # those in which a deed can bind in our countries


def places_in(text: str) -> set[str]:
    """The names in braces; `ValueError` for a brace that is not closed."""
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name is not None}


class DeedTemplateQuerySet(models.QuerySet["DeedTemplate"]):
    def on(self, day: date, *, country: str, language: str) -> DeedTemplate | None:
        """The text in force on that day; None where there is none."""
        found = self.filter(country=country, language=language, valid_from__lte=day)
        return found.order_by("-valid_from").first()


class DeedTemplate(Recorded):
    """`text` is printed, `mention` is what the guarantor writes by hand. Braces take names: {guarantor}, {amount} …

    A text that somebody has signed stays as it is; a new one begins on a day of its own.
    """

    country = models.CharField(_("country"), max_length=2, choices=Country)
    language = models.CharField(_("language that binds"), max_length=2, choices=_LANGUAGES)
    valid_from = models.DateField(_("in force from"))
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("text"))
    mention = models.TextField(_("to be written by hand"), blank=True)
    spouse_signs = models.BooleanField(_("a husband or wife signs as well"), default=False)
    source = models.CharField(_("rests on"), max_length=200, blank=True)

    objects = DeedTemplateQuerySet.as_manager()

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["country", "language", "-valid_from"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["country", "language", "valid_from"],
                name="deed_template_once",
                violation_error_message=_("This country already has a text in this language from this day on."),
            )
        ]
        verbose_name = _("paper for guarantors")
        verbose_name_plural = _("papers for guarantors")

    def __str__(self) -> str:
        return f"{self.get_country_display()} {self.language} {self.valid_from}"

    def clean(self) -> None:
        try:
            named = places_in(f"{self.text} {self.mention}")
        except ValueError as problem:
            raise ValidationError(
                gettext("A brace { is not closed. Names stand in braces, such as {amount}.")
            ) from problem
        if unknown := sorted(named - PLACES):
            raise ValidationError(gettext("Unknown name in braces: %(name)s.") % {"name": unknown[0]})
        if not named >= _ALWAYS:
            raise ValidationError(gettext("The amount stands in figures and in words: {amount} and {amount_words}."))
