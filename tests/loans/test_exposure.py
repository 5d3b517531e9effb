"""What a guarantor stands for over all loans, the limits of it, and the pages that show who stands for whom."""

import re
import threading
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse

from applicants.models import Contact
from loans.guarantees.actions import actor_for, answer, note_signed_on_paper
from loans.guarantees.exposure import Exposure, exposures_of, vouching_of
from loans.guarantees.limit_models import GuaranteeLimit
from loans.guarantees.models import Guarantee
from loans.guarantees.web import Label, Tie, draw
from loans.models import Application
from portal.models import User
from portal.roles import Role
from tests.factories import GuaranteeFactory, PartnerFactory, PersonFactory, TermsFactory, member
from tests.loans.test_guarantees import advisor_of, asked, offered, signed, today

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

SAMI: dict[str, Any] = {"name": "Sami Haddad", "contact": "+32470000001"}


def sign(guarantee: Guarantee) -> None:
    answer(by=actor_for(guarantee, "en"), guarantee=guarantee, name="agree")
    note_signed_on_paper(by=advisor_of(guarantee.application), guarantee=guarantee, signed_on=today())


def limit(**fields: Any) -> None:
    GuaranteeLimit.objects.create(valid_from=today(), **fields)


def vouches(application: Application, partner: Any) -> Guarantee:
    moral = asked(application, moral=True, partner=partner)
    answer(by=actor_for(moral, "en"), guarantee=moral, name="vouch")
    return moral


def test_the_same_name_and_contact_is_one_guarantor_and_a_family_is_several() -> None:
    first = asked(offered(), **SAMI)
    assert asked(offered(), **SAMI).guarantor == first.guarantor
    assert asked(offered(), **{**SAMI, "name": "Rana Haddad"}).guarantor != first.guarantor
    borrower = PersonFactory(full_name="Rana Karim")
    contact = Contact.objects.create(person=borrower, kind="phone", value="+32470000002")
    named: dict[str, Any] = {"name": "rana KARIM", "contact": contact.value}
    stranger = asked(offered(), **named)
    assert stranger.guarantor != borrower  # nobody has shown that it is hers
    Guarantee.objects.filter(pk=stranger.pk).update(guarantor=PersonFactory(), contact="+32470000003")
    Contact.objects.filter(person=borrower, value=contact.value).update(verified_at=borrower.created_at)
    assert asked(offered(), **named).guarantor == borrower


def test_euros_and_loans_are_summed_and_fall_as_it_is_paid_back() -> None:
    firm, waiting = asked(offered(), **SAMI, amount=Decimal(2000)), asked(offered(), **SAMI, amount=Decimal(700))
    sign(firm)
    assert firm.guarantor_id is not None
    assert exposures_of([firm.guarantor_id]) == {
        firm.guarantor_id: Exposure(Decimal(2000), 1, Decimal(700), 1),
    }
    assert waiting.guarantor == firm.guarantor
    partner = PartnerFactory()
    vouches(offered(), partner)
    vouches(offered(), partner)
    assert vouching_of([partner.pk]) == {partner.pk: Exposure(Decimal(0), 2)}


def test_a_guarantor_is_not_asked_beyond_the_limits_nor_beyond_what_he_was_asked_already() -> None:
    limit(person_euros=Decimal(3000), person_loans=2)
    sign(asked(offered(), **SAMI, amount=Decimal(1500)))
    with pytest.raises(ValidationError, match=r"would answer for €3,500.00 in all; one"):
        asked(offered(), **SAMI, amount=Decimal(2000))
    asked(offered(), **SAMI, amount=Decimal(1000))
    with pytest.raises(ValidationError, match=r"would answer for 3 loans; one person answers for at most 2 loans"):
        asked(offered(), **SAMI, amount=Decimal(100))


def test_a_limit_that_came_meanwhile_holds_when_he_signs() -> None:
    first, second = (asked(offered(), **SAMI, amount=Decimal(2000)) for _each in range(2))
    sign(first)
    limit(person_euros=Decimal(3000))
    with pytest.raises(ValidationError, match=r"€4,000.00 in all"):
        sign(second)
    second.refresh_from_db()
    assert second.state == "understood"


def test_a_product_and_an_organisation_have_limits_of_their_own() -> None:
    terms = TermsFactory(guarantor_most=Decimal(2500))
    asked(offered(terms), **SAMI, amount=Decimal(2000))
    with pytest.raises(ValidationError, match=r"With this product, Sami Haddad would answer for €3,000.00"):
        asked(offered(terms), **SAMI, amount=Decimal(1000))
    asked(offered(), **SAMI, amount=Decimal(1000))
    limit(organisation_loans=1)
    partner = PartnerFactory()
    vouches(offered(), partner)
    with pytest.raises(ValidationError, match=r"would vouch for 2 loans; one organisation vouches for at most 1 loan"):
        asked(offered(), moral=True, partner=partner)


