"""Whom a partner would like its people to be met by."""

from applicants.models import Case
from partnerships.models import Partner
from portal.actors import Actor
from portal.models import Membership


def on_submit(*, case: Case, by: Actor) -> None:
    """A file in which a partner's user helped is for the partner's named advisor, unless one is named already."""
    del by
    helpers = case.helpings.exclude(user=None).values("user")
    partners = Membership.objects.filter(user__in=helpers).values("partner_id")
    partner = Partner.objects.active().exclude(advisor=None).filter(pk__in=partners).order_by("pk").first()
    if partner is not None and case.named_advisor_id is None:
        case.named_advisor = partner.advisor
        case.save(update_fields=["named_advisor"])
