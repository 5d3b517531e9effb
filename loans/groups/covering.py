"""Members standing for each other: who covers which part of a member's loan, and asking each of them."""

from collections.abc import Mapping
from decimal import ROUND_DOWN, Decimal
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from applicants.persons.contacts import recipient_of
from loans.applications.models import Application
from loans.groups.models import Group, GroupMember
from loans.groups.moves import lock
from loans.guarantees.actions import add_guarantee, invite
from loans.guarantees.models import ENDED, Guarantee, GuaranteeKind
from loans.words import euro_words
from portal.actors import Actor
from portal.record.acting import action

_CENT: Final = Decimal("0.01")


def in_equal_parts(total: Decimal, count: int) -> list[Decimal]:
    """`total` euros in `count` parts, to the cent; the last takes what does not divide."""
    part = (total / count).quantize(_CENT, rounding=ROUND_DOWN)
    return [*([part] * (count - 1)), total - part * (count - 1)]


def others_of(group: Group, application: Application) -> list[GroupMember]:
    """Who can stand for this loan: members with a file of their own, never the borrower."""
    rows = group.members.joined().exclude(person=None).exclude(person=application.case.person_id)
    found = list(rows.select_related("person", "case"))
    for member in found:
        member.group = group
    return found


@action
def stand_for(*, by: Actor, group: Group, application: Application, amounts: Mapping[int, Decimal]) -> list[Guarantee]:
    """The group agrees who covers what of a member's loan (member's key → euros): each is asked, as a guarantor is.

    Whoever was asked already for this amount is left; for another amount the `ValidationError` says so. All or none.
    """
    lock(group)
    if group.state != "active":
        raise ValidationError(_("The group has to begin before its members stand for each other."))
    if not group.members.joined().filter(person=application.case.person_id).exists():
        raise ValidationError(_("This loan is not that of a member of the group."))
    if application.principal is None:
        raise ValidationError(_("Save an offer first: a guarantor must read what he answers for."))
    chosen = {member: amounts[member.pk] for member in others_of(group, application) if amounts.get(member.pk)}
    if not chosen:
        raise ValidationError(_("Write for at least one member how much she covers."))
    return [_ask(by, application, member, amount) for member, amount in chosen.items()]


def _ask(by: Actor, application: Application, member: GroupMember, amount: Decimal) -> Guarantee:
    known = application.guarantees.filter(guarantor=member.person).exclude(state__in=ENDED).first()
    if known is not None and known.state != "named":
        if known.amount == amount:
            return known
        told = {"name": known.name, "amount": euro_words(known.amount or Decimal(0))}
        raise ValidationError(_("%(name)s was already asked, for %(amount)s. Withdraw that request first.") % told)
    guarantee = known or Guarantee(kind=GuaranteeKind.CROSS, guarantor=member.person, name=member.name)
    guarantee.amount, guarantee.language = amount, member.language
    to = recipient_of(member.person) if member.person is not None else None
    if to is None:
        raise ValidationError(_("%(name)s has no phone or e-mail that is hers for sure.") % {"name": member.name})
    guarantee.contact = to.address
    try:
        add_guarantee(by=by, application=application, guarantee=guarantee)
    except ValidationError as problem:
        raise ValidationError([f"{member.name}: {sentence}" for sentence in problem.messages]) from problem
    invite(by=by, guarantee=guarantee)
    return guarantee