@pytest.mark.django_db(transaction=True)
def test_two_loans_at_once_do_not_pass_the_limit_of_one_guarantor() -> None:
    ready = [asked(offered(), **SAMI, amount=Decimal(2000)) for _each in range(2)]
    for guarantee in ready:
        answer(by=actor_for(guarantee, "en"), guarantee=guarantee, name="agree")
    limit(person_euros=Decimal(3000))
    problems: list[str] = []

    def note(key: int) -> None:
        try:
            row = Guarantee.objects.get(pk=key)
            note_signed_on_paper(by=advisor_of(row.application), guarantee=row, signed_on=today())
        except ValidationError as problem:
            problems.extend(problem.messages)
        finally:
            connection.close()

    both = [threading.Thread(target=note, args=(guarantee.pk,)) for guarantee in ready]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert Guarantee.objects.active().count() == 1
    assert len(problems) == 1


def test_the_picture_is_drawn_from_where_reading_begins() -> None:
    guarantors = [
        Label("a", "Sami Haddad", "€2,000.00 · 2 loans", "person"),
        Label("b", "A house", "1 loan", "organisation"),
    ]
    borrowers = [Label("1", "Rana", "€5,000.00", "here")]
    ties = [Tie("a", "1", Decimal(2000), firm=True), Tie("b", "1", Decimal(0), firm=False)]
    picture, mirrored = (draw(guarantors, borrowers, ties, rtl=rtl) for rtl in (False, True))
    assert [(line.kind, line.width) for line in picture.lines] == [("money", "6.0"), ("moral asked", "1.5")]
    for line, other in zip(picture.lines, mirrored.lines, strict=True):
        assert (line.x1 + other.x1, line.x2 + other.x2) == (picture.width, picture.width)
    assert all(0 <= box.x <= picture.width - picture.box_width for box in picture.boxes + mirrored.boxes)
    assert all(0 <= box.y <= picture.height - picture.box_height for box in picture.boxes)


def test_the_web_names_nobody_of_another_office(client_of: Callable[[User], Client]) -> None:
    here, elsewhere, mine = offered(), offered(), offered()
    sign(asked(here, **SAMI, amount=Decimal(2000)))
    sign(asked(elsewhere, **SAMI, amount=Decimal(500)))
    moral = vouches(here, PartnerFactory())
    GuaranteeFactory(
        application=mine, cross=True, guarantor=here.case.person, amount=Decimal(300), state="active", signed_on=today()
    )
    client = client_of(member(Role.OFFICE_MANAGER, office=here.case.office))
    page = client.get(reverse("guarantee-web", args=[here.ref])).content.decode()
    assert "a person known at another office" in page
    for hidden in (elsewhere.case.person.full_name, elsewhere.ref, mine.case.person.full_name):
        assert hidden not in page
    for shown in ("Sami Haddad", moral.name, "€2,500.00", "40.0%", "60.0%"):
        assert shown in page


def test_two_guarantors_of_one_name_are_two_in_the_picture(client_of: Callable[[User], Client]) -> None:
    application = offered()
    sign(asked(application, **SAMI, amount=Decimal(2000)))
    asked(application, **{**SAMI, "contact": "+32470000077"}, amount=Decimal(700))
    client = client_of(member(Role.OFFICE_MANAGER, office=application.case.office))
    page = client.get(reverse("guarantee-web", args=[application.ref])).content.decode()
    notes = re.findall(r'<text class="person note"[^>]*>([^<]*)', page)
    assert notes == ["€2,000.00 · 1 loan", "€700.00"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_web_reads_few_queries(
    client_of: Callable[[User], Client], django_assert_max_num_queries: Any, count: int
) -> None:
    application, phone = offered(), "+32470000005"
    for number in range(count):
        asked(application, contact=phone, name=f"Sami Haddad {number}", amount=Decimal(500))
        asked(offered(), contact=phone, name=f"Rana Karim {number}", amount=Decimal(500))
        vouches(application, PartnerFactory())
    for user in (member(Role.OFFICE_MANAGER, office=application.case.office), member(Role.HEAD_OFFICE)):
        client = client_of(user)
        client.get(reverse("guarantee-web", args=[application.ref]))
        with django_assert_max_num_queries(12):
            page = client.get(reverse("guarantee-web", args=[application.ref])).content.decode()
        assert "may be the same person as" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_guarantors_reads_few_queries(
    client_of: Callable[[User], Client], django_assert_max_num_queries: Any, count: int
) -> None:
    application = offered()
    for _each in range(count):
        signed(application, 1000)
    vouches(application, PartnerFactory(name="A house"))
    asked(offered(), name="Not of this office", contact="+32470000009")
    client = client_of(member(Role.OFFICE_MANAGER, office=application.case.office))
    for address in (reverse("guarantors"), reverse("guarantors") + "?of=organisations"):
        client.get(address)
        with django_assert_max_num_queries(12):
            page = client.get(address).content.decode()
        assert ("A house" in page) is ("of=" in address)
        assert "Not of this office" not in page


def test_an_auditor_reads_no_names(client_of: Callable[[User], Client]) -> None:
    application = offered()
    asked(application, **SAMI)
    client = client_of(member(Role.AUDITOR))
    for address in (reverse("guarantors"), reverse("guarantee-web", args=[application.ref])):
        page = client.get(address).content.decode()
        assert "Haddad" not in page
        assert application.case.person.full_name not in page
