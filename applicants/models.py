"""The tables of this floor, for Django; each lives in its own room."""

from applicants.appointments.models import Appointment
from applicants.cases.models import Answer, Case, CaseGrant, Event, Meeting
from applicants.elsewhere.models import OtherHelp
from applicants.home.models import HelpQuestion, Pace
from applicants.letters.models import Letter
from applicants.persons.models import Consent, Contact, ContactKind, PermitKind, Person, PersonLanguage, ResidencePermit
from applicants.situation.models import Business, Debt, Household, Income

__all__ = [
    "Answer",
    "Appointment",
    "Business",
    "Case",
    "CaseGrant",
    "Consent",
    "Contact",
    "ContactKind",
    "Debt",
    "Event",
    "HelpQuestion",
    "Household",
    "Income",
    "Letter",
    "Meeting",
    "OtherHelp",
    "Pace",
    "PermitKind",
    "Person",
    "PersonLanguage",
    "ResidencePermit",
]
