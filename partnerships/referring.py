"""Which partners brought a file: those whose users helped to fill it in. Another trace is not kept yet."""

from dataclasses import dataclass

from applicants.models import Case
from partnerships.models import Partner
from portal.models import Membership, User


@dataclass(frozen=True)
class Referrer:
    """A partner and its user who helped."""

    partner: Partner
    user: User


def referrers_of(case: Case) -> list[Referrer]:
    """One a partner, the user who helped last; partners and users that are active."""
    helpers = [one.user_id for one in case.helpings.exclude(user=None)]  # the last one first
    if not helpers:
        return []
    members = Membership.objects.filter(user__in=helpers, user__is_active=True).exclude(partner_id=None)
    found = sorted(members.select_related("user"), key=lambda member: helpers.index(member.user_id))
    partners = Partner.objects.active().in_bulk([member.partner_id for member in found])
    first = {member.partner_id: member.user for member in reversed(found) if member.partner_id in partners}
    return [Referrer(partners[key], user) for key, user in first.items() if key is not None]
