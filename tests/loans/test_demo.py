"""The demo institution: what `manage.py demo` leaves behind holds together in every stage, and is left alone after."""

from datetime import timedelta
from decimal import Decimal
from io import StringIO
from typing import Final

import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.db.models import Max, Q, Sum
from django.test import RequestFactory, TestCase
from django.utils import timezone

from applicants.models import Case, Event, Person
from loans.allocation import Parts
from loans.groups.names import first_name
from loans.guarantees.cover import cover_of
from loans.iban import normalise
from loans.ledger.standing import rows_of
from loans.models import Application, Contract, Group, Loan, Movement
from loans.workflow import WORKFLOW
from portal.language import registry
from portal.models import Membership, Message, Office, User
from portal.record.models import Entry
from portal.roles import Role

# Where the file of a loan application stands, by the state of the application.
STAGES: Final = {
    "draft": {"draft"},
    "submitted": {"new", "intake"},
    "in_review": {"intake"},
    "information_needed": {"intake"},
    "proposed": {"proposed"},
    "deferred": {"proposed"},
    "approved": {"decided"},
    "accepted": {"decided"},
    "signed": {"decided"},
    "disbursed": {"running", "closed"},
    "declined": {"closed"},
    "withdrawn": {"closed"},
    "lapsed": {"closed"},
}
PRICED: Final = ("proposed", "deferred", "approved", "accepted", "signed", "disbursed")


PAPER_ASKED: Final = ("document.requested", "document.again")


def applications(*states: str) -> list[Application]:
    found = Application.objects.select_related("case__office", "terms").order_by("pk")
    return list(found.filter(state__in=states) if states else found)


