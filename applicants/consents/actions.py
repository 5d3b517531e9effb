"""Giving an agreement, noting one that was given on paper, and taking it back."""

from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from applicants.cases.actions import add_event, stop_case
from applicants.cases.models import Case, Stage
from applicants.consents.models import Channel, Consent, Purpose
from applicants.consents.standing import standing
from applicants.consents.texts import version_now
from applicants.persons.models import Person
from portal.actors import Actor
from portal.outbox.actions import Recipient, queue
from portal.outbox.models import Channel as Way
from portal.record.acting import action
from portal.refs import display
from portal.slots import fill

_LOAN_RUNS: Final = frozenset({Stage.RUNNING, Stage.CLOSED})


@action
def give_consent(
    *,
    by: Actor,
    person: Person,
    language: str,
    purpose: str = Purpose.FILE,
    channel: str = Channel.WEB,
    helper: str = "",
    interpreter: str = "",
) -> Consent:
    """A yes to the text as it reads today; the same yes twice is one row.

    `helper`: who was present. `ValidationError` for a purpose that is not one.
    """
    if purpose not in Purpose.values:
        raise ValidationError(_("Please choose one of the answers."))
    consent, created = Consent.objects.get_or_create(
        person=person,
        purpose=purpose,
        text_version=version_now(purpose),
        withdrawn_at=None,
        defaults={"language": language, "channel": channel, "helper": helper, "interpreter": interpreter},
    )
    if created:
        for case in Case.objects.open().filter(person=person):
            add_event(by=by, case=case, code="consent.given", params={"purpose": purpose}, public=True)
    return consent


@action
def withdraw_consent(*, by: Actor, person: Person, purpose: str) -> None:
    """She takes an agreement back: it stops counting now, her advisors are told. Taken back already is taken back.

    Without the agreement to keep her file, what is not decided yet is stopped; a running loan goes on.
    What upper floors do without it they say in the slot `on_withdrawal`.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if standing(person.consents.all(), purpose) is None:
        return
    person.consents.filter(purpose=purpose, withdrawn_at=None).update(withdrawn_at=timezone.now())
    for case in Case.objects.open().filter(person=person).select_related("person", "office", "advisor__user"):
        add_event(by=by, case=case, code="consent.withdrawn", params={"purpose": purpose}, public=True)
        if purpose == Purpose.FILE and case.stage not in _LOAN_RUNS:
            _stop(by, case)
        _tell_advisor(case)
    for follow in fill("on_withdrawal"):
        follow(person=person, by=by, purpose=purpose)


def _stop(by: Actor, case: Case) -> None:
    """What cannot be stopped any more (a contract that is signed) stays open, for a colleague to speak with her."""
    try:
        with transaction.atomic():
            stop_case(by=by, case=case)
    except ValidationError:
        case.refresh_from_db(fields=["stage", "stage_since", "waiting_on", "outcome"])


def _tell_advisor(case: Case) -> None:
    if case.advisor is None:
        return
    to = Recipient(Way.EMAIL, case.advisor.user.email, case.advisor.user.language)
    with translation.override(to.language):
        path = reverse("case", args=[case.ref])
    queue(event="consent_withdrawn", to=to, params={"number": display(case.ref), "path": path}, about=case)
