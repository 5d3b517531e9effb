"""Rows of the network for tests: regions with their referent, and practices in each state, by the portal's actions."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from advisors.models import Comment, Practice, Referent, Region, RegionOffice
from advisors.network import actions
from advisors.network.moves import move
from portal.accounts.scope import actor_for_user
from portal.actors import Actor
from portal.models import Office, User
from portal.roles import Role
from tests.factories import AdvisorFactory, OfficeFactory, PracticeFactory, RegionFactory, UserFactory, member


def advisor_at(office: Office, **user: Any) -> User:
    found: User = AdvisorFactory(at=[office], user=UserFactory(**user)).user
    return found


def referent(office: Office | None = None, *, region: Region | None = None, **fields: Any) -> User:
    """An advisor who is referent of a region, from yesterday on."""
    user = advisor_at(office or OfficeFactory())
    since = timezone.localdate() - timedelta(days=1)
    Referent.objects.create(region=region or RegionFactory(), user=user, **{"since": since, **fields})
    return user


def place(office: Office, region: Region) -> None:
    RegionOffice.objects.create(region=region, office=office)


def actor(user: User) -> Actor:
    return actor_for_user(user)


def head_office() -> Actor:
    return actor_for_user(member(Role.HEAD_OFFICE))


def in_test(office: Office, *, people: int = 3, **fields: Any) -> Practice:
    """In test at the office, with results."""
    practice: Practice = PracticeFactory(**fields)
    by = head_office()
    move(by=by, practice=practice, name="begin_test", offices=(office,), begins=timezone.localdate())
    if people:
        trial = practice.trials.get()
        actions.note_results(by=by, practice=practice, trial=trial, people=people, words="Good.", salaried=people)
    return practice


def proven(office: Office, **fields: Any) -> Practice:
    practice = in_test(office, **fields)
    move(by=head_office(), practice=practice, name="prove")
    return practice


def commented(office: Office) -> Practice:
    """In test at the office, with a comment by its author."""
    practice = in_test(office)
    Comment.objects.create(practice=practice, number=1, author=practice.author, text="Good")
    return practice
