"""What each kind of guarantee needs and covers: by an organisation, a person, a member of the group, a scheme."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from loans.guarantees.actions import actor_for, add_guarantee, answer, invite, note_signed_on_paper
from loans.guarantees.cover import cover_of
from loans.guarantees.models import Guarantee
from loans.guarantees.moves import end_guarantees, move
from portal.models import Message
from tests.factories import FundFactory, GuaranteeFactory, PartnerFactory, PersonFactory
from tests.loans.test_guarantees import advisor_of, asked, offered, signed, today

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"moral": True, "amount": Decimal(100)}, "guarantee_moral_covers_no_money"),
        ({"moral": True, "share": Decimal(10)}, "guarantee_moral_covers_no_money"),
        ({"amount": Decimal(0)}, "guarantee_money_has_amount"),
        ({"cross": True, "amount": None, "state": "invited"}, "guarantee_money_has_amount"),
        ({"scheme": True, "amount": None}, "guarantee_money_has_amount"),
        ({"share": Decimal(101)}, "guarantee_share_is_percent"),
        ({"cross": True, "guarantor": None, "name": "Sami", "state": "invited"}, "guarantee_invited_is_known"),
        ({"cross": True, "state": "active"}, "guarantee_signed_on_paper"),
        ({"scheme": True, "state": "invited"}, "guarantee_scheme_is_not_asked"),
        ({"scheme": True, "contact": "+32470000001"}, "guarantee_reached_by_contact"),
        ({"contact": ""}, "guarantee_reached_by_contact"),
    ],
)
def test_the_table_refuses_what_a_kind_may_not_be(fields: dict[str, Any], name: str) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        GuaranteeFactory(**fields)


@pytest.mark.parametrize("kind", ["personal", "cross", "institutional"])
def test_an_organisation_gives_moral_ones_alone(kind: str) -> None:
    contact = "" if kind == "institutional" else "+32470000001"
    fund = FundFactory(scheme=True) if kind == "institutional" else None
    with pytest.raises(IntegrityError, match="guarantee_kind_fits_guarantor"), transaction.atomic():
        GuaranteeFactory(kind=kind, partner=PartnerFactory(), contact=contact, fund=fund)


def test_a_member_of_the_group_is_asked_as_any_guarantor_and_is_a_person_of_ours_already() -> None:
    application = offered()
    member = PersonFactory()
    guarantee = asked(application, cross=True, guarantor=member, amount=Decimal(1500))
    assert guarantee.guarantor == member
    answer(by=actor_for(guarantee, "en"), guarantee=guarantee, name="agree")
    note_signed_on_paper(by=advisor_of(application), guarantee=guarantee, signed_on=today())
    assert cover_of(application).covered == Decimal(1500)


def test_nobody_of_a_group_answers_for_the_own_loan() -> None:
    application = offered()
    own = application.case.person
    guarantee = Guarantee(kind="cross", name="She herself", contact="+32470000009", amount=Decimal(100))
    with pytest.raises(ValidationError, match="Choose the member"):
        add_guarantee(by=advisor_of(application), application=application, guarantee=guarantee)
    guarantee.guarantor = own
    with pytest.raises(ValidationError, match="Nobody answers for their own loan"):
        add_guarantee(by=advisor_of(application), application=application, guarantee=guarantee)


def test_a_scheme_is_added_and_covers_without_being_asked_and_hears_nothing() -> None:
    application = offered()
    by = advisor_of(application)
    fund = FundFactory(scheme=True)
    scheme = Guarantee(kind="institutional", fund=fund, name="City fund", share=Decimal(50), amount=Decimal(2000))
    add_guarantee(by=by, application=application, guarantee=scheme)
    with pytest.raises(ValidationError, match="no longer possible"):
        invite(by=by, guarantee=scheme)
    move(by=by, guarantee=scheme, name="cover", event="guarantee.covered")
    signed(application, 500)
    assert cover_of(application).covered == Decimal(2500)
    end_guarantees(by=by, application=application)
    scheme.refresh_from_db()
    assert scheme.state == "released"
    assert not Message.objects.filter(address="").exists()


def test_the_applicant_reads_of_an_organisation_not_of_a_person() -> None:
    assert GuaranteeFactory(moral=True).said == "We will ask this organisation."
    assert GuaranteeFactory().said == "We will ask this person."
