"""A bank's file is kept, then read by a worker: once, whatever dies in the middle, and a broken one says why."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from loans.bank.file_models import MOST_TRIES, BankFile
from loans.bank.models import BankAccount, BankImport, BankLine
from loans.bank.sending import send_file
from loans.ledger.models import Loan
from loans.tasks import read_bank_file, read_waiting_bank_files
from portal.models import User
from portal.roles import Role
from tests.factories import member
from tests.loans import bank_files as files
from tests.loans.bank_files import OURS, Paid
from tests.loans.stages import Stage, lent

ClientOf = Callable[[User], Client]
TODAY = timezone.localdate()

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


@pytest.fixture
def begun() -> tuple[Stage, Loan]:
    stage, loan = lent(since=TODAY - timedelta(days=40))
    BankAccount.objects.create(iban=OURS, name="Giro", office=stage.office)
    return stage, loan


def sent(stage: Stage, content: bytes) -> BankFile:
    return send_file(by=stage.proposer, content=content)


class Died(Exception):
    """A worker that is killed after its work and before it is kept."""


def read_and_die(file: BankFile) -> None:
    with transaction.atomic():
        read_bank_file(file.pk)
        assert BankLine.objects.count() == 5
        raise Died


def test_a_worker_that_dies_in_the_middle_leaves_nothing_twice(begun: tuple[Stage, Loan]) -> None:
    stage, loan = begun
    content = files.camt(*(Paid(f"{number}.00", loan.ref, on=TODAY) for number in range(1, 6)))
    file = sent(stage, content)
    assert sent(stage, content) == file

    with pytest.raises(Died):
        read_and_die(file)
    assert (BankImport.objects.count(), BankLine.objects.count()) == (0, 0)
    assert [read_bank_file(file.pk), read_bank_file(file.pk)] == ["read", "gone"]
    assert (BankImport.objects.count(), BankLine.objects.count()) == (1, 5)
    file.refresh_from_db()
    assert (file.state, file.content) == ("read", None)
    assert BankImport.objects.get().sent_by == stage.advisor
    read_bank_file(sent(stage, content).pk)
    assert (BankImport.objects.count(), BankLine.objects.count()) == (1, 5)
    with pytest.raises(IntegrityError, match="kept_until_read"), transaction.atomic():
        BankFile.objects.filter(pk=file.pk).update(content=b"x")


def test_a_file_over_which_workers_die_is_given_up(begun: tuple[Stage, Loan]) -> None:
    stage, loan = begun
    file = sent(stage, files.camt(Paid("75.00", loan.ref, on=TODAY)))
    assert read_waiting_bank_files() == 0
    BankFile.objects.filter(pk=file.pk).update(tries=MOST_TRIES, sent_at=timezone.now() - timedelta(minutes=5))
    assert read_waiting_bank_files() == 1
    assert read_bank_file(file.pk) == "failed"
    file.refresh_from_db()
    assert (file.problems, file.content) == ([[0, "gave_up", {}]], None)


def test_the_page_says_how_far_it_is_and_why_a_broken_file_is_no_use(
    begun: tuple[Stage, Loan], client_of: ClientOf
) -> None:
    stage, loan = begun
    client = client_of(stage.advisor)
    for content, said in (
        (files.camt(Paid("75.00", loan.ref, on=TODAY)), "1 payment was read."),
        (files.camt(Paid("75.00", loan.ref, on=TODAY))[:300], "damaged or was cut off at line 1"),
        (files.camt(Paid("75.00", loan.ref), account="BE68539007547034"), "is not one of your accounts"),
    ):
        answer = client.post(reverse("bank-upload"), {"file": SimpleUploadedFile("s.xml", content)})
        where = answer.headers["Location"]
        assert "The file is being read" in client.get(where).content.decode()
        assert "Not read yet" in client.get(reverse("bank-imports")).content.decode()
        read_bank_file(BankFile.objects.order_by("-pk")[0].pk)
        assert said in client.get(where).content.decode()
        assert "<html" not in client.get(where, headers={"HX-Request": "true"}).content.decode()
    assert BankLine.objects.count() == 1
    elsewhere = client_of(member(Role.OFFICE_MANAGER))
    assert elsewhere.get(where).status_code == 404
