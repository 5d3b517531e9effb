"""The scan of the signed paper: checked, kept, replaced with a reason, seen by few, wanted before paying out."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from applicants.models import Event, Person
from loans.applications.contracts import disburse, note_signature
from loans.applications.models import Application
from loans.models import ContractScan
from loans.signing.scans import add_scan, check, check_left
from portal.actors import system
from portal.models import Entry, User
from portal.roles import Role
from tests.applicants.papers import upload
from tests.factories import ContractScanFactory, member
from tests.loans.stages import Stage, accepted, lacking, paper, scanned, signed
from tests.portal.files import EICAR, jpeg, pdf, word

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
FILES = system("files")


def unscanned() -> Stage:
    stage = accepted()
    note_signature(by=stage.proposer, application=stage.application, contract=paper())
    return stage


def fresh(stage: Stage) -> Application:
    return Application.objects.get(pk=stage.application.pk)


def add(stage: Stage, *contents: bytes, **more: Any) -> list[str]:
    """What a worker makes of each file that was taken."""
    uploads = [upload(content) for content in contents]
    taken = add_scan(by=stage.proposer, contract=fresh(stage).contract, uploads=uploads, **more)
    return [check(file.pk, by=FILES) for file in taken.files] + taken.refused


def lacks(stage: Stage) -> bool:
    return any("scan" in sentence for sentence in lacking("disburse", stage.application))


def test_nothing_is_paid_out_before_a_checked_scan_is_there(settings: Any) -> None:
    stage = unscanned()
    with pytest.raises(ValidationError, match="scan of the signed contract is not there"):
        disburse(by=stage.decider, application=stage.application, on=timezone.localdate())
    add_scan(by=stage.proposer, contract=fresh(stage).contract, uploads=[upload(jpeg())])
    assert lacking("disburse", stage.application) == ["The scan of the signed contract is still being checked."]
    assert check_left(by=FILES) == 1
    assert check(ContractScan.objects.get().pk, by=FILES) == "ready"
    assert not lacks(stage)
    ContractScan.objects.all().delete()
    settings.CONTRACT_SCAN_REQUIRED = False
    assert not lacks(stage)


def test_pages_are_judged_one_by_one_and_none_is_kept_twice(settings: Any) -> None:
    settings.VIRUS_SCANNER = "portal.files.scanners.TestPatternScanner"
    stage = unscanned()
    assert add(stage, jpeg(), jpeg(), pdf(), word(), pdf() + EICAR) == ["ready", "ready", "infected", "again", "word"]
    assert Event.objects.filter(code="contract.scan_refused").count() == 1
    kept = ContractScan.objects.get(kind="pdf", state="ready")
    with kept.content.open("rb") as opened:
        assert opened.read() != pdf(), "it is written anew"


def test_a_replaced_scan_stays_with_the_reason_and_a_bad_one_replaces_nothing(client_of: ClientOf) -> None:
    stage = unscanned()
    add(stage, jpeg())
    assert add(stage, word(), instead="Blurred.") == ["word"]
    assert ContractScan.objects.current().count() == 1
    page = reverse("contract-scan", args=[stage.application.ref])
    client = client_of(stage.advisor)
    sent = {"replace": "1", "replace-pages": upload(pdf()), "replace-why": ""}
    assert "field is required" in client.post(page, sent).content.decode()
    client.post(page, sent | {"replace-pages": upload(pdf()), "replace-why": "A page was cut off."})
    old = ContractScan.objects.exclude(replaced_at=None).get()
    assert (old.replaced_why, old.replaced_by) == ("A page was cut off.", stage.proposer.key)
    assert default_storage.exists(old.content.name or "")
    assert ContractScan.objects.current().count() == 1
    assert "A page was cut off." in client.get(page).content.decode()


def test_it_is_added_while_the_signature_is_noted(client_of: ClientOf) -> None:
    stage = accepted()
    today = timezone.localdate().isoformat()
    sent = {"signed_on": today, "language": "fr", "iban": "BE68539007547034", "scan": [upload(jpeg()), upload(word())]}
    answer = client_of(stage.advisor).post(reverse("contract-sign", args=[stage.application.ref]), sent, follow=True)
    assert fresh(stage).contract.scans.count() == 1
    assert "This is a Word file." in answer.content.decode()


def test_who_may_see_it_sees_it_and_each_look_is_on_record(
    client_of: ClientOf, client_of_person: Callable[[Person], Client]
) -> None:
    stage = unscanned()
    add(stage, jpeg())
    scan = ContractScan.objects.get()
    desk = reverse("contract-scan-content", args=[scan.ref, "full"])
    assert "no-store" in client_of(stage.advisor).get(desk)["Cache-Control"]
    assert Entry.objects.looks().filter(table=scan._meta.db_table, actor=stage.proposer.key).count() == 1
    assert client_of(member(Role.ADVISOR)).get(desk).status_code == 404
    assert client_of(member(Role.AUDITOR)).get(desk).status_code == 403
    hers = client_of_person(stage.application.case.person)
    own = reverse("my-contract-scan", args=[scan.ref, "small"])
    assert own in hers.get(reverse("my-contract", args=[stage.application.ref])).content.decode()
    assert reverse("my-contract", args=[stage.application.ref]) in hers.get(reverse("my-home")).content.decode()
    assert hers.get(own).status_code == 200
    assert hers.get(reverse("my-contract-paper", args=[stage.application.ref])).content.startswith(b"%PDF")
    add(stage, pdf(), instead="Blurred.")
    assert hers.get(own).status_code == 404, "what was replaced is of the office"
    assert client_of_person(signed().application.case.person).get(own).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_for_as_much_whatever_the_number_of_pages(
    client_of: ClientOf, django_assert_num_queries: Any, count: int
) -> None:
    stage = unscanned()
    for _ in range(count):
        scanned(fresh(stage).contract)
        ContractScanFactory(
            contract=fresh(stage).contract, replaced_at=timezone.now(), replaced_by=stage.proposer.key, replaced_why="x"
        )
    client = client_of(stage.advisor)
    with django_assert_num_queries(15):
        client.get(reverse("contract-scan", args=[stage.application.ref]))
