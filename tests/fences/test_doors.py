"""URL × role × office: who may come in at which address, and what strangers get. Fails on an address without a line."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from advisors.models import Advisor, Practice
from applicants.models import (
    Appointment,
    Case,
    ChosenGuide,
    DocumentFile,
    HelpQuestion,
    Meeting,
    Person,
    PlanRemark,
    Recognition,
    Share,
    Visit,
    VoiceAnswer,
)
from applicants.plans.actions import begin_plan
from loans.changes.models import LoanChange
from loans.models import (
    AgendaItem,
    Application,
    BankAccount,
    BankFile,
    BankImport,
    BankLine,
    Condition,
    ContractScan,
    GroupMember,
    Loan,
    Movement,
    OrganisationProposal,
    Row,
    ScheduleVersion,
    SignatureRequest,
)
from portal.actors import system
from portal.files.storing import put
from portal.models import Message, Office, User
from portal.roles import PERMISSIONS, Permission, Role
from tests import factories
from tests.advisors.practices import commented
from tests.applicants.papers import send
from tests.applicants.voices import voice_answer
from tests.fences.doors_table import DEVELOPMENT, DOORS, SHARED

pytestmark = pytest.mark.django_db

STAFF_ROLES = [role for role in Role if role != Role.PARTNER]
ClientOf = Callable[[User], Client]


def patterns(resolver: URLResolver | None = None) -> Iterator[URLPattern]:
    """Every address, the back office's apart: those stand behind one door of their own (test_admin)."""
    for found in (resolver or get_resolver()).url_patterns:
        if isinstance(found, URLPattern):
            yield found
        elif found.namespace != "admin":
            yield from patterns(found)


def test_every_address_has_a_line_in_the_table() -> None:
    names = {found.name for found in patterns()} - DEVELOPMENT

    assert names == set(DOORS)


def test_every_view_says_the_door_of_the_table() -> None:
    said = {found.name: getattr(found.callback, "door", None) for found in patterns() if found.name not in DEVELOPMENT}

    assert said == {name: door for name, (door, _row) in DOORS.items()}


@dataclass(frozen=True)
class Rows:
    """A loan that is running, with everything about it, at one office."""

    office: Office
    application: Application
    loan: Loan
    condition: Condition
    guarantee: Any
    message: Message
    meeting: Meeting
    practice: Practice
    file: DocumentFile
    advisor: Advisor
    appointment: Appointment
    visit: Visit
    guide: ChosenGuide
    scan: ContractScan
    share: Share
    agenda: AgendaItem

    def arguments(self, row: str) -> list[Any]:
        application = self.application.ref
        return {
            "": [],
            "key": ["1", "set-password"],
            "step": ["needs"],
            "token": [self.guarantee.token],
            "message": [self.message.key],
            "practice": [self.practice.ref],
            "practice-move": [self.practice.ref, "retire"],
            "practice-trial": [self.practice.ref, self.office.code],
            "practice-comment": [self.practice.ref, 1],
            **self.file_arguments(),
            "advisor": [self.advisor.pk],
            "office": [self.office.code],
            "visit": [self.visit.ref],
            "hours": [self.advisor.pk, self.advisor.hours.get().pk],
            "appointment": [self.appointment.ref],
            "appointment-token": [self.appointment.token],
            "case": [self.application.case.ref],
            "diploma": [self.application.case.ref, 1],
            "guide": [self.application.case.ref, self.guide.guide.code],
            "guide code": [self.guide.guide.code],
            "material": [self.share.version.material.ref, "en"],
            "share": [self.share.ref],
            "plan page": [self.application.case.ref, "sales"],
            "plan line": [self.application.case.ref, "sales", "sales"],
            "application": [application],
            **{name: [application, 1] for name in ("condition", "proposal", "guarantee", "allotment", "sanction")},
            "named": [application, "organisation", 1],
            "loan": [self.loan.ref],
            "fund": ["seed"],
            **self.group_arguments(),
            **self.committee_arguments(),
            **self.bank_arguments(),
            "movement": [self.loan.ref, 2],  # the repayment, which comes after the disbursement
        }[row]

    def committee_arguments(self) -> dict[str, list[Any]]:
        ref = self.agenda.session.ref
        return {"session": [ref], "agenda": [ref, 1]}

    def bank_arguments(self) -> dict[str, list[Any]]:
        ref = BankImport.objects.get().ref
        return {"bank import": [ref], "bank line": [ref, 1], "bank file": [BankFile.objects.get().ref]}

    def file_arguments(self) -> dict[str, list[Any]]:
        return {
            "document": [self.file.document.ref],
            "file": [self.file.ref],
            "voice": [VoiceAnswer.objects.get().ref],
            "content": [self.file.ref, "small"],
            "contract scan": [self.scan.ref, "small"],
            "awaited": [self.application.ref],
            "signature file": [self.application.ref, 1, "document"],
            "signature token": [SignatureRequest.objects.get(state="waiting").token],
        }

    def group_arguments(self) -> dict[str, list[Any]]:
        ref = GroupMember.objects.get().group.ref
        return {
            "group": [ref],
            "group-member": [ref, 1],
            "group-loan": [ref, self.application.ref],
            "group-token": [GroupMember.objects.get().token],
            "group-member-note": [ref, 1, "note_leave"],
            "group-meeting": [ref, 1],
        }


