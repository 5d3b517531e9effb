"""Every field of a person's rows says why it is kept, for how long and how it is masked, or why it is not personal."""

from typing import Final

import pytest
from django.apps import apps
from django.db import models

FLOORS: Final = ("portal", "advisors", "applicants", "partnerships", "loans")
# Fields that may hold what somebody says of herself or what others say of her.
TELLING: Final = (models.CharField, models.TextField, models.JSONField, models.DateField, models.DecimalField)
# Codes of our own, states and moments of the portal: they tell of the work, not of the person.
NOT_PERSONAL: Final = {
    "ref", "state", "state_since", "stage", "stage_since", "waiting_on", "outcome", "route", "match_rules",
    "journey_step", "created_at", "submitted_at", "last_contact_at", "verified_at", "given_at", "withdrawn_at",
    "purpose_code", "text_version", "channel", "kind", "token", "answered_at", "decided_at", "proposed_at", "at",
    "until", "scope", "grantee_kind", "step", "field", "typed_by", "code", "actor", "made_at", "met_at",
    "currency", "reference", "recorded_at", "recorded_by", "value_date", "joined_at", "password", "last_login",
    "event", "taken_at", "sent_at", "not_before", "page", "made_by", "begun_at", "written_by", "written_at", "done_at",
    "decide_by", "closed_at", "read_at", "asked_at", "closes_at", "began_at", "settled_at",
}  # fmt: skip
# What is a fact of one model alone.
ELSEWHERE: Final = {
    "applicants.Appointment.booked_by": "who acted, as events keep it",
    "applicants.Appointment.contact_kind": "phone or e-mail",
    "applicants.Appointment.day_before_at": "a moment of the portal",
    "applicants.Appointment.hours_before_at": "a moment of the portal",
    "applicants.Appointment.told_at": "a moment of the portal",
    "applicants.Visit.once": "the press of a button",
    "applicants.Consent.purpose": "what a consent is for, from our own list",
    "applicants.Document.key": "tells two wishes of one kind apart",
    "applicants.DocumentFile.why": "a code of ours: why a file was not taken",
    "applicants.DocumentFile.scan": "whether a scanner looked at it",
    "applicants.DocumentFile.sent_by": "an actor's key",
    "applicants.VoiceAnswer.scan": "whether a scanner looked at it",
    "applicants.VoiceAnswer.sent_by": "an actor's key",
    "loans.Guarantee.ended_because": "a code of ours",
    "loans.Guarantee.warned_at": "a moment of the portal",
    "applicants.Recognition.follow_up_on": "a day of the advisor's work",
    "applicants.Recognition.followed_at": "a moment of the advisor's work",
    "applicants.ChosenGuide.chosen_at": "a moment of the advisor's work",
    "applicants.ChosenGuide.stopped_at": "a moment of the advisor's work",
    "applicants.StepTick.said_at": "a moment of work on a guide; which guide is declared",
    "applicants.StepTick.done_at": "a moment of the advisor's work",
    "applicants.Meeting.next_step_on": "a day of the advisor's work",
    "applicants.Meeting.next_step_done_at": "a day of the advisor's work",
    "loans.Application.disburse_on": "a term of the offer; the amounts are declared",
    "loans.Application.first_due": "a term of the offer",
    "loans.Application.offer_valid_until": "a term of the offer",
    "loans.Application.fee": "follows from the product",
    "loans.Application.fee_taken": "follows from the product",
    "loans.Group.rhythm": "how often a group meets, from our own list",
    "loans.GroupMeeting.held_at": "a moment of the office's work",
    "loans.GroupMeeting.cancelled_at": "a moment of the office's work",
    "loans.Guarantee.valid_until": "follows from the schedule",
    "loans.Guarantee.signed_on": "a day of the office's work",
    "loans.Allotment.included_at": "a moment of the manager's work",
    "loans.Allotment.judged_at": "a moment of the portal",
    "loans.SignatureRequest.language": "the binding language of the office's country",
    "loans.SignatureRequest.ended_at": "a moment of the portal",
    "loans.SignatureRequest.signed_at": "a moment of the portal",
    "loans.SignatureRequest.next_look_at": "a moment of the portal",
    "loans.SignatureRequest.why": "a code of ours: why it was called off",
    "loans.SignatureRequest.evidence_kind": "the ending of a file's name",
    "loans.ContractScan.why": "a code of ours: why a file was not taken",
    "loans.ContractScan.scan": "whether a scanner looked at it",
    "loans.ContractScan.sent_by": "an actor's key",
    "loans.ContractScan.replaced_by": "an actor's key",
    "loans.ContractScan.replaced_at": "a moment of the office's work",
    "loans.Contract.language": "the binding language of the office's country",
    "loans.Contract.signed_on": "a day of the office's work",
    "loans.Loan.disbursed_on": "a day of the office's work",
    "loans.GroupMeeting.told_at": "a moment of the portal",
    "loans.GroupMeeting.reminded_at": "a moment of the portal",
    "loans.BankLine.key": "a digest, by which the same payment is known again",
    "loans.BankLine.certainty": "a code of ours: how sure a proposal is",
    "loans.BankLine.reasons": "codes of ours: why",
    "loans.BankLine.settled_at": "a moment of the office's work",
    "portal.Message.channel": "SMS or e-mail",
    "portal.Message.about_table": "a table's name",
    "portal.User.language": "the language of an employee's desk",
}


def rows_of_persons() -> list[type[models.Model]]:
    """Models that hold a person, or lead to one by a key that is theirs."""
    found = {apps.get_model("applicants.Person"), apps.get_model("portal.User"), apps.get_model("portal.Message")}
    everything = [model for floor in FLOORS for model in apps.get_app_config(floor).get_models()]
    staff = apps.get_model("portal.User")
    while True:
        more = {
            model
            for model in everything
            for field in model._meta.fields
            if field.related_model in found - {staff} and model not in found
        }
        if not more:
            return sorted(found, key=lambda model: model._meta.label)
        found |= more


def undeclared(model: type[models.Model]) -> list[str]:
    declared = getattr(model, "PERSONAL", {})
    return [
        f"{model._meta.label}.{field.name}"
        for field in model._meta.fields
        if isinstance(field, TELLING)
        and field.name not in declared
        and field.name not in NOT_PERSONAL
        and f"{model._meta.label}.{field.name}" not in ELSEWHERE
    ]


@pytest.mark.parametrize("model", rows_of_persons(), ids=lambda model: model._meta.label)
def test_every_telling_field_is_declared(model: type[models.Model]) -> None:
    assert undeclared(model) == []


def test_what_is_declared_is_there() -> None:
    for model in rows_of_persons():
        names = {field.name for field in model._meta.fields}
        assert set(getattr(model, "PERSONAL", {})) <= names, model
