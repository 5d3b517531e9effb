"""Telling a partner that helped that a decision was taken: never which, why or how much; only while she agrees."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from applicants.cases.actions import add_event
from applicants.consents.models import Purpose
from applicants.consents.standing import stands
from loans.applications.models import Application
from loans.tell import Preview
from partnerships.referring import Referrer, referrers_of
from portal.actors import Actor
from portal.language import registry
from portal.outbox.actions import Recipient, compose, queue
from portal.outbox.models import Channel
from portal.refs import display

_EVENT = "decision_for_partner"


def may_be_told(application: Application) -> list[Referrer]:
    """Partners who helped with the file, while its owner agrees that we share with a partner; else none."""
    found = referrers_of(application.case)
    return found if found and stands(application.case.person, Purpose.PARTNER) else []


def tell_referrers(*, by: Actor, application: Application) -> None:
    """A mail to each, in the partner's language, within the caller's action."""
    found = may_be_told(application)
    if not found:
        raise ValidationError(_("The applicant does not agree any more that a partner is told."))
    number = display(application.case.ref)
    for one in found:
        to = Recipient(Channel.EMAIL, one.user.email, one.partner.language)
        queue(event=_EVENT, to=to, params={"number": number}, about=application.case)
        add_event(by=by, case=application.case, code="partner.told", params={"name": one.partner.name})


def previews(application: Application) -> list[Preview]:
    """What each would read."""
    number = display(application.case.ref)
    languages = dict.fromkeys(one.partner.language for one in may_be_told(application))
    drawn = [(code, compose(event=_EVENT, language=code, params={"number": number})) for code in languages]
    return [Preview(registry.BY_CODE[code], subject, body) for code, (subject, body) in drawn]
