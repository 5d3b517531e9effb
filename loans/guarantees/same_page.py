"""Guarantors who may be known twice, for those who decide: why, what was said, and who may say it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from applicants.cases.shown import shown_name
from applicants.models import Person
from loans.applications.models import Application
from loans.guarantees.models import LIVING, Guarantee
from loans.guarantees.same import Said, alike
from loans.guarantees.same_models import SamePerson
from portal.actors import Actor
from portal.roles import Permission


@dataclass(frozen=True)
class Pair:
    """Two records side by side, in words; `one` and `other` are their refs ("" where the reader does not see it).

    `ref` opens a loan for which the other stands.
    """

    one: str
    name: str
    other: str
    other_name: str
    why: list[str]
    said: SamePerson | None
    ref: str


def pairs_of(persons: Sequence[Person], actor: Actor, said: Said) -> list[Pair]:
    """For who decides on loans, the open ones first; nothing for others. Who is not seen stays unnamed."""
    if not actor.may(Permission.DECIDE_LOANS):
        return []
    found = [
        Pair(
            one=each.person.ref,
            name=str(shown_name(each.person, actor)),
            other=each.other.ref if each.ref else "",
            other_name=str(shown_name(each.other, actor)) if each.ref else _("a person known at another office"),
            why=[str(why.label) for why in each.why],
            said=each.said,
            ref=each.ref,
        )
        for each in alike(persons, actor, said)
    ]
    return sorted(found, key=lambda pair: pair.said is not None)


def two_records(application: Application, actor: Actor, *, one: str, other: str) -> tuple[Person, Person] | None:
    """A guarantor of this loan and another whom the actor sees, by their refs; None for anybody else."""
    here = Guarantee.objects.persons().filter(application=application, state__in=LIVING)
    seen = Guarantee.objects.visible_to(actor).persons().filter(state__in=LIVING)
    first = Person.objects.filter(ref=one, pk__in=here.values("guarantor")).first()
    second = Person.objects.filter(ref=other, pk__in=seen.values("guarantor")).first()
    return None if first is None or second is None else (first, second)
