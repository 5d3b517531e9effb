"""The journey's engine: which steps there are, which apply, which comes next, and the answers in words.

Floors add their steps by the slot `journey_steps`; each entry is a function that gives its steps. Nothing here
knows a single question.
"""

from functools import cache
from typing import Final

from django.db.models import prefetch_related_objects
from django.utils import translation

from applicants.cases.models import Case
from applicants.journey.step import DECLINED, VOICE, Data, Part, Row, Section, Sheet, Step
from portal.slots import fill

CHECK: Final = "check"  # where a journey ends; the address of the page on which answers are checked


@cache
def all_steps() -> tuple[Step, ...]:
    """Every step of every floor, in order."""
    steps = sorted((step for give in fill("journey_steps") for step in give()), key=lambda step: step.order)
    slugs = [step.slug for step in steps]
    if len(set(slugs)) != len(slugs):
        raise ValueError(f"two steps of the journey have one name: {slugs}")
    return tuple(steps)


def step_of(slug: str) -> Step | None:
    return next((step for step in all_steps() if step.slug == slug), None)


def sheet_of_draft(answers: dict[str, Data]) -> Sheet:
    """The sheet of answers that wait in a session."""
    return Sheet(known=dict(answers), answered=set(answers))


def sheet_of(case: Case) -> Sheet:
    """The sheet of a case: what its rows and its person's rows say today, whoever wrote it there."""
    prefetch_related_objects(
        [case],
        "answers",
        "office",
        "person__contacts",
        "person__languages__language",
        "person__consents",
        "person__permit__kind",
        "person__business",
        "person__household",
        "person__incomes",
        "person__debts",
    )
    kept: dict[str, Data] = {}
    for answer in case.answers.all():
        kept.setdefault(answer.step, {})[answer.field] = answer.value
    sheet = Sheet(answered=set(kept), case=case)
    for step in all_steps():
        told = kept.get(step.slug)
        data = told if step.may_decline and told and told.get(DECLINED) else step.load(case, told)
        if data is not None and told and told.get(VOICE):
            data = {**data, VOICE: True}
        if data is not None:
            sheet.known[step.slug] = data
    return sheet


def path(sheet: Sheet) -> list[Step]:
    """The steps that apply, in order. Without a case, those before the code: what follows is not known yet."""
    return [step for step in all_steps() if (sheet.case or step.before_code) and step.applies(sheet)]


def is_answered(step: Step, sheet: Sheet) -> bool:
    if step.slug not in sheet.answered or step.slug not in sheet.known:
        return False
    return sheet.declined(step.slug) or step.holds(sheet)


def first_unanswered(sheet: Sheet) -> Step | None:
    """Where she goes on; None when every question is answered (on a draft: when it is time for the code)."""
    return next((step for step in path(sheet) if not is_answered(step, sheet)), None)


def may_open(step: Step, sheet: Sheet) -> bool:
    """Whether every question before this one is answered: nobody jumps ahead."""
    steps = path(sheet)
    return step in steps and all(is_answered(earlier, sheet) for earlier in steps[: steps.index(step)])


def after(step: Step, sheet: Sheet) -> Step | None:
    """The step that follows, answered or not; None at the end."""
    return next((later for later in path(sheet) if later.order > step.order), None)


def before(step: Step, sheet: Sheet) -> Step | None:
    return next((earlier for earlier in reversed(path(sheet)) if earlier.order < step.order), None)


def parts() -> list[Part]:
    """The parts of the whole journey, in order."""
    return sorted({step.part for step in all_steps()}, key=lambda part: part.order)


def parts_of(sheet: Sheet) -> list[Part]:
    """The parts she goes through; before her first answer that may be all of them."""
    if not sheet.answered:
        return parts()
    applying = {step.part for step in all_steps() if step.applies(sheet)}
    return [part for part in parts() if part in applying]


def sections(sheet: Sheet, *, private: bool = True) -> list[Section]:
    """Everything that applies and was answered, by part, in the language of the moment; or all but what is private."""
    found: dict[Part, Section] = {}
    for step in path(sheet):
        if not is_answered(step, sheet) or (step.private and not private):
            continue
        section = found.setdefault(step.part, Section(str(step.part.title), []))
        section.rows.extend(Row(question, answer, step.slug) for question, answer in step.told(sheet))
    return [section for section in found.values() if section.rows]


def answers_of(case: Case, language: str) -> list[Section]:
    """The answers of a case as an advisor who reads `language` reads them; free text stays as it was typed.

    What is private is left out.
    """
    with translation.override(language):
        return sections(sheet_of(case), private=False)
