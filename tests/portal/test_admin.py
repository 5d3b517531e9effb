"""The back office: one permission, seven languages, each write on record, terms that loans rest on."""

import re
from collections.abc import Callable
from typing import Any, Final

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib import admin
from django.test import Client
from django.urls import reverse
from django.utils import translation

from advisors.models import SpokenLanguage
from applicants.models import OtherHelp
from loans.models import Terms
from portal.language import registry
from portal.models import Entry, Message, User
from portal.roles import Role
from tests.factories import ApplicationFactory, OfficeFactory, PartnerFactory, TermsFactory, UserFactory, member

pytestmark = [pytest.mark.django_db, pytest.mark.foreign_templates, pytest.mark.thorough]


@pytest.fixture
def administrator() -> User:
    return member(Role.ADMINISTRATOR)


@pytest.fixture
def client(client_of: Callable[[User], Client], administrator: User) -> Client:
    return client_of(administrator)


def filled(page: Any) -> dict[str, Any]:
    """What a browser would send back from a page of the back office, as it stands."""
    forms = [page.context["adminform"].form]
    for inline in page.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.initial_forms]
    data: dict[str, Any] = {}
    for form in forms:
        for bound in form:
            value = bound.value()
            shown = bound.field.prepare_value(value) if hasattr(bound.field, "prepare_value") else value
            if shown is True:
                data[bound.html_name] = "on"
            elif shown is not None and shown is not False:
                data[bound.html_name] = shown
    return data


def errors_of(page: Any) -> str:
    assert page.status_code == 200, "the form was accepted"
    return " ".join(re.findall(r'<ul class="errorlist[^>]*>(.*?)</ul>', page.content.decode(), re.DOTALL))


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_others_stay_outside(client_of: Callable[[User], Client], role: Role) -> None:
    assert client_of(member(role)).get("/en/back-office/portal/user/").status_code == 403


def test_a_stranger_is_sent_to_our_login() -> None:
    assert Client().get("/en/back-office/")["Location"] == "/en/account/login/?next=/en/back-office/"
    assert Client().get("/en/back-office/login/")["Location"].startswith("/en/account/login/")


@pytest.mark.parametrize("language", registry.CODES)
def test_every_page_in_every_language(client: Client, language: str) -> None:
    with translation.override(language):
        assert client.get(reverse("admin:index")).status_code == 200
        for model, model_admin in admin.site._registry.items():
            name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
            assert client.get(reverse(f"{name}_changelist")).status_code == 200
            if not getattr(model_admin, "read_only", False):
                assert client.get(reverse(f"{name}_add")).status_code == 200


# What the back office holds, by label.
THERE: Final = frozenset(
    {
        "advisors.Advisor",
        "advisors.Community",
        "advisors.KindredLanguages",
        "advisors.MatchRules",
        "advisors.Speciality",
        "advisors.Hours",
        "advisors.HoursException",
        "advisors.Purpose",
        "advisors.Guide",
        "advisors.GuideStep",
        "advisors.Material",
        "advisors.SpokenLanguage",
        "advisors.Region",
        "applicants.CanDo",
        "applicants.ConsentText",
        "applicants.DocumentKind",
        "applicants.OtherHelp",
        "applicants.Pace",
        "applicants.PermitKind",
        "applicants.Recording",
        "loans.BankAccount",
        "loans.ChecklistQuestion",
        "loans.Committee",
        "loans.CountryEntry",
        "loans.DeedTemplate",
        "loans.Fund",
        "loans.GuaranteeLimit",
        "loans.LevelLimit",
        "loans.LevelRaise",
        "loans.Product",
        "loans.ReminderStep",
        "partnerships.Partner",
        "portal.Entry",
        "portal.Holiday",
        "portal.Message",
        "portal.Office",
        "portal.User",
    }
)


def test_only_what_we_put_there_is_there() -> None:
    assert {model._meta.label for model in admin.site._registry} == THERE


def saved(answer: Any) -> None:
    assert answer.status_code == 302, errors_of(answer)


