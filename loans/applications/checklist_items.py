"""The items of the lists in `checklist`: of each, what an application lacks, where it is made good, and by whom."""

from dataclasses import dataclass
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from loans.applications.last_day import dates_passed
from loans.applications.readings import Readings
from loans.assessments.standing import not_clarified, open_hits
from loans.signing import scans
from loans.words import number_words
from portal.roles import Permission


@dataclass(frozen=True)
class Way:
    """Where an item is made good: the page's name, the word on its link, who may; `at` is a place on the page.

    `ref` is what stands in the address where that is not the application's number. `not_by` are the numbers of those
    who may not, though they have the permission: four eyes.
    """

    page: str
    word: Any
    may: Permission = Permission.PROPOSE_LOANS
    at: str = ""
    ref: str = ""
    not_by: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Finding:
    """Of one item: sentences of what is missing (none: it is done), where it is made good, and for whom it `waits`.

    `waits` is "" where a colleague can do it at once.
    """

    missing: tuple[str, ...] = ()
    way: Way | None = None
    waits: Any = ""


DONE: Final = Finding()
_SECOND: Final = gettext_lazy("Waits for a second person")
_APPLICANT: Final = gettext_lazy("Waits for the applicant")
_CHECKS: Final = Way("contract-check", gettext_lazy("Note the checks"))


def information(read: Readings) -> Finding | None:
    if read.application.state != "information_needed":
        return None
    way = Way("application", gettext_lazy("Note that it has come"), at="next")
    return Finding((_("What the applicant was asked for has not come yet."),), way, _APPLICANT)


def offer(read: Readings) -> Finding:
    application = read.application
    if application.terms is None or application.principal is None or application.disburse_on is None:
        said = _("Choose a product and an amount first.")
        return Finding((said,), Way("offer", gettext_lazy("Choose a product")))
    if application.disburse_on < timezone.localdate():
        said = _("The day of paying out has passed. Choose new dates.")
        return Finding((said,), Way("offer", gettext_lazy("Change the offer")))
    return DONE


def assessment(read: Readings) -> Finding:
    return Finding(tuple(read.assessed.lacking), Way("assessment", gettext_lazy("Fill in the assessment")))


def lists(read: Readings) -> Finding | None:
    """The sanctions lists before the proposal: looked up, and clarified."""
    if read.assessed.assessment is None:
        return None
    if not read.checks:
        way = Way("assessment-sanctions", gettext_lazy("Note a check"))
        return Finding(tuple(read.assessed.lists_missing), way)
    return hits(read)


def hits(read: Readings) -> Finding:
    """The sanctions lists afterwards: what somebody noted meanwhile is clarified, by another person."""
    found = not_clarified(read.checks)
    if not found:
        return DONE
    by = {check.checked_by_id for check in open_hits(read.checks)}
    not_by = frozenset(by) if len(by) == 1 else frozenset()
    way = Way("assessment", gettext_lazy("Clarify the hit"), Permission.DECIDE_LOANS, at="sanctions", not_by=not_by)
    return Finding(tuple(found), way, _SECOND)


def group(read: Readings) -> Finding | None:
    if read.group is None:
        return None
    way = Way("group", gettext_lazy("Look at the group"), Permission.SEE_PIPELINE, ref=read.group.group.ref)
    return Finding(tuple(read.group.missing), way, gettext_lazy("Waits for the group"))


def permit(read: Readings) -> Finding:
    standing = read.permit
    if waiting := standing.waiting:
        word, not_by = gettext_lazy("Look at it, and decide"), frozenset({waiting.asked_by_id})
        way = Way("permit-exception", word, Permission.DECIDE_LOANS, not_by=not_by)
        return Finding(tuple(standing.missing), way, _SECOND)
    return Finding(tuple(standing.missing), Way("permit-exception-ask", gettext_lazy("Ask for an exception")))


def dates(read: Readings) -> Finding:
    """Whether its first instalment can still be paid on its day."""
    said = dates_passed(read.application)
    if not said:
        return DONE
    return Finding((said,), Way("application-decide", gettext_lazy("Send it back"), Permission.DECIDE_LOANS))


def acceptance(read: Readings) -> Finding:
    if read.application.state != "approved":
        return DONE
    way = Way("application", gettext_lazy("Note that the client accepts"), at="next")
    return Finding((_("The client has not accepted the offer yet."),), way, _APPLICANT)


def conditions(read: Readings) -> Finding | None:
    if not read.conditions:
        return None
    unmet = sum(condition.met_at is None for condition in read.conditions)
    if not unmet:
        return DONE
    said = ngettext("%(count)s condition is not met yet.", "%(count)s conditions are not met yet.", unmet)
    way = Way("application", gettext_lazy("Tick what is met"), at="next")
    return Finding((said % {"count": number_words(unmet)},), way)


def signature(read: Readings) -> Finding:
    if read.contract is not None:
        return DONE
    way = Way("contract-sign", gettext_lazy("Note the signature")) if read.application.state == "accepted" else None
    return Finding((_("The contract is not signed yet."),), way)


def identity(read: Readings) -> Finding | None:
    if read.contract is None:
        return None
    return DONE if read.contract.identity_checked else Finding((_("The identity is not checked yet."),), _CHECKS)


def account(read: Readings) -> Finding | None:
    if read.contract is None:
        return None
    return DONE if read.contract.iban_checked else Finding((_("The bank account is not checked yet."),), _CHECKS)


def scan(read: Readings) -> Finding | None:
    """The signed paper as a picture, where the institution wants one."""
    if read.contract is None or not scans.wanted(read.contract):
        return None
    way, waits = Way("contract-scan", gettext_lazy("Add the scan")), gettext_lazy("Being checked")
    return Finding(tuple(read.scan.missing), way, waits if read.scan.waits else "")


def guarantees(read: Readings) -> Finding:
    way = Way("application", gettext_lazy("To the guarantees"), at="guarantees")
    asked = any(each.state in ("invited", "understood") for each in read.guarantees)
    return Finding(tuple(read.cover.missing), way, gettext_lazy("Waits for the guarantors") if asked else "")