@pytest.fixture
def rows() -> Rows:
    application = factories.ApplicationFactory(approved=True)
    loan = Loan.objects.create(application=application, disbursed_on=date(2026, 9, 1))
    schedule, day = ScheduleVersion.objects.create(loan=loan, number=1), date(2026, 10, 1)
    Row.objects.create(schedule=schedule, number=1, nominal=day, due=day, principal=Decimal(5000))
    moved(loan, "disbursement", Decimal(5000))
    moved(loan, "repayment", Decimal(-200))
    LoanChange.objects.create(loan=loan, kind="pause", months=1, reason="Ill", asked_by=factories.UserFactory())
    banked(loan, application.case.office)
    factories.PermitExceptionFactory(application=application)
    factories.SanctionCheckFactory(assessment__application=application)
    asked(application.case)
    factories.AllotmentFactory(application=application, fund__code="seed")
    OrganisationProposal.objects.create(application=application, name="Café", contact="cafe@example.org")
    spoken = application.case.person.languages.get().language
    planned(application.case)
    factories.GroupMeetingFactory(number=1, group=factories.GroupMemberFactory(case=application.case).group)
    advisor = factories.AdvisorFactory(at=[application.case.office])
    factories.HoursFactory(advisor=advisor)
    return Rows(
        scan=scanned(application),
        practice=commented(application.case.office),
        file=send(factories.DocumentFactory(case=application.case)).files[0],
        meeting=Meeting.objects.create(case=application.case, at=timezone.now(), language=spoken, notes="Hello"),
        agenda=factories.AgendaItemFactory(session__committee__office=application.case.office, application=application),
        share=Share.objects.create(case=application.case, version=factories.MaterialVersionFactory()),
        appointment=factories.AppointmentFactory(case=application.case),
        visit=factories.VisitFactory(case=application.case),
        guide=ChosenGuide.objects.create(case=application.case, guide=factories.GuideFactory()),
        office=application.case.office,
        advisor=advisor,
        application=application,
        loan=loan,
        condition=Condition.objects.create(application=application, text="A lease"),
        guarantee=factories.GuaranteeFactory(application=application),
        message=failed_message(application.case),
    )


def failed_message(case: Case) -> Message:
    return Message.objects.create(
        channel="sms",
        address="+32470000000",
        language="en",
        event="test",
        body="test",
        key=uuid.uuid4(),
        state="failed",
        about_table=case._meta.db_table,
        about_row=case.pk,
    )


def scanned(application: Application) -> ContractScan:
    """The signed contract with a picture of it; before it, a signature that came too late, and one that is awaited."""
    late = factories.SignatureRequestFactory(application=application, state="late", next_look_at=None)
    for field in (late.signed_document, late.evidence):
        put(field, b"signed")
    late.save()
    factories.SignatureRequestFactory(application=application, state="waiting")
    contract = factories.ContractFactory(application=application)
    scan: ContractScan = factories.ContractScanFactory(contract=contract)
    put(scan.content, b"picture")
    put(scan.preview, b"picture")
    scan.save()
    return scan


def planned(case: Case) -> None:
    begin_plan(by=system("test"), case=case, monthly={"sales": Decimal(900)})
    PlanRemark.objects.create(plan=case.plan, page="sales", text="Well done", written_by="system:test")


def banked(loan: Loan, office: Office) -> None:
    """A payment by the bank for the loan, at an account of its office."""
    account = BankAccount.objects.create(iban="BE71096123456769", name="Giro", office=office)
    BankFile.objects.create(account=account, digest="1", state="read")
    found = BankImport.objects.create(account=account, digest="1")
    day, key = loan.disbursed_on, "1"
    BankLine.objects.create(
        bank_import=found, number=1, key=key, on=day, amount=Decimal(10), loan=loan, certainty="likely"
    )


