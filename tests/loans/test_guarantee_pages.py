"""The pages of guarantees: colleagues' on the desk, and the guarantor's own behind his link and a code."""

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from applicants.models import Person
from loans.applications.pricing import Wish
from loans.applications.proposals import save_offer
from loans.guarantees.actions import invite, withdraw
from loans.guarantees.deeds import load as load_deeds
from loans.models import Application, Guarantee
from portal.accounts.scope import PERSON_KEY, actor_for_user
from portal.actors import system
from portal.models import Message, User
from portal.roles import Role
from tests.applicants.agreed import shares_with_partners
from tests.factories import (
    ApplicationFactory,
    GuaranteeFactory,
    OfficeFactory,
    PartnerFactory,
    TermsFactory,
    assigned_case,
    member,
)

pytestmark = pytest.mark.django_db

Staff = Callable[[User], Client]
Persons = Callable[[Person], Client]


def offered(**fields: Any) -> Application:
    load_deeds(by=system("test"))
    application: Application = ApplicationFactory(case=assigned_case(), in_review=True, **fields)
    day = timezone.localdate() + timedelta(days=20)
    wish = Wish(Decimal(5000), 24, 0, day, day + timedelta(days=31))
    save_offer(by=actor_for_user(advisor_of(application)), application=application, terms=TermsFactory(), wish=wish)
    return application


def advisor_of(application: Application) -> User:
    advisor = application.case.advisor
    assert advisor is not None
    return advisor.user


def asked(application: Application, **fields: Any) -> Guarantee:
    guarantee: Guarantee = (
        GuaranteeFactory(application=application, **{"amount": Decimal(2000), **fields})
        if not (fields.get("moral"))
        else GuaranteeFactory(application=application, **fields)
    )
    shares_with_partners(application.case.person)
    invite(by=actor_for_user(advisor_of(application)), guarantee=guarantee)
    return guarantee


def link(guarantee: Guarantee, name: str = "guarantee") -> str:
    return reverse(name, args=[guarantee.token])


def code_for(client: Client, guarantee: Guarantee) -> str:
    client.post(link(guarantee, "guarantee-code"))
    found = re.search(r"\d{6}", Message.objects.filter(event="guarantee_code").order_by("-pk")[0].body)
    assert found is not None
    return found.group()


def opened(guarantee: Guarantee) -> Client:
    client = Client()
    assert client.post(link(guarantee), {"code": code_for(client, guarantee)}).status_code == 302
    return client


def test_before_the_code_nothing_is_said() -> None:
    guarantee = asked(offered())
    page = Client().get(link(guarantee)).content.decode()
    applicant = guarantee.application.case.person
    for secret in (applicant.called, applicant.full_name, "2,000", "5,000", guarantee.name, guarantee.contact):
        assert secret not in page
    assert "Send me the code" in page


def test_the_code_opens_the_page_and_the_contact_is_verified() -> None:
    guarantee = asked(offered())
    page = opened(guarantee).get(link(guarantee)).content.decode()
    assert guarantee.application.case.person.called in page
    assert "€2,000.00" in page
    assert "You may say no" in page
    assert guarantee.guarantor is not None
    assert guarantee.guarantor.contacts.get().verified_at is not None


@pytest.mark.parametrize("typed", ["000000", "", "12", "abcdef"])
def test_a_wrong_code_opens_nothing(typed: str) -> None:
    guarantee, client = asked(offered()), Client()
    code = code_for(client, guarantee)
    typed = typed if typed != code else "000001"
    page = client.post(link(guarantee), {"code": typed})
    assert page.status_code == 200
    assert guarantee.application.case.person.called not in page.content.decode()
    assert "€2,000.00" not in client.get(link(guarantee)).content.decode()


def test_eastern_digits_open_it_too() -> None:
    guarantee, client = asked(offered()), Client()
    code = code_for(client, guarantee).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert client.post(link(guarantee), {"code": code}).status_code == 302


def test_a_code_works_once_and_for_one_request() -> None:
    application = offered()
    guarantee = asked(application, name="Sami")
    same_phone = asked(offered(), name="Sami", contact=guarantee.contact)
    client = Client()
    code = code_for(client, guarantee)
    assert client.post(link(same_phone), {"code": code}).status_code == 200
    assert client.post(link(guarantee), {"code": code}).status_code == 302
    assert Client().post(link(guarantee), {"code": code}).status_code == 200
    assert "€2,000.00" not in client.get(link(same_phone)).content.decode()
    client.post(link(same_phone, "guarantee-answer"), {"answer": "agree"})
    same_phone.refresh_from_db()
    assert same_phone.state == "invited"


