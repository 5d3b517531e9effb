"""Versions of the weights, none of which ever changes, and the table of kindred languages that they are made with."""

from __future__ import annotations

from typing import Any, ClassVar, Final

import pgtrigger
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _

from portal.record.models import RecordChanges, Recorded

MOST_POINTS: Final = 1_000_000
MOST_TAKEN: Final = 500
# The columns that are weights; each has the name it has in `advisors.matching.Rules`.
WEIGHTS: Final = (
    *("woman", "other_community", "previous_advisor", "named_advisor", "office", "country"),
    *("language_step", "native", "fluent", "working", "free"),
    *("takes_new", "takes_intake", "takes_proposed", "takes_decided", "takes_running"),
)


def _points(label: Any, default: int) -> models.PositiveIntegerField[int, int]:
    return models.PositiveIntegerField(label, default=default, validators=[MaxValueValidator(MOST_POINTS)])


def _percent(label: Any, default: int) -> models.PositiveSmallIntegerField[int, int]:
    return models.PositiveSmallIntegerField(label, default=default, validators=[MaxValueValidator(MOST_TAKEN)])


class MatchRules(Recorded):
    """
    One version of the rules. Points for what counts; `takes_…` is how much of a place an open file takes while it is
    there, in percent. `kindred` is the table as it stood: [language, language, points lost]. A change is a new version.
    """

    version = models.PositiveIntegerField(_("version"), unique=True, editable=False)
    since = models.DateTimeField(_("since"), auto_now_add=True)
    woman = _points(_("a woman, where wished"), 1_000_000)
    other_community = _points(_("another community, where wished"), 1_000_000)
    previous_advisor = _points(_("advisor of last time"), 400_000)
    named_advisor = _points(_("advisor a partner asked for"), 200_000)
    office = _points(_("the same office"), 100_000)
    country = _points(_("by phone from the same country"), 50_000)
    language_step = _points(_("each language earlier in the order of wish"), 2_000)
    native = _points(_("speaks it natively"), 900)
    fluent = _points(_("speaks it fluently"), 600)
    working = _points(_("speaks enough for work"), 300)
    free = _points(_("each free place"), 1)
    takes_new = _percent(_("a new file takes, in percent"), 100)
    takes_intake = _percent(_("a file in intake takes, in percent"), 100)
    takes_proposed = _percent(_("a proposed file takes, in percent"), 100)
    takes_decided = _percent(_("a decided file takes, in percent"), 100)
    takes_running = _percent(_("a running file takes, in percent"), 50)
    kindred = models.JSONField(_("kindred languages"), default=list, editable=False)

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["-version"]
        triggers: Any = [
            RecordChanges(),
            pgtrigger.Protect(name="keep_versions", operation=pgtrigger.Update | pgtrigger.Delete),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="match_rules_office_first",
                condition=Q(office__gte=F("country")),
                violation_error_message=_("The same office cannot count for less than the same country."),
            ),
            models.CheckConstraint(
                name="match_rules_levels",
                condition=Q(native__gte=F("fluent"), fluent__gte=F("working")),
                violation_error_message=_("Who speaks a language better cannot count for less."),
            ),
        ]
        verbose_name = _("version of the match’s rules")
        verbose_name_plural = _("rules of the match")

    def __str__(self) -> str:
        return str(self.version)


class KindredLanguages(Recorded):
    """Two languages whose speakers understand each other, and the points a match loses by it."""

    one = models.ForeignKey(
        "advisors.SpokenLanguage", on_delete=models.CASCADE, related_name="+", verbose_name=_("language")
    )
    other = models.ForeignKey(
        "advisors.SpokenLanguage", on_delete=models.CASCADE, related_name="+", verbose_name=_("kindred language")
    )
    discount = models.PositiveIntegerField(
        _("points lost"),
        default=750,
        validators=[MaxValueValidator(10_000)],
        help_text=_("More than the step from native to enough for work: then the language itself always comes first."),
    )

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["one__name", "other__name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="kindred_are_two",
                condition=~Q(one=F("other")),
                violation_error_message=_("A language is not kindred to itself."),
            ),
            models.UniqueConstraint(
                Least("one", "other"),
                Greatest("one", "other"),
                name="kindred_once",
                violation_error_message=_("These two languages are already in the list."),
            ),
        ]
        verbose_name = _("kindred languages")
        verbose_name_plural = _("kindred languages")

    def __str__(self) -> str:
        return f"{self.one} – {self.other}"
