"""A guarantee's life by its actions: named, asked, answered, signed on paper, ended; and what it covers."""

import threading
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from applicants.models import Person
from loans.applications.decisions import withdraw as withdraw_application
from loans.applications.pricing import Wish
from loans.applications.proposals import save_offer
from loans.guarantees.actions import (
    actor_for,
    add_guarantee,
    answer,
    invite,
    note_signed_on_paper,
    release,
    withdraw,
)
from loans.guarantees.cover import cover_of
from loans.models import Application, Guarantee, Terms
from portal.accounts.scope import actor_for_user
from portal.actors import Actor
from portal.models import Entry, Message
from portal.roles import Role
from tests.applicants.agreed import shares_with_partners
from tests.factories import (
    ApplicationFactory,
    GuaranteeFactory,
    PartnerFactory,
    TermsFactory,
    assigned_case,
    member,
)

pytestmark = pytest.mark.django_db


def numbers(**changes: Any) -> Wish:
    day = timezone.localdate() + timedelta(days=20)
    fields: dict[str, Any] = {
        "principal": Decimal(5000),
        "months": 24,
        "grace": 0,
        "disburse_on": day,
        "first_due": day + timedelta(days=31),
    }
    return Wish(**{**fields, **changes})


def today() -> date:
    return timezone.localdate()


def offered(terms: Terms | None = None) -> Application:
    application: Application = ApplicationFactory(case=assigned_case(), in_review=True)
    save_offer(by=advisor_of(application), application=application, terms=terms or TermsFactory(), wish=numbers())
    return application


def advisor_of(application: Application) -> Actor:
    advisor = application.case.advisor
    assert advisor is not None
    return actor_for_user(advisor.user)


def asked(application: Application, existing: Guarantee | None = None, **fields: Any) -> Guarantee:
    guarantee: Guarantee = existing or GuaranteeFactory(application=application, **fields)
    shares_with_partners(application.case.person)
    invite(by=advisor_of(application), guarantee=guarantee)
    return guarantee


def signed(application: Application, amount: int) -> Guarantee:
    guarantee = asked(application, amount=Decimal(amount))
    answer(by=actor_for(guarantee, "en"), guarantee=guarantee, name="agree")
    note_signed_on_paper(by=advisor_of(application), guarantee=guarantee, signed_on=timezone.localdate())
    return guarantee


def events(application: Application) -> list[str]:
    return list(application.case.events.order_by("pk").values_list("code", flat=True))


def test_a_personal_guarantee_from_name_to_force() -> None:
    application = offered()
    guarantee = asked(application, amount=Decimal(2000), language="ar")
    person = guarantee.guarantor
    assert person is not None
    assert person.full_name == "Sami Haddad"
    assert person.contacts.get().verified_at is None
    assert guarantee.valid_until is not None
    invitation = Message.objects.get(event="guarantee_invitation")
    assert (invitation.address, invitation.language, invitation.channel) == (guarantee.contact, "ar", "sms")
    assert f"/ar/g/{guarantee.token}/" in invitation.body
    assert application.case.person.called not in invitation.body
    answer(by=actor_for(guarantee, "ar"), guarantee=guarantee, name="agree")
    assert guarantee.state == "understood"
    assert cover_of(application).covered == 0
    note_signed_on_paper(by=advisor_of(application), guarantee=guarantee, signed_on=timezone.localdate())
    assert guarantee.state == "active"
    assert cover_of(application).covered == Decimal(2000)
    assert {"guarantee.invited", "guarantee.agree", "guarantee.signed"} <= set(events(application))


def test_the_record_says_that_the_guarantor_himself_answered() -> None:
    application = offered()
    personal, moral = asked(application), asked(application, moral=True)
    answer(by=actor_for(personal, "en"), guarantee=personal, name="agree")
    answer(by=actor_for(moral, "en"), guarantee=moral, name="vouch")
    assert application.case.events.get(code="guarantee.agree").actor == f"person:{personal.guarantor_id}"
    assert application.case.events.get(code="guarantee.vouch").actor == "partner:0"
    assert Entry.objects.of(personal).order_by("-pk")[0].actor == f"person:{personal.guarantor_id}"


