"""Guarantors who may be known twice: which records look like one person, what was said of them, who counts together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_
from typing import Any, Final

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from applicants.models import Contact, Person
from loans.guarantees.models import LIVING, Guarantee
from loans.guarantees.same_models import SamePerson
from portal.actors import Actor
from portal.language.names import similarity

_ONE_NAME: Final = 0.8  # what one name in two spellings or scripts has at least (`portal.language.names`)


class Why(models.TextChoices):
    """Why two records may be one person."""

    CONTACT = "contact", _("the same phone or e-mail")
    BIRTH = "birth", _("the same name and birth date")


@dataclass(frozen=True)
class Said:
    """All that was said, read once: there is a row for two records that looked alike, so they are few."""

    rows: Mapping[tuple[int, int], SamePerson]

    def of(self, one: int, other: int) -> SamePerson | None:
        return self.rows.get((min(one, other), max(one, other)))

    @cached_property
    def _first(self) -> dict[int, int]:
        """Record → the oldest one of the same person; those of which nothing was said are left out."""
        first: dict[int, int] = {}
        for (one, other), row in self.rows.items():
            if row.same:
                low, high = sorted((first.get(one, one), first.get(other, other)))
                first |= {one: low, other: low} | {key: low for key, root in first.items() if root == high}
        return first

    def first(self, person: int) -> int:
        """The oldest record of this person: her own, while nothing else was said."""
        return self._first.get(person, person)

    def records(self, persons: Iterable[int]) -> set[int]:
        """These records, and all others of the same persons."""
        asked = set(persons)
        roots = {self.first(person) for person in asked}
        return asked | {key for key, root in self._first.items() if root in roots}

    @property
    def doubled(self) -> set[int]:
        """All records that are one of several of a person."""
        return set(self._first)

    def people(self, persons: Iterable[int]) -> int:
        """How many different persons these records are."""
        return len({self.first(person) for person in persons})


def all_said() -> Said:
    """One query."""
    return Said({(row.one_id, row.other_id): row for row in SamePerson.objects.select_related("by")})


@dataclass(frozen=True)
class Alike:
    """Two records that may be one person, the one looked at first: why, and what was said.

    `ref` is a loan application for which the other stands, as far as the reader sees one; else "".
    """

    person: Person
    other: Person
    why: tuple[Why, ...]
    said: SamePerson | None
    ref: str


def alike(persons: Sequence[Person], actor: Actor, said: Said) -> list[Alike]:
    """Other guarantors who may be one of these persons, by contact or by name and birth date; two queries.

    Each two records once; those of which something was said stay, whatever changed. A family may share a phone:
    whoever reads it decides.
    """
    if not persons:
        return []
    keys = {person.pk for person in persons}
    reached = _reached(keys)
    spoken_of = {key for pair in said.rows if keys & set(pair) for key in pair}
    others = _standing(persons, spoken_of.union(*reached.values()), actor)
    found: dict[frozenset[int], Alike] = {}
    for person in persons:
        for other in others:
            why, known = tuple(_why(person, other, reached)), said.of(person.pk, other.pk)
            if (why or known) and other.pk != person.pk:
                found.setdefault(
                    frozenset((person.pk, other.pk)), Alike(person, other, why, known, other.stands_for or "")
                )
    return list(found.values())


def _reached(keys: set[int]) -> dict[str, set[int]]:
    """Phone or e-mail of these persons → whoever has it, or was asked by it."""
    own = Contact.objects.filter(person__in=keys).values("value")
    asked = Guarantee.objects.persons().filter(guarantor__in=keys).exclude(contact="").values("contact")
    rows = Contact.objects.filter(Q(value__in=own) | Q(value__in=asked)).order_by().values_list("value", "person")
    more = Guarantee.objects.persons().filter(Q(contact__in=own) | Q(contact__in=asked), guarantor__isnull=False)
    found: dict[str, set[int]] = defaultdict(set)
    for value, person in rows.union(more.order_by().values_list("contact", "guarantor")):
        found[value].add(person)
    return found


def _standing(persons: Sequence[Person], keys: set[int], actor: Actor) -> list[Any]:
    """Those of these keys, and those of about these names and birth years, who stand for a loan or were asked to."""
    living = Guarantee.objects.persons().filter(guarantor=OuterRef("pk"), state__in=LIVING)
    born = [Q(skeleton=each.skeleton, birth_year=each.birth_year) for each in persons if each.birth_year is not None]
    rows = Person.objects.filter(reduce(or_, born, Q(pk__in=keys))).filter(Exists(living))
    ref = living.visible_to(actor).order_by("pk").values("application__ref")[:1]
    return list(rows.annotate(stands_for=Subquery(ref)).order_by("pk"))


def _why(person: Person, other: Person, reached: Mapping[str, set[int]]) -> Iterable[Why]:
    if any({person.pk, other.pk} <= keys for keys in reached.values()):
        yield Why.CONTACT
    born, too = person.birth_date, other.birth_date
    if born and too and (born.earliest(), born.latest()) == (too.earliest(), too.latest()):
        names = [(a, b) for a in (person.full_name, person.latin_name) for b in (other.full_name, other.latin_name)]
        if any(a and b and similarity(a, b) >= _ONE_NAME for a, b in names):
            yield Why.BIRTH
