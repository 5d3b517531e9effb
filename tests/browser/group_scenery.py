"""Who visits the pages of groups, for the runs through every page."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.test import Client

from loans.models import GroupMember
from tests.browser import scenery
from tests.conftest import session_of_person

Visit = tuple[str, Callable[[], Client], str, list[Any]]  # who it is, her session, the address, its arguments


def visits() -> Iterator[Visit]:
    """A member and somebody who is asked, on their own pages; a friend without a file, before the code and after."""
    for state in ("joined", "invited"):
        member = GroupMember.objects.filter(state=state).exclude(case=None).select_related("person", "group")[0]
        assert member.person is not None
        session = partial(session_of_person, member.person)
        for name, arguments in (
            ("my-home", []),
            ("my-group", [member.group.ref]),
            ("my-group-answer", [member.group.ref]),
        ):
            yield f"applicant {state} in a group", session, name, arguments
    friend = GroupMember.objects.get(case=None, state="invited")
    for name in ("group-invitation", "group-invitation-code", "group-invitation-answer"):
        yield "guarantor asked into a group", Client, name, [friend.token]
    opened = partial(scenery.session_with_invitation, friend)
    yield "guarantor who reads of a group", opened, "group-invitation", [friend.token]