def test_guessing_ends() -> None:
    guarantee, client = asked(offered()), Client()
    code = code_for(client, guarantee)
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    for _ in range(5):
        client.post(link(guarantee), {"code": wrong})
    assert client.post(link(guarantee), {"code": code}).status_code == 200


def test_a_code_is_no_login(client_of_person: Persons) -> None:
    guarantee = asked(offered())
    client = opened(guarantee)
    assert PERSON_KEY not in client.session
    assert client.get(reverse("my-home")).status_code == 302


def test_no_answer_without_the_code() -> None:
    guarantee = asked(offered())
    Client().post(link(guarantee, "guarantee-answer"), {"answer": "agree"})
    guarantee.refresh_from_db()
    assert guarantee.state == "invited"


@pytest.mark.parametrize(
    ("moral", "answer", "state", "words"),
    [
        (False, "agree", "understood", "The next step is a paper"),
        (False, "refuse", "refused", "you owe nothing"),
        (True, "vouch", "active", "in force"),
        (True, "refuse", "refused", "you owe nothing"),
    ],
)
def test_he_answers_and_reads_what_came_of_it(moral: bool, answer: str, state: str, words: str) -> None:  # noqa: FBT001 - pytest names it
    guarantee = asked(offered(), moral=moral)
    client = opened(guarantee)
    answered = client.post(link(guarantee, "guarantee-answer"), {"answer": answer}, follow=True).content.decode()
    again = client.post(link(guarantee, "guarantee-answer"), {"answer": answer}, follow=True)
    assert again.status_code == 200
    assert words in answered
    guarantee.refresh_from_db()
    assert guarantee.state == state


def test_an_answer_nobody_offered_is_a_sentence() -> None:
    guarantee = asked(offered())
    page = opened(guarantee).post(link(guarantee, "guarantee-answer"), {"answer": "sign"}, follow=True)
    assert "Please choose one of the answers." in page.content.decode()


def test_a_withdrawn_link_says_so_kindly_and_an_unknown_one_is_not_there() -> None:
    application = offered()
    guarantee = asked(application)
    withdraw(by=actor_for_user(advisor_of(application)), guarantee=guarantee)
    page = Client().get(link(guarantee)).content.decode()
    assert "You owe nothing" in page
    assert application.case.person.called not in page
    assert Client().get(reverse("guarantee", args=["nothing-like-it"])).status_code == 404
    named = GuaranteeFactory(application=application)
    assert application.case.person.called not in Client().get(link(named)).content.decode()
    assert Client().post(f"{link(named)}code/").status_code == 404


def test_the_page_speaks_his_language() -> None:
    with translation.override("ar"):
        url = link(asked(offered()))
    assert url.startswith("/ar/g/")
    assert 'dir="rtl"' in Client().get(url).content.decode()


def test_colleagues_add_complete_and_ask(client_of: Staff) -> None:
    application = offered()
    client = client_of(advisor_of(application))
    named = GuaranteeFactory(application=application, amount=None, contact="0470 12 34 56")
    page = reverse("application", args=[application.ref])
    assert "answers at most" in client.get(page).content.decode()
    edit = reverse("guarantee-edit", args=[application.ref, 1])
    sent = {"name": named.name, "contact": "٠٤٧٠١٢٣٤٥٦", "language": "ar", "amount": "٢٥٠٠"}
    assert client.post(edit, sent).status_code == 302
    named.refresh_from_db()
    assert (named.contact, named.amount, named.language) == ("+32470123456", Decimal(2500), "ar")
    client.post(reverse("guarantee-invite", args=[application.ref, 1]))
    named.refresh_from_db()
    assert named.state == "invited"
    assert client.post(edit, sent).status_code == 302
    partner = PartnerFactory()
    client.post(reverse("guarantee-add-partner", args=[application.ref]), {"partner": partner.pk, "scope": "person"})
    moral = application.guarantees.get(kind="moral")
    assert (moral.name, moral.contact) == (partner.name, partner.signatory_email)


