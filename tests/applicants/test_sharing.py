"""Sharing a material with a client: once, with a message in her language, opened on her own page and counted."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from applicants.cases.models import Case
from applicants.models import Contact, Person, Share
from applicants.sharing.actions import share_material
from portal.accounts.scope import actor_for_user
from portal.models import Message, User
from portal.roles import Role
from tests.factories import CaseFactory, MaterialVersionFactory, OfficeFactory, PersonFactory, member

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
Enter = Callable[[Person], Client]


@pytest.fixture
def case() -> Case:
    found: Case = CaseFactory(stage="intake", person=PersonFactory(language="ar"))
    return found


@pytest.fixture
def user(case: Case) -> User:
    return member(Role.ADVISOR, office=case.office)


def test_it_is_shared_once_and_she_is_written_to_once_in_her_language(case: Case, user: User) -> None:
    version = MaterialVersionFactory(language="ar", material__title_ar="دفتر صندوق", material__title_en="Cash book")
    for _ in range(2):
        share_material(by=actor_for_user(user), case=case, version=version)
    assert Share.objects.count() == 1
    message = Message.objects.get(event="material_shared")
    assert message.language == "ar"
    assert "دفتر صندوق" in message.body
    assert "/ar/me/" in message.body
    assert list(case.events.values_list("code", flat=True)) == ["material.shared"]


def test_what_the_actor_may_not_hand_on_is_refused(case: Case, user: User) -> None:
    by = actor_for_user(user)
    for version in (
        MaterialVersionFactory(material__state="draft"),
        MaterialVersionFactory(material__office=OfficeFactory()),
    ):
        with pytest.raises(ValidationError, match="not published"):
            share_material(by=by, case=case, version=version)
    closed = CaseFactory(stage="closed", outcome="silent", office=case.office)
    with pytest.raises(ValidationError, match="closed"):
        share_material(by=by, case=closed, version=MaterialVersionFactory())


def test_the_page_begins_with_her_language_and_country(case: Case, user: User, client_of: ClientOf) -> None:
    hers = MaterialVersionFactory(language="ar")
    MaterialVersionFactory(material=hers.material, language="nl")
    other, abroad = MaterialVersionFactory(language="nl"), MaterialVersionFactory(language="ar", material__country="FR")
    client, url = client_of(user), reverse("case-materials", args=[case.ref])
    words = client.get(url).content.decode()
    assert hers.material.title in words
    assert other.material.title not in words
    assert abroad.material.title not in words
    assert words.index(f'value="{hers.material.ref}:ar"') < words.index(f'value="{hers.material.ref}:nl"')
    assert other.material.title in client.get(f"{url}?language=").content.decode()


def test_sharing_from_the_page(case: Case, user: User, client_of: ClientOf) -> None:
    version = MaterialVersionFactory(language="ar")
    client, url = client_of(user), reverse("case-materials", args=[case.ref])
    assert "notice-wrong" in client.post(url, follow=True).content.decode()
    assert client.post(url, {"version": "NOSUCH:ar"}).status_code == 404
    words = client.post(url, {"version": f"{version.material.ref}:ar"}, follow=True).content.decode()
    assert "The client gets a message." in words
    assert version.material.title in words
    assert "not opened yet" in words


def test_without_a_contact_it_is_on_her_page_alone(case: Case, user: User) -> None:
    Contact.objects.filter(person=case.person).delete()
    _share, told = share_material(by=actor_for_user(user), case=case, version=MaterialVersionFactory())
    assert not told
    assert not Message.objects.exists()


def test_she_opens_it_on_her_page_and_it_is_counted(
    case: Case, user: User, client_of: ClientOf, client_of_person: Enter
) -> None:
    version = MaterialVersionFactory(language="ar")
    share, _told = share_material(by=actor_for_user(user), case=case, version=version)
    herself, url = client_of_person(case.person), reverse("my-material", args=[share.ref])
    assert url in herself.get("/en/me/").content.decode()
    for _ in range(2):
        assert herself.get(url)["Location"] == version.link
    assert client_of_person(PersonFactory()).get(url).status_code == 404
    assert "opened 2 times" in client_of(user).get(reverse("case", args=[case.ref])).content.decode()


def test_what_was_withdrawn_is_withdrawn_for_her_too(case: Case, user: User, client_of_person: Enter) -> None:
    version = MaterialVersionFactory()
    share, _told = share_material(by=actor_for_user(user), case=case, version=version)
    version.material.state = "withdrawn"
    version.material.save()
    herself = client_of_person(case.person)
    assert herself.get(reverse("my-material", args=[share.ref])).status_code == 404
    assert version.material.title not in herself.get("/en/me/").content.decode()
