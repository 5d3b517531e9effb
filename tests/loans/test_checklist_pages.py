"""The checklist before each step: what is missing first, the way to it for who may, who has it for the others."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from applicants.models import ResidencePermit
from loans.applications.decisions import approve
from loans.applications.proposals import ask_for_information, propose, start_review
from loans.models import PermitException, SanctionCheck
from loans.permits.actions import ask, decide
from portal.models import User
from portal.roles import Role
from tests.factories import ApplicationFactory, CountryEntryFactory, SanctionCheckFactory, member
from tests.loans.stages import Stage, accepted, approved, lacking, proposed

ClientOf = Callable[[User], Client]

pytestmark = pytest.mark.django_db


def page(client: Client, name: str, *args: Any) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def outlasting() -> tuple[Stage, PermitException]:
    """A proposed loan that outlasts the permit, with an exception that waits."""
    stage = proposed()
    end = timezone.localdate() + timedelta(days=300)
    ResidencePermit.objects.create(person=stage.application.case.person, valid_until=end)
    wished = PermitException(entry=CountryEntryFactory(), reason="The plan needs it.", evidence="Receipt seen.")
    return stage, ask(by=stage.proposer, application=stage.application, exception=wished)


def test_before_the_proposal_every_item_stands_with_its_way(client_of: ClientOf) -> None:
    stage = proposed()
    application = ApplicationFactory(case__office=stage.office, state="submitted")
    start_review(by=stage.proposer, application=application)
    text = page(client_of(stage.advisor), "application", application.ref)
    assert "Before you can propose" in text
    assert "0 of 2 done" in text
    assert text.index("Choose a product and an amount first.") < text.index("Fill in the assessment first.")
    assert reverse("assessment", args=[application.ref]) in text
    ask_for_information(by=stage.proposer, application=application, reason="The lease, please.")
    text = page(client_of(stage.advisor), "application-propose", application.ref)
    assert "Waits for the applicant" in text
    with pytest.raises(ValidationError) as refused:
        propose(by=stage.proposer, application=application)
    assert refused.value.messages == lacking("propose", application)
    assert all(sentence in text for sentence in refused.value.messages)


def test_what_would_be_refused_is_not_offered_and_the_list_stands_in_its_place(client_of: ClientOf) -> None:
    stage, exception = outlasting()
    SanctionCheckFactory(assessment__application=stage.application, checked_by=stage.advisor)
    with pytest.raises(ValidationError) as refused:
        approve(by=stage.decider, application=stage.application)
    manager = client_of(stage.manager)
    text = page(manager, "application-decide", stage.application.ref)
    for sentence in refused.value.messages:
        assert sentence in text
    assert "Waits for a second person" in text
    assert 'value="approve"' not in text
    assert all(f'value="{name}"' in text for name in ("decline", "defer", "send_back"))
    assert reverse("permit-exception", args=[stage.application.ref]) in text
    sent = manager.post(reverse("application-decide", args=[stage.application.ref]), {"do": "approve"})
    assert refused.value.messages[0] in sent.content.decode()
    decide(by=stage.decider, exception=exception, agree=True)
    SanctionCheck.objects.update(hit="none")
    text = page(manager, "application-decide", stage.application.ref)
    assert "All is there: the loan can be approved." in text
    assert 'value="approve"' in text


def test_who_asked_reads_that_somebody_else_decides_and_an_auditor_reads_no_dates(client_of: ClientOf) -> None:
    stage, exception = outlasting()
    PermitException.objects.filter(pk=exception.pk).update(asked_by=stage.manager)
    assert "Somebody else does this, not you." in page(client_of(stage.manager), "application", stage.application.ref)
    who = page(client_of(stage.advisor), "application", stage.application.ref)
    assert "Somebody who decides on loans does this." in who
    seen = page(client_of(member(Role.AUDITOR)), "application", stage.application.ref)
    assert "Residence document" in seen
    assert "A permit exception is asked for." not in seen


def test_the_contract_and_the_money_have_their_lists(client_of: ClientOf) -> None:
    stage = approved()
    text = page(client_of(stage.advisor), "contract-sign", stage.application.ref)
    assert "The client has not accepted the offer yet." in text
    assert 'name="signed_on"' not in text
    stage = accepted(conditions=("Rent contract",))
    advisor = client_of(stage.advisor)
    assert "All is there: the contract can be signed." in page(advisor, "contract-sign", stage.application.ref)
    later = page(advisor, "application", stage.application.ref)
    assert "Before the loan can be paid out" in later
    assert "1 condition is not met yet." in later
    assert page(advisor, "application-propose", stage.application.ref).count("already proposed") == 1


def test_a_page_asks_few_questions_and_each_room_once(client_of: ClientOf) -> None:
    stage, _exception = outlasting()
    manager = client_of(stage.manager)
    for name, most in (("application", 22), ("application-decide", 26)):
        page(manager, name, stage.application.ref)
        with CaptureQueriesContext(connection) as queries:
            page(manager, name, stage.application.ref)
        asked = [query["sql"] for query in queries]
        assert len(asked) <= most, asked
        for table in ("loans_permitexception", "loans_guarantee", "loans_sanctioncheck", "loans_groupmember"):
            assert sum(f'FROM "{table}"' in sql and "COUNT" not in sql for sql in asked) <= 1, (table, asked)
