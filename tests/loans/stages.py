"""Loan applications brought by the actions themselves to where a test begins."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from loans.applications.checklist import Step, missing
from loans.applications.contracts import disburse, note_signature
from loans.applications.decisions import accept, approve
from loans.applications.models import Application, Contract
from loans.applications.readings import Readings
from loans.assessments.actions import Taken, note_register, note_sanction_check, save_checklist, save_figures
from loans.assessments.sources import begun_with
from loans.ledger.models import Loan
from loans.models import ChecklistQuestion, SanctionCheck
from portal.accounts.scope import actor_for_user
from portal.actors import Actor
from portal.models import Office, User
from portal.roles import Role
from tests.factories import (
    ApplicationFactory,
    CaseFactory,
    ContractScanFactory,
    GuaranteeFactory,
    OfficeFactory,
    TermsFactory,
    member,
)

IBAN = "BE68539007547034"


@dataclass(frozen=True)
class Stage:
    """An office with an advisor who proposes, a manager who decides, and one application of a client."""

    office: Office
    advisor: User
    manager: User
    application: Application

    @property
    def proposer(self) -> Actor:
        return actor_for_user(self.advisor)

    @property
    def decider(self) -> Actor:
        return actor_for_user(self.manager)

    @property
    def client(self) -> Actor:
        return Actor(kind="person", id=self.application.case.person_id, offices=frozenset())


def lacking(step: Step, application: Application) -> list[str]:
    """The sentences of what is missing before a step."""
    return missing(step, Readings(application))


def assess(application: Application, *, by: Actor) -> None:
    """A whole assessment, by its actions."""
    taken = {"income": Taken(Decimal(2500), "Seen on statements."), "charges": Taken(Decimal(900), "Rent and food.")}
    begun = {kind.value: Taken(amount) for kind, (amount, _source) in begun_with(application).items()}
    save_figures(by=by, application=application, taken=begun | taken)
    today = timezone.localdate()
    note_register(by=by, application=application, checked_on=today, result="No entry.", registered="no")
    check = SanctionCheck(list_name="EU", checked_on=today, hit="none")
    note_sanction_check(by=by, application=application, check=check)
    answers = [(question, "yes", "") for question in ChecklistQuestion.objects.asked()]
    save_checklist(by=by, application=application, answers=answers)


def proposed(*, country: str = "BE", guaranteed: bool = True, **fields: Any) -> Stage:
    """5000 euros over 24 months, fee 250 withheld, proposed by the advisor; a moral guarantee stands."""
    office = OfficeFactory(country=country)
    advisor, manager = (member(role, office=office) for role in (Role.ADVISOR, Role.OFFICE_MANAGER))
    terms = fields.pop("terms", None) or TermsFactory()
    case = CaseFactory(office=office, stage="proposed", waiting_on="manager")
    application = ApplicationFactory(proposed=True, case=case, proposed_by=advisor, terms=terms, **fields)
    if guaranteed:
        GuaranteeFactory(moral=True, application=application, state="active")
    return Stage(office, advisor, manager, application)


def approved(*, conditions: tuple[str, ...] = (), **fields: Any) -> Stage:
    stage = proposed(**fields)
    approve(by=stage.decider, application=stage.application, conditions=conditions)
    return stage


def accepted(**fields: Any) -> Stage:
    stage = approved(**fields)
    accept(by=stage.client, application=stage.application)
    return stage


def paper(**fields: Any) -> Contract:
    """A contract as it comes from the form, everything checked."""
    columns = {
        "language": "nl",
        "signed_on": timezone.localdate(),
        "iban": IBAN,
        "identity_checked": True,
        "iban_checked": True,
    }
    return Contract(**columns | fields)


def scanned(contract: Contract) -> Contract:
    """With a scan that a worker has checked."""
    ContractScanFactory(contract=contract)
    return contract


def signed(**fields: Any) -> Stage:
    stage = accepted(**fields)
    scanned(note_signature(by=stage.proposer, application=stage.application, contract=paper()))
    return stage


def running(**fields: Any) -> tuple[Stage, Loan]:
    """A loan that was paid out today."""
    stage = signed(**fields)
    return stage, disburse(by=stage.decider, application=stage.application, on=timezone.localdate())


def lent(*, since: date, first_due: date | None = None, **fields: Any) -> tuple[Stage, Loan]:
    """A loan that was paid out on the day `since`; other fields are the application's."""
    stage = accepted(**fields)
    columns = {
        "disburse_on": since,
        "first_due": first_due or since + timedelta(days=30),
        "decided_at": timezone.now() - timedelta(days=4000),
    }
    Application.objects.filter(pk=stage.application.pk).update(**columns)
    scanned(note_signature(by=stage.proposer, application=stage.application, contract=paper(signed_on=since)))
    return stage, disburse(by=stage.decider, application=stage.application, on=since)
