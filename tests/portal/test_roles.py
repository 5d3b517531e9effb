"""The permission table, and where each role may hold."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from portal.models import Membership
from portal.roles import EVERY_OFFICE, PERMISSIONS, Permission, Role
from tests.factories import OfficeFactory, PartnerFactory, UserFactory


def test_every_role_has_its_line() -> None:
    assert set(PERMISSIONS) == set(Role)


def test_every_permission_is_somebodys() -> None:
    assert set().union(*PERMISSIONS.values()) == set(Permission)


def test_a_partner_and_an_administrator_never_reach_files() -> None:
    for role in (Role.PARTNER, Role.ADMINISTRATOR):
        assert not PERMISSIONS[role] & {Permission.SEE_CASES, Permission.WORK_CASES, Permission.DECIDE_LOANS}


def test_an_auditor_changes_nothing() -> None:
    assert PERMISSIONS[Role.AUDITOR] <= {Permission.SEE_DESK, Permission.SEE_CASES, Permission.SEE_PIPELINE}


def test_whoever_proposes_alone_does_not_decide() -> None:
    assert Permission.DECIDE_LOANS not in PERMISSIONS[Role.ADVISOR]


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("at", ["nowhere", "office", "partner", "both"])
def test_a_role_holds_where_it_belongs(role: Role, at: str) -> None:
    membership = Membership(
        user=UserFactory(),
        role=role,
        office=OfficeFactory() if at in ("office", "both") else None,
        partner_id=PartnerFactory().pk if at in ("partner", "both") else None,
    )
    belongs = "nowhere" if role in EVERY_OFFICE else "partner" if role == Role.PARTNER else "office"
    if at == belongs:
        membership.full_clean()
        membership.save()
        return
    with pytest.raises(ValidationError, match="need an office"):
        membership.full_clean()
    with pytest.raises(IntegrityError, match="membership_scope_fits_role"), transaction.atomic():
        membership.save()


@pytest.mark.django_db
def test_the_same_role_there_only_once() -> None:
    user, office = UserFactory(), OfficeFactory()
    Membership.objects.create(user=user, role=Role.ADVISOR, office=office)
    with pytest.raises(ValidationError, match="already has this role"):
        Membership(user=user, role=Role.ADVISOR, office=office).full_clean()


@pytest.mark.django_db(transaction=True)
def test_a_partner_that_is_not_there_is_refused() -> None:
    with pytest.raises(IntegrityError):
        Membership.objects.create(user=UserFactory(), role=Role.PARTNER, partner_id=999_999)
