"""What this floor draws on lower pages: a panel on the desk's page of a file, a card on the applicant's own."""

from typing import Any

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applicants.cases.models import WaitingOn
from loans.applications.comparing import Compared, compare
from loans.applications.decision_models import DecisionKind
from loans.applications.models import Application
from loans.applications.moves import possible
from loans.applications.told import told_of
from loans.groups.mine import group_panel
from loans.groups.models import GroupMember
from loans.guarantees.models import Guarantee
from loans.ledger.models import Loan
from loans.ledger.standing import standing_of
from loans.signing.models import SignatureRequest
from loans.vouching.actions import NAMING
from portal.actors import Actor
from portal.slots import NextThing, Panel

# From the proposal on the applicant reads the price on her own page.
_PRICE_SHOWN = frozenset({"proposed", "deferred", "approved", "accepted", "signed"})

_BEFORE_PRICE = frozenset({"submitted", "in_review", "information_needed"})
_OFFER_STANDS = frozenset({"approved", "accepted", "signed"})


def case_panel(*, case: Any, actor: Actor) -> Panel | None:
    """The loan application of a file in a few lines, with the way to its page."""
    found = Application.objects.visible_to(actor).submitted().filter(case=case).select_related("terms__product").first()
    if found is None:
        return None
    return Panel("loans/_case_panel.html", {"application": found}, order=10)


def _of(case: Any, actor: Actor) -> Application | None:
    """The application of a file on its owner's page; asked for once, whatever is drawn of it."""
    if not hasattr(case, "seen_application"):
        sent = Application.objects.visible_to(actor).submitted().filter(case=case)
        mine = GroupMember.objects.living().filter(case=OuterRef("case")).order_by("-state", "pk")  # joined, then asked
        sent = sent.annotate(membership=Subquery(mine.values("pk")[:1]))
        case.seen_application = sent.select_related("terms__product", "loan", "contract").first()
        if case.seen_application is not None:
            case.seen_application.case = case
    found: Application | None = case.seen_application
    return found


def home_card(*, case: Any, actor: Actor) -> Panel | None:
    """Where her loan stands, its price once there is one, and what her guarantors answered."""
    found = _of(case, actor)
    if found is None:
        return None
    guarantees = list(Guarantee.objects.visible_to(actor).filter(application=found))
    told = told_of(found, guarantees) if found.state in _PRICE_SHOWN else None
    shown = {"application": found, "guarantees": guarantees, "told": told, "question": _question(found)}
    shown |= {"compared": _compared(found), "names": found.state in NAMING}
    return Panel("loans/_home_card.html", shown, order=10, title=gettext_lazy("Your loan"))


def _compared(application: Application) -> Compared | None:
    """Two prices for what she wishes, until there is one of her own."""
    office, wished = application.case.office, application.amount_wished
    if application.state not in _BEFORE_PRICE or office is None or wished is None:
        return None
    return compare(amount=wished, office=office, today=timezone.localdate())


def _question(application: Application) -> str:
    """What she was asked for, while it is her turn to answer."""
    if application.state != "information_needed":
        return ""
    asked = application.case.events.filter(code="application.ask").first()
    return str(asked.params.get("reason", "")) if asked else ""


def partner_card(*, partner: Any, actor: Actor) -> Panel | None:
    """The guarantees a partner was asked for, with their states, newest first."""
    asked = Guarantee.objects.visible_to(actor).filter(partner=partner).exclude(state="named")
    found = list(asked.select_related("application__case__person").order_by("-pk"))
    return Panel("loans/_partner_card.html", {"guarantees": found}, order=10) if found else None


def loan_card(*, case: Any, actor: Actor) -> Panel | None:
    """From the decision on: the answer asked of her, what is still needed, then what is paid and what is left."""
    found = _of(case, actor)
    if found is None:
        return None
    loan: Loan | None = getattr(found, "loan", None)
    stands = found.state in _OFFER_STANDS
    shown: dict[str, Any] = {
        "application": found,
        "may_accept": _may_accept(found, actor),
        "conditions": list(found.conditions.unmet()) if stands else [],
        "ended": found.offer_has_ended or found.state == "lapsed",
        "reason": _told_reason(found),
        "loan": loan,
        "standing": standing_of(loan, timezone.localdate()) if loan else None,
        "contract": getattr(found, "contract", None),
    }
    says = any(shown[name] for name in ("may_accept", "conditions", "reason", "ended", "loan", "contract"))
    return Panel("loans/_loan_card.html", shown, order=5) if says else None


def _may_accept(application: Application, actor: Actor) -> bool:
    return not application.offer_has_ended and any(each.name == "accept" for each in possible(actor, application))


def group_card(*, case: Any, actor: Actor) -> Panel | None:
    """Her group beside the application through which she is in it, or was asked."""
    found: Any = _of(case, actor)
    return group_panel(found.membership, actor) if found is not None and found.membership else None


def next_thing(*, case: Any, actor: Actor) -> NextThing | None:
    """What her loan asks of her: an answer to the offer, an answer to a question; else the dates of a running loan."""
    found = _of(case, actor)
    if found is None:
        return None
    if _may_accept(found, actor):
        return NextThing(_("See the price and answer"), reverse("my-loan-accept", args=[found.ref]), order=5)
    if found.state == "information_needed" and case.waiting_on == WaitingOn.APPLICANT:
        return NextThing(_("Answer the question"), reverse("my-messages", args=[case.ref]), order=15)
    if found.state == "accepted" and SignatureRequest.objects.waiting().filter(application=found).exists():
        return NextThing(_("Sign the contract"), reverse("my-contract", args=[found.ref]), order=6)
    loan: Loan | None = getattr(found, "loan", None)
    if loan is not None:
        return NextThing(_("See all dates"), reverse("my-loan", args=[loan.ref]), order=60)
    return None


def _told_reason(application: Application) -> str:
    """Why it was not approved, when those who decided let her know."""
    if application.state != "declined":
        return ""
    decision = application.decisions.filter(kind=DecisionKind.DECLINE, reason_told=True).first()
    return str(decision.get_decline_reason_display()) if decision else ""