def test_too_much_is_said_beside_the_field(client_of: Staff) -> None:
    application = offered()
    sent = {"name": "Sami", "contact": "sami@example.org", "language": "en", "amount": "5000.01"}
    page = client_of(advisor_of(application)).post(reverse("guarantee-add-person", args=[application.ref]), sent)
    assert "at most the amount lent: €5,000.00" in page.content.decode()
    assert application.guarantees.count() == 0


def test_the_signature_page_says_what_the_law_asks(client_of: Staff) -> None:
    application = offered()
    guarantee = asked(application)
    opened(guarantee).post(link(guarantee, "guarantee-answer"), {"answer": "agree"})
    client, url = client_of(advisor_of(application)), reverse("guarantee-sign", args=[application.ref, 1])
    assert "Belgium" in client.get(url).content.decode()
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    assert "This day has not come yet." in client.post(url, {"signed_on": tomorrow, "language": "nl"}).content.decode()
    assert client.post(url, {"signed_on": timezone.localdate().isoformat(), "language": "fr"}).status_code == 302
    guarantee.refresh_from_db()
    assert guarantee.state == "active"


def test_doors_of_the_desk(client_of: Staff) -> None:
    application = offered()
    asked(application)
    add = reverse("guarantee-add-person", args=[application.ref])
    ask = reverse("guarantee-invite", args=[application.ref, 1])
    release = reverse("guarantee-release", args=[application.ref, 1])
    stranger = client_of(member(Role.ADVISOR, office=OfficeFactory()))
    assert (stranger.get(add).status_code, stranger.post(ask).status_code) == (404, 404)
    partner = client_of(member(Role.PARTNER))
    assert (partner.get(add).status_code, partner.post(ask).status_code) == (403, 403)
    advisor = client_of(advisor_of(application))
    assert advisor.post(release).status_code == 403
    assert advisor.get(ask).status_code == 405
    assert advisor.post(reverse("guarantee-invite", args=[application.ref, 9])).status_code == 404


def test_the_timeline_tells_the_guarantor_from_the_applicant(client_of: Staff) -> None:
    application = offered()
    guarantee, moral = asked(application), asked(application, moral=True)
    opened(guarantee).post(link(guarantee, "guarantee-answer"), {"answer": "agree"})
    opened(moral).post(link(moral, "guarantee-answer"), {"answer": "vouch"})
    page = client_of(advisor_of(application)).get(reverse("case", args=[application.case.ref])).content.decode()
    assert "Sami Haddad agrees to guarantee." in page
    assert "another person" in page
    assert "a partner" in page
    assert "former colleague" not in page


def test_an_auditor_reads_no_guarantors_name(client_of: Staff) -> None:
    application = offered()
    guarantee = asked(application)
    page = client_of(member(Role.AUDITOR)).get(reverse("application", args=[application.ref])).content.decode()
    assert guarantee.name not in page
    assert guarantee.contact not in page


def test_the_applicant_and_the_partner_see_the_states(client_of: Staff, client_of_person: Persons) -> None:
    application = offered()
    asked(application)
    moral = asked(application, moral=True)
    home = client_of_person(application.case.person).get(reverse("my-home")).content.decode()
    assert "Sami Haddad" in home
    assert "We asked. We wait for the answer." in home
    theirs = client_of(member(Role.PARTNER, partner=moral.partner)).get(reverse("partner-home")).content.decode()
    assert application.case.person.called in theirs
    others = client_of(member(Role.PARTNER)).get(reverse("partner-home")).content.decode()
    assert application.case.person.called not in others


def test_more_guarantors_take_no_more_queries(client_of: Staff) -> None:
    application = offered()
    client = client_of(advisor_of(application))
    counts = []
    for more in (1, 2):
        for _ in range(more):
            asked(application)
        client.get(reverse("application", args=[application.ref]))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("application", args=[application.ref]))
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "moral", "amount": Decimal(1)},
        {"kind": "personal", "state": "invited", "amount": None},
        {"kind": "personal", "state": "invited", "guarantor": None},
    ],
)
def test_the_table_itself_refuses(wrong: dict[str, Any]) -> None:
    guarantee = asked(offered())
    with pytest.raises(IntegrityError), transaction.atomic():
        Guarantee.objects.filter(pk=guarantee.pk).update(**wrong)
