"""The tables of this floor, for Django; each lives in its own room."""

from loans.applications.decision_models import Decision
from loans.applications.models import Application, Condition, Contract
from loans.arrears.models import Arrears, FollowUp, ReminderStep
from loans.assessments.models import Assessment, ChecklistAnswer, ChecklistQuestion, Figure, SanctionCheck
from loans.changes.models import LoanChange
from loans.guarantees.models import Guarantee
from loans.ledger.models import Loan, Movement, Row, ScheduleVersion
from loans.levels.models import LevelLimit, LevelRaise
from loans.permits.models import CountryEntry, PermitException
from loans.products.models import Product, Terms
from loans.vouching.models import GroupFriend, OrganisationProposal

__all__ = [
    "Application",
    "Arrears",
    "Assessment",
    "ChecklistAnswer",
    "ChecklistQuestion",
    "Condition",
    "Contract",
    "CountryEntry",
    "Decision",
    "Figure",
    "FollowUp",
    "GroupFriend",
    "Guarantee",
    "LevelLimit",
    "LevelRaise",
    "Loan",
    "LoanChange",
    "Movement",
    "OrganisationProposal",
    "PermitException",
    "Product",
    "ReminderStep",
    "Row",
    "SanctionCheck",
    "ScheduleVersion",
    "Terms",
]