def test_a_change_is_on_record_with_the_administrator(client: Client, administrator: User) -> None:
    office = OfficeFactory()
    address = f"/en/back-office/portal/office/{office.pk}/change/"
    data = filled(client.get(address)) | {"name_ps": "ګینت", "phone": "+32 9 123 45 67"}
    saved(client.post(address, data))
    entry = Entry.objects.of(office).latest("pk")
    assert entry.actor == f"staff:{administrator.pk}"
    assert entry.difference is not None
    assert set(entry.difference) == {"name_ps", "phone"}


def test_so_is_a_removal(client: Client, administrator: User) -> None:
    language = SpokenLanguage.objects.create(code="tg", name="Tajik")
    client.post(f"/en/back-office/advisors/spokenlanguage/{language.pk}/delete/", {"post": "yes"})
    entry = Entry.objects.filter(table="advisors_spokenlanguage", row=language.pk).latest("pk")
    assert (entry.kind, entry.actor) == ("delete", f"staff:{administrator.pk}")


def test_the_history_of_a_row_is_in_the_record(client: Client) -> None:
    office = OfficeFactory()
    answer = client.get(f"/en/back-office/portal/office/{office.pk}/history/")
    assert answer["Location"] == f"/en/desk/record/?table=portal_office&row={office.pk}"


def test_a_new_user_is_invited_with_her_roles(client: Client, administrator: User) -> None:
    partner = PartnerFactory()
    data = filled(client.get("/en/back-office/portal/user/add/")) | {
        "name": "Nour",
        "email": "Nour@Example.org",
        "language": "fr",
        "memberships-TOTAL_FORMS": "1",
        "memberships-0-role": "partner",
        "memberships-0-partner_id": str(partner.pk),
    }
    saved(client.post("/en/back-office/portal/user/add/", data))
    user = User.objects.get(email="nour@example.org")
    assert not user.has_usable_password()
    assert list(user.memberships.values_list("role", "partner_id")) == [("partner", partner.pk)]
    assert Message.objects.about(user).get().event == "invitation"
    assert Entry.objects.of(user).latest("pk").actor == f"staff:{administrator.pk}"


def test_an_advisor_needs_an_office(client: Client) -> None:
    data = filled(client.get("/en/back-office/portal/user/add/")) | {
        "name": "Nour",
        "email": "nour@example.org",
        "language": "fr",
        "memberships-TOTAL_FORMS": "1",
        "memberships-0-role": "advisor",
    }
    assert "An advisor and an office manager need an office" in errors_of(
        client.post("/en/back-office/portal/user/add/", data)
    )
    assert not User.objects.filter(email="nour@example.org").exists()


def act(client: Client, action: str, *users: User) -> str:
    chosen = {"action": action, "_selected_action": [str(user.pk) for user in users]}
    return client.post("/en/back-office/portal/user/", chosen, follow=True).content.decode()


def test_an_account_is_closed_and_opened_again(client: Client, administrator: User) -> None:
    user = UserFactory()
    page = act(client, "close", user, administrator)
    assert "You cannot close your own account" in page
    user.refresh_from_db()
    administrator.refresh_from_db()
    assert (user.is_active, administrator.is_active) == (False, True)
    act(client, "open_again", user)
    user.refresh_from_db()
    assert user.is_active


def test_a_lost_phone(client: Client) -> None:
    user = UserFactory()
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    act(client, "reset_second_factor", user)
    assert not Authenticator.objects.filter(user=user).exists()
    assert Message.objects.get().address == user.email


def test_nobody_removes_a_user(client: Client) -> None:
    user = UserFactory()
    assert client.post(f"/en/back-office/portal/user/{user.pk}/delete/", {"post": "yes"}).status_code == 403


def test_the_record_is_only_read(client: Client) -> None:
    OfficeFactory()
    entry = Entry.objects.latest("pk")
    address = f"/en/back-office/portal/entry/{entry.pk}/"
    assert client.get(f"{address}change/").status_code == 200
    assert client.post(f"{address}change/", {"actor": "staff:1"}).status_code == 403
    assert client.post(f"{address}delete/", {"post": "yes"}).status_code == 403


def test_messages_do_not_show_what_opens_an_account(client: Client) -> None:
    Client().post("/en/account/password/forgotten/", {"email": member(Role.ADVISOR).email})
    message = Message.objects.get()
    for address in ("", f"{message.pk}/change/"):
        page = client.get(f"/en/back-office/portal/message/{address}").content.decode()
        assert "password/new/" not in page
        assert message.address not in page


