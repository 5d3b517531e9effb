"""Who acts: what a user's memberships make of her, and how the record writes it."""

import pytest

from portal.accounts.scope import actor_for_user
from portal.actors import NOBODY, Actor, system
from portal.models import Membership
from portal.roles import Permission, Role
from tests.factories import OfficeFactory, PartnerFactory, UserFactory, member

pytestmark = pytest.mark.django_db


def test_an_advisor_acts_at_her_offices() -> None:
    offices = [OfficeFactory(), OfficeFactory()]
    user = member(Role.ADVISOR, office=offices[0])
    Membership.objects.create(user=user, role=Role.OFFICE_MANAGER, office=offices[1])
    actor = actor_for_user(user)
    assert actor.offices == frozenset(office.pk for office in offices)
    assert actor.roles == {Role.ADVISOR, Role.OFFICE_MANAGER}
    assert actor.kind == "staff"


@pytest.mark.parametrize("role", [Role.HEAD_OFFICE, Role.ADMINISTRATOR, Role.AUDITOR])
def test_some_roles_hold_everywhere(role: Role) -> None:
    assert actor_for_user(member(role)).offices is None


def test_a_partner_user_acts_for_one_partner_at_no_office() -> None:
    partner = PartnerFactory()
    actor = actor_for_user(member(Role.PARTNER, partner=partner))
    assert (actor.kind, actor.partner_id, actor.offices) == ("partner", partner.pk, frozenset())


def test_a_user_without_a_role_may_nothing() -> None:
    actor = actor_for_user(UserFactory())
    assert not any(actor.may(permission) for permission in Permission)
    assert actor.offices == frozenset()


def test_only_an_auditor_alone_sees_no_names() -> None:
    assert not actor_for_user(member(Role.AUDITOR)).sees_names
    user = member(Role.AUDITOR)
    Membership.objects.create(user=user, role=Role.HEAD_OFFICE)
    assert actor_for_user(user).sees_names


@pytest.mark.parametrize(
    ("actor", "key"),
    [
        (Actor(kind="staff", id=12), "staff:12"),
        (Actor(kind="person", id=7), "person:7"),
        (system("matching"), "system:matching"),
    ],
)
def test_how_the_record_writes_an_actor(actor: Actor, key: str) -> None:
    assert actor.key == key


def test_the_portal_sees_every_office_and_nobody_none() -> None:
    assert system("demo").offices is None
    assert NOBODY.offices == frozenset()


def test_whoever_types_for_a_client_is_still_herself() -> None:
    actor = Actor(kind="staff", id=12, roles=frozenset({Role.ADVISOR}))
    assert actor.acting_for(7).key == "staff:12"
    assert actor.acting_for(7).on_behalf_of == 7
    assert actor.acting_for(7).may(Permission.WORK_CASES)
