"""The page where a partner's user lands."""

from collections.abc import Callable

import pytest
from django.test import Client

from portal.models import User
from portal.roles import Role
from tests.factories import GuaranteeFactory, PartnerFactory, member

pytestmark = pytest.mark.django_db


def test_a_partner_sees_itself_and_what_is_asked_of_it(client_of: Callable[[User], Client]) -> None:
    partner = PartnerFactory(name="Samen Sterk")
    GuaranteeFactory(moral=True, partner=partner, state="invited")
    other = GuaranteeFactory(moral=True, state="invited")
    page = client_of(member(Role.PARTNER, partner=partner)).get("/en/partner/").content.decode()
    assert "Samen Sterk" in page
    assert "Guarantees we ask of you" in page
    assert str(other.partner) not in page
    assert str(other.application.case.person.full_name) not in page


def test_without_guarantees_it_says_so(client_of: Callable[[User], Client]) -> None:
    page = client_of(member(Role.PARTNER)).get("/en/partner/").content.decode()
    assert "Nothing to do here now" in page


@pytest.mark.parametrize("role", [Role.ADVISOR, Role.ADMINISTRATOR])
def test_it_is_not_for_staff(client_of: Callable[[User], Client], role: Role) -> None:
    assert client_of(member(role)).get("/en/partner/").status_code == 403


def test_a_stranger_logs_in_first() -> None:
    assert Client().get("/en/partner/")["Location"] == "/en/account/login/?next=/en/partner/"
