"""The words of the timeline: an event keeps a code with parameters, the sentence is made here, where it is shown.

Upper floors add theirs by `register`, from the `ready()` of their AppConfig:
`timeline.register({"application.proposed": _("Proposed: %(product)s.")})`.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, Protocol

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from applicants.cases.models import MeetingKind, Outcome
from applicants.consents.models import Purpose
from applicants.helping.models import Relation
from applicants.skills.models import RecognitionState
from portal.language.digits import localize
from portal.language.moments import moment_words
from portal.language.money import format_euro

Label = Any  # a str or a lazy translation of one
Read = Callable[[Any], str]

_SENTENCES: Final[dict[str, Label]] = {}
_READERS: Final[dict[str, Mapping[str, Read]]] = {}
NOT_SHOWN: Final = "–"


class Line(Protocol):
    """What an event is to those who word it."""

    code: str
    params: Any


class _Params(dict[str, str]):
    """A parameter that an older event does not have is a dash, never an error on somebody's page."""

    def __missing__(self, name: str) -> str:
        return NOT_SHOWN


def register(sentences: Mapping[str, Label], readers: Mapping[str, Mapping[str, Read]] | None = None) -> None:
    """Add sentences: code → a lazy translation with named placeholders.

    `readers`: code → parameter → how its value is said (`of_choices(Outcome)`, `as_date`, `as_euro`). Other
    values are shown as they are. A code registered twice with other words is a `ValueError`.
    """
    for code, sentence in sentences.items():
        if str(_SENTENCES.get(code, sentence)) != str(sentence):
            raise ValueError(f"two sentences for the event {code!r}")
        _SENTENCES[code] = sentence
    _READERS.update(readers or {})


def words(event: Line, *, names: bool = True) -> str:
    """The sentence of an event in the language of the page. Without `names`, what was filled in is a dash."""
    sentence = _SENTENCES.get(event.code)
    if sentence is None:
        return event.code
    readers = _READERS.get(event.code, {})
    read = {name: readers.get(name, str)(value) for name, value in event.params.items()}
    return str(sentence) % _Params(read if names else {})


def of_choices(choices: Any) -> Read:
    """Says a value of a TextChoices by its label; a value that is no longer among them as it is."""
    labels = dict(choices.choices)
    return lambda value: str(labels.get(value, value))


def as_date(value: str) -> str:
    """An ISO day as the page's language writes it."""
    return date_format(date.fromisoformat(value), "DATE_FORMAT") if value else NOT_SHOWN


def as_moment(value: str) -> str:
    """A day and an hour, kept in ISO with the office's distance from UTC."""
    return moment_words(datetime.fromisoformat(value), get_language() or "en")


def as_euro(value: str) -> str:
    """An amount, kept as the text of a Decimal."""
    return format_euro(Decimal(value), get_language() or "en")


def in_own_language(value: Any) -> str:
    """A text kept in several languages (code → text), in the page's; else in English, else in any."""
    if not isinstance(value, dict):
        return str(value)
    return str(value.get(get_language() or "en") or value.get("en") or next(iter(value.values()), NOT_SHOWN))


def as_number(value: Any) -> str:
    """A count, in the digits of the page's language."""
    return localize(str(value), get_language() or "en")


register(
    {
        "case.submitted": _("The request was sent."),
        "case.matched": _("%(advisor)s is the advisor."),
        "case.queued": _("No advisor was free. A manager chooses one."),
        "case.assigned": _("%(advisor)s was chosen as the advisor."),
        "case.handed_over": _("%(advisor)s is the advisor now."),
        "case.advisor_named": _("A partner asked for %(advisor)s as the advisor."),
        "case.taken": _("%(advisor)s took the file."),
        "case.closed": _("The file was closed: %(outcome)s."),
        "case.note": _("Note: %(note)s"),
        "meeting.logged": _("Meeting: %(kind)s."),
        "step.set": _("Next step by %(day)s: %(step)s"),
        "step.finished": _("Done: %(step)s"),
        "appointment.booked": _("Appointment: %(at)s."),
        "appointment.moved": _("The appointment was moved: %(at)s."),
        "appointment.cancelled": _("The appointment was cancelled: %(at)s."),
        "appointment.missed": _("Did not come to the appointment: %(at)s. A message was sent."),
        "appointment.passed_on": _("The appointment is with %(advisor)s now: %(at)s."),
        "diploma.followed": _("Diploma %(diploma)s: %(state)s."),
        "guide.chosen": _("Guide chosen: %(guide)s"),
        "guide.stopped": _("Guide stopped: %(guide)s"),
        "guide.done": _("Step done: %(step)s"),
        "guide.undone": _("Step not done after all: %(step)s"),
        "guide.said": _("The applicant says this step is done: %(step)s"),
        "material.shared": _("Shared: %(material)s (%(language)s)."),
        "guide.unsaid": _("The applicant took back that this step is done: %(step)s"),
        "plan.begun": _("The financial plan was begun."),
        "plan.remarked": _("The advisor wrote a remark on the financial plan."),
        "letter.in": _("A message to the office."),
        "letter.out": _("A message from the office."),
        "helper.began": _("Somebody helps to fill in: %(relation)s."),
        "contact.added": _("A new phone or e-mail was added."),
        "contact.removed": _("A phone or e-mail was removed."),
        "person.let_in": _("Let in at the office with a code: %(reason)s"),
        "consent.given": _("Agreed: %(purpose)s."),
        "consent.withdrawn": _("Agreement taken back: %(purpose)s."),
        "help.asked": _("We asked: do you still need help?"),
        "help.yes": _("The answer: help is still needed."),
        "help.no": _("The answer: no help is needed any more."),
    },
    {
        "appointment.booked": {"at": as_moment},
        "appointment.moved": {"at": as_moment},
        "appointment.cancelled": {"at": as_moment},
        "appointment.missed": {"at": as_moment},
        "appointment.passed_on": {"at": as_moment},
        "case.closed": {"outcome": of_choices(Outcome)},
        "diploma.followed": {"state": of_choices(RecognitionState)},
        "meeting.logged": {"kind": of_choices(MeetingKind)},
        "step.set": {"day": as_date},
        "helper.began": {"relation": of_choices(Relation)},
        "guide.chosen": {"guide": in_own_language},
        "guide.stopped": {"guide": in_own_language},
        "guide.done": {"step": in_own_language},
        "guide.undone": {"step": in_own_language},
        "guide.said": {"step": in_own_language},
        "guide.unsaid": {"step": in_own_language},
        "material.shared": {"material": in_own_language},
        "consent.given": {"purpose": of_choices(Purpose)},
        "consent.withdrawn": {"purpose": of_choices(Purpose)},
    },
)
