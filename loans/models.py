"""The tables of this floor, for Django; each lives in its own room."""

from loans.applications.decision_models import Decision
from loans.applications.models import Application, Condition, Contract
from loans.arrears.models import Arrears, FollowUp, ReminderStep
from loans.bank.models import BankAccount, BankImport, BankLine, BankPart
from loans.changes.models import LoanChange
from loans.funds.models import Allotment, Fund, FundRule
from loans.groups.meeting_models import Attendance, Collected, GroupMeeting
from loans.groups.models import Group, GroupMember
from loans.guarantees.models import Guarantee
from loans.ledger.models import Loan, Movement, Row, ScheduleVersion
from loans.levels.models import LevelLimit, LevelRaise
from loans.permits.models import CountryEntry, PermitException
from loans.products.models import Product, Terms
from loans.vouching.models import GroupFriend, OrganisationProposal

__all__ = [
    "Allotment",
    "Application",
    "Arrears",
    "Attendance",
    "BankAccount",
    "BankImport",
    "BankLine",
    "BankPart",
    "Collected",
    "Condition",
    "Contract",
    "CountryEntry",
    "Decision",
    "FollowUp",
    "Fund",
    "FundRule",
    "Group",
    "GroupFriend",
    "GroupMeeting",
    "GroupMember",
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
    "ScheduleVersion",
    "Terms",
]
