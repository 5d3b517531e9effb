"""The tables of this floor, for Django; each lives in its own room."""

from applicants.aloud.models import Recording
from applicants.appointments.models import Appointment
from applicants.cases.models import Answer, Case, CaseGrant, Event, Meeting
from applicants.consents.models import Consent, ConsentText
from applicants.documents.kinds import DocumentKind
from applicants.documents.models import Document, DocumentFile
from applicants.elsewhere.models import OtherHelp
from applicants.guidance.models import ChosenGuide, StepTick
from applicants.helping.models import Helping
from applicants.home.models import HelpQuestion, Pace
from applicants.letters.models import Letter
from applicants.persons.models import Contact, ContactKind, PermitKind, Person, PersonLanguage, ResidencePermit
from applicants.plans.models import Plan, PlanRemark, PlanVersion
from applicants.reception.models import Visit
from applicants.sharing.models import Share
from applicants.situation.models import Business, Debt, Household, Income
from applicants.skills.models import CanDo, Recognition
from applicants.voice.models import VoiceAnswer
from applicants.waiting.models import EarlierWish

__all__ = [
    "Answer",
    "Appointment",
    "Business",
    "CanDo",
    "Case",
    "CaseGrant",
    "ChosenGuide",
    "Consent",
    "ConsentText",
    "Contact",
    "ContactKind",
    "Debt",
    "Document",
    "DocumentFile",
    "DocumentKind",
    "EarlierWish",
    "Event",
    "HelpQuestion",
    "Helping",
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
    "Recognition",
    "Recording",
    "ResidencePermit",
    "Share",
    "StepTick",
    "Visit",
    "VoiceAnswer",
]
