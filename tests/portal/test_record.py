"""The record: every change by whom, nothing edited afterwards, every tampering found."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from django.db.utils import Error
from django.test import Client
from django.utils import timezone

from portal.accounts.actions import change_account
from portal.actors import Actor, system
from portal.models import Entry, Office, Seal, User
from portal.record.acting import acting
from portal.record.actions import seal_entries, verify_entries
from portal.record.models import record_look
from portal.record.reading import recorded_models
from portal.roles import Role
from tests.factories import CaseFactory, OfficeFactory, PersonFactory, UserFactory, member

FLOORS = ("portal", "advisors", "applicants", "partnerships", "loans")
# Tables whose changes are not on record, and why.
NOT_RECORDED = {
    "portal_entry": "the record itself",
    "portal_seal": "the record's own chain",
    "loans_arrears": "computed from the ledger each night",
    "portal_code": "digests that live ten minutes",
    "portal_message": "the outbox: each line is itself a trace, and its state changes while it is sent",
    "portal_user_groups": "Django's, unused",
    "portal_user_user_permissions": "Django's, unused",
    "advisors_advisor_offices": "a pair of keys that Django makes by itself",
    "partnerships_partner_offices": "a pair of keys that Django makes by itself",
}


def sealed_entries() -> list[Entry]:
    for number in range(3):
        OfficeFactory(code=f"sealed-{number}")
    seal_entries()
    return list(Entry.objects.order_by("id"))


def without_guard(sql: str, *params: Any) -> None:
    """Change the record as somebody would who owns the database."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("portal_entry", "portal_seal"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(sql, params)
        for table in ("portal_entry", "portal_seal"):
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


@pytest.mark.django_db
def test_a_change_says_who_and_what() -> None:
    user = UserFactory(name="Nour", language="en")
    by = Actor(kind="staff", id=user.pk).acting_for(77)
    change_account(by=by, user=user, name="Nour Haddad", language="en")
    entry = Entry.objects.of(user).latest("pk")
    assert (entry.actor, entry.on_behalf_of, entry.kind) == (f"staff:{user.pk}", 77, "update")
    assert entry.difference == {"name": ["Nour", "Nour Haddad"]}


@pytest.mark.django_db
def test_texts_in_every_language_are_in_the_difference() -> None:
    office = OfficeFactory(name="Gent")
    office.name_ps = "ګینت"
    office.save()
    assert Entry.objects.of(office).latest("pk").difference == {"name_ps": [None, "ګینت"]}


@pytest.mark.django_db
def test_secrets_are_not() -> None:
    user = UserFactory()
    user.set_password("another long password")
    user.save()
    entry = Entry.objects.of(user).latest("pk")
    assert entry.difference == {"password": ["•", "•"]}
    inserted = Entry.objects.of(user).earliest("pk").difference
    assert inserted is not None
    assert inserted["password"] == ["•", "•"]


@pytest.mark.django_db
def test_saving_without_a_change_leaves_no_line() -> None:
    office = OfficeFactory()
    office.save()
    assert Entry.objects.of(office).count() == 1


@pytest.mark.django_db
def test_within_an_action_of_the_portal_the_outer_actor_comes_back() -> None:
    with acting(system("outer")):
        first = OfficeFactory()
        with acting(system("inner")):
            second = OfficeFactory()
        third = OfficeFactory()
    actors = [Entry.objects.of(row).get().actor for row in (first, second, third)]
    assert actors == ["system:outer", "system:inner", "system:outer"]


@pytest.mark.django_db
def test_for_whom_somebody_types_comes_back_as_well() -> None:
    helped = PersonFactory()
    advisor = Actor(kind="staff", id=1).acting_for(helped.pk)

    with acting(advisor):
        with acting(system("matching")):
            OfficeFactory()
        office = OfficeFactory()

    entry = Entry.objects.of(office).get()
    assert (entry.actor, entry.on_behalf_of) == ("staff:1", helped.pk)


@pytest.mark.django_db
def test_a_look_is_on_record() -> None:
    case = CaseFactory()
    record_look(case, by=Actor(kind="staff", id=12))
    look = Entry.objects.of(case).looks().get()
    assert (look.actor, look.difference) == ("staff:12", None)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE portal_entry SET actor = 'staff:1'",
        "UPDATE portal_entry SET on_behalf_of = 77",
        "UPDATE portal_entry SET at = at - interval '1 day'",
        "UPDATE portal_entry SET difference = '{}'",
        'UPDATE portal_entry SET "row" = "row" + 1',
        "DELETE FROM portal_entry",
        "DELETE FROM portal_seal",
        "UPDATE portal_seal SET chain = '\\x00'",
    ],
)
def test_the_database_refuses_to_rewrite_the_record(sql: str) -> None:
    sealed_entries()
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.django_db
def test_an_untouched_record_holds() -> None:
    entries = sealed_entries()
    verdict = verify_entries()
    assert (verdict.checked, verdict.broken, verdict.unsealed) == (len(entries), (), 0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE portal_entry SET actor = 'staff:1' WHERE id = %s",
        "UPDATE portal_entry SET on_behalf_of = 77 WHERE id = %s",
        "UPDATE portal_entry SET request = 'another' WHERE id = %s",
        "UPDATE portal_entry SET at = at - interval '1 day' WHERE id = %s",
        'UPDATE portal_entry SET difference = \'{"name": [null, "x"]}\' WHERE id = %s',
        "UPDATE portal_entry SET digest = sha256('x') WHERE id = %s",
    ],
)
def test_tampering_behind_the_guard_is_found(sql: str) -> None:
    entry = sealed_entries()[1]
    without_guard(sql, entry.pk)
    assert entry.pk in verify_entries().broken


