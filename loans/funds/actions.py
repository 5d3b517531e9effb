"""Allotting a fund to a loan: proposed with its rules judged, included, and ended or excluded."""

from decimal import Decimal
from typing import Final

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from applicants.cases.actions import add_event
from loans.applications.models import Application
from loans.applications.moves import lock as lock_application
from loans.funds.judging import facts_of, findings_for, kept
from loans.funds.models import Allotment, Fund, FundKind
from loans.funds.moves import close, guarantee_by, lock, refuse_unless_possible, save, set_state
from loans.funds.use import covered_by, part_of
from loans.funds.workflow import LIVING, WORKFLOW
from loans.words import euro_words
from portal.actors import Actor
from portal.models import User
from portal.record.acting import action
from portal.roles import Permission

FIXED: Final = frozenset({"approved", "accepted", "signed", "disbursed"})  # the offer stands
ALLOTTABLE: Final = FIXED | {"in_review", "information_needed", "proposed", "deferred"}


@action
def propose_allotment(*, by: Actor, application: Application, allotment: Allotment) -> Allotment:
    """Keep that a fund should carry a part of the loan (not yet saved): its rules are judged, its euros are held.

    A scheme covers what its rate and cap say. `ValidationError` by field: no offer yet, more than the loan or than the
    fund has, a rule that is not met or not known and no reason.
    """
    lock_application(application)
    if not by.may(Permission.PROPOSE_LOANS):
        raise ValidationError(_("You may not do this."))
    if application.state not in ALLOTTABLE or application.principal is None:
        raise ValidationError(_("Save an offer first: a fund carries a part of an amount."))
    allotment.application, allotment.proposed_by = application, User.objects.get(pk=by.id)
    _hold_fund(allotment)
    _reckon(allotment)
    _judge(allotment)
    allotment.full_clean()
    save(allotment)
    told = {"fund": str(allotment.fund), "amount": str(allotment.amount)}
    add_event(by=by, case=application.case, code="fund.proposed", params=told)
    return allotment


@action
def include(*, by: Actor, allotment: Allotment) -> None:
    """The fund carries its part from its first day on. The rules are judged once more, and kept as they are today.

    Included already is included. A rule that is not met asks for a reason and for somebody else than who proposed it.
    """
    lock_application(allotment.application)
    lock(allotment)
    if allotment.state == "included":
        return
    refuse_unless_possible(by, allotment, "include")
    if allotment.application.state not in FIXED:
        raise ValidationError(_("A loan is included once it is approved: until then the offer can change."))
    _hold_fund(allotment)
    _reckon(allotment)
    _judge(allotment)
    if allotment.unmet and allotment.proposed_by_id == by.id:
        raise ValidationError(_("A rule is not met: somebody else includes this loan."))
    allotment.included_by, allotment.included_at = User.objects.get(pk=by.id), timezone.now()
    set_state(by, allotment, "included", amount=str(allotment.amount))
    if allotment.fund.is_scheme:
        guarantee_by(by, allotment)


@action
def end(*, by: Actor, allotment: Allotment, name: str, reason: str = "") -> None:
    """Take the proposal back (`drop`), end the share (`end`), or say that it does not belong (`exclude`)."""
    lock_application(allotment.application)
    lock(allotment)
    transition = refuse_unless_possible(by, allotment, name, reason=reason)
    close(by, allotment, transition.target, reason.strip())


WAYS_OUT: Final = frozenset(each.name for each in WORKFLOW.transitions) - {"include"}


def _hold_fund(allotment: Allotment) -> None:
    """Whoever allots from the same fund waits: after the application, always in this order."""
    allotment.fund = Fund.objects.select_for_update().get(pk=allotment.fund_id)


def _reckon(allotment: Allotment) -> None:
    """The euros, from the share or the scheme, within what no other fund lends of the loan."""
    fund, application = allotment.fund, allotment.application
    principal, amount = application.principal or Decimal(0), allotment.amount
    if fund.is_scheme:
        allotment.share = fund.rate
        amount = covered_by(principal, fund.rate or Decimal(0), fund.loan_cap)
    elif allotment.share is not None:
        amount = part_of(principal, allotment.share)
    allotment.amount = amount
    if fund.is_scheme:
        return
    others = application.allotments.filter(state__in=LIVING, fund__kind=FundKind.LENDING).exclude(pk=allotment.pk)
    left = principal - sum((each.amount for each in others), Decimal(0))
    if amount > left:
        said = {"left": euro_words(max(left, Decimal(0)))}
        field = "amount" if allotment.share is None else "share"
        raise ValidationError({field: _("Of this loan, %(left)s is not carried by a fund yet.") % said})


def _judge(allotment: Allotment) -> None:
    """Every rule of the fund, judged on what is known now and kept; a reason where one is not met or not known."""
    findings = findings_for(allotment.fund, facts_of(allotment.application, allotment.begins))
    allotment.judged, allotment.judged_at = [kept(each) for each in findings], timezone.now()
    verdicts = {each.verdict for each in findings}
    allotment.unmet = "not_met" in verdicts
    if verdicts - {"met"} and not allotment.reason.strip():
        raise ValidationError(
            {"reason": _("A rule is not met or not known: write why the loan belongs here all the same.")}
        )