def test_the_advisor_hears_the_answer() -> None:
    application = offered()
    guarantee = asked(application)
    answer(by=actor_for(guarantee, "en"), guarantee=guarantee, name="refuse")
    told = Message.objects.get(event="guarantee_answered")
    assert application.case.advisor is not None
    assert told.address == application.case.advisor.user.email
    assert "Refused" in told.body


def test_answering_twice_is_harmless_and_another_answer_is_refused() -> None:
    guarantee = asked(offered())
    by = actor_for(guarantee, "en")
    answer(by=by, guarantee=guarantee, name="agree")
    first = guarantee.answered_at
    answer(by=by, guarantee=guarantee, name="agree")
    assert guarantee.answered_at == first
    assert Message.objects.filter(event="guarantee_answered").count() == 1
    with pytest.raises(ValidationError, match="no longer possible"):
        answer(by=by, guarantee=guarantee, name="refuse")


@pytest.mark.parametrize(("moral", "name"), [(True, "agree"), (False, "vouch")])
def test_each_kind_has_its_own_answer(moral: bool, name: str) -> None:  # noqa: FBT001 - pytest names it
    guarantee = asked(offered(), moral=moral)
    with pytest.raises(ValidationError, match="no longer possible"):
        answer(by=actor_for(guarantee, "en"), guarantee=guarantee, name=name)


def test_nobody_answers_for_another() -> None:
    application = offered()
    guarantee = asked(application)
    for stranger in (
        Actor(kind="person", id=application.case.person_id),
        Actor(kind="partner", partner_id=PartnerFactory().pk),
        advisor_of(application),
    ):
        with pytest.raises(ValidationError, match="may not"):
            answer(by=stranger, guarantee=guarantee, name="agree")


def test_he_may_step_back_until_he_signs() -> None:
    application = offered()
    guarantee = asked(application)
    by = actor_for(guarantee, "en")
    answer(by=by, guarantee=guarantee, name="agree")
    answer(by=by, guarantee=guarantee, name="step_back")
    assert guarantee.state == "withdrawn"
    bound = signed(application, 1500)
    with pytest.raises(ValidationError, match="no longer possible"):
        answer(by=actor_for(bound, "en"), guarantee=bound, name="step_back")


@pytest.mark.parametrize(("days", "sentence"), [(1, "not come yet"), (-1, "after he has read")])
def test_the_day_of_signing_is_after_the_answer_and_not_to_come(days: int, sentence: str) -> None:
    application = offered()
    guarantee = asked(application)
    answer(by=actor_for(guarantee, "en"), guarantee=guarantee, name="agree")
    day = timezone.localdate() + timedelta(days=days)
    with pytest.raises(ValidationError, match=sentence):
        note_signed_on_paper(by=advisor_of(application), guarantee=guarantee, signed_on=day)


def test_a_moral_guarantee_covers_no_money_and_may_stand_instead() -> None:
    application = offered()
    moral = asked(application, moral=True)
    assert cover_of(application).missing == ["Guarantees for €2,500.00 are still missing."]
    answer(by=actor_for(moral, "en"), guarantee=moral, name="vouch")
    cover = cover_of(application)
    assert (cover.covered, cover.uncovered, cover.moral, cover.enough) == (Decimal(0), Decimal(2500), True, True)
    strict = offered(TermsFactory(moral_instead=False))
    moral = asked(strict, moral=True)
    answer(by=actor_for(moral, "en"), guarantee=moral, name="vouch")
    assert not cover_of(strict).enough