@pytest.mark.django_db
def test_a_removed_entry_is_found() -> None:
    entries = sealed_entries()
    without_guard("DELETE FROM portal_seal WHERE entry_id = %s", entries[1].pk)
    without_guard("DELETE FROM portal_entry WHERE id = %s", entries[1].pk)
    assert verify_entries().broken


@pytest.mark.django_db
def test_erased_contents_still_hold() -> None:
    entry = sealed_entries()[1]
    Entry.objects.filter(pk=entry.pk).update(difference=None, salt=None)
    assert verify_entries().broken == ()


@pytest.mark.django_db
def test_the_commands_seal_and_verify() -> None:
    OfficeFactory()
    said = io.StringIO()
    call_command("seal", stdout=said)
    call_command("verify_record", stdout=said)
    assert "The record holds." in said.getvalue()
    entry = Seal.objects.latest("number").entry
    without_guard("UPDATE portal_entry SET actor = 'staff:1' WHERE id = %s", entry.pk)
    complaint = io.StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("verify_record", stdout=said, stderr=complaint)
    assert end.value.code == 1
    assert str(entry.pk) in complaint.getvalue()


@pytest.mark.django_db
def test_every_business_table_is_on_record() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE 'pgtrigger_record_changes_%%'")
        guarded = {table.strip('"') for (table,) in cursor.fetchall()}
    tables = {
        model._meta.db_table
        for floor in FLOORS
        for model in apps.get_app_config(floor).get_models(include_auto_created=True)
    }
    assert tables - guarded == set(NOT_RECORDED)
    assert set(recorded_models()) == guarded


class TestPage:
    """`desk/record/`: who may read it, and what of it."""

    pytestmark = pytest.mark.django_db

    @pytest.fixture(autouse=True)
    def _two_offices(self) -> None:
        self.mine, self.other = OfficeFactory(), OfficeFactory()
        self.manager = member(Role.OFFICE_MANAGER, office=self.mine)
        with acting(system("test")):
            self.case = CaseFactory(office=self.mine)
            self.stranger = CaseFactory(office=self.other)

    def rows(self, client: Client, query: str = "") -> list[tuple[str, int]]:
        lines = client.get(f"/en/desk/record/{query}").context["lines"]
        return [(line.entry.table, line.row) for line in lines]

    @pytest.mark.parametrize("role", [Role.ADVISOR, Role.AUDITOR, Role.PARTNER])
    def test_it_is_for_those_who_answer_for_others(self, client_of: Callable[[User], Client], role: Role) -> None:
        assert client_of(member(role)).get("/en/desk/record/").status_code == 403

    def test_a_manager_reads_what_concerns_her_offices_files(self, client_of: Callable[[User], Client]) -> None:
        found = self.rows(client_of(self.manager))
        assert ("applicants_case", self.case.pk) in found
        assert ("applicants_person", self.case.person.pk) in found
        assert ("applicants_case", self.stranger.pk) not in found
        assert {table for table, _row in found} <= {"applicants_case", "applicants_person"}

    def test_head_office_reads_all(self, client_of: Callable[[User], Client]) -> None:
        found = self.rows(client_of(member(Role.HEAD_OFFICE)), f"?table=portal_office&row={self.other.pk}")
        assert found == [("portal_office", self.other.pk)]

    def test_filters_are_codes(self, client_of: Callable[[User], Client]) -> None:
        client = client_of(self.manager)
        record_look(self.case, by=Actor(kind="staff", id=self.manager.pk))
        assert self.rows(client, f"?actor=staff:{self.manager.pk}") == [("applicants_case", self.case.pk)]
        yesterday = timezone.localdate() - timedelta(days=1)
        assert self.rows(client, f"?day={yesterday}") == []
        assert self.rows(client, f"?day={timezone.localdate()}&table=applicants_person")
        assert self.rows(client, "?table=pg_authid") == []

    def test_personal_values_are_masked_for_those_who_do_not_work_with_files(
        self, client_of: Callable[[User], Client]
    ) -> None:
        with acting(system("test")):
            person = PersonFactory(full_name="Zarghuna Ahmadzai")
        query = f"/en/desk/record/?table=applicants_person&row={person.pk}"
        assert "Zarghuna" in client_of(member(Role.HEAD_OFFICE)).get(query).content.decode()
        shown = client_of(member(Role.ADMINISTRATOR)).get(query).content.decode()
        assert "Zarghuna" not in shown
        assert "Z." in shown

    def test_as_many_queries_for_many_lines_as_for_few(
        self, client_of: Callable[[User], Client], django_assert_num_queries: Any
    ) -> None:
        client = client_of(member(Role.HEAD_OFFICE))
        Office.objects.filter(pk=self.mine.pk).update(city="Gent")
        client.get("/en/desk/record/")
        counts = []
        for table in ("portal_membership", "portal_office"):
            with django_assert_num_queries(12, exact=False) as made:
                client.get(f"/en/desk/record/?table={table}")
            counts.append(len(made))
        assert len(set(counts)) == 1

    def test_pages_follow_each_other(self, client_of: Callable[[User], Client]) -> None:
        for number in range(40):
            OfficeFactory(code=f"page-{number}")
        client = client_of(member(Role.HEAD_OFFICE))
        first = client.get("/en/desk/record/?table=portal_office").context["page"]
        second = client.get(f"/en/desk/record/?table=portal_office&after={first.next}").context["page"]
        assert len(first.rows) == 30
        assert min(row.pk for row in first.rows) > max(row.pk for row in second.rows)
