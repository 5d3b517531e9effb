"""The tables of this floor, for Django; each lives in its own room."""

from applicants.cases.models import Answer, Case, CaseGrant, Event, Meeting
from applicants.guidance.models import ChosenGuide, StepTick
from applicants.persons.models import Consent, Contact, ContactKind, PermitKind, Person, PersonLanguage, ResidencePermit

__all__ = [
    "Answer",
    "Case",
    "CaseGrant",
    "ChosenGuide",
    "Consent",
    "Contact",
    "ContactKind",
    "Event",
    "Meeting",
    "PermitKind",
    "Person",
    "PersonLanguage",
    "ResidencePermit",
    "StepTick",
]