def test_several_guarantors_add_up() -> None:
    application = offered()
    signed(application, 1000)
    signed(application, 1500)
    assert cover_of(application).missing == []


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"amount": Decimal("5000.01")}, "at most the amount lent: €5,000.00"),
        ({"amount": None}, "answers at most"),
    ],
)
def test_what_is_missing_is_said_before_he_is_asked(fields: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        asked(offered(), **fields)


def test_nobody_is_asked_before_there_is_an_offer() -> None:
    application = ApplicationFactory(case=assigned_case(), in_review=True)
    with pytest.raises(ValidationError, match="Save an offer first"):
        asked(application)
    assert Person.objects.filter(full_name="Sami Haddad").count() == 0


def test_adding_checks_who_and_how_much() -> None:
    application = offered()
    own = application.case.person.contacts.get().value
    kind = {"kind": "personal", "name": "Sami", "contact": "+32470000001", "language": "en"}
    for wrong, sentence in (
        (Guarantee(**kind, amount=Decimal(6000)), "at most the amount lent"),
        (Guarantee(**{**kind, "contact": own}, amount=Decimal(100)), "Nobody answers for their own loan"),
        (Guarantee(kind="moral", partner=PartnerFactory(gives_guarantees=False)), "gives moral guarantees"),
    ):
        with pytest.raises(ValidationError, match=sentence):
            add_guarantee(by=advisor_of(application), application=application, guarantee=wrong)
    add_guarantee(by=advisor_of(application), application=application, guarantee=Guarantee(**kind, amount=Decimal(100)))
    with pytest.raises(ValidationError, match="already in the list"):
        add_guarantee(
            by=advisor_of(application), application=application, guarantee=Guarantee(**kind, amount=Decimal(200))
        )


def test_who_was_asked_for_less_is_not_bound_to_more() -> None:
    application = offered()
    terms = application.terms
    assert terms is not None
    asked(application)
    by = advisor_of(application)
    for changed in (numbers(principal=Decimal(6000)), numbers(months=36)):
        with pytest.raises(ValidationError, match="smaller or shorter"):
            save_offer(by=by, application=application, terms=terms, wish=changed)
    save_offer(by=by, application=application, terms=terms, wish=numbers(principal=Decimal(4000), months=12))


def test_withdrawn_is_told_and_the_same_person_can_be_asked_again() -> None:
    application = offered()
    guarantee = asked(application, contact="sami@example.org")
    withdraw(by=advisor_of(application), guarantee=guarantee)
    withdraw(by=advisor_of(application), guarantee=guarantee)
    assert Message.objects.filter(event="guarantee_withdrawn", address="sami@example.org").count() == 1
    again = asked(application, contact="sami@example.org")
    assert again.guarantor == guarantee.guarantor
    partner = PartnerFactory()
    moral = asked(application, moral=True, partner=partner)
    answer(by=actor_for(moral, "en"), guarantee=moral, name="refuse")
    assert asked(application, moral=True, partner=partner).state == "invited"


def test_only_who_decides_releases() -> None:
    application = offered()
    guarantee = signed(application, 2500)
    with pytest.raises(ValidationError, match="may not"):
        release(by=advisor_of(application), guarantee=guarantee)
    release(by=actor_for_user(member(Role.OFFICE_MANAGER, office=application.case.office)), guarantee=guarantee)
    assert guarantee.state == "released"
    assert Message.objects.filter(event="guarantee_released", address=guarantee.contact).exists()
    assert cover_of(application).covered == 0


def test_when_the_loan_is_not_given_everybody_is_free_and_told() -> None:
    application = offered()
    bound, waiting = signed(application, 2500), asked(application)
    named = GuaranteeFactory(application=application, name="Only named")
    withdraw_application(by=advisor_of(application), application=application, reason="She found another way.")
    states = dict(application.guarantees.values_list("pk", "state"))
    assert states == {bound.pk: "released", waiting.pk: "withdrawn", named.pk: "withdrawn"}
    told = Message.objects.filter(event__in=["guarantee_withdrawn", "guarantee_released"])
    assert set(told.values_list("address", flat=True)) == {bound.contact, waiting.contact}


@pytest.mark.django_db(transaction=True)
def test_two_answers_at_once_are_one() -> None:
    guarantee = asked(offered())
    problems: list[str] = []

    def click(name: str) -> None:
        try:
            row = Guarantee.objects.get(pk=guarantee.pk)
            answer(by=actor_for(row, "en"), guarantee=row, name=name)
        except ValidationError as problem:
            problems.extend(problem.messages)
        finally:
            connection.close()

    clicks = [threading.Thread(target=click, args=(name,)) for name in ("agree", "agree", "refuse")]
    for each in clicks:
        each.start()
    for each in clicks:
        each.join()
    guarantee.refresh_from_db()
    expected = {"understood": 1, "refused": 2}[guarantee.state]
    assert len(problems) == expected
    assert Message.objects.filter(event="guarantee_answered").count() == 1
