"""What a journey changes: a file is opened, an answer is kept, a request is sent."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from applicants.cases.actions import add_event, set_stage
from applicants.cases.assigning import match_soon
from applicants.cases.models import Answer, Case, Stage, WaitingOn
from applicants.helping.actions import begin_helping, typist
from applicants.helping.helper import Helper
from applicants.journey import engine
from applicants.journey.step import DECLINED, Shown, Step
from applicants.persons import actions as persons
from applicants.persons.contacts import recipient_of
from applicants.persons.models import Person
from portal.actors import Actor
from portal.outbox.actions import queue
from portal.record.acting import action
from portal.refs import display
from portal.slots import fill

_RECEIPTS: Final = uuid.UUID("7d3a0f4e-5a0b-4a0e-9c53-1a7b6b8f2c11")  # the namespace of the receipts' keys


@action
def open_file(*, by: Actor, shown: Mapping[str, Shown], kind: str, value: str, helper: Helper | None = None) -> Case:
    """A person and her draft, from the answers that waited in the session; her contact is verified.

    `shown` says for each step what was answered and in which language it was asked. What a `helper` typed is
    kept as typed by him.
    """
    answers = {slug: kept["data"] for slug, kept in shown.items()}
    person = persons.register_person(by=by, language=by.language, **answers["name"])
    herself = Actor(kind="person", id=person.pk, language=by.language)
    persons.verify_contact(by=herself, person=person, kind=kind, value=value)
    case = Case.objects.create(person=person)
    if helper is not None:
        herself = typist(herself, begin_helping(by=herself, case=case, helper=helper))
    told = [(step, shown[step.slug]) for step in engine.path(engine.sheet_of_draft(answers))]
    keep_answers(by=herself, case=case, told=told)
    return case


@action
def start_case(*, by: Actor, person: Person) -> Case:
    """Another request of somebody we know. Her open draft, if there is one: pressing twice opens one."""
    del by
    Person.objects.select_for_update().get(pk=person.pk)
    draft = Case.objects.filter(person=person, stage=Stage.DRAFT).first()
    return draft or Case.objects.create(person=person)


@action
def keep_answer(*, by: Actor, case: Case, step: Step, shown: Shown) -> None:
    """Put an answer where it lives, and keep the question's words and language as they were shown.

    `ValidationError` once the request was sent.
    """
    keep_answers(by=by, case=case, told=[(step, shown)])


@action
def keep_answers(*, by: Actor, case: Case, told: Sequence[tuple[Step, Shown]]) -> None:
    """The same for several, in their order, at once."""
    held = Case.objects.select_for_update().get(pk=case.pk)
    if held.stage != Stage.DRAFT:
        raise ValidationError(_("Your request was already sent. Tell your advisor what has changed."))
    kept: list[Answer] = []
    for step, shown in told:
        if step.may_decline and shown["data"].get(DECLINED):
            step.decline(by=by, case=held)
        else:
            step.save(by=by, case=held, data=shown["data"])
        kept += _answers(held, step, shown, by)
        held.journey_step = step.slug
    Answer.objects.bulk_create(
        kept,
        update_conflicts=True,
        unique_fields=["case", "step", "field"],
        update_fields=["question", "language", "value", "typed_by", "answered_at"],
    )
    slugs = [step.slug for step, _shown in told]
    Answer.objects.filter(case=held, step__in=slugs).exclude(pk__in=[answer.pk for answer in kept]).delete()
    held.save(update_fields=["journey_step"])


def _answers(case: Case, step: Step, shown: Shown, by: Actor) -> list[Answer]:
    return [
        Answer(
            case=case,
            step=step.slug,
            field=name,
            question=shown["words"].get(name, str(step.title))[:300],
            language=shown["language"],
            value=None if step.private else value,
            typed_by=by.key,
        )
        for name, value in shown["data"].items()
    ]


@action
def submit_case(*, by: Actor, case: Case) -> Case:
    """Send the request: it goes to its office, the floors above take their part, she gets a receipt.

    The second of two gives the same case and does nothing. `ValidationError` when an answer is missing.
    """
    held = Case.objects.select_for_update(of=("self",)).select_related("person", "office").get(pk=case.pk)
    if held.stage != Stage.DRAFT:
        return held
    if engine.first_unanswered(engine.sheet_of(held)) is not None:
        raise ValidationError(_("Some questions are still open."))
    if held.office is None:
        raise ValidationError(_("There is no office that can take your request yet. Please try again later."))
    persons.set_language(by=by, person=held.person, language=by.language)
    held.submitted_at = timezone.now()
    held.save(update_fields=["submitted_at"])
    set_stage(by=by, case=held, stage=Stage.NEW, waiting_on=WaitingOn.ADVISOR)
    add_event(by=by, case=held, code="case.submitted", public=True)
    for take_part in fill("on_submit"):
        take_part(case=held, by=by)
    _send_receipt(held)
    match_soon(held)
    return held


def _send_receipt(case: Case) -> None:
    recipient = recipient_of(case.person)
    if recipient is None:
        return
    helpers = list(case.helpings.values_list("name", flat=True))
    with translation.override(recipient.language):
        link = settings.SITE_URL + reverse("enter")
    queue(
        event="application_received",
        to=recipient,
        params={"name": str(case.person), "ref": display(case.ref), "link": link, "helpers": ", ".join(helpers)},
        about=case,
        key=uuid.uuid5(_RECEIPTS, case.ref),
    )
