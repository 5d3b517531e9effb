"""The advisor's part: reviewing, asking, proposing a loan with its price."""

from datetime import date
from typing import Final

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from applicants.cases.actions import add_event
from loans.applications.borrower_steps import refuse_beyond, refuse_excluded
from loans.applications.checklist import refuse_unless_ready
from loans.applications.last_day import checked_day, usual_day
from loans.applications.models import Application
from loans.applications.moves import lock, move
from loans.applications.pricing import Wish, price
from loans.committees.actions import vote_anew
from loans.cost import Quote
from loans.guarantees.actions import follow_principal
from loans.parts.planning import keep_plan
from loans.permits.actions import settle
from loans.products.models import Terms
from loans.tell import tell_applicant
from portal.actors import Actor
from portal.models import User
from portal.record.acting import action
from portal.roles import Permission

EDITABLE: Final = frozenset({"submitted", "in_review", "information_needed"})


@action
def start_review(*, by: Actor, application: Application) -> None:
    """The advisor has begun to read."""
    move(by=by, application=lock(application), name="review")


@action
def ask_for_information(*, by: Actor, application: Application, reason: str) -> None:
    """The applicant is asked for something; `reason` is the sentence she reads."""
    move(by=by, application=lock(application), name="ask", reason=reason)
    tell_applicant(application, "information_needed", question=reason)


@action
def note_information(*, by: Actor, application: Application) -> None:
    """What was asked for has come."""
    move(by=by, application=lock(application), name="answered")


@action
def save_offer(
    *,
    by: Actor,
    application: Application,
    terms: Terms,
    wish: Wish,
    assessment: str = "",
    purpose_checked: bool = False,
    valid_until: date | None = None,
) -> None:
    """Keep the product, the amount and the dates on the application, priced and checked, before it is proposed.

    It is valid until `valid_until`, or for as long as the product gives. One that nobody had begun to read is in
    review from now on. `ValidationError` by field when the terms do
    not allow it; when the application was proposed already; and when guarantors, who were asked with other
    numbers, would answer for more or for longer.
    """
    lock(application)
    if not by.may(Permission.PROPOSE_LOANS):
        raise ValidationError(_("You may not do this."))
    if application.state not in EDITABLE:
        raise ValidationError(_("This proposal was already made. Ask your manager to send it back."))
    if application.case.office is None:
        raise ValidationError(_("A submitted file belongs to an office."))
    if wish.disburse_on < timezone.localdate():
        raise ValidationError({"disburse_on": _("The day of paying out has passed.")})
    last_day = checked_day(valid_until or usual_day(terms, wish.first_due), wish.first_due)
    quoted = price(terms=terms, wish=wish, office=application.case.office)
    refuse_beyond(terms, wish.principal, application.case)
    refuse_excluded(terms.product, checked=purpose_checked)
    _refuse_more_than_guarantors_know(application, quoted)
    application.terms, application.principal, application.months = terms, wish.principal, wish.months
    application.grace, application.disburse_on, application.first_due = wish.grace, wish.disburse_on, wish.first_due
    application.every, application.pause_months = wish.every, sorted(wish.pauses)
    application.fee, application.fee_taken = quoted.fee, terms.fee_taken
    application.offer_valid_until = last_day
    application.assessment, application.purpose_checked = assessment, purpose_checked
    application.full_clean(validate_unique=False)
    application.save()
    keep_plan(application, quoted)
    follow_principal(by=by, application=application)
    told = {"product": str(terms.product), "principal": str(wish.principal), "months": wish.months}
    add_event(by=by, case=application.case, code="application.offer_saved", params=told)
    settle(by=by, application=application)
    if application.state == "submitted":
        move(by=by, application=application, name="review")


def _refuse_more_than_guarantors_know(application: Application, quoted: Quote) -> None:
    """Who was asked has read an amount and an end; more or longer needs his answer anew."""
    asked = application.guarantees.asked().filter(state__in=["invited", "understood", "active"])
    # an organisation vouches until a day of its own
    if (application.principal is not None and quoted.principal > application.principal and asked.exists()) or (
        asked.persons().filter(valid_until__lt=quoted.last_due).exists()
    ):
        raise ValidationError(
            _(
                "Guarantors were asked for a smaller or shorter loan. End those requests first,"
                " save the new offer, and ask them again."
            )
        )


@action
def propose(*, by: Actor, application: Application) -> None:
    """Hand the saved offer to those who decide. Whoever proposes is on record: she will not decide it.

    Proposed already is proposed. `ValidationError` with every sentence of what is missing.
    """
    lock(application)
    if application.state == "proposed" and application.proposed_by_id == by.id:
        return
    refuse_unless_ready("propose", application)
    application.proposed_by, application.proposed_at = User.objects.filter(pk=by.id).first(), timezone.now()
    application.decided_by = application.decided_at = None
    vote_anew(by=by, application=application)
    move(by=by, application=application, name="propose", params={"principal": str(application.principal)})
    tell_applicant(application, "application_proposed")
