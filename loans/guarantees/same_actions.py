"""Saying of two guarantors' records that they are one person, or two; and taking it back."""

from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from applicants.models import Person
from loans.guarantees.same_models import SamePerson
from portal.actors import Actor
from portal.models import User
from portal.record.acting import action
from portal.roles import Permission

ANSWERS: Final = {"same": True, "another": False}


@action
def say(*, by: Actor, one: Person, other: Person, same: bool) -> SamePerson:
    """One person, or two: what was said before is replaced. Whoever makes one of them sign meanwhile waits."""
    first, second = _held(by, one, other)
    known = SamePerson.objects.filter(one=first, other=second).first() or SamePerson(one=first, other=second)
    known.same, known.by = same, User.objects.get(pk=by.id)
    known.full_clean()
    known.save()
    return known


@action
def take_back(*, by: Actor, one: Person, other: Person) -> None:
    """Nothing is said of the two any more, and they count apart. Taken back already is taken back."""
    first, second = _held(by, one, other)
    SamePerson.objects.filter(one=first, other=second).delete()


def _held(by: Actor, one: Person, other: Person) -> tuple[Person, Person]:
    """Both, the older record first, held until the transaction ends."""
    if not by.may(Permission.DECIDE_LOANS):
        raise ValidationError(_("You may not do this."))
    if one.pk == other.pk:
        raise ValidationError(_("Choose two records."))
    first, second = Person.objects.select_for_update(no_key=True).filter(pk__in=[one.pk, other.pk]).order_by("pk")
    return first, second
