"""The pages of bank files: sent, read, confirmed and decided on by HTTP."""

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from loans.bank.file_models import BankFile
from loans.bank.models import BankAccount, BankImport, BankLine
from loans.bank.settling import book_line
from loans.ledger.models import Loan
from loans.tasks import read_bank_file
from portal.models import User
from tests.loans import bank_files as files
from tests.loans.bank_files import COLUMNS, OURS, Paid
from tests.loans.stages import Stage, lent

ClientOf = Callable[[User], Client]
TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


@pytest.fixture
def begun() -> tuple[Stage, Loan]:
    stage, loan = lent(since=TODAY - timedelta(days=40))
    BankAccount.objects.create(iban=OURS, name="Giro", office=stage.office)
    return stage, loan


def upload(client: Client, content: bytes, **fields: str) -> str:
    """Sent and read by a worker: where it leads, or the page with what is wrong."""
    sent = {"file": SimpleUploadedFile("statement.xml", content), **fields}
    answer = client.post(reverse("bank-upload"), sent)
    if "Location" not in answer.headers:
        return answer.content.decode()
    read_bank_file(BankFile.objects.get(ref=answer.headers["Location"].split("/")[-2]).pk)
    page = client.get(answer.headers["Location"]).content.decode()
    links = re.findall(r'href="([^"]*/bank/[A-Z0-9]{8}/)"', page)
    return links[-1] if links and "here already" not in page else page


def test_from_file_to_books(begun: tuple[Stage, Loan], client_of: ClientOf) -> None:
    stage, loan = begun
    client = client_of(stage.advisor)
    assert "No bank files yet" in client.get(reverse("bank-imports")).content.decode()
    sure = Paid(text=loan.ref, on=YESTERDAY, payer="Somebody")
    unknown, dollars = Paid("75.00", "as agreed", on=YESTERDAY), Paid("90.00", on=YESTERDAY, currency="USD")
    where = upload(client, files.camt(sure, unknown, dollars))
    text = client.get(where).content.decode()
    for part in ("Book 1 certain payment", "only euros are booked", "message", "no loan found"):
        assert part in text
    ref = BankImport.objects.get().ref
    text = client.post(reverse("bank-certain", args=[ref]), follow=True).content.decode()
    assert "1 payment is booked." in text
    assert loan.movements.get(kind="repayment").reference == f"B-{ref}-1"
    assert "booked" in client.get(reverse("bank-line", args=[ref, 1])).content.decode()
    only_open = client.get(where, {"state": "open"}).content.decode()
    assert only_open.count('class="row-link"') == 1


def test_one_payment_is_decided_on_by_number_or_put_aside(begun: tuple[Stage, Loan], client_of: ClientOf) -> None:
    stage, loan = begun
    client = client_of(stage.advisor)
    upload(client, files.camt(Paid("75.00", on=YESTERDAY)))
    ref = BankImport.objects.get().ref
    url = reverse("bank-line", args=[ref, 1])
    for typed, sentence in (
        (loan.ref[:-1] + "2", "typing error"),
        ("234", "typing error"),
        ("2222 2222", "No loan has"),
    ):
        assert sentence in client.post(url, {"loan": typed}).content.decode()
    half = {"loan": loan.ref, "other": loan.ref, "other_amount": "75"}
    assert "smaller than the whole" in client.post(url, half).content.decode()
    client.post(reverse("bank-line-aside", args=[ref, 1]), {"note": "rent of the hall"})
    assert "rent of the hall" in client.get(url).content.decode()
    client.post(reverse("bank-line-open", args=[ref, 1]))
    answer = client.post(url, {"loan": stage.application.case.ref.lower()})
    assert answer.headers["Location"].endswith("?state=open")
    assert loan.movements.get(kind="repayment").cash == -75


def test_the_half_that_was_booked_at_another_office_is_not_named(
    begun: tuple[Stage, Loan], client_of: ClientOf
) -> None:
    stage, loan = begun
    _elsewhere, other = lent(since=TODAY - timedelta(days=40))
    client = client_of(stage.advisor)
    upload(client, files.camt(Paid("75.00", on=YESTERDAY)))
    line = BankLine.objects.get()
    book_line(by=stage.proposer, line=line, parts=[(loan, Decimal(50)), (other, Decimal(25))])
    page = client.get(reverse("bank-line", args=[line.bank_import.ref, 1])).content.decode()
    assert loan.ref in page
    assert other.ref not in page
    assert "Another office" in page


def test_the_columns_of_a_csv_are_asked_for_once(begun: tuple[Stage, Loan], client_of: ClientOf) -> None:
    stage, loan = begun
    client = client_of(stage.advisor)
    content = files.table(f"{YESTERDAY:%d/%m/%Y};75,00;EUR;;Somebody;{loan.ref};R1")
    assert "Say which account" in upload(client, content)
    account = str(BankAccount.objects.get().pk)
    where = client.get(upload(client, content, account=account)).headers["Location"]  # the columns
    page = client.get(where).content.decode()
    assert "Naam tegenpartij" in page
    assert "is not an amount" in client.post(where, COLUMNS | {"amount": "Munt", "decimal": ","}).content.decode()
    text = client.post(where, COLUMNS | {"decimal": ","}, follow=True).content.decode()
    assert "Book 1 certain payment" in text
    assert "here already" in upload(client, content, account=account)


def test_the_lists_cost_the_same_with_one_and_three(begun: tuple[Stage, Loan], client_of: ClientOf) -> None:
    stage, loan = begun
    client = client_of(stage.advisor)
    counts = []
    for turn in range(2):
        for more in range(1 + turn):
            paid = [Paid(f"{turn + 1}{more}.00", loan.ref, on=YESTERDAY) for _each in range(1 + 2 * turn)]
            upload(client, files.camt(*paid))
        latest = BankImport.objects.order_by("-pk")[0]
        for url in (reverse("bank-imports"), reverse("bank-import", args=[latest.ref])):
            client.get(url)
            with CaptureQueriesContext(connection) as queries:
                client.get(url)
            counts.append(len(queries))
    assert counts[:2] == counts[2:]
    assert max(counts) <= 12
