"""What the pages of guarantees show: the rows for colleagues, the words for the guarantor."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from applicants.consents.models import Purpose
from loans import words
from loans.applications.models import Application
from loans.applications.told import told_of
from loans.guarantees.actions import actor_for, missing_for_invitation
from loans.guarantees.deeds import template_for
from loans.guarantees.models import Guarantee, GuaranteeKind
from loans.guarantees.moves import possible
from loans.guarantees.owed import owed_of, still
from loans.guarantees.sharing import may_be_told
from portal.actors import Actor
from portal.privacy import masked
from portal.roles import Permission
from portal.workflow import Transition

PAGES: Final = {
    "invite": "guarantee-invite",
    "sign": "guarantee-sign",
    "withdraw": "guarantee-withdraw",
    "release": "guarantee-release",
}
ASKS_FIRST: Final = frozenset({"sign"})
EDITABLE: Final = (GuaranteeKind.PERSONAL, GuaranteeKind.MORAL)  # completed by a form; members of a group by theirs


@dataclass(frozen=True)
class GuaranteeButton:
    transition: Transition
    url: str
    asks: bool


@dataclass(frozen=True)
class GuaranteeRow:
    """One guarantee for colleagues: `missing` says what must be known before the guarantor can be asked.

    `still` is what he answers for now, once the loan is paid out.
    """

    guarantee: Guarantee
    name: str
    contact: str
    signatory: str
    buttons: list[GuaranteeButton]
    missing: list[str]
    edit_url: str
    consent_url: str
    still: Decimal | None


def rows_for(actor: Actor, application: Application, guarantees: Sequence[Guarantee]) -> list[GuaranteeRow]:
    """Each guarantee with what this actor may do about it now; without names for those who see none."""
    shared: dict[str, bool] = {}  # by kind: one answer for all organisations
    for each in guarantees:
        each.application = application
        if each.state == "named" and each.kind not in shared:
            shared[each.kind] = may_be_told(each)
    owed = owed_of([application.pk]).get(application.pk) if any(each.covered for each in guarantees) else None
    return [
        _row(actor, application, each, number, shared=shared.get(each.kind, True), owed=owed)
        for number, each in enumerate(guarantees, 1)
    ]


def _row(
    actor: Actor,
    application: Application,
    guarantee: Guarantee,
    number: int,
    *,
    shared: bool,
    owed: Decimal | None,
) -> GuaranteeRow:
    address = [application.ref, number]
    named = guarantee.state == "named" and actor.may(Permission.PROPOSE_LOANS)
    missing = missing_for_invitation(guarantee, shared=shared) if named else []
    may = [
        each for each in possible(actor, guarantee) if each.name in PAGES and not (each.name == "invite" and missing)
    ]
    shown = {name: getattr(guarantee, name) for name in ("name", "contact", "signatory")}
    if guarantee.fund is not None:
        shown["name"] = guarantee.who
    elif not actor.sees_names:
        shown = {name: masked(value, Guarantee.PERSONAL[name].mask) for name, value in shown.items()}
    return GuaranteeRow(
        guarantee=guarantee,
        name=shown["name"],
        contact=shown["contact"],
        signatory=shown["signatory"],
        buttons=[GuaranteeButton(t, reverse(PAGES[t.name], args=address), t.name in ASKS_FIRST) for t in may],
        missing=missing,
        consent_url="" if shared or not named else _consent_url(application),
        edit_url=reverse("guarantee-edit", args=address) if named and guarantee.kind in EDITABLE else "",
        still=None if owed is None or not guarantee.covered else still(guarantee, owed),
    )


def _consent_url(application: Application) -> str:
    """Where it is noted that she agrees to a partner being asked; from there the way leads back to her guarantees."""
    back = reverse("application", args=[application.ref]) + "#guarantees"
    query = urlencode({"purpose": Purpose.PARTNER.value, "next": back})
    return f"{reverse('case-note-consent', args=[application.case.ref])}?{query}"


def paper_words(guarantee: Guarantee) -> dict[str, Any]:
    """What the law asks of the paper, the one in force today (`deed`), and of which day our own words are."""
    office = guarantee.application.case.office
    return {
        "hint": words.paper_hint(office.country) if office else "",
        "deed": template_for(guarantee, timezone.localdate(), ""),
        "dated": words.day_words(words.PAPER_DATED),
    }


def guarantor_page(guarantee: Guarantee, language: str) -> dict[str, Any]:
    """Everything on the guarantor's own page, after the code."""
    told, moral = told_of(guarantee.application), guarantee.kind == GuaranteeKind.MORAL
    by = actor_for(guarantee, language)
    owed = owed_of([guarantee.application_id]).get(guarantee.application_id) if guarantee.covered else None
    return {
        "guarantee": guarantee,
        "applicant": str(guarantee.application.case.person),
        "moral": moral,
        "loan": guarantee.application.principal or Decimal(0),
        "back": told.back_words if told else [],
        "last_due": guarantee.valid_until if moral or told is None else told.quote.last_due,
        "still": None if owed is None else still(guarantee, owed),
        "office": guarantee.application.case.office,
        "answers": possible(by, guarantee),
    }
