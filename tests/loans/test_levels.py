"""Who may decide on how much: the rule, the sentences on the page, and what the database refuses."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from applicants.models import ResidencePermit
from loans.applications.decision_reminders import remind_deciders
from loans.applications.decisions import approve, decline, defer, send_back
from loans.levels.models import Level
from loans.levels.rules import HIGHEST, LOWEST, needed
from loans.models import Application, Decision, LevelLimit, LevelRaise
from portal.accounts.scope import actor_for_user
from portal.actors import system
from portal.models import User
from portal.outbox.models import Message
from portal.roles import Role
from tests.factories import member
from tests.loans.stages import Stage, proposed

ClientOf = Callable[[User], Client]
TODAY = timezone.localdate()
D = Decimal

amounts = st.integers(1, 5_000_000).map(lambda cents: D(cents) / 100)
limits = st.dictionaries(st.sampled_from([1, 2]), amounts)
raises = st.dictionaries(st.sampled_from("abc"), st.integers(LOWEST, HIGHEST))
carried = st.sets(st.sampled_from("abc"))


@given(amounts, amounts, limits, raises, carried)
def test_more_money_or_more_exceptions_never_ask_for_less(
    amount: Decimal, more: Decimal, limits: dict[int, Decimal], raises: dict[str, int], carried: set[str]
) -> None:
    asked = needed(amount, limits=limits, raises=raises, exceptions=carried)
    assert needed(amount + more, limits=limits, raises=raises, exceptions=carried).level >= asked.level
    assert needed(amount, limits=limits, raises=raises, exceptions={*carried, "a"}).level >= asked.level
    assert asked.level >= max((raises[code] for code in carried if code in raises), default=LOWEST)


@given(amounts, limits, raises, carried)
def test_each_level_above_the_lowest_has_its_reason(
    amount: Decimal, limits: dict[int, Decimal], raises: dict[str, int], carried: set[str]
) -> None:
    asked = needed(amount, limits=limits, raises=raises, exceptions=carried)
    assert (asked.level > LOWEST) is bool(asked.passed is not None or asked.raised_by)
    assert asked.passed is None or amount > asked.passed
    assert all(raises[code] == asked.level for code in asked.raised_by)


@pytest.mark.parametrize(
    ("amount", "level"), [("5000", 1), ("5000.01", 2), ("10000", 2), ("10000.01", 3), ("49999", 3)]
)
def test_the_limit_itself_is_within(amount: str, level: int) -> None:
    assert needed(D(amount), limits={1: D(5000), 2: D(10000)}, raises={}, exceptions=()).level == level


def limit(level: int, up_to: int, country: str = "") -> None:
    LevelLimit.objects.create(level=level, up_to=up_to, country=country)


def url(stage: Stage) -> str:
    return reverse("application-decide", args=[stage.application.ref])


def state(stage: Stage) -> str:
    return Application.objects.get(pk=stage.application.pk).state


@pytest.mark.django_db
class TestByAmount:
    def test_the_manager_reads_who_decides_and_why_and_may_put_it_off(self, client_of: ClientOf) -> None:
        stage = proposed()
        limit(1, 4000)
        text = client_of(stage.manager).get(url(stage)).content.decode()
        assert "The head office decides on this loan." in text
        assert "The amount is above €4,000.00." in text
        assert 'value="approve"' not in text
        assert 'value="defer"' in text

    def test_the_action_refuses_and_the_head_office_decides(self, client_of: ClientOf) -> None:
        stage, head = proposed(), member(Role.HEAD_OFFICE)
        limit(1, 4000)
        for act in (approve, partial(decline, reason="plan")):
            with pytest.raises(ValidationError, match="The head office decides"):
                act(by=stage.decider, application=stage.application)
        assert state(stage) == "proposed"
        client_of(head).post(url(stage), {"do": "approve"})
        decision = Decision.objects.get()
        assert (state(stage), decision.level, decision.level_needed) == ("approved", Level.HEAD, Level.HEAD)

    def test_a_line_of_the_country_stands_instead(self) -> None:
        stage = proposed(country="NL")
        limit(1, 4000)
        limit(1, 6000, "NL")
        approve(by=stage.decider, application=stage.application)
        assert state(stage) == "approved"

    def test_above_every_limit_nobody_decides_alone(self, client_of: ClientOf) -> None:
        stage, head = proposed(), member(Role.HEAD_OFFICE)
        limit(1, 1000)
        limit(2, 4000)
        assert "The committee decides on this loan." in client_of(head).get(url(stage)).content.decode()
        with pytest.raises(ValidationError, match="committee"):
            approve(by=actor_for_user(head), application=stage.application)

    def test_sending_back_needs_no_level(self) -> None:
        stage = proposed()
        limit(1, 1000)
        send_back(by=stage.decider, application=stage.application, reason="Shorter")
        assert state(stage) == "in_review"


@pytest.mark.django_db
class TestByException:
    @pytest.mark.parametrize("code", ["guarantees", "permit", "product"])
    def test_it_raises_the_level_with_its_sentence(self, client_of: ClientOf, code: str) -> None:
        stage = proposed(guaranteed=code != "guarantees")
        person = stage.application.case.person
        if code == "permit":
            ResidencePermit.objects.create(person=person, valid_until=TODAY + timedelta(days=90))
        if code == "product":
            Application.objects.filter(pk=stage.application.pk).update(months=48)
            stage.application.refresh_from_db()
        LevelRaise.objects.create(code=code, level=Level.HEAD)
        with pytest.raises(ValidationError, match="The head office decides"):
            decline(by=stage.decider, application=stage.application, reason="plan")
        if code != "product":
            said = {"guarantees": "The guarantees are not enough.", "permit": "ends before the last instalment"}[code]
            assert said in client_of(stage.manager).get(url(stage)).content.decode()
        decline(by=actor_for_user(member(Role.HEAD_OFFICE)), application=stage.application, reason="plan")
        assert Decision.objects.get().raised_by == [code]


@pytest.mark.django_db
class TestTheTable:
    def decide(self, stage: Stage, by: User, **fields: Any) -> None:
        with transaction.atomic():
            Decision.objects.create(**{"application": stage.application, "kind": "approve", "by": by} | fields)

    def test_it_refuses_a_decision_below_its_level(self) -> None:
        stage, head = proposed(), member(Role.HEAD_OFFICE)
        limit(1, 4000)
        with pytest.raises(IntegrityError, match="decided higher up"):
            self.decide(stage, stage.manager)
        with pytest.raises(IntegrityError, match="not of who decides"):
            self.decide(stage, stage.manager, level=2)
        with pytest.raises(IntegrityError, match="decision_high_enough"):
            self.decide(stage, head, level=2, level_needed=3)
        self.decide(stage, head, level=2)

    def test_an_advisor_decides_nothing_by_sql(self) -> None:
        stage = proposed()
        with pytest.raises(IntegrityError, match="not of who decides"):
            self.decide(stage, member(Role.ADVISOR, office=stage.office))

    def test_a_decision_stands(self) -> None:
        stage = proposed()
        approve(by=stage.decider, application=stage.application, note="Fine")
        with pytest.raises(Exception, match="keep_decisions"), transaction.atomic():
            Decision.objects.update(kind="decline")
        Decision.objects.update(note="")  # its words may be erased

    def test_later_has_a_day(self) -> None:
        stage = proposed()
        with pytest.raises(IntegrityError, match="decision_later_has_a_day"):
            self.decide(stage, stage.manager, kind="defer")


@pytest.mark.django_db
class TestLater:
    @pytest.mark.parametrize("days", [0, 200])
    def test_the_day_is_near_and_not_past(self, days: int) -> None:
        stage = proposed()
        with pytest.raises(ValidationError, match="half a year"):
            defer(by=stage.decider, application=stage.application, reason="x", until=TODAY + timedelta(days=days))

    def test_the_applicant_reads_the_day_and_it_can_be_put_off_again(self, client_of_person: Any) -> None:
        stage, day = proposed(), TODAY + timedelta(days=9)
        defer(by=stage.decider, application=stage.application, reason="x", until=day)
        defer(by=stage.decider, application=stage.application, reason="x", until=day + timedelta(days=1))
        page = client_of_person(stage.application.case.person).get(reverse("my-home")).content.decode()
        assert "You hear from us by" in page
        assert Message.objects.filter(event="application_deferred").count() == 2

    def test_those_who_may_decide_are_reminded_once_on_the_day(self) -> None:
        stage, head, day = proposed(), member(Role.HEAD_OFFICE), TODAY + timedelta(days=9)
        defer(by=stage.decider, application=stage.application, reason="x", until=day)
        by = system("decisions")
        assert remind_deciders(by=by, today=day - timedelta(days=1)) == 0
        for _again in range(2):
            remind_deciders(by=by, today=day)
        remind_deciders(by=by, today=day + timedelta(days=3))
        reminders = Message.objects.filter(event="decision_due")
        assert [one.address for one in reminders] == [stage.manager.email]
        limit(1, 1000)
        remind_deciders(by=by, today=day + timedelta(days=7))
        assert reminders.latest("pk").address == head.email
