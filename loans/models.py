"""The tables of this floor, for Django; each lives in its own room."""

from loans.applications.models import Application, Condition, Contract, Decision
from loans.arrears.models import Arrears, FollowUp, ReminderStep
from loans.changes.models import LoanChange
from loans.funds.models import Allotment, Fund, FundRule
from loans.guarantees.models import Guarantee
from loans.ledger.models import Loan, Movement, Row, ScheduleVersion
from loans.products.models import Product, Terms
from loans.vouching.models import GroupFriend, OrganisationProposal

__all__ = [
    "Allotment",
    "Application",
    "Arrears",
    "Condition",
    "Contract",
    "Decision",
    "FollowUp",
    "Fund",
    "FundRule",
    "GroupFriend",
    "Guarantee",
    "Loan",
    "LoanChange",
    "Movement",
    "OrganisationProposal",
    "Product",
    "ReminderStep",
    "Row",
    "ScheduleVersion",
    "Terms",
]
