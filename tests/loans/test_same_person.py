"""Guarantors who are known twice: recognised, said to be one person or two, counted together, taken back."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from applicants.models import Contact, Person
from loans.guarantees.cover import cover_of
from loans.guarantees.exposure import exposures_of
from loans.guarantees.limit_models import GuaranteeLimit
from loans.guarantees.same import Why, alike, all_said
from loans.guarantees.same_actions import say, take_back
from loans.models import Application, Guarantee, SamePerson
from portal.accounts.scope import actor_for_user
from portal.actors import Actor
from portal.models import Entry, User
from portal.roles import Role
from tests.factories import GuaranteeFactory, PersonFactory, TermsFactory, member
from tests.loans.stages import proposed
from tests.loans.test_guarantees import asked, offered, today

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

BORN: dict[str, Any] = {"birth": {"year": 1988, "month": 3, "day": 2, "calendar": "gregorian"}, "birth_year": 1988}


def head() -> Actor:
    return actor_for_user(member(Role.HEAD_OFFICE))


def stands(application: Application, amount: int = 2000, **person: Any) -> Guarantee:
    """Signed already, by a new record of a person."""
    guarantee: Guarantee = GuaranteeFactory(
        application=application,
        guarantor=PersonFactory(**person),
        name=person.get("full_name", "Sami Haddad"),
        contact=f"+3247000{Guarantee.objects.count():04}",
        amount=Decimal(amount),
        state="active",
        signed_on=today(),
    )
    return guarantee


def person_of(guarantee: Guarantee) -> Person:
    assert guarantee.guarantor is not None
    return guarantee.guarantor


def test_the_same_phone_or_the_same_name_and_birth_date_in_any_script_and_nobody_else() -> None:
    one = stands(offered(), full_name="محمد کریمی", **BORN)
    written = stands(offered(), full_name="Mohammad Karimi", **BORN)
    family = stands(offered(), full_name="Rana Haddad")
    Contact.objects.create(person=person_of(family), kind="phone", value=one.contact)
    stands(offered(), full_name="Mohammad Karimi")  # no birth date is known
    stands(offered(), full_name="Jamal Sharif", **BORN)
    PersonFactory(full_name="Mohammad Karimi", **BORN)  # stands for nobody
    found = alike([person_of(one)], head(), all_said())
    assert {(each.other.pk, each.why) for each in found} == {
        (person_of(written).pk, (Why.BIRTH,)),
        (person_of(family).pk, (Why.CONTACT,)),
    }


def test_said_to_be_one_they_count_together_in_exposure_limits_and_cover_until_it_is_taken_back() -> None:
    application = offered(TermsFactory(guarantors_min=2))
    first, second = (stands(application) for _each in range(2))
    third, by = stands(offered(), amount=500, full_name="Sami Haddad"), head()
    keys = [person_of(each).pk for each in (first, second, third)]
    say(by=by, one=person_of(second), other=person_of(first), same=True)
    say(by=by, one=person_of(second), other=person_of(third), same=True)
    assert {each.euros for each in exposures_of(keys).values()} == {Decimal(4500)}
    assert (cover_of(application).guarantors, cover_of(application).covered) == (1, Decimal(4000))
    GuaranteeLimit.objects.create(valid_from=today(), person_euros=Decimal(4800))
    known: dict[str, Any] = {"name": "Sami Haddad", "contact": third.contact, "amount": Decimal(400)}
    with pytest.raises(ValidationError, match=r"€4,900.00 in all"):
        asked(offered(), **known)
    take_back(by=by, one=person_of(first), other=person_of(second))
    assert exposures_of(keys)[keys[0]].euros == Decimal(2000)
    assert cover_of(application).guarantors == 2
    asked(offered(), **known)
    kept = Entry.objects.filter(table=SamePerson._meta.db_table).values_list("actor", flat=True)
    assert set(kept) == {by.key}


def test_another_person_is_said_too_and_only_by_who_decides() -> None:
    one, other = (person_of(stands(offered())) for _each in range(2))
    say(by=head(), one=one, other=other, same=False)
    assert exposures_of([one.pk])[one.pk].loans == 1
    say(by=head(), one=other, other=one, same=True)
    assert SamePerson.objects.get().same
    with pytest.raises(ValidationError, match="may not"):
        say(by=actor_for_user(member(Role.ADVISOR)), one=one, other=other, same=False)
    with pytest.raises(ValidationError, match="two records"):
        say(by=head(), one=one, other=one, same=True)


def test_the_page_asks_who_decides_and_names_nobody_whom_she_does_not_see(
    client_of: Callable[[User], Client],
) -> None:
    here, there = proposed().application, offered()
    one, other = (
        stands(loan, full_name=name, latin_name="", amount=amount)
        for loan, name, amount in ((here, "Sami Haddad", 2000), (there, "Samy Hadad", 700))
    )
    Contact.objects.create(person=person_of(other), kind="phone", value=one.contact)
    page, same = (reverse(name, args=[here.ref]) for name in ("guarantee-web", "guarantee-same"))
    manager = client_of(member(Role.OFFICE_MANAGER, office=here.case.office))
    office = client_of(member(Role.HEAD_OFFICE))
    sent = {"one": person_of(one).ref, "other": person_of(other).ref, "answer": "same"}
    shown = manager.get(page).content.decode()
    assert "may be the same person as" in shown
    assert "Samy Hadad" not in shown
    manager.post(same, sent)
    assert not SamePerson.objects.exists()
    decision = office.get(reverse("application-decide", args=[here.ref])).content.decode()
    assert "Sami Haddad may be the same person as Samy Hadad: the same phone or e-mail." in decision
    assert "the same phone or e-mail" in office.get(page).content.decode()
    assert "€2,700.00" in office.post(same, sent, follow=True).content.decode()
    assert "may be known twice" not in office.get(reverse("guarantors")).content.decode()
    office.post(same, sent | {"answer": "undo"})
    assert "may be known twice" in office.get(reverse("guarantors")).content.decode()
    advisor = client_of(member(Role.ADVISOR, office=here.case.office))
    assert "may be the same person as" not in advisor.get(page).content.decode()