def asked(case: Case) -> None:
    """What stands beside a loan in a file: a question, a diploma, an answer by voice."""
    voice_answer(case)
    HelpQuestion.objects.create(case=case)
    Recognition.objects.create(person=case.person, diploma="Nurse")


def moved(loan: Loan, kind: str, amount: Decimal) -> None:
    Movement.objects.create(
        loan=loan,
        kind=kind,
        value_date=loan.disbursed_on,
        principal=amount,
        cash=amount,
        reference=f"{kind} {loan.ref}",
        recorded_by="system:test",
    )


def answers(client: Client, name: str, rows: Rows) -> set[int]:
    """The status of a GET and of an empty POST, undone again; 405 tells nothing and is left out."""
    address = reverse(name, args=rows.arguments(DOORS[name][1]))
    found = set()
    for ask in (client.get, client.post):
        with transaction.atomic():
            named: dict[str, str | int] = {
                "meeting": rows.meeting.pk,
                "remark": PlanRemark.objects.get().pk,
                "file": rows.application.case.ref if name.startswith("group-") else rows.file.ref,
                "office": rows.office.code,
            }
            found.add(ask(address, named).status_code)
            transaction.set_rollback(True)
    return found - {405}


def sent_to(client: Client, name: str, rows: Rows) -> str:
    """Where a client is sent that may not come in."""
    address = reverse(name, args=rows.arguments(DOORS[name][1]))
    answer = client.get(address)
    if answer.status_code == 405:
        answer = client.post(address)
    return str(answer.headers.get("Location", answer.status_code))


STAFF_DOORS = sorted(name for name, (door, _row) in DOORS.items() if door in Permission.values)
WITH_ROWS = sorted(name for name in STAFF_DOORS if DOORS[name][1] and DOORS[name][1] not in SHARED)
PERSON_DOORS = sorted(name for name, (door, _row) in DOORS.items() if door == "person")


@pytest.mark.thorough
@pytest.mark.parametrize("name", STAFF_DOORS)
def test_staff_come_in_by_their_permission_alone(
    name: str, rows: Rows, client_of: ClientOf, client_of_person: Callable[[Person], Client]
) -> None:
    login = reverse("account_login")
    assert sent_to(Client(), name, rows).startswith(login)
    assert sent_to(client_of_person(rows.application.case.person), name, rows).startswith(login)
    assert answers(client_of(factories.member(Role.PARTNER)), name, rows) == {403}
    for role in STAFF_ROLES:
        office = rows.office if role in (Role.ADVISOR, Role.OFFICE_MANAGER) else None
        found = answers(client_of(factories.member(role, office=office)), name, rows)
        if Permission(DOORS[name][0]) in PERMISSIONS[role]:
            assert not found & {403, 500}, role
            assert 404 not in found or role == Role.AUDITOR, role
        else:
            assert found == {403}, role


@pytest.mark.thorough
@pytest.mark.parametrize("name", WITH_ROWS)
def test_another_office_finds_nothing(name: str, rows: Rows, client_of: ClientOf) -> None:
    for role in (Role.ADVISOR, Role.OFFICE_MANAGER):
        stranger = factories.member(role, office=factories.OfficeFactory())
        expected = {404} if Permission(DOORS[name][0]) in PERMISSIONS[role] else {403}

        assert answers(client_of(stranger), name, rows) == expected, role


@pytest.mark.thorough
@pytest.mark.parametrize("name", PERSON_DOORS)
def test_persons_come_in_by_their_contact_and_see_their_own_alone(
    name: str, rows: Rows, client_of: ClientOf, client_of_person: Callable[[Person], Client]
) -> None:
    enter = reverse("enter")
    assert sent_to(Client(), name, rows).startswith(enter)
    assert sent_to(client_of(factories.member(Role.HEAD_OFFICE)), name, rows).startswith(enter)
    if DOORS[name][1]:
        assert answers(client_of_person(factories.PersonFactory()), name, rows) == {404}
        assert not answers(client_of_person(rows.application.case.person), name, rows) & {403, 404, 500}


@pytest.mark.parametrize("name", ["my-account", "partner-home", "mfa_view_recovery_codes"])
def test_who_is_not_logged_in_is_asked_to(name: str, rows: Rows) -> None:
    assert sent_to(Client(), name, rows).startswith(reverse("account_login"))


def test_staff_have_no_partner_page(rows: Rows, client_of: ClientOf) -> None:
    for role in STAFF_ROLES:
        assert answers(client_of(factories.member(role)), "partner-home", rows) == {403}
