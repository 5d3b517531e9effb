"""The tables of this floor, for Django; each lives in its own room."""

from loans.applications.decision_models import Decision
from loans.applications.models import Application, Condition, Contract
from loans.arrears.models import Arrears, FollowUp, ReminderStep
from loans.assessments.models import Assessment, ChecklistAnswer, ChecklistQuestion, Figure, SanctionCheck
from loans.bank.file_models import BankFile
from loans.bank.models import BankAccount, BankImport, BankLine, BankPart
from loans.changes.models import LoanChange
from loans.committees.models import (
    AgendaItem,
    Committee,
    CommitteeMember,
    CommitteeSession,
    Presence,
    Vote,
)
from loans.funds.models import Allotment, Fund, FundRule
from loans.groups.meeting_models import Attendance, Collected, GroupMeeting
from loans.groups.models import Group, GroupMember
from loans.guarantees.deed_models import DeedTemplate
from loans.guarantees.limit_models import GuaranteeLimit
from loans.guarantees.models import Guarantee
from loans.guarantees.same_models import SamePerson
from loans.ledger.gifts import CharityGift
from loans.ledger.models import Loan, Movement, Row, ScheduleVersion
from loans.levels.models import LevelLimit, LevelRaise
from loans.permits.models import CountryEntry, PermitException
from loans.products.models import Product, Terms
from loans.signing.models import ContractScan, SignatureRequest
from loans.vouching.models import GroupFriend, OrganisationProposal

__all__ = [
    "AgendaItem",
    "Allotment",
    "Application",
    "Arrears",
    "Assessment",
    "Attendance",
    "BankAccount",
    "BankFile",
    "BankImport",
    "BankLine",
    "BankPart",
    "CharityGift",
    "ChecklistAnswer",
    "ChecklistQuestion",
    "Collected",
    "Committee",
    "CommitteeMember",
    "CommitteeSession",
    "Condition",
    "Contract",
    "ContractScan",
    "CountryEntry",
    "Decision",
    "DeedTemplate",
    "Figure",
    "FollowUp",
    "Fund",
    "FundRule",
    "Group",
    "GroupFriend",
    "GroupMeeting",
    "GroupMember",
    "Guarantee",
    "GuaranteeLimit",
    "LevelLimit",
    "LevelRaise",
    "Loan",
    "LoanChange",
    "Movement",
    "OrganisationProposal",
    "PermitException",
    "Presence",
    "Product",
    "ReminderStep",
    "Row",
    "SamePerson",
    "SanctionCheck",
    "ScheduleVersion",
    "SignatureRequest",
    "Terms",
    "Vote",
]
