"""The tables of this floor, for Django; each lives in its own room."""

from applicants.cases.models import Answer, Case, CaseGrant, Event, Meeting
from applicants.consents.models import Consent, ConsentText
from applicants.home.models import HelpQuestion, Pace
from applicants.letters.models import Letter
from applicants.persons.models import Contact, ContactKind, PermitKind, Person, PersonLanguage, ResidencePermit

__all__ = [
    "Answer",
    "Case",
    "CaseGrant",
    "Consent",
    "ConsentText",
    "Contact",
    "ContactKind",
    "Event",
    "HelpQuestion",
    "Letter",
    "Meeting",
    "Pace",
    "PermitKind",
    "Person",
    "PersonLanguage",
    "ResidencePermit",
]
