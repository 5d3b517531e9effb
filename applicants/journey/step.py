"""The parts of a journey: a step, its form, and the sheet of answers that both read.

A step is one page with one question. It says when it is asked, where its answer is kept, and how it reads.
The same step serves the applicant's phone, her check page, and the advisor who reads in another language.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Final, NamedTuple, TypedDict, TypeVar

from babel.lists import format_list
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from applicants.cases.models import Case
from portal.actors import Actor
from portal.forms import Form
from portal.language.digits import base_language

T = TypeVar("T")
Data = dict[str, Any]  # the answers of one step as JSON keeps them: field → value
DECLINED: Final = "declined"  # the field, and the button, of "I prefer not to say"
VOICE: Final = "voice"  # the field of a recording, and the mark that an answer has one
AGAIN: Final = "again"  # the button that keeps the answer and shows the same page once more


class Shown(TypedDict):
    """One answer as it was given: the data, and the questions' words and language as they were shown."""

    data: Data
    words: dict[str, str]  # field → question
    language: str


@dataclass(frozen=True)
class Part:
    """A part of the journey, for the progress on top: `title` is lazy, `order` places it.

    `seen_by` says who reads the answers; it stands beside the sensitive questions of the part.
    """

    key: str
    title: Any
    order: int
    seen_by: Any = ""


class Row(NamedTuple):
    """A question and its answer in words, and the step where it can be changed."""

    question: str
    answer: str
    step_slug: str


class Sum(NamedTuple):
    """A line below a small table of amounts: what was added up, as the portal counted it."""

    label: str
    amount: Decimal


class Section(NamedTuple):
    """The answers of one part."""

    title: str
    rows: list[Row]


@dataclass
class Sheet:
    """The answers so far. `known` is what we know per step, `answered` the steps she has been through.

    A draft lives in the session and has no `case`; on a case, `known` comes from the rows where the answers live.
    `more` is set when she asked for one more empty entry on this page.
    """

    known: dict[str, Data] = field(default_factory=dict)
    answered: set[str] = field(default_factory=set)
    case: Case | None = None
    lists: dict[str, Any] = field(default_factory=dict)  # what the steps have looked up for this page
    more: bool = False

    def get(self, slug: str, name: str, otherwise: Any = None) -> Any:
        """One value of one step, or `otherwise` when it is not known."""
        value = self.known.get(slug, {}).get(name)
        return otherwise if value is None else value

    def declined(self, slug: str) -> bool:
        """Whether she preferred not to say."""
        return bool(self.known.get(slug, {}).get(DECLINED))

    def once(self, key: str, look_up: Callable[[], T]) -> T:
        """What `look_up` gives, asked for one time on this page."""
        if key not in self.lists:
            self.lists[key] = look_up()
        found: T = self.lists[key]
        return found

    def needs(self, *codes: str) -> bool:
        """Whether one of these is among what she needs."""
        return not set(codes).isdisjoint(self.get("needs", "needs", []))


class StepForm(Form):
    """The form of a step. `sheet` holds the other answers, for questions that depend on them."""

    voice_is_kept: bool = False  # she answered by voice before (`applicants.voice.offering`)

    def __init__(self, data: Any = None, *, sheet: Sheet, initial: Data | None = None) -> None:
        self.sheet = sheet
        super().__init__(data, initial=initial)

    def explain(self) -> None:
        """What is missing is said as a request, not as a rule about fields."""
        for asked in self.fields.values():
            if asked.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                chosen = isinstance(asked, forms.ChoiceField)
                asked.error_messages["required"] = (
                    _("Please choose an answer.") if chosen else _("Please write an answer.")
                )

    def packed(self) -> Data:
        """What was answered, as JSON keeps it. Only after the form was found valid."""
        packed = {name: _plain(value) for name, value in self.cleaned_data.items() if name != VOICE}
        spoken = self.voice_is_kept or self.cleaned_data.get(VOICE) is not None
        return packed | {VOICE: True} if spoken else packed

    def question(self, name: str) -> str:
        """The words beside a field, in the language of the moment."""
        named = self.fields.get(name)
        return str(named.label or "") if named else ""


