"""From acceptance to the money: the contract in two languages, what is checked, what is missing, paying out once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from loans.applications.contracts import disburse, note_checks, note_signature
from loans.applications.models import Application
from loans.iban import display, normalise
from loans.ledger.models import Loan, Movement
from portal.models import User
from portal.outbox.models import Message
from portal.roles import Role
from tests.factories import TermsFactory, member
from tests.loans.stages import IBAN, Stage, accepted, approved, lacking, paper, scanned, signed

pytestmark = pytest.mark.thorough

ClientOf = Callable[[User], Client]


def url(name: str, stage: Stage) -> str:
    return reverse(name, args=[stage.application.ref])


def fresh(stage: Stage) -> Application:
    return Application.objects.get(pk=stage.application.pk)


class TestIban:
    @pytest.mark.parametrize(
        "written",
        ["BE68 5390 0754 7034", "be68-5390-0754-7034", "BE۶۸ ۵۳۹۰ ۰۷۵۴ ۷۰۳۴", "\u200eBE68539007547034\u200f"],
    )
    def test_is_read_as_people_write_it(self, written: str) -> None:
        assert normalise(written) == IBAN

    # The examples of the registry of IBANs (ISO 13616).
    @pytest.mark.parametrize("iban", ["NL91ABNA0417164300", "FR1420041010050500013M02606", "DE89370400440532013000"])
    def test_takes_the_examples_of_the_registry(self, iban: str) -> None:
        assert normalise(display(iban)) == iban

    @pytest.mark.parametrize("place", range(2, 16))
    def test_finds_any_wrong_digit(self, place: int) -> None:
        wrong = IBAN[:place] + str((int(IBAN[place]) + 1) % 10) + IBAN[place + 1 :]
        with pytest.raises(ValueError, match="check digits"):
            normalise(wrong)

    @pytest.mark.parametrize("text", ["", "BE68", "BE6853900754703", "539007547034", "BE68539007547034" + "0" * 30])
    def test_refuses_what_is_none(self, text: str) -> None:
        with pytest.raises(ValueError, match="not an IBAN"):
            normalise(text)


@pytest.mark.django_db
class TestContract:
    @pytest.mark.parametrize(("country", "codes"), [("BE", ["fr", "nl"]), ("FR", ["fr"]), ("NL", ["nl"])])
    def test_binds_in_a_language_of_the_country_with_the_clients_beside_it(
        self, client_of: ClientOf, country: str, codes: list[str]
    ) -> None:
        stage = approved(country=country)
        client = client_of(stage.advisor)
        for code in codes:
            text = client.get(url("contract", stage), {"language": code}).content.decode()
            binding, beside = text.split('<section class="part"')[1:3]
            assert f'lang="{code}"' in binding
            assert 'lang="fa" dir="rtl"' in beside
            assert "€" in binding
        assert 'lang="nl" dir="ltr">' in client.get(url("contract", stage), {"language": "ar"}).content.decode() or (
            codes[0] == "fr"
        )

    def test_names_parties_price_dates_guarantors_lateness_and_complaints(self, client_of: ClientOf) -> None:
        stage = approved()
        stage.application.case.person.language = "en"
        stage.application.case.person.save()
        text = client_of(stage.advisor).get(url("contract", stage)).content.decode()
        guarantor = stage.application.guarantees.get().name
        for part in (
            "Mohammad Karimi",
            stage.office.name,
            "€208.33",
            "€208.41",
            "5.1%",
            guarantor,
            "complaint",
            "late",
        ):
            assert part in text

    def test_there_is_none_before_the_approval_nor_for_another_office(self, client_of: ClientOf) -> None:
        stage = approved()
        other = member(Role.ADVISOR)
        assert client_of(other).get(url("contract", stage)).status_code == 404
        Application.objects.filter(pk=stage.application.pk).update(state="withdrawn")
        assert client_of(stage.advisor).get(url("contract", stage)).status_code == 404


@pytest.mark.django_db
class TestSigning:
    def form(self, **fields: str) -> dict[str, str]:
        today = timezone.localdate().isoformat()
        return {"signed_on": today, "language": "fr", "iban": "be68 5390 0754 7034", "identity_checked": "on"} | fields

    def test_is_noted_with_the_account_as_it_is_kept(self, client_of: ClientOf) -> None:
        stage = accepted()
        client_of(stage.advisor).post(url("contract-sign", stage), self.form(iban_checked="on"))
        contract = fresh(stage).contract
        assert (fresh(stage).state, contract.iban, contract.language) == ("signed", IBAN, "fr")
        assert contract.noted_by == stage.advisor

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"iban": "BE68539007547035"}, "This is not an IBAN"),
            ({"language": "nl-BE"}, "Select a valid choice"),
            ({"signed_on": "2099-01-01"}, "not in the future"),
            ({"signed_on": "2020-01-01"}, "after the loan is approved"),
        ],
    )
    def test_what_is_wrong_is_said_and_what_was_typed_stays(
        self, client_of: ClientOf, wrong: dict[str, str], sentence: str
    ) -> None:
        stage = accepted()
        text = client_of(stage.advisor).post(url("contract-sign", stage), self.form(**wrong)).content.decode()
        assert sentence in text
        assert wrong.get("iban", "be68 5390 0754 7034") in text
        assert fresh(stage).state == "accepted"

    def test_the_action_checks_by_itself(self) -> None:
        stage = accepted()
        for wrong in ({"iban": "BE00"}, {"language": "fa"}):
            with pytest.raises(ValidationError):
                note_signature(by=stage.proposer, application=stage.application, contract=paper(**wrong))
        with pytest.raises(ValidationError, match="may not"):
            note_signature(by=stage.client, application=stage.application, contract=paper())
        assert fresh(stage).state == "accepted"

    def test_before_the_acceptance_it_is_refused(self) -> None:
        stage = approved()
        with pytest.raises(ValidationError, match="has not accepted"):
            note_signature(by=stage.proposer, application=stage.application, contract=paper())

    def test_signed_twice_is_signed_once(self) -> None:
        stage = accepted()
        first = note_signature(by=stage.proposer, application=stage.application, contract=paper())
        assert note_signature(by=stage.proposer, application=stage.application, contract=paper()) == first


@pytest.mark.django_db
class TestPayingOut:
    def test_what_is_missing_stands_where_the_button_would_be(self, client_of: ClientOf) -> None:
        stage = accepted(conditions=("Rent contract",), guaranteed=False)
        unchecked = paper(identity_checked=False, iban_checked=False)
        note_signature(by=stage.proposer, application=stage.application, contract=unchecked)
        client = client_of(stage.manager)
        text = client.get(url("disburse", stage)).content.decode()
        for sentence in (
            "1 condition is not met yet.",
            "The identity is not checked yet.",
            "The bank account is not checked yet.",
            "The scan of the signed contract is not there yet.",
            "Guarantees for €2,500.00 are still missing.",
        ):
            assert sentence in text
        assert "The money is paid out" not in text
        application = client.get(url("application", stage)).content.decode()
        assert "The identity is not checked yet." in application
        assert url("disburse", stage) not in application
        client.post(url("disburse", stage), {"on": timezone.localdate().isoformat()})
        assert not Loan.objects.exists()
        with pytest.raises(ValidationError) as refused:
            disburse(by=stage.decider, application=stage.application, on=timezone.localdate())
        assert len(refused.value.messages) == 5

    def test_the_checks_are_noted_later_and_stay(self, client_of: ClientOf) -> None:
        stage = accepted()
        unchecked = paper(identity_checked=False, iban_checked=False)
        scanned(note_signature(by=stage.proposer, application=stage.application, contract=unchecked))
        client = client_of(stage.advisor)
        client.post(url("contract-check", stage), {"identity": "on"})
        client.post(url("contract-check", stage), {"account": "on"})
        assert lacking("disburse", fresh(stage)) == []
        with pytest.raises(ValidationError, match="may not"):
            note_checks(by=stage.client, application=stage.application, identity=True)

    def test_opens_the_ledger_and_tells_the_client(self, client_of: ClientOf) -> None:
        stage = signed()
        client = client_of(stage.manager)
        text = client.get(url("disburse", stage)).content.decode()
        assert "€4,750.00" in text
        assert display(IBAN) in text
        sent = {"on": timezone.localdate().isoformat()}
        response = client.post(url("disburse", stage), sent, follow=True)
        loan = Loan.objects.get()
        assert response.redirect_chain[0][0] == reverse("loan", args=[loan.ref])
        kept = [(each.kind, each.principal, each.cash) for each in loan.movements.all()]
        assert kept == [
            ("disbursement", Decimal("5000.00"), Decimal("5000.00")),
            ("fee", Decimal("0.00"), Decimal("-250.00")),
        ]
        rows = list(loan.schedules.get().rows.all())
        assert (len(rows), sum(row.principal for row in rows)) == (24, Decimal(5000))
        assert (fresh(stage).state, fresh(stage).case.stage) == ("disbursed", "running")
        message = Message.objects.latest("pk")
        assert message.event == "loan_disbursed"
        assert "4,750.00" in message.body

    def test_a_fee_paid_apart_must_have_come(self, client_of: ClientOf) -> None:
        stage = signed(fee_taken="apart", terms=TermsFactory(fee_taken="apart"))
        sent: dict[str, Any] = {"on": timezone.localdate().isoformat()}
        client = client_of(stage.manager)
        assert "The fee has not been received yet." in client.post(url("disburse", stage), sent).content.decode()
        client.post(url("disburse", stage), sent | {"fee_received": "on"})
        assert fresh(stage).state == "disbursed"

    def test_whoever_proposed_does_not_pay_out(self, client_of: ClientOf) -> None:
        stage = signed()
        # The advisor has become a manager since.
        Application.objects.filter(pk=stage.application.pk).update(
            proposed_by=stage.manager, decided_by=member(Role.HEAD_OFFICE)
        )
        assert "Somebody else pays it out." in client_of(stage.manager).get(url("disburse", stage)).content.decode()
        with pytest.raises(ValidationError, match="does not pay it out"):
            disburse(by=stage.decider, application=stage.application, on=timezone.localdate())

    @pytest.mark.parametrize("days", [-1, 1])
    def test_the_day_is_between_signing_and_today(self, days: int) -> None:
        stage = signed()
        with pytest.raises(ValidationError, match="between the day of signing"):
            disburse(by=stage.decider, application=stage.application, on=timezone.localdate() + timedelta(days=days))

    def test_on_another_day_the_instalments_are_those_of_the_contract(self) -> None:
        interest = TermsFactory(with_interest=True)
        stage = signed(terms=interest, fee=Decimal(0))
        planned = stage.application.disburse_on
        loan = disburse(by=stage.decider, application=stage.application, on=timezone.localdate())
        assert loan.disbursed_on == timezone.localdate() != planned
        rows = list(loan.schedules.get().rows.all())
        # 15 days earlier than planned costs the client no cent more.
        assert [row.amount for row in rows] == [row.amount for row in self.priced(stage)]

    def priced(self, stage: Stage) -> tuple[Any, ...]:
        from loans.applications.pricing import quote_of  # noqa: PLC0415 - beside its one use

        quote = quote_of(fresh(stage))
        assert quote is not None
        return quote.rows

    def test_the_advisor_may_not(self, client_of: ClientOf) -> None:
        stage = signed()
        assert client_of(stage.advisor).post(url("disburse", stage), {"on": "2026-01-01"}).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_paid_out_twice_at_once_is_paid_out_once() -> None:
    stage = signed()

    def pay(_number: int) -> int:
        try:
            return disburse(by=stage.decider, application=fresh(stage), on=timezone.localdate()).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=3) as pool:
        loans = set(pool.map(pay, range(3)))
    assert len(loans) == 1
    assert Movement.objects.filter(kind="disbursement").count() == 1
