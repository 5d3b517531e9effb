"""Until when an offer is valid: the day that is proposed, more time, and what happens after the last day.

An offer ends before its first instalment is due: what nobody accepted by then needs new dates, and is decided anew.
"""

from datetime import date, timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from applicants.cases.actions import add_event
from loans.applications.models import Application
from loans.applications.moves import lock, move
from loans.funds.moves import end_included
from loans.products.models import Terms
from loans.tell import tell_advisor, tell_applicant
from loans.words import day_words
from portal.actors import Actor
from portal.record.acting import action
from portal.roles import Permission

_WITH_DATES: Final = frozenset({"proposed", "deferred", "approved", "accepted"})


def usual_day(terms: Terms, first_due: date) -> date:
    """So many days from today as the product gives, but before the first instalment."""
    return min(timezone.localdate() + timedelta(days=terms.offer_days), first_due - timedelta(days=1))


def later_day(application: Application) -> date | None:
    """What is suggested as more time: two weeks more, where the first instalment leaves them."""
    last, first_due = application.offer_valid_until, application.first_due
    if last is None or first_due is None:
        return None
    later = max(last, timezone.localdate()) + timedelta(days=14)
    return max(last, min(later, first_due - timedelta(days=1)))


def checked_day(day: date, first_due: date) -> date:
    """The day, where an offer may be valid until it; `ValidationError` for the field `valid_until` otherwise."""
    if day < timezone.localdate():
        raise ValidationError({"valid_until": _("The last day of an offer is not in the past.")})
    if day >= first_due:
        said = {"day": day_words(first_due)}
        sentence = _("The first instalment is due on %(day)s: an offer ends before that day.") % said
        raise ValidationError({"valid_until": sentence})
    return day


def last_day_for(application: Application, chosen: date | None) -> date:
    """The last day of an offer that is approved now: the one chosen, the one that was planned, or the usual one.

    `ValidationError` when it has passed, or the first instalment comes before it.
    """
    terms, first_due = application.terms, application.first_due
    if terms is None or first_due is None:
        raise ValidationError(_("Choose a product and an amount first."))
    return checked_day(chosen or application.offer_valid_until or usual_day(terms, first_due), first_due)


def dates_passed(application: Application) -> str:
    """What has to be done when its first instalment can no longer be paid on its day; "" while it can."""
    first = application.first_due
    if application.state not in _WITH_DATES or first is None or first > timezone.localdate():
        return ""
    said = _("The first instalment of this offer was due on %(day)s.") % {"day": day_words(first)}
    if application.state in ("proposed", "deferred"):
        return f"{said} {_('Send it back to the advisor, who chooses new dates.')}"
    return f"{said} {_('Make a new offer with new dates: it is decided once more.')}"


def refuse_ended(by: Actor, application: Application) -> None:
    """`ValidationError` when the last day of the offer has passed, with what the reader can do now."""
    last = application.offer_valid_until
    if last is None or last >= timezone.localdate() or application.state not in ("approved", "lapsed"):
        return
    said = {"day": day_words(last)}
    if by.kind == "person":
        raise ValidationError(
            _(
                "This offer was valid until %(day)s. It has ended, and you owe nothing."
                " Do you still want the loan? Write to your advisor or call us."
            )
            % said
        )
    if application.state == "approved":
        raise ValidationError(_("This offer was valid until %(day)s. Give it more time first, with the reason.") % said)


@action
def prolong(*, by: Actor, application: Application, valid_until: date, reason: str) -> None:
    """Give an approved offer more time; she is told the new day, colleagues read why. The same day again is nothing.

    `ValidationError` by field for an earlier day, and for one on which the first instalment is due already.
    """
    lock(application)
    if not by.may(Permission.PROPOSE_LOANS):
        raise ValidationError(_("You may not do this."))
    before, first_due = application.offer_valid_until, application.first_due
    if application.state != "approved" or before is None or first_due is None:
        raise ValidationError(_("This is no longer possible: the application has moved on. Please look again."))
    if not reason.strip():
        raise ValidationError({"reason": _("Please write the reason.")})
    if valid_until == before:
        return
    if valid_until < before:
        sentence = _("The client was told that it is valid until %(day)s. Choose a later day.")
        raise ValidationError({"valid_until": sentence % {"day": day_words(before)}})
    application.offer_valid_until = checked_day(valid_until, first_due)
    application.save(update_fields=["offer_valid_until"])
    kept = {"day": valid_until.isoformat(), "reason": reason.strip()}
    add_event(by=by, case=application.case, code="application.prolong", params=kept)
    tell_applicant(application, "offer_prolonged", until=valid_until)


@action
def revise(*, by: Actor, application: Application, reason: str) -> None:
    """Take the offer back to make a new one, with other dates or numbers, that is decided anew. She is told.

    What a fund carries of it is free: it is proposed again once the new offer is approved.
    """
    lock(application)
    application.decided_by = application.decided_at = None
    move(by=by, application=application, name="revise", reason=reason)
    end_included(by=by, application=application, note=reason.strip())
    tell_applicant(application, "offer_taken_back")


@action
def expire(*, by: Actor, application: Application, today: date) -> bool:
    """An offer that nobody accepted by its last day ends; she and her advisor are told. Whether it ended now."""
    lock(application)
    last = application.offer_valid_until
    if application.state != "approved" or last is None or last >= today:
        return False
    move(by=by, application=application, name="expire", params={"day": last.isoformat()})
    tell_applicant(application, "application_lapsed", until=last)
    tell_advisor(application, "offer_ended")
    return True
