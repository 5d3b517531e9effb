"""The weights of a match: data of the institution, kept with every match by their version."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cached_property

from advisors.kinship import KINDRED, Kin, discounts


class Level(StrEnum):
    """How well an advisor speaks a language."""

    NATIVE = "native"
    FLUENT = "fluent"
    WORKING = "working"


class Wish(StrEnum):
    """What an applicant may ask of the person who meets her. Never among the reasons of a match."""

    WOMAN = "woman"
    OTHER_COMMUNITY = "other_community"


@dataclass(frozen=True)
class Rules:
    """
    Integer points. The defaults rank strictly: wishes, previous advisor, named advisor, place, order of the
    languages, level and kinship, free capacity; each weight is larger than all that follows it can add up to.

    A wish that is not honoured costs points and one that is honoured earns none, so that the score of a match
    that honours it looks like any other. `ValueError` for a weight below zero, and where a nearer place
    counts for less.
    """

    version: int = 1
    placed: int = 3_000_000  # keeps every score above 0, the score of a need that is not placed
    woman: int = 1_000_000
    other_community: int = 1_000_000
    previous_advisor: int = 400_000
    named_advisor: int = 200_000
    office: int = 100_000
    country: int = 50_000  # by phone, from another office of the same country
    language_step: int = 2_000  # from one language to the next in the order of wish
    language_steps: int = 10  # languages after this many count alike
    native: int = 900
    fluent: int = 600
    working: int = 300
    free: int = 1  # for each free place
    free_places: int = 99  # more free places than this count alike
    # How much of a place an open file takes while it is there, in percent.
    takes_new: int = 100
    takes_intake: int = 100
    takes_proposed: int = 100
    takes_decided: int = 100
    takes_running: int = 50
    unavailable: int = 10_000_000  # in a ranking: away or full, below all who are there
    kindred: tuple[Kin, ...] = KINDRED

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, int) and value < 0:
                raise ValueError(f"A weight is never below zero: {field.name} = {value}")
        if self.office < self.country:
            raise ValueError("The same office cannot count for less than the same country.")

    @cached_property
    def kin(self) -> Mapping[str, Mapping[str, int]]:
        """`wished → spoken → points lost` for kindred languages."""
        return discounts(self.kindred)

    def of_level(self, level: str) -> int:
        """Points of a level; `ValueError` for a level there is not."""
        points = {Level.NATIVE: self.native, Level.FLUENT: self.fluent, Level.WORKING: self.working}
        return points[Level(level)]

    def left_of(self, size: int, files: Mapping[str, int]) -> int:
        """
        Whole places left of `size`, when so many open files are there by phase (`new`, `intake`, `proposed`,
        `decided`, `running`); never below 0. `AttributeError` for a phase there is not.
        """
        taken: int = sum(getattr(self, f"takes_{phase}") * count for phase, count in files.items())
        return max(0, (100 * size - taken) // 100)

    def of_position(self, position: int) -> int:
        """Points of the language at this place (from 0) in the order of wish."""
        return self.language_step * max(0, self.language_steps - position)

    def of_capacity(self, capacity: int) -> int:
        """Points of so many free places."""
        return self.free * min(max(capacity, 0), self.free_places)


DEFAULT = Rules()
