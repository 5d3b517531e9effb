"""The tables of this floor, for Django; each lives in its own room."""

from loans.applications.decision_models import Decision
from loans.applications.models import Application, Condition, Contract
from loans.arrears.models import Arrears, FollowUp, ReminderStep
from loans.changes.models import LoanChange
from loans.committees.models import (
    AgendaItem,
    Attendance,
    Committee,
    CommitteeMember,
    CommitteeSession,
    Vote,
)
from loans.guarantees.models import Guarantee
from loans.ledger.models import Loan, Movement, Row, ScheduleVersion
from loans.levels.models import LevelLimit, LevelRaise
from loans.products.models import Product, Terms
from loans.vouching.models import GroupFriend, OrganisationProposal

__all__ = [
    "AgendaItem",
    "Application",
    "Arrears",
    "Attendance",
    "Committee",
    "CommitteeMember",
    "CommitteeSession",
    "Condition",
    "Contract",
    "Decision",
    "FollowUp",
    "GroupFriend",
    "Guarantee",
    "LevelLimit",
    "LevelRaise",
    "Loan",
    "LoanChange",
    "Movement",
    "OrganisationProposal",
    "Product",
    "ReminderStep",
    "Row",
    "ScheduleVersion",
    "Terms",
    "Vote",
]
