"""Groups of borrowers, who is in them, and when they meet."""

import factory
from django.utils import timezone

from loans.models import Group, GroupMeeting, GroupMember
from tests.factories.applicants import CaseFactory
from tests.factories.portal import OfficeFactory


class GroupFactory(factory.django.DjangoModelFactory):
    """A group that forms, nobody in it."""

    class Meta:
        model = Group

    name = factory.Sequence(lambda n: f"Group {n}")
    office = factory.SubFactory(OfficeFactory)


class GroupMemberFactory(factory.django.DjangoModelFactory):
    """Somebody with a file at the group's office who has joined; `state="invited"` for one who was asked."""

    class Meta:
        model = GroupMember

    group = factory.SubFactory(GroupFactory, office=factory.SelfAttribute("..case.office"))
    case = factory.SubFactory(CaseFactory)
    person = factory.SelfAttribute("case.person")
    name = factory.SelfAttribute("case.person.full_name")
    language = factory.SelfAttribute("case.person.language")
    contact = ""
    state = "joined"


class GroupMeetingFactory(factory.django.DjangoModelFactory):
    """A meeting of today."""

    class Meta:
        model = GroupMeeting

    group = factory.SubFactory(GroupFactory)
    number = factory.Sequence(lambda n: n % 30_000 + 1)
    day = factory.LazyFunction(timezone.localdate)
