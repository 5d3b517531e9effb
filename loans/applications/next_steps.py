"""What may be done with an application from its proposal on, for the page of the application on the desk."""

from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from loans.applications.models import Condition
from loans.applications.moves import possible
from loans.applications.readings import Readings
from loans.ledger.models import Loan
from loans.signing.service import is_configured
from portal.actors import Actor
from portal.roles import Permission

# Transition → the name of its page, the (lazy) word on the button, whether it is done at once by a POST.
_DECIDE: Final = ("application-decide", _("Decide"), False)
_PAGES: Final[dict[str, tuple[str, Any, bool]]] = {
    "approve": _DECIDE,
    "decline": _DECIDE,
    "defer": _DECIDE,
    "send_back": _DECIDE,
    "note_acceptance": ("application-note-acceptance", _("Note that the client accepts"), True),
    "sign": ("contract-sign", _("Note the signature"), False),
    "disburse": ("disburse", _("Pay out"), False),
    "revise": ("offer-revise", _("Make a new offer"), False),
    "lapse": ("application-lapse", _("Let the offer lapse"), False),
    "note_withdrawal": ("application-note-withdrawal", _("Note that the client withdraws"), False),
}
_LEADING: Final = frozenset({"application-decide", "application-note-acceptance", "contract-sign", "disburse"})
_HAS_CONTRACT: Final = frozenset({"approved", "accepted", "signed", "disbursed"})


@dataclass(frozen=True)
class Link:
    """A button: where it leads, its word and icon; `leads` for what brings the loan forward; `post` acts at once."""

    url: str
    label: Any
    icon: str
    leads: bool
    post: bool


@dataclass(frozen=True)
class NextSteps:
    links: list[Link]
    conditions: list[Condition]
    may_tick: bool
    has_contract: bool
    to_check: bool
    loan: Loan | None


def next_steps(actor: Actor, read: Readings, *, ready: bool) -> NextSteps:
    """What this actor may do now, from the workflow table; each page once. `ready`: the checklist lacks nothing."""
    application = read.application
    found: dict[str, Link] = {}
    # Nobody decides on or pays out what she proposed; the checklist stands where the button would be.
    hidden = {"application-decide", "disburse"} if application.proposed_by_id == actor.id else set()
    if not ready:
        hidden |= {"contract-sign", "disburse"}
    for transition in possible(actor, application):
        name, label, post = _PAGES.get(transition.name, ("", "", False))
        if name and name not in found and name not in hidden:
            url = reverse(name, args=[application.ref])
            found[name] = Link(url, label, transition.icon, name in _LEADING, post)
        if name == "contract-sign" and name in found and is_configured():
            url = reverse("signature", args=[application.ref])
            found = {"signature": Link(url, _("Send for signature"), "send", leads=True, post=False)} | found
    stands = application.state in ("approved", "accepted", "signed")
    return NextSteps(
        links=list(found.values()),
        conditions=read.conditions,
        may_tick=stands and actor.may(Permission.PROPOSE_LOANS),
        has_contract=application.state in _HAS_CONTRACT and actor.may(Permission.WORK_CASES),
        to_check=application.state == "signed"
        and not (application.contract.identity_checked and application.contract.iban_checked)
        and actor.may(Permission.PROPOSE_LOANS),
        loan=getattr(application, "loan", None),
    )
