"""Bank files in the books: read once, proposed, confirmed; nothing twice, whoever presses when."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from loans.bank.delimited import Columns
from loans.bank.importing import forget, match_again, name_columns, take_file
from loans.bank.models import BankAccount, BankImport, BankLine, BankPart
from loans.bank.settling import book_certain, book_line, open_again, put_aside
from loans.ledger.actions import reverse
from loans.ledger.models import Loan, Movement
from loans.ledger.standing import standing_of
from portal.actors import system
from portal.outbox.models import Message
from tests.factories import OfficeFactory
from tests.loans import bank_files as files
from tests.loans.bank_files import COLUMNS, OURS, Paid
from tests.loans.stages import IBAN, Stage, lent

pytestmark = pytest.mark.thorough

TODAY = timezone.localdate()
D = Decimal


def begun(**fields: Any) -> tuple[Stage, Loan]:
    """A loan of which an instalment is due, at an office with an account."""
    stage, loan = lent(since=TODAY - timedelta(days=40), **fields)
    BankAccount.objects.get_or_create(iban=OURS, defaults={"name": "Giro", "office": stage.office})
    return stage, loan


def sent(stage: Stage, *paid: Paid, **said: Any) -> BankImport:
    (taken,) = take_file(by=stage.proposer, content=files.camt(*paid, **said))
    return taken.bank_import


def payment(loan: Loan, amount: str = "208.33", **said: Any) -> Paid:
    return Paid(amount, said.pop("text", f"loan {loan.ref}"), on=said.pop("on", TODAY - timedelta(days=1)), **said)


def repaid(loan: Loan) -> list[Decimal]:
    return [-each.cash for each in loan.movements.not_reversed().filter(kind="repayment")]


@pytest.mark.django_db
class TestTaking:
    def test_the_same_file_is_one_import_and_a_payment_in_two_files_is_one_line(self) -> None:
        stage, loan = begun()
        first = sent(stage, payment(loan, reference="R1"))
        (again,) = take_file(by=stage.proposer, content=files.camt(payment(loan, reference="R1")))
        assert (again.bank_import, again.new) == (first, False)
        second = sent(stage, payment(loan, reference="R1"), payment(loan, "10.00", reference="R2"))
        assert (second.repeated, [line.amount for line in second.lines.all()]) == (1, [D("10.00")])
        assert [line.certainty for line in BankLine.objects.all()] == ["certain", "certain"]

    def test_what_is_no_use_is_kept_as_a_reason_and_the_rest_is_read(self) -> None:
        stage, loan = begun()
        found = sent(stage, payment(loan), payment(loan, currency="USD"), payment(loan, "-1.00"))
        assert [(where, code) for where, code, _values in found.problems] == [(2, "other_currency"), (3, "not_above_0")]
        assert found.lines.count() == 1

    def test_an_account_that_is_not_ours_is_said_and_keeps_nothing(self) -> None:
        stage, loan = begun()
        with pytest.raises(ValidationError, match="BE68 5390 0754 7034 is not one of your accounts"):
            sent(stage, payment(loan), account=IBAN)
        other = BankAccount.objects.create(iban=IBAN, name="Theirs", office=OfficeFactory())
        with pytest.raises(ValidationError, match="not one of your accounts"):
            sent(stage, payment(loan), account=other.iban)
        assert not BankImport.objects.exists()

    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            (b" ", "empty"),
            (b"<" + b" " * 20 * 1024 * 1024, "too large"),
            (files.camt(Paid())[:200], "cut off at line 1"),
            (b"hello", "which account"),
        ],
    )
    def test_a_file_that_cannot_be_read_is_a_sentence(self, content: bytes, sentence: str) -> None:
        stage, _loan = begun()
        with pytest.raises(ValidationError, match=sentence):
            take_file(by=stage.proposer, content=content)
        with pytest.raises(ValidationError, match="may not"):
            take_file(by=stage.client, content=content)

    def test_the_columns_of_a_csv_are_named_once_and_the_file_is_not_kept(self) -> None:
        stage, loan = begun()
        account = BankAccount.objects.get()
        rows = [f"{TODAY:%d/%m/%Y};208,33;EUR;;Sara;{loan.ref};R1", f"{TODAY:%d/%m/%Y};abc;EUR;;;;R2"]
        (taken,) = take_file(by=stage.proposer, content=files.table(rows[0]), account=account)
        waiting = taken.bank_import
        assert (waiting.state, waiting.lines.count()) == ("columns", 0)
        with pytest.raises(ValidationError, match="no line can be read"):
            name_columns(by=stage.proposer, bank_import=waiting, columns=Columns(COLUMNS | {"day": "Munt"}))
        name_columns(by=stage.proposer, bank_import=waiting, columns=Columns(COLUMNS))
        waiting.refresh_from_db()
        assert (waiting.state, waiting.content, waiting.lines.get().loan) == ("read", None, loan)
        account.refresh_from_db()
        (next_one,) = take_file(by=stage.proposer, content=files.table(*rows), account=account)
        assert (next_one.bank_import.repeated, next_one.bank_import.problems[0][:2]) == (1, [3, "no_amount"])

    def test_a_loan_found_later_is_proposed_when_asked_again(self) -> None:
        stage, _loan = begun()
        found = sent(stage, Paid("50.00", iban="BE43068999999501", on=TODAY))
        line = found.lines.get()
        assert (line.loan, line.certainty) == (None, "none")
        stage.application.contract.iban = "BE43068999999501"
        stage.application.contract.save()
        assert match_again(by=stage.proposer, bank_import=found) == 1
        line.refresh_from_db()
        assert line.certainty == "likely"


@pytest.mark.django_db
class TestSettling:
    def test_all_that_is_certain_is_booked_and_a_refusal_holds_nobody_up(self) -> None:
        stage, loan = begun()
        found = sent(stage, payment(loan, "4900.00"), payment(loan, "4900.00"), payment(loan, "100.00"), Paid("7.00"))
        result = book_certain(by=stage.proposer, bank_import=found)
        assert (result.booked, [number for number, _why in result.refused]) == (2, [2])
        assert "At most €100.00" in result.refused[0][1]
        assert repaid(loan) == [D("4900.00"), D("100.00")]
        assert [line.state for line in found.lines.all()] == ["booked", "open", "booked", "open"]
        assert found.lines.get(number=2).certainty == "unsure"
        assert Message.objects.filter(event="repayment_received").count() == 2
        assert book_certain(by=stage.proposer, bank_import=found).booked == 0

    def test_a_payment_may_be_split_over_two_loans_and_never_books_more_than_was_paid(self) -> None:
        stage, loan = begun()
        other_stage, other = begun()
        line = sent(stage, payment(loan, "300.00")).lines.get()
        with pytest.raises(ValidationError, match="do not add up"):
            book_line(by=stage.proposer, line=line, parts=[(loan, D(300)), (other, D(1))])
        parts = [(loan, D(200)), (other, D(100))]
        for _twice in range(2):
            book_line(by=stage.proposer, line=line, parts=parts)
        assert (repaid(loan), repaid(other)) == ([D(200)], [D(100)])
        with pytest.raises(ValidationError, match="A colleague has decided"):
            book_line(by=other_stage.proposer, line=line, parts=[(other, D(300))])
        movement = Movement.objects.create(
            loan=other, kind="repayment", value_date=TODAY, cash=D(-1), reference="sql", recorded_by="sql"
        )
        with pytest.raises(IntegrityError, match="more would be booked"), transaction.atomic():
            BankPart.objects.create(line=line, movement=movement, amount=D("0.01"))

    def test_reversed_on_the_wrong_loan_it_is_opened_again_and_booked_on_the_right_one(self) -> None:
        stage, loan = begun()
        _other_stage, other = begun()
        line = sent(stage, payment(loan)).lines.get()
        book_line(by=stage.proposer, line=line, parts=[(loan, line.amount)])
        with pytest.raises(ValidationError, match="Reverse it"):
            open_again(by=stage.proposer, line=line)
        reverse(by=stage.proposer, movement=line.parts.get().movement, note="another client")
        open_again(by=stage.proposer, line=line)
        book_line(by=stage.proposer, line=line, parts=[(other, line.amount)])
        assert (repaid(loan), repaid(other)) == ([], [D("208.33")])

    def test_what_is_no_repayment_is_put_aside_with_a_note_and_forgotten_later(self) -> None:
        stage, _loan = begun()
        line = sent(stage, Paid("99.00", "rent of the hall", payer="Somebody", iban=IBAN[:-2] + "34")).lines.get()
        with pytest.raises(ValidationError, match="what it is"):
            put_aside(by=stage.proposer, line=line, note=" ")
        put_aside(by=stage.proposer, line=line, note="rent")
        open_again(by=stage.proposer, line=line)
        put_aside(by=stage.proposer, line=line, note="rent")
        assert forget(by=system("test")) == 0
        BankLine.objects.update(settled_at=timezone.now() - timedelta(days=31))
        assert forget(by=system("test")) == 1
        line.refresh_from_db()
        assert (line.payer, line.text, line.amount) == ("", "", D("99.00"))

    def test_money_for_a_loan_that_was_written_off_is_a_recovery(self) -> None:
        stage, loan = begun()
        Movement.objects.create(
            loan=loan, kind="write_off", value_date=TODAY, principal=D(-5000), reference="w", recorded_by="sql"
        )
        Loan.objects.filter(pk=loan.pk).update(state="written_off")
        assert book_certain(by=stage.proposer, bank_import=sent(stage, payment(loan, "60.00"))).booked == 1
        assert loan.movements.get(kind="recovery").cash == D("-60.00")

    def test_lines_are_seen_with_the_loan_and_unknown_ones_at_the_office_of_the_account(self) -> None:
        stage, loan = begun()
        other_stage, other = begun()
        found = sent(stage, payment(loan), payment(other, "50.00"), Paid("7.00"))
        seen = [
            set(BankLine.objects.visible_to(each.proposer).values_list("number", flat=True))
            for each in (stage, other_stage)
        ]
        assert seen == [{1, 3}, {2}]
        assert list(BankImport.objects.visible_to(other_stage.proposer)) == [found]
        assert book_certain(by=stage.proposer, bank_import=found).booked == 1


@pytest.mark.django_db(transaction=True)
def test_two_tellers_confirm_the_same_file_and_each_payment_is_booked_once() -> None:
    stage, loan = begun()
    found = sent(stage, *(payment(loan, f"{euros}.00") for euros in (101, 102, 103)))

    def confirm(_teller: int) -> int:
        try:
            return book_certain(by=stage.decider, bank_import=BankImport.objects.get(pk=found.pk)).booked
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=2) as pool:
        list(pool.map(confirm, range(2)))
    assert sorted(repaid(loan)) == [D("101.00"), D("102.00"), D("103.00")]
    assert standing_of(loan, TODAY).paid == D("306.00")
    assert BankPart.objects.count() == 3
