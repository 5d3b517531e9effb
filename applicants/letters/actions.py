"""Writing between an applicant and her office, and having read it."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from advisors.notices import wants
from applicants.cases.actions import BEFORE_PROPOSAL, add_event, lock, set_stage
from applicants.cases.models import Case, Stage, WaitingOn
from applicants.letters.models import Letter
from applicants.persons.contacts import recipient_of
from portal.actors import Actor
from portal.outbox.actions import Recipient, queue
from portal.outbox.models import Channel
from portal.record.acting import action
from portal.refs import display

MOST_AN_HOUR: Final = 20  # letters of one applicant about one file
_QUIET: Final = timedelta(hours=1)  # one notice for letters that follow each other


@action
def write_to_office(*, by: Actor, case: Case, body: str, once: UUID) -> Letter:
    """A message of the applicant: to her advisor, or to the office while she has none. The same `once` is one.

    Before a proposal it is our turn from then on. `ValidationError` when there are too many, or nothing in it.
    """
    lock(case)
    sent = Letter.objects.filter(case=case, once=once).first()
    if sent is not None:
        return sent
    _refuse_draft(case)
    since = timezone.now() - timedelta(hours=1)
    if Letter.objects.to_office().filter(case=case, sent_at__gte=since).count() >= MOST_AN_HOUR:
        raise ValidationError(_("You sent many messages in a short time. Please wait an hour, or call your office."))
    told = Letter.objects.to_office().unread().filter(case=case, sent_at__gte=since).exists()
    letter = _keep(by=by, case=case, body=body, once=once, from_applicant=True)
    if case.stage in BEFORE_PROPOSAL and case.waiting_on == WaitingOn.APPLICANT:
        set_stage(by=by, case=case, stage=case.stage, waiting_on=WaitingOn.ADVISOR)
    add_event(by=by, case=case, code="letter.in", public=True)
    if case.advisor is not None and not told and wants(case.advisor, "letter_for_office"):
        to = Recipient(Channel.EMAIL, case.advisor.user.email, case.advisor.user.language)
        queue(event="letter_for_office", to=to, params={"number": display(case.ref), "ref": case.ref}, about=case)
    return letter


@action
def write_to_applicant(*, by: Actor, case: Case, body: str, once: UUID) -> Letter:
    """A message of the office. What she wrote before is read by it; a notice without contents goes to her contact."""
    lock(case)
    sent = Letter.objects.filter(case=case, once=once).first()
    if sent is not None:
        return sent
    _refuse_draft(case)
    soon = Letter.objects.to_applicant().unread().filter(case=case, sent_at__gte=timezone.now() - _QUIET)
    told = soon.exists()
    letter = _keep(by=by, case=case, body=body, once=once, from_applicant=False)
    mark_read(by=by, case=case)
    case.last_contact_at = timezone.now()
    case.save(update_fields=["last_contact_at"])
    add_event(by=by, case=case, code="letter.out", public=True)
    to = recipient_of(case.person)
    if to is not None and not told:
        with translation.override(to.language):
            path = reverse("my-messages", args=[case.ref])
        queue(event="letter_for_applicant", to=to, params={"path": path}, about=case)
    return letter


def _keep(*, by: Actor, case: Case, body: str, once: UUID, from_applicant: bool) -> Letter:
    letter = Letter(
        case=case, from_applicant=from_applicant, body=body, language=by.language, typed_by=by.key, once=once
    )
    letter.full_clean(validate_unique=False)
    letter.save()
    return letter


def _refuse_draft(case: Case) -> None:
    if case.stage == Stage.DRAFT:
        raise ValidationError(_("This request has not been sent yet."))


@action
def mark_read(*, by: Actor, case: Case) -> int:
    """Everything that was written to this side and is new has been read; returns how many."""
    letters = Letter.objects.unread().filter(case=case)
    letters = letters.to_applicant() if by.kind == "person" else letters.to_office()
    return letters.update(read_at=timezone.now())
