"""The forms of a plan: a few questions to begin with, a page of lines, the months of one line, a remark."""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from applicants.plans import words
from applicants.plans.figures import LENGTHS, MONTHLY, Figures, Line
from applicants.plans.models import PlanPage
from portal.forms import AmountField, Form, FreeTextField
from portal.language.registry import BY_CODE
from portal.money import ZERO
from portal.rows import Rows, as_initial

QUESTIONS: Final = {
    "sales": gettext_lazy("How much do your customers pay you in a month?"),
    "purchases": gettext_lazy("How much do you pay for goods and material in a month?"),
    "costs": gettext_lazy("How much are rent, electricity, insurance and so on in a month?"),
    "household": gettext_lazy("How much do you need for yourself and your family in a month?"),
    "loan": gettext_lazy("How much can you pay back on loans in a month?"),
}
_AHEAD: Final = 18  # months from now in which a plan may begin


def beside(label: Any, second: str = "") -> Any:
    """A label in the language of the page and, where `second` names another one, in that one too."""
    first = get_language() or "en"
    if not second or second == first:
        return label
    with override(second):
        other = str(label)
    direction = "rtl" if BY_CODE[second].bidi else "ltr"
    return format_html('{} <span class="soft" lang="{}" dir="{}">{}</span>', str(label), second, direction, other)


class BeginForm(Form):
    """The quick version: five amounts a month; what is not known is left empty."""

    def __init__(self, data: Any = None, *, second: str = "", offered: bool = False) -> None:
        super().__init__(data)
        for page, question in QUESTIONS.items():
            if page != "loan" or not offered:
                self.fields[page] = AmountField(label=beside(question, second), required=False, least=ZERO)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not any(cleaned.values()):
            raise ValidationError(_("Please write at least one amount. About how much is enough."))
        return cleaned

    @property
    def monthly(self) -> dict[str, Decimal]:
        return {page: amount for page, amount in self.cleaned_data.items() if amount}


class LinesForm(Rows):
    """The lines of one page. Each travels with its key, so that what differs in some months stays with it."""

    def __init__(self, data: Any = None, *, page: str, figures: Figures, second: str = "") -> None:
        self.page, self.figures, self.second = page, figures, second
        shown = [_shown(line, monthly=page in MONTHLY) for line in figures.of(page)]
        super().__init__(data, initial=as_initial(shown))
        self.lay_out()

    def columns(self) -> dict[str, forms.Field]:
        columns = super().columns()
        columns["name"].label = beside(gettext_lazy("What"), self.second)
        columns["amount"].label = beside(gettext_lazy("How many euros"), self.second)
        if self.page in MONTHLY:
            columns["amount"].label = beside(gettext_lazy("Euros a month"), self.second)
            months = [(str(n), f"{words.number(n)} · {name}") for n, name in _months(self.figures)]
            columns["first"] = forms.ChoiceField(
                label=beside(gettext_lazy("From month"), self.second), choices=months, required=False
            )
        columns["key"] = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
        return columns

    def plan_lines(self) -> list[Line]:
        """The lines as they are to be kept. Only after the form was found valid."""
        found: list[Line] = []
        for typed in self.lines():
            known = self.figures.line(self.page, typed["key"])
            if known is None or any(line.key == known.key for line in found):
                known = Line(secrets.token_hex(4), "", ZERO)
            # A known line keeps no name of its own, so that each reads it in his own language.
            name = "" if typed["name"] == words.line_name(known) and not known.name else typed["name"]
            line = replace(known, name=name, amount=typed["amount"], first=int(typed.get("first") or 1))
            found.append(line.with_months(line.different))
        return found


class MonthsForm(Form):
    """One line, month by month; an empty month is as every other."""

    def __init__(self, data: Any = None, *, line: Line, figures: Figures) -> None:
        super().__init__(data)
        self.line = line
        for number, name in _months(figures):
            if number >= line.first:
                label = _("Month %(number)s: %(month)s") % {"number": words.number(number), "month": name}
                initial = line.different.get(number)
                self.fields[f"month_{number}"] = AmountField(label=label, required=False, least=ZERO, initial=initial)

    def changed_line(self) -> Line:
        typed = {int(name.removeprefix("month_")): amount for name, amount in self.cleaned_data.items()}
        return self.line.with_months({number: amount for number, amount in typed.items() if amount is not None})


class WhenForm(Form):
    """How many months, and the first of them."""

    def __init__(self, data: Any = None, *, figures: Figures, second: str = "") -> None:
        super().__init__(data, initial={"months": str(figures.months), "begins": figures.begins.isoformat()})
        lengths = [(str(n), _("%(months)s months") % {"months": words.number(n)}) for n in LENGTHS]
        self.fields["months"] = forms.ChoiceField(
            label=beside(gettext_lazy("For how many months?"), second), choices=lengths, widget=forms.RadioSelect
        )
        first = min(timezone.localdate().replace(day=1), figures.begins)
        possible = Figures(_AHEAD, first)
        days = sorted({figures.begins, *(possible.month(n) for n in range(1, _AHEAD + 1))})
        self.fields["begins"] = forms.ChoiceField(
            label=beside(gettext_lazy("In which month do you begin?"), second),
            choices=[(day.isoformat(), words.month_name(day)) for day in days],
        )

    @property
    def chosen(self) -> tuple[int, date]:
        return int(self.cleaned_data["months"]), date.fromisoformat(self.cleaned_data["begins"])


class RemarkForm(Form):
    page = forms.ChoiceField(label=gettext_lazy("About"), choices=PlanPage.choices)
    text = FreeTextField(label=gettext_lazy("Remark for the client"), rows=3, max_length=1000)


def _shown(line: Line, *, monthly: bool) -> dict[str, Any]:
    shown = {"name": words.line_name(line), "amount": line.amount, "key": line.key}
    return shown | {"first": str(line.first)} if monthly else shown


def _months(figures: Figures) -> Sequence[tuple[int, str]]:
    return [(number, words.month_name(figures.month(number))) for number in range(1, figures.months + 1)]
