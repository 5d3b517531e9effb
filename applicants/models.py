"""The tables of this floor, for Django; each lives in its own room."""

from applicants.cases.models import Answer, Case, CaseGrant, Event, Meeting
from applicants.consents.models import Consent, ConsentText
from applicants.elsewhere.models import OtherHelp
from applicants.guidance.models import ChosenGuide, StepTick
from applicants.home.models import HelpQuestion, Pace
from applicants.letters.models import Letter
from applicants.persons.models import Contact, ContactKind, PermitKind, Person, PersonLanguage, ResidencePermit
from applicants.plans.models import Plan, PlanRemark, PlanVersion
from applicants.situation.models import Business, Debt, Household, Income

__all__ = [
    "Answer",
    "Business",
    "Case",
    "CaseGrant",
    "ChosenGuide",
    "Consent",
    "ConsentText",
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
    "Plan",
    "PlanRemark",
    "PlanVersion",
    "ResidencePermit",
    "StepTick",
]