@pytest.mark.thorough
class Demo(TestCase):
    """Twelve applicants are enough for each check to have something to look at."""

    @classmethod
    def setUpTestData(cls) -> None:
        call_command("demo", applicants=20)

    def test_every_applicant_has_a_name_a_contact_and_a_language_of_the_portal(self) -> None:
        assert Case.objects.count() == 20 + 6 + 2, "six more meet in groups, two more have an offer"
        applicants = Person.objects.filter(cases__isnull=False)
        assert not applicants.filter(Q(full_name="") | Q(latin_name="") | Q(country="") | Q(city="")).exists()
        assert set(applicants.values_list("language", flat=True)) <= set(registry.APPLICANT_CODES)
        for person in applicants:
            assert person.contacts.verified().exists(), person.pk
            assert person.consents.exists(), person.pk
            assert person.languages.exists(), person.pk

    def test_a_submitted_file_has_an_office_and_an_advisor_or_stands_in_a_queue(self) -> None:
        for case in Case.objects.submitted():
            assert case.office_id, case.stage
            assert case.submitted_at, case.stage
            assert case.answers.exists(), case.stage
            assert case.advisor_id or case.route == "queue", case.stage
        for case in Case.objects.filter(stage__in=["intake", "proposed", "decided", "running"]):
            assert case.meetings.exists(), case.stage

    def test_a_closed_file_says_what_came_of_it_and_an_open_one_does_not(self) -> None:
        for case in Case.objects.all():
            assert bool(case.outcome) == (case.stage == "closed"), case.stage
            assert (case.waiting_on == "nobody") == (case.stage == "closed"), case.stage

    def test_a_file_stands_where_its_loan_application_stands(self) -> None:
        found = applications()
        assert {application.state for application in found} > {"submitted", "disbursed"}
        for application in found:
            case = application.case
            assert case.stage in STAGES[application.state], application.state
            if case.stage == "closed":
                continue
            turn = WORKFLOW.state(application.state).waiting_on
            # Before a proposal, a paper that a colleague asked for makes it her turn.
            papers = case.stage in ("new", "intake") and case.events.filter(code__in=PAPER_ASKED).exists()
            assert case.waiting_on == turn or (papers and case.waiting_on == "applicant"), application.state

    def test_what_is_proposed_has_a_price_within_its_terms(self) -> None:
        found = applications(*PRICED)
        assert found
        for application in found:
            terms = application.terms
            assert terms is not None
            assert terms.amount_min <= (application.principal or 0) <= terms.amount_max
            assert terms.months_min <= (application.months or 0) <= terms.months_max
            assert application.fee is not None
            assert application.assessment

    def test_nobody_decided_on_a_proposal_of_her_own_and_decisions_are_kept(self) -> None:
        found = applications("approved", "accepted", "signed", "disbursed", "declined", "lapsed")
        assert found
        for application in found:
            assert application.decided_by_id != application.proposed_by_id, application.state
            assert application.decisions.exists(), application.state

    def test_an_offer_ends_soon_one_has_ended_and_none_waits_for_its_night(self) -> None:
        today = timezone.localdate()
        assert not Application.objects.past_last_day(today).exists()
        soon = Application.objects.in_state("approved").filter(offer_valid_until__lte=today + timedelta(days=7))
        assert soon.exists()
        assert Event.objects.filter(code="application.expire").exists()

    def test_money_went_out_with_a_contract_conditions_met_and_guarantees_that_cover(self) -> None:
        found = applications("disbursed")
        assert found
        for application in found:
            assert application.contract.identity_checked
            assert application.contract.iban_checked
            assert not application.conditions.unmet().exists()
            if application.loan.state == "active":  # the last instalment frees whoever stands for a loan
                assert application.guarantees.active().exists()
                assert cover_of(application).enough

    def test_each_borrower_has_an_account_and_each_member_of_a_group_a_name_of_her_own(self) -> None:
        ibans = [normalise(each) for each in Contract.objects.values_list("iban", flat=True)]
        assert len(set(ibans)) == len(ibans) > 1
        for group in Group.objects.all():
            names = [first_name(member) for member in group.members.living().select_related("person")]
            assert len(set(names)) == len(names), group.name

    def test_schedules_sum_to_what_was_lent_and_ledgers_to_what_is_left(self) -> None:
        loans = Loan.objects.select_related("application")
        assert loans
        for loan in loans:
            rows = rows_of(loan)
            lent = loan.movements.filter(kind="disbursement").aggregate(Sum("principal"))["principal__sum"]
            assert sum(row.instalment.principal for row in rows) == lent
            not_paid_out = sum(part.amount for part in loan.application.parts.filter(movement=None))
            assert lent + not_paid_out == loan.application.principal
            left = sum((row.outstanding for row in rows), Parts())
            balance = loan.movements.aggregate(Sum("principal"))["principal__sum"]
            assert left.principal == balance >= Decimal(0)
            assert (loan.state == "repaid") == (left.amount == 0)
        assert Movement.objects.filter(kind="repayment").exists()

    def test_nothing_has_happened_in_the_future(self) -> None:
        now, today = timezone.now(), timezone.localdate()
        assert Case.objects.aggregate(last=Max("submitted_at"))["last"] <= now
        assert Event.objects.aggregate(last=Max("at"))["last"] <= now
        assert Movement.objects.aggregate(last=Max("value_date"))["last"] <= today
        assert Loan.objects.aggregate(last=Max("disbursed_on"))["last"] <= today

    def test_nothing_waits_to_go_out(self) -> None:
        assert Message.objects.exists()
        assert not Message.objects.exclude(state="sent").exists()

    def test_a_second_call_changes_nothing(self) -> None:
        before = Entry.objects.count(), Office.objects.count(), User.objects.count(), Message.objects.count()

        call_command("demo", applicants=20)

        after = Entry.objects.count(), Office.objects.count(), User.objects.count(), Message.objects.count()
        assert after == before

    def test_logins_names_somebody_who_may_come_in_for_each_role(self) -> None:
        out = StringIO()

        call_command("demo", "--logins", stdout=out)

        named = {}
        for line in out.getvalue().splitlines():
            label, email, password = line[:24].strip(), line[25:59].strip(), line[60:].strip()
            user = authenticate(RequestFactory().post("/en/account/login/"), email=email, password=password)
            assert isinstance(user, User), line
            named[label] = set(Membership.objects.filter(user=user).values_list("role", flat=True))
        assert named == {str(role.label): {role} for role in Role}
