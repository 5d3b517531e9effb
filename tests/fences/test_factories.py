"""The factories make rows that the database accepts, and every change of theirs is on record."""

import pytest

from portal.models import Entry
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("traits", [{}, {"in_review": True}, {"proposed": True}, {"approved": True}])
def test_an_application_of_each_trait_can_be_made(traits: dict[str, bool]) -> None:
    application = factories.ApplicationFactory(**traits)

    assert Entry.objects.of(application).count() == 1


def test_an_assigned_case_has_an_advisor_of_its_office() -> None:
    case = factories.assigned_case()

    assert case.advisor is not None
    assert case.office in case.advisor.offices.all()


def test_guarantees_of_each_kind_can_be_made() -> None:
    assert factories.GuaranteeFactory(cross=True).guarantor is not None
    assert factories.GuaranteeFactory(scheme=True).status.label == "Active"
    assert factories.GuaranteeFactory(moral=True).amount is None
    assert factories.GuaranteeFactory().amount > 0
