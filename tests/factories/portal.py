"""Offices, users and their roles."""

from typing import Any

import factory

from partnerships.models import Partner
from portal.models import Country, Membership, Office, User
from portal.roles import Role
from tests.factories.partnerships import PartnerFactory


class OfficeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Office

    code = factory.Sequence(lambda n: f"office-{n}")
    name = factory.Sequence(lambda n: f"Office {n}")
    country = Country.BELGIUM
    city = "Ghent"


class UserFactory(factory.django.DjangoModelFactory):
    """A user without a role; `password` is "a good long password". Give roles with `member(...)`."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"user{n}@example.org")
    name = factory.Sequence(lambda n: f"User {n}")
    language = "en"
    password = factory.django.Password("a good long password")


def member(role: Role, *, office: Office | None = None, partner: Partner | None = None, **fields: Any) -> User:
    """A user with one role, at an office or a partner where the role needs one."""
    user: User = UserFactory(**fields)
    if role in (Role.ADVISOR, Role.OFFICE_MANAGER) and office is None:
        office = OfficeFactory()
    if role == Role.PARTNER and partner is None:
        partner = PartnerFactory()
    Membership.objects.create(user=user, role=role, office=office, partner_id=partner.pk if partner else None)
    return user
