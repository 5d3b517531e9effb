"""An organisation is asked only while she agrees that it reads of her loan."""

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.html import escape

from applicants.consents.models import Purpose
from loans.guarantees.actions import actor_for, answer, invite
from loans.models import Application, Guarantee
from portal.accounts.scope import actor_for_user
from portal.models import Message, User
from tests.applicants.agreed import shares_with_partners
from tests.factories import ApplicationFactory, GuaranteeFactory, assigned_case

pytestmark = pytest.mark.django_db
ASKS_FIRST = "Ask the client whether this organisation may read of the loan"


@pytest.fixture
def application() -> Application:
    found: Application = ApplicationFactory(case=assigned_case(), proposed=True, state="in_review")
    return found


@pytest.fixture
def advisor(application: Application) -> User:
    assert application.case.advisor is not None
    return application.case.advisor.user


@pytest.fixture
def moral(application: Application) -> Guarantee:
    found: Guarantee = GuaranteeFactory(moral=True, application=application)
    return found


def test_without_her_yes_it_is_not_asked_and_the_page_says_what_to_do(
    client_of: Callable[[User], Client], application: Application, advisor: User, moral: Guarantee
) -> None:
    with pytest.raises(ValidationError, match=ASKS_FIRST):
        invite(by=actor_for_user(advisor), guarantee=moral)
    assert not Message.objects.exists()

    client = client_of(advisor)
    page = client.get(f"/en/desk/loans/{application.ref}/").content.decode()
    back = f"/en/desk/loans/{application.ref}/#guarantees"
    note = f"/en/desk/cases/{application.case.ref}/agreement/?{urlencode({'purpose': 'partner', 'next': back})}"
    assert ASKS_FIRST in page
    assert escape(note) in page
    form = client.get(note)
    assert form.context["form"]["purpose"].value() == "partner"
    noted = client.post(note, {"purpose": "partner", "language": "fa", "channel": "paper", "helper": "Nour"})
    assert noted["Location"] == back

    assert ASKS_FIRST not in client.get(f"/en/desk/loans/{application.ref}/").content.decode()
    invite(by=actor_for_user(advisor), guarantee=moral)
    assert moral.state == "invited"


def test_a_person_whom_she_names_is_asked_without_it(application: Application, advisor: User) -> None:
    personal = GuaranteeFactory(application=application)

    invite(by=actor_for_user(advisor), guarantee=personal)

    assert personal.state == "invited"


@pytest.mark.parametrize(("purpose", "state"), [(Purpose.PARTNER, "withdrawn"), (Purpose.ARREARS, "invited")])
def test_taking_it_back_ends_a_request_that_is_not_answered(
    client_of_person: Callable[..., Client],
    application: Application,
    advisor: User,
    moral: Guarantee,
    purpose: str,
    state: str,
) -> None:
    shares_with_partners(application.case.person)
    invite(by=actor_for_user(advisor), guarantee=moral)
    client = client_of_person(application.case.person)
    client.post("/en/me/agreements/give/", {"purpose": Purpose.ARREARS})

    client.post("/en/me/agreements/take-back/", {"purpose": purpose})

    moral.refresh_from_db()
    assert moral.state == state
    assert Message.objects.filter(event="guarantee_withdrawn").exists() == (state == "withdrawn")


def test_one_that_vouches_already_stays(
    client_of_person: Callable[..., Client], application: Application, advisor: User, moral: Guarantee
) -> None:
    shares_with_partners(application.case.person)
    invite(by=actor_for_user(advisor), guarantee=moral)
    answer(by=actor_for(moral, "en"), guarantee=moral, name="vouch")

    client_of_person(application.case.person).post("/en/me/agreements/take-back/", {"purpose": Purpose.PARTNER})

    moral.refresh_from_db()
    assert moral.state == "active"
