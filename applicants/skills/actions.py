"""What changes the record of a diploma: what she told of it, and what the advisor notes on its way."""

from typing import Any

from django.utils import timezone

from applicants.cases.actions import add_event
from applicants.cases.models import Case
from applicants.persons.models import Person
from applicants.skills.models import OPEN_STATES, Recognition
from portal.actors import Actor
from portal.record.acting import action


@action
def tell_diploma(*, by: Actor, person: Person, diploma: str, country: str = "", body: str = "", state: str) -> None:
    """What she told of her diploma. Where an advisor follows it already, his state of it stays."""
    del by
    Person.objects.select_for_update().get(pk=person.pk)
    told = person.recognitions.first()
    if told is None:
        Recognition.objects.create(person=person, diploma=diploma, country=country, body=body, state=state)
        return
    told.diploma, told.country, told.body = diploma, country, body
    if told.followed_at is None:
        told.state = state
    told.save()


@action
def tell_no_diploma(*, by: Actor, person: Person) -> None:
    """She has none, or took it back: what only she had told goes, what an advisor follows stays."""
    del by
    person.recognitions.filter(followed_at=None).delete()


@action
def follow_diploma(*, by: Actor, case: Case, recognition: Recognition) -> Recognition:
    """Note where the recognition stands, on a new row or one that is there; an answer ends the reminder."""
    recognition.person = case.person
    recognition.followed_at = timezone.now()
    if recognition.state not in OPEN_STATES:
        recognition.follow_up_on = None
    recognition.save()
    params: dict[str, Any] = {"diploma": recognition.diploma, "state": recognition.state}
    add_event(by=by, case=case, code="diploma.followed", params=params)
    return recognition