class TestTerms:
    def product(self, client: Client, terms: Terms) -> tuple[str, dict[str, Any]]:
        address = f"/en/back-office/loans/product/{terms.product_id}/change/"
        return address, filled(client.get(address))

    def test_a_version_that_no_loan_rests_on_can_be_changed(self, client: Client) -> None:
        terms = TermsFactory()
        address, data = self.product(client, terms)
        data |= {"terms-0-fee_steps": "۵۰۰۰: ۲۰۰\n*: 400", "terms-0-months_max": "٢٤"}
        saved(client.post(address, data))
        terms.refresh_from_db()
        assert (terms.fee_steps, terms.months_max) == ([["5000", "200"], [None, "400"]], 24)

    def test_one_in_use_cannot(self, client: Client) -> None:
        application = ApplicationFactory(proposed=True)
        terms = application.terms
        address, data = self.product(client, terms)
        client.post(address, data | {"terms-0-amount_max": "99999", "terms-0-interest_free": ""})
        before = (terms.amount_max, terms.interest_free)
        terms.refresh_from_db()
        assert (terms.amount_max, terms.interest_free) == before
        client.post(address, data | {"terms-0-DELETE": "on"})
        assert Terms.objects.filter(pk=terms.pk).exists()

    def test_a_new_version_beside_it_can_be_added(self, client: Client) -> None:
        terms = ApplicationFactory(proposed=True).terms
        address, data = self.product(client, terms)
        old = {name: value for name, value in data.items() if name.startswith("terms-0-")}
        new = {name.replace("-0-", "-1-"): value for name, value in old.items() if not name.endswith("-0-id")}
        data |= new | {"terms-TOTAL_FORMS": "2", "terms-1-version": "2", "terms-1-valid_from": "2027-01-01"}
        saved(client.post(address, data))
        assert sorted(Terms.objects.values_list("version", flat=True)) == [1, 2]

    @pytest.mark.parametrize(
        ("change", "sentence"),
        [
            ({"yearly_rate": "3"}, "A product without interest has a rate of 0."),
            ({"fee_steps": "2500: 125"}, "the last reaches the largest amount"),
            ({"fee_steps": "5000: 125\n2500: 90\n*: 1"}, "The steps rise"),
            ({"fee_steps": "a little"}, "Write one step a line"),
            ({"fee_steps": "NaN: 5"}, "Write one step a line"),
            ({"fee_steps": ""}, "has a fee"),
            ({"amount_min": "20000"}, "The largest amount is at least the smallest"),
        ],
    )
    def test_terms_that_make_no_sense_are_refused(self, client: Client, change: dict[str, str], sentence: str) -> None:
        address, data = self.product(client, TermsFactory())
        page = client.post(address, data | {f"terms-0-{name}": value for name, value in change.items()})
        assert sentence in errors_of(page)


def test_texts_keep_their_own_digits(client: Client) -> None:
    office = OfficeFactory()
    address = f"/ar/back-office/portal/office/{office.pk}/change/"
    client.post(address, filled(client.get(address)) | {"name_ar": "مكتب ٢"})
    difference = Entry.objects.of(office).latest("pk").difference
    assert difference is not None
    assert difference["name_ar"] == [None, "مكتب ٢"]


def test_who_else_can_help_is_set_up_here(client: Client, administrator: User) -> None:
    data = filled(client.get("/en/back-office/applicants/otherhelp/add/"))
    data |= {"name": "Your Europe", "country": "de", "topics": ["work", "papers"], "text_en": "Rights.", "order": "٥"}
    refused = client.post("/en/back-office/applicants/otherhelp/add/", data)
    assert "Give a website or a phone number." in refused.content.decode()
    bad = client.post("/en/back-office/applicants/otherhelp/add/", data | {"website": "javascript:alert(1)"})
    assert bad.status_code == 200
    saved(client.post("/en/back-office/applicants/otherhelp/add/", data | {"website": "https://europa.eu"}))
    row = OtherHelp.objects.get()
    assert (row.country, row.topics, row.order) == ("DE", ["work", "papers"], 5)