class Step:
    """One question of the journey. Subclasses say the words, the form, and where the answer is kept."""

    slug: ClassVar[str]
    part: ClassVar[Part]
    order: ClassVar[int]
    title: ClassVar[Any]
    why: ClassVar[Any] = ""
    help: ClassVar[Any] = ""
    example: ClassVar[Any] = ""
    form_class: ClassVar[type[StepForm]]
    before_code: ClassVar[bool] = False  # such answers wait in the session until the contact is verified
    private: ClassVar[bool] = False  # for nobody's eyes but hers: the answer is where `save` puts it, and only there
    notice: ClassVar[str] = ""  # a template drawn above the form
    button: ClassVar[Any] = ""  # "Continue" when empty
    adds_lines: ClassVar[bool] = False  # the form is one of portal.rows.Rows
    again: ClassVar[Any] = ""  # the words of a second button, that keeps the answer and stays: "Add another"
    voice: ClassVar[str] = ""  # the field of free text that may be answered by voice instead
    sensitive: ClassVar[bool] = False  # the page says who sees the answer, in the words of the part
    may_decline: ClassVar[bool] = False  # "I prefer not to say" is an answer

    def applies(self, sheet: Sheet) -> bool:
        """Whether the question is asked at all."""
        del sheet
        return True

    def holds(self, sheet: Sheet) -> bool:
        """Whether the answer still fits the other answers; one that does not is asked for again."""
        del sheet
        return True

    def load(self, case: Case, kept: Data | None) -> Data | None:
        """What is known on a case; `kept` is what was answered here before. None when nothing is known."""
        del case
        return kept

    def save(self, *, by: Actor, case: Case, data: Data) -> None:
        """Put the answer where it lives, beside the kept words. Nothing to do when it lives there alone."""

    def decline(self, *, by: Actor, case: Case) -> None:
        """She prefers not to say: what an earlier answer put elsewhere goes. Nothing to do when it lives here alone."""

    def aloud(self, sheet: Sheet) -> list[str]:
        """What a recording of the question says beside its own words and choices: texts that are drawn above them."""
        del sheet
        return []

    def sums(self, sheet: Sheet) -> list[Sum]:
        """What the portal adds up below the form, from what is kept."""
        del sheet
        return []

    def initial(self, data: Data) -> Data:
        """What the form shows, from what is known."""
        return data

    def form(self, sheet: Sheet, data: Any = None) -> StepForm:
        known = {} if sheet.declined(self.slug) else sheet.known.get(self.slug, {})
        initial = self.initial(known)
        form = self.form_class(data, sheet=sheet, initial=initial)
        form.explain()
        return form

    def questions(self, form: StepForm, data: Data) -> dict[str, str]:
        """The words of each question as they are shown now: the title alone where there is one field."""
        if len(form.fields.keys() - {VOICE}) == 1:
            return dict.fromkeys(data, str(self.title))
        return {name: (name != VOICE and form.question(name)) or str(self.title) for name in data}

    def shown(self, form: StepForm) -> Shown:
        """What a valid form says, with the words it was asked in: those of the language of the moment."""
        data = form.packed()
        return {"data": data, "words": self.questions(form, data), "language": get_language() or "en"}

    def shown_declined(self) -> Shown:
        """That she prefers not to say, as an answer of its own."""
        words = {DECLINED: str(self.title)}
        return {"data": {DECLINED: True}, "words": words, "language": get_language() or "en"}

    def told(self, sheet: Sheet) -> list[tuple[str, str]]:
        """`rows`, or that she prefers not to say."""
        if sheet.declined(self.slug):
            return [(str(self.title), _("Prefers not to say"))]
        if sheet.get(self.slug, VOICE):
            return [*((question, answer) for question, answer in self.rows(sheet) if answer), self._spoken()]
        return self.rows(sheet)

    def _spoken(self) -> tuple[str, str]:
        return str(self.title), _("Answered by voice")

    def rows(self, sheet: Sheet) -> list[tuple[str, str]]:
        """Questions and answers in words, in the language of the moment; what was left empty is left out."""
        data = sheet.known.get(self.slug, {})
        form = self.form(sheet)
        words = self.questions(form, data)
        shown = [(words[name], in_words(form.fields[name], data[name])) for name in form.fields if name in data]
        return [(question, answer) for question, answer in shown if answer]


def in_words(asked: forms.Field, value: Any) -> str:
    """An answer as a person reads it: the labels of choices, yes and no, text as it was typed."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if value is None or value in ("", []):
        return ""
    if isinstance(asked, forms.MultipleChoiceField):
        labels = _labels(asked.choices)
        return joined([labels.get(str(item), str(item)) for item in value])
    if isinstance(asked, forms.ChoiceField):
        return _labels(asked.choices).get(str(value), str(value))
    return str(value)


def joined(words: list[str]) -> str:
    """A list in a sentence (a, b and c), as the language of the moment writes it."""
    return str(format_list(words, locale=base_language(get_language() or "en")))


def _labels(choices: Any) -> dict[str, str]:
    flat: dict[str, str] = {}
    for value, label in choices:
        if isinstance(label, list | tuple):
            flat.update(_labels(label))
        else:
            flat[str(value)] = str(label)
    return flat


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
