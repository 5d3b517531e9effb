"""Rows of loans for the runs through every page: what a small demo may not have, and the numbers in addresses."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from django.utils import timezone

from advisors.models import SpokenLanguage
from applicants.models import Person, ResidencePermit
from loans.demo.institution import DOMAIN
from loans.models import (
    AgendaItem,
    Application,
    BankFile,
    BankImport,
    BankLine,
    CommitteeSession,
    CountryEntry,
    Group,
    GroupMeeting,
    GroupMember,
    Loan,
    LoanChange,
    LoanPart,
)
from partnerships.models import Partner
from portal.accounts.scope import actor_for_user
from portal.actors import Actor
from portal.files.storing import put
from portal.models import User
from tests.factories import (
    GuaranteeFactory,
    PermitExceptionFactory,
    PersonFactory,
    SanctionCheckFactory,
    SignatureRequestFactory,
)

_ANSWERS: Final = ("invited", "understood", "active", "refused", "withdrawn", "released")


def add(advisor: User) -> None:
    """What is added once, when the portal is furnished; `advisor` is one of Ghent."""
    _change(advisor)
    _permits(advisor)
    _signatures(advisor)


def rows(name: str, user: User, best: Sequence[Application]) -> dict[str, list[list[Any]]]:
    """Arguments of addresses by kind of row, for a colleague who sees `best`, the most telling application first."""
    seen = Application.objects.visible_to(actor_for_user(user)).submitted().select_related("loan").order_by("-pk")
    # A loan of which something was repaid, and can be reversed.
    loans = [one.loan.ref for one in seen.filter(loan__movements__kind="repayment").distinct("pk")[:3]]
    changing = [one.loan.ref for one in seen.filter(loan__changes__state="asked")]
    coming = LoanPart.objects.coming().values("application")
    in_parts = [one.loan.ref for one in seen.filter(loan__state="active", pk__in=coming)]
    shares = seen.filter(allotments__isnull=False).order_by("allotments__state", "-pk").values_list("ref", flat=True)
    groups = Group.objects.visible_to(actor_for_user(user)).order_by("state", "-pk")
    return {
        **_groups([one.ref for one in groups], name),
        **_bank(name, actor_for_user(user)),
        "guarantee": [[one.ref, number] for one in best for number in range(1, 7)],
        "condition": [[one.ref, 1] for one in best],
        "awaited": [[one.ref] for one in best],
        "sanction": [[one.ref, 1] for one in best],
        "fund": [["seed-newcomers"]],
        "allotment": [[ref, 1] for ref in shares],
        "proposal": [[one.ref, 1] for one in best],
        "loan": [[ref] for ref in {"loan-change": changing, "loan-part": in_parts}.get(name, loans)],
        **_sessions(user),
        "movement": [[ref, number] for ref in loans for number in range(2, 5)],
    }


def _sessions(user: User) -> dict[str, list[list[Any]]]:
    """Sessions of committees, the one to come first, and points of their agendas, the open ones first."""
    sessions = CommitteeSession.objects.visible_to(actor_for_user(user)).order_by("-at")
    items = AgendaItem.objects.filter(session__in=sessions).select_related("session").order_by("outcome", "number")
    return {
        "session": [[one.ref] for one in sessions],
        "agenda": [[one.session.ref, one.number] for one in items],
    }


def _groups(refs: Sequence[str], name: str) -> dict[str, list[list[Any]]]:
    """Groups in each state, and meetings: first those whose sheet is kept, for a page that moves one those to come."""
    order = "-held_at" if name == "group-meeting-edit" else "held_at"
    meetings = GroupMeeting.objects.standing().filter(group__ref__in=refs).order_by(order, "day")
    members = GroupMember.objects.joined().filter(group__ref__in=refs, case__application__state="in_review")
    with_loan = members.select_related("group", "case__application").order_by("-case__application__principal")
    return {
        "group": [[ref] for ref in refs],
        "group-loan": [[one.group.ref, one.case.application.ref] for one in with_loan if one.case],
        "group-member": [[ref, 1] for ref in refs],
        "group-member-note": [[ref, 1, "note_leave"] for ref in refs],
        "group-meeting": [[one.group.ref, one.number] for one in meetings.select_related("group")],
    }


def _bank(name: str, actor: Actor) -> dict[str, list[list[Any]]]:
    """A file that was read, or the one that waits for its columns; of its payments one of each state."""
    state = "columns" if name == "bank-columns" else "read"
    files = BankImport.objects.visible_to(actor).filter(state=state).values_list("ref", flat=True)[:1]
    lines = BankLine.objects.visible_to(actor).order_by("-state", "certainty", "pk").distinct("state", "certainty")
    sent = BankFile.objects.visible_to(actor).order_by("state").values_list("ref", flat=True)
    return {
        "bank file": [[ref] for ref in sent],
        "bank import": [[ref] for ref in files],
        "bank line": [[line.bank_import.ref, line.number] for line in lines.select_related("bank_import")],
    }


def person() -> Person:
    spoken = SpokenLanguage.objects.order_by("pk")[0]
    person: Person = PersonFactory(speaks=[spoken.code], language="ar")
    return person


def guarantees(application: Application) -> None:
    """A personal one in each state that a guarantor can meet, and the moral one of the partner who logs in."""
    until = timezone.localdate() + timedelta(days=800)
    for state in _ANSWERS:
        guarantor = person()
        signed = timezone.localdate() if state in ("active", "released") else None
        GuaranteeFactory(
            application=application,
            guarantor=guarantor,
            state=state,
            signed_on=signed,
            valid_until=until,
            language="fa",
            name="نبیل منصور",
        )
    partner = Partner.objects.get(signatory_email=f"huis@{DOMAIN}")
    GuaranteeFactory(moral=True, application=application, partner=partner, state="invited", language="nl")


def _signatures(advisor: User) -> None:
    """What is accepted waits to be signed by the service; one such came too late."""
    for application in Application.objects.in_state("accepted").filter(proposed_by=advisor):
        late = SignatureRequestFactory(application=application, asked_by=advisor, state="late", next_look_at=None)
        put(late.signed_document, b"signed")
        late.save()
        SignatureRequestFactory(
            application=application, asked_by=advisor, state="waiting", address="https://signatures.example/1"
        )


def _change(advisor: User) -> None:
    """A pause that waits for a decision, on a loan that still runs."""
    loan = Loan.objects.active().exclude(changes__state="asked").order_by("-disbursed_on", "-pk")[0]
    LoanChange.objects.create(loan=loan, kind="pause", months=2, reason="She was ill.", asked_by=advisor)


def _permits(advisor: User) -> None:
    """A document that ends before each loan; where it is decided, an exception that waits for a second person."""
    entry, until = CountryEntry.objects.order_by("pk")[0], timezone.localdate() + timedelta(days=200)
    for application in Application.objects.filter(proposed_by=advisor, assessment="The plan is modest."):
        ResidencePermit.objects.create(person=application.case.person, valid_until=until)
        SanctionCheckFactory(assessment__application=application, checked_by=advisor)
        if application.state == "proposed":
            PermitExceptionFactory(application=application, entry=entry, asked_by=advisor)
