"""The tables of this floor, for Django; each lives in its own room."""

from applicants.cases.models import Answer, Case, CaseGrant, Event, Meeting
from applicants.persons.models import Consent, Contact, ContactKind, PermitKind, Person, PersonLanguage, ResidencePermit
from applicants.plans.models import Plan, PlanRemark, PlanVersion

__all__ = [
    "Answer",
    "Case",
    "CaseGrant",
    "Consent",
    "Contact",
    "ContactKind",
    "Event",
    "Meeting",
    "PermitKind",
    "Person",
    "PersonLanguage",
    "Plan",
    "PlanRemark",
    "PlanVersion",
    "ResidencePermit",
]
