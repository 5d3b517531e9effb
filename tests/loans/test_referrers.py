"""Who helped to apply may hear that it is decided: with her consent, when the decider says so, and nothing more."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from applicants.models import Consent, Helping
from loans.applications.decisions import approve, decline
from loans.applications.referrers import may_be_told
from portal.models import Membership, User
from portal.outbox.models import Message
from portal.refs import display
from tests.factories import PartnerFactory, UserFactory
from tests.loans.stages import Stage, proposed

ClientOf = Callable[[User], Client]
pytestmark = pytest.mark.django_db


def brought(*, agrees: bool = True) -> tuple[Stage, User]:
    """A proposed application that a partner's user helped to fill in; the partner reads Dutch."""
    stage, partner, user = proposed(), PartnerFactory(name="Huis van Hoop", language="nl"), UserFactory()
    Membership.objects.create(user=user, role="partner", partner_id=partner.pk)
    case = stage.application.case
    Helping.objects.create(case=case, name="Ann", relation="partner", user=user)
    if agrees:
        Consent.objects.create(person=case.person, purpose="partner", text_version="2026-01", language="fa")
    return stage, user


def told() -> Any:
    return Message.objects.filter(event="decision_for_partner")


def test_previewed_and_told_with_one_submit_in_the_partner_s_language(client_of: ClientOf) -> None:
    stage, user = brought()
    manager, url = client_of(stage.manager), reverse("application-decide", args=[stage.application.ref])
    assert "Also tell Huis van Hoop" in manager.get(url).content.decode()
    sent = {"do": "decline", "decline-reason": "capacity", "decline-tell_partner": "on"}
    assert 'lang="nl"' in manager.post(url, sent | {"preview": "1"}).content.decode()
    assert not told().exists()
    manager.post(url, sent)
    message = told().get()
    assert (message.address, message.language) == (user.email, "nl")
    assert display(stage.application.case.ref) in message.body
    for secret in ("5000", "5,000", "5.000", stage.application.case.person.full_name):
        assert secret not in message.subject + message.body
    assert stage.application.case.events.filter(code="partner.told", public=False).count() == 1


def test_nobody_is_told_unless_the_decider_says_so() -> None:
    stage, _user = brought()
    approve(by=stage.decider, application=stage.application)
    assert not told().exists()


def test_without_her_consent_it_is_not_offered_and_the_whole_decision_waits(client_of: ClientOf) -> None:
    stage, _user = brought(agrees=False)
    url = reverse("application-decide", args=[stage.application.ref])
    assert "Also tell" not in client_of(stage.manager).get(url).content.decode()
    with pytest.raises(ValidationError, match="does not agree"):
        decline(by=stage.decider, application=stage.application, reason="plan", tell_partner=True)
    stage.application.refresh_from_db()
    assert stage.application.state == "proposed"


def test_a_relative_and_a_partner_that_ended_are_not_referrers() -> None:
    stage, user = brought()
    User.objects.filter(pk=user.pk).update(is_active=False)
    Helping.objects.create(case=stage.application.case, name="Omid", relation="family")
    assert may_be_told(stage.application) == []
