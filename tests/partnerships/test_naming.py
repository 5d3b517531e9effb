"""Those whom a partner helps to apply are for the advisor it named."""

from typing import Any

import pytest

from applicants.helping.models import Helping, Relation
from applicants.journey.actions import submit_case
from applicants.models import Case
from portal.actors import Actor
from portal.models import User
from portal.roles import Role
from tests.applicants.journeys import filled_in, furnish
from tests.factories import AdvisorFactory, PartnerFactory, member

pytestmark = pytest.mark.django_db


def sent(helper: User | None, **fields: Any) -> Case:
    """A request that was sent, with this helper's name in it."""
    furnish()
    case = filled_in()
    Case.objects.filter(pk=case.pk).update(**fields)
    Helping.objects.create(case=case, name="Ines", relation=Relation.PARTNER, user=helper)
    return submit_case(by=Actor(kind="person", id=case.person_id), case=case)


def test_the_partners_advisor_is_named() -> None:
    advisor = AdvisorFactory()
    helper = member(Role.PARTNER, partner=PartnerFactory(advisor=advisor))
    assert sent(helper).named_advisor == advisor


def test_who_was_named_before_stays() -> None:
    before = AdvisorFactory()
    helper = member(Role.PARTNER, partner=PartnerFactory(advisor=AdvisorFactory()))
    assert sent(helper, named_advisor=before).named_advisor == before


@pytest.mark.parametrize("fields", [{"advisor": None}, {"is_active": False}])
def test_a_partner_that_names_nobody_or_is_gone_changes_nothing(fields: dict[str, Any]) -> None:
    partner = PartnerFactory(**{"advisor": AdvisorFactory()} | fields)
    assert sent(member(Role.PARTNER, partner=partner)).named_advisor is None


def test_without_a_partner_nobody_is_named() -> None:
    PartnerFactory(advisor=AdvisorFactory())
    assert sent(None).named_advisor is None
