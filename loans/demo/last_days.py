"""Two offers at Ghent that nobody has accepted: one ends in a few days, one has ended by itself."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from random import Random
from typing import Final

from advisors.models import Advisor
from applicants.cases.assigning import assign_case
from applicants.models import Case
from loans.applications.last_day import expire
from loans.applications.offer_reminders import remind_of_ends
from loans.demo import applicants as people
from loans.demo.applicants import Scene
from loans.demo.cast import Cast
from loans.demo.clock import at
from loans.demo.institution import DOMAIN
from loans.demo.lending_groups import fits
from loans.demo.story import Story
from portal.actors import system

_NUMBERS: Final = (9021, 9022)  # of applicants that no other has
_OFFERED: Final = (27, 36)  # so many days ago, for the thirty days that the product gives
_BEFORE: Final = (("send", 14), ("meet", 11), ("review", 10), ("offer", 0), ("assess", 0), ("guarantee", -1))


def leave(scene: Scene, cast: Cast, now: datetime) -> None:
    """Everything, in the order in which it happened; within a transaction in which somebody acts."""
    _soon, gone = (offered(number, days, scene, cast, now) for number, days in zip(_NUMBERS, _OFFERED, strict=True))
    with at(now - timedelta(days=4)):
        remind_of_ends(by=system("offers"), today=(now - timedelta(days=4)).date())
    with at(now - timedelta(days=5)):
        expire(by=system("offers"), application=gone.application(), today=(now - timedelta(days=5)).date())


def offered(number: int, days: int, scene: Scene, cast: Cast, now: datetime) -> Story:
    """Somebody whose loan was offered so many days ago, and approved five days later."""

    def on(before: int, do: Callable[[], object]) -> None:
        with at(now - timedelta(days=days + before)):
            do()

    advisor = Advisor.objects.select_related("user").get(user__email=f"fereshta@{DOMAIN}")
    ghent = replace(scene, offices=[office for office in scene.offices if office.code == "ghent"])
    dice = next(seed for seed in count(number * 1000) if fits(number, ghent, seed, set()))
    with at(now - timedelta(days=days + 15)):
        story = Story(people.apply(number, ghent, Random(dice)), cast, Random(number))
    for name, before in (*_BEFORE, ("propose", -2), ("approve", -5)):
        on(before, getattr(story, name))
        story.case = Case.objects.select_related("person", "office", "advisor__user").get(pk=story.case.pk)
        if name == "send":
            on(before, lambda: assign_case(by=cast.manager(story.case), case=story.case, advisor=advisor))
    return story
