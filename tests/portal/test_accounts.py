"""Logging in: password, second factor, and what those who may not come in are told."""

import io
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts.actions import Post, deactivate_user, invite_user
from portal.accounts.scope import PERSON_KEY, SEEN_KEY
from portal.actors import system
from portal.models import Entry, Message, User
from portal.roles import Role
from tests.factories import OfficeFactory, PersonFactory, UserFactory, member
from tests.second_factor import code_of

pytestmark = pytest.mark.django_db
PASSWORD = "a good long password"
SECRET = "JBSWY3DPEHPK3PXP"
TEST = system("test")


def log_in(client: Client, user: User, *, password: str = PASSWORD, language: str = "en") -> Any:
    return client.post(f"/{language}/account/login/", {"login": user.email, "password": password})


def enrolled(user: User) -> User:
    auth.TOTP.activate(user, SECRET)
    return user


def body(response: Any) -> str:
    """The page without what differs between any two: the token, and the address that was typed."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", response.content.decode())
    return re.sub(r"[\w.]+@example\.org", "", text)


def test_a_password_alone_opens_nothing_but_the_second_factor(client: Client) -> None:
    log_in(client, member(Role.HEAD_OFFICE))
    for address in ("/en/desk/record/", "/en/account/", "/en/account/password/", "/en/account/recovery-codes/"):
        assert client.get(address)["Location"] == f"/en/account/second-factor/set-up/?next={address}"


def test_enrolling_opens_the_desk_and_shows_recovery_codes(client: Client) -> None:
    log_in(client, member(Role.HEAD_OFFICE))
    page = client.get("/en/account/second-factor/set-up/")
    assert "data:image/svg+xml;base64," in page.content.decode()
    secret = page.context["form"].secret
    assert page.context["key_in_fours"] in page.content.decode()
    answer = client.post("/en/account/second-factor/set-up/", {"code": code_of(secret)})
    assert answer["Location"] == "/en/account/recovery-codes/"
    codes = client.get("/en/account/recovery-codes/")
    assert codes.content.decode().count('class="code"') == 10
    download = client.get("/en/account/recovery-codes/download/").content.decode()
    assert all(code in download for code in codes.context["unused_codes"])
    assert client.get("/en/desk/record/").status_code == 200


def test_a_wrong_first_code_does_not_enrol(client: Client) -> None:
    user = member(Role.HEAD_OFFICE)
    log_in(client, user)
    client.get("/en/account/second-factor/set-up/")
    assert client.post("/en/account/second-factor/set-up/", {"code": "000000"}).status_code == 200
    assert not Authenticator.objects.filter(user=user).exists()


def test_the_second_factor_in_persian_digits(client: Client) -> None:
    assert log_in(client, enrolled(member(Role.HEAD_OFFICE)))["Location"] == "/en/account/second-factor/"
    assert client.get("/en/desk/record/")["Location"].startswith("/en/account/login/")
    persian = code_of(SECRET).translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    assert client.post("/en/account/second-factor/", {"code": persian})["Location"] == "/en/desk/"
    assert client.get("/en/desk/record/").status_code == 200


def test_a_code_of_the_app_and_a_recovery_code_work_once() -> None:
    user = enrolled(member(Role.HEAD_OFFICE))
    recovery = RecoveryCodes.activate(user).get_unused_codes()[0]
    for code in (code_of(SECRET), recovery):
        for expected in (302, 200):
            client = Client()
            log_in(client, user)
            assert client.post("/en/account/second-factor/", {"code": code}).status_code == expected


def test_without_a_second_factor_where_the_installation_says_so(client: Client, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    log_in(client, member(Role.HEAD_OFFICE))
    assert client.get("/en/desk/record/").status_code == 200


def test_giving_up_the_second_factor_asks_for_a_new_one(client: Client) -> None:
    user = enrolled(member(Role.HEAD_OFFICE))
    log_in(client, user)
    client.post("/en/account/second-factor/", {"code": code_of(SECRET)})
    assert client.post("/en/account/second-factor/give-up/").status_code == 302
    assert client.get("/en/desk/record/")["Location"].startswith("/en/account/second-factor/set-up/")


def test_no_answer_tells_who_has_an_account() -> None:
    known, gone = member(Role.ADVISOR), member(Role.ADVISOR, is_active=False)
    stranger = UserFactory.build(email="nobody@example.org")
    answers = [
        log_in(Client(), known, password="wrong wrong wrong"),
        log_in(Client(), gone),
        log_in(Client(), stranger),
    ]
    assert {answer.status_code for answer in answers} == {200}
    assert len({body(answer) for answer in answers}) == 1


def test_asking_for_a_new_password_answers_everybody_the_same() -> None:
    known = member(Role.ADVISOR)
    answers = [
        Client().post("/en/account/password/forgotten/", {"email": email}, follow=True)
        for email in (known.email, "nobody@example.org")
    ]
    assert len({body(answer) for answer in answers}) == 1
    assert list(Message.objects.values_list("address", "event")) == [(known.email, "password_reset")]


def test_a_new_password_by_link_works_once(client: Client) -> None:
    user = member(Role.ADVISOR, language="nl")
    client.post("/en/account/password/forgotten/", {"email": user.email})
    link = re.search(r"http://[^\s]+(/nl/\S+)", Message.objects.get().body)
    assert link is not None
    form = client.get(link.group(1), follow=True)
    new = {"password1": "three words in a row", "password2": "three words in a row"}
    assert client.post(form.redirect_chain[-1][0], new)["Location"] == "/nl/account/password/chosen/"
    assert log_in(Client(), user, password=new["password1"]).status_code == 302
    assert Client().get(link.group(1)).context["token_fail"]
    assert Entry.objects.of(user).filter(difference__has_key="password").latest("pk").actor == f"staff:{user.pk}"


def test_many_tries_on_one_account_leave_the_rest_of_the_office_alone() -> None:
    guessed, colleague = member(Role.ADVISOR), member(Role.ADVISOR)
    for _try in range(10):
        log_in(Client(), guessed, password="wrong wrong wrong")
    assert log_in(Client(), guessed).status_code == 200
    assert log_in(Client(), colleague).status_code == 302


def test_too_many_calls_get_a_page_of_ours(client: Client, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    client.get("/en/account/login/")
    answers = [log_in(client, member(Role.ADVISOR)) for _try in range(2)]
    assert answers[-1].status_code == 429
    assert "Please wait a little" in answers[-1].content.decode()


@pytest.mark.parametrize(("role", "landing"), [(Role.ADVISOR, "/nl/desk/"), (Role.PARTNER, "/nl/partner/")])
def test_each_lands_at_home_in_her_own_language(client: Client, role: Role, landing: str) -> None:
    assert log_in(client, member(role, language="nl"), language="ar")["Location"] == landing


@pytest.mark.parametrize(
    ("role", "first"), [(Role.ADVISOR, "case-list"), (Role.AUDITOR, "case-list"), (Role.ADMINISTRATOR, "admin:index")]
)
def test_the_desk_begins_with_what_the_role_is_for(role: Role, first: str, client_of: Callable[..., Client]) -> None:
    assert client_of(member(role)).get("/en/desk/")["Location"] == reverse(first)


def test_where_she_was_going_is_in_her_own_language(client: Client) -> None:
    user = member(Role.ADVISOR, language="fr")
    going = {"login": user.email, "password": PASSWORD, "next": "/en/desk/messages/"}
    assert client.post("/en/account/login/", going)["Location"] == "/fr/desk/messages/"
    away = {**going, "next": "https://example.org/"}
    assert Client().post("/en/account/login/", away)["Location"] == "/fr/desk/"


def test_an_applicant_who_sat_there_does_not_act_any_more(client_of_person: Callable[..., Client]) -> None:
    client = client_of_person(PersonFactory())
    log_in(client, member(Role.ADVISOR))
    assert PERSON_KEY not in client.session


def test_an_idle_session_ends_and_a_used_one_goes_on(client_of: Callable[[User], Client], settings: Any) -> None:
    settings.STAFF_SESSION_MINUTES = 30
    client = client_of(member(Role.HEAD_OFFICE))
    client.get("/en/account/")
    ends = Session.objects.get().expire_date
    assert timedelta(minutes=29) < ends - timezone.now() <= timedelta(minutes=30)
    session = client.session
    session[SEEN_KEY] -= 600
    session.save()
    Session.objects.update(expire_date=timezone.now() + timedelta(minutes=20))
    client.get("/en/account/")
    assert Session.objects.get().expire_date >= ends
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert client.get("/en/account/")["Location"].startswith("/en/account/login/")


def test_logging_out_elsewhere_keeps_this_session(client_of: Callable[[User], Client]) -> None:
    user = member(Role.HEAD_OFFICE)
    here, there = client_of(user), client_of(user)
    assert here.post("/en/account/log-out-elsewhere/").status_code == 302
    assert here.get("/en/account/").status_code == 200
    assert there.get("/en/account/").status_code == 302


def test_logging_out_is_a_post(client_of: Callable[[User], Client]) -> None:
    client = client_of(member(Role.HEAD_OFFICE))
    assert client.get("/en/account/logout/").status_code == 405
    assert client.post("/en/account/logout/")["Location"] == "/en/"
    assert client.get("/en/account/").status_code == 302


def test_my_account_changes_name_and_language(client_of: Callable[[User], Client]) -> None:
    user = member(Role.PARTNER)
    answer = client_of(user).post("/en/account/", {"name": "نور حداد", "language": "fr"})
    assert answer["Location"] == "/fr/account/"
    user.refresh_from_db()
    assert (user.name, user.language) == ("نور حداد", "fr")


def test_the_password_is_changed_with_the_old_one(client_of: Callable[[User], Client]) -> None:
    user = member(Role.ADVISOR)
    client = client_of(user)
    new = {"password1": "three words in a row", "password2": "three words in a row"}
    assert client.post("/en/account/password/", {"oldpassword": "not this one", **new}).status_code == 200
    assert client.post("/en/account/password/", {"oldpassword": PASSWORD, **new})["Location"] == "/en/account/"
    assert Message.objects.get().event == "account_changed"


@pytest.mark.parametrize("weak", ["short", "password1234"])
def test_a_weak_password_is_refused(client_of: Callable[[User], Client], weak: str) -> None:
    weak_ones = {"oldpassword": PASSWORD, "password1": weak, "password2": weak}
    assert client_of(member(Role.ADVISOR)).post("/en/account/password/", weak_ones).context["form"].errors


def test_who_is_invited_chooses_a_password_and_has_her_roles(client: Client) -> None:
    office = OfficeFactory()
    post = Post(Role.ADVISOR, office.pk)
    user = invite_user(by=TEST, email="Nour@Example.org", name="Nour", language="fr", memberships=[post])
    message = Message.objects.about(user).get()
    assert (message.address, message.language) == ("nour@example.org", "fr")
    link = re.search(r"/fr/account/password/new/\S+", message.body)
    assert link is not None
    form = client.get(link.group(), follow=True)
    new = {"password1": "three words in a row", "password2": "three words in a row"}
    client.post(form.redirect_chain[-1][0], new)
    assert log_in(Client(), user, password=new["password1"])["Location"] == "/fr/desk/"
    assert list(user.memberships.values_list("role", "office")) == [(Role.ADVISOR, office.pk)]


def test_who_left_is_out_at_once(client_of: Callable[[User], Client]) -> None:
    user = member(Role.HEAD_OFFICE)
    client = client_of(user)
    assert client.get("/en/account/").status_code == 200
    deactivate_user(by=TEST, user=user)
    assert client.get("/en/account/").status_code == 302
    assert Entry.objects.of(user).latest("pk").actor == "system:test"


def test_the_first_administrator_is_invited_from_the_command_line() -> None:
    said = io.StringIO()
    call_command("invite", "Boss@Example.org", "Boss", stdout=said)
    user = User.objects.get(email="boss@example.org")
    assert [membership.role for membership in user.memberships.all()] == [Role.ADMINISTRATOR]
    assert "/en/account/password/new/" in said.getvalue()
    with pytest.raises(CommandError):
        call_command("invite", "boss@example.org", "Boss")


def test_the_secret_of_a_second_factor_cannot_be_read_from_the_table() -> None:
    user = enrolled(member(Role.HEAD_OFFICE))

    kept = Authenticator.objects.get(user=user, type="totp").data["secret"]

    assert SECRET not in kept
    assert Authenticator.objects.get(user=user, type="totp").wrap().validate_code(code_of(SECRET))
