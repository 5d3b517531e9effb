"""The page of who stands for whom around one loan, and the list of guarantors with all they stand for."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import get_language_bidi, ngettext
from django.utils.translation import gettext as _

from applicants.cases.page import head_of
from applicants.cases.shown import ShownName, shown_name
from applicants.models import Person
from loans.applications.models import Application
from loans.guarantees.cover import Cover, cover_of
from loans.guarantees.exposure import NONE, Exposure, exposures_of, sum_of, vouching_of
from loans.guarantees.limit_models import GuaranteeLimit
from loans.guarantees.models import LIVING, PERSONS, Guarantee, GuaranteeKind
from loans.guarantees.owed import owed_of, still
from loans.guarantees.same import Said, all_said
from loans.guarantees.same_page import pairs_of
from loans.guarantees.web import Label, Picture, Tie, draw
from loans.words import euro_words, number_words
from partnerships.models import Partner
from portal.actors import Actor
from portal.pages import keyset_page
from portal.privacy import masked


@dataclass(frozen=True)
class Strand:
    """One guarantee of the web; `short` is the borrower's name in her own script alone, for the picture.

    `ref` is the loan application's when the reader may open it, else "".
    """

    guarantee: Guarantee
    guarantor: str
    borrower: str
    short: str
    ref: str
    here: bool
    still: Decimal | None


@dataclass(frozen=True)
class Stands:
    """A guarantor with all that he stands for, over all loans; `ref` opens a loan of his that the reader sees.

    `twice`: he may be the same person as another guarantor, and nobody has said yet.
    """

    key: str
    name: str
    moral: bool
    exposure: Exposure
    above: bool
    ref: str = ""
    twice: bool = False


def web_page(application: Application, actor: Actor) -> dict[str, Any]:
    """Everything on the page of one loan. Of loans that the reader may not see, the borrower stays unnamed."""
    said, limit = all_said(), GuaranteeLimit.objects.on(timezone.localdate())
    rows = _all_of(application, said, actor)
    owed = owed_of([row.application_id for row in rows if row.covered])
    own = [row for row in rows if row.application_id == application.pk]
    records = said.records(row.guarantor_id for row in own if row.guarantor_id)
    around = [row for row in rows if row.kind in PERSONS and row.guarantor_id in records | {application.case.person_id}]
    strands = [_strand(row, application, actor, owed=owed) for row in dict.fromkeys([*own, *around])]
    stands = _stands_of(own, rows, said, owed, limit, actor)
    cover = cover_of(application, own, said)
    pairs = pairs_of([row.guarantor for row in own if row.guarantor is not None], actor, said)
    return head_of(application.case, actor) | {
        "application": application,
        "strands": strands,
        "stands": stands,
        "pairs": pairs,
        "picture": _picture(strands, {each.key: each for each in stands}, said),
        "cover": cover,
        "limit": limit,
        **_shares(cover, application.principal or Decimal(0)),
    }


def _shares(cover: Cover, principal: Decimal) -> dict[str, Any]:
    uncovered = principal - cover.covered
    return {
        "covered_share": cover.covered * 100 / principal if principal else None,
        "uncovered": uncovered,
        "uncovered_share": uncovered * 100 / principal if principal else None,
    }


def _all_of(application: Application, said: Said, actor: Actor) -> list[Any]:
    """Guarantees of this loan, all others by the same persons and organisations, and those that the borrower gives.

    One query; the own ones first. `seen` is whether the reader sees the loan.
    """
    own = Guarantee.objects.filter(application=application, state__in=LIVING)
    by_persons = Q(guarantor__in=own.values("guarantor")) | Q(guarantor__in=said.doubled)
    rows = Guarantee.objects.filter(
        Q(application=application)
        | Q(kind__in=PERSONS) & (by_persons | Q(guarantor=application.case.person_id))
        | Q(kind=GuaranteeKind.MORAL, partner__in=own.values("partner")),
        state__in=LIVING,
    )
    seen = Application.objects.visible_to(actor).filter(pk=OuterRef("application"))
    found = rows.select_related("application__case__person", "guarantor", "partner", "fund").annotate(seen=Exists(seen))
    return sorted(found, key=lambda row: (row.application_id != application.pk, row.pk))


def _strand(row: Any, application: Application, actor: Actor, *, owed: dict[int, Decimal]) -> Strand:
    person = row.application.case.person
    shown = shown_name(person, actor) if row.seen else ShownName(_("a person known at another office"))
    now = still(row, owed.get(row.application_id)) if row.covered else None
    ref, here = row.application.ref if row.seen else "", row.application_id == application.pk
    return Strand(row, _name(row, actor), str(shown), shown.own, ref, here, now)


def _key(row: Guarantee, said: Said) -> str:
    """Tells guarantors apart: two may have one name, one may have two records. A scheme is one for each guarantee."""
    if row.guarantor_id is not None:
        return f"person {said.first(row.guarantor_id)}"
    return f"organisation {row.partner_id}" if row.partner_id is not None else f"scheme {row.pk}"


def _name(row: Guarantee, actor: Actor) -> str:
    return row.name if actor.sees_names else masked(row.name, Guarantee.PERSONAL["name"].mask)


def _stands_of(
    own: list[Any], rows: list[Any], said: Said, owed: dict[int, Decimal], limit: GuaranteeLimit | None, actor: Actor
) -> list[Stands]:
    """Each guarantor of the loan once, with the sum of `rows` that are his."""
    asked = {_key(row, said): row for row in reversed(own) if row.kind != GuaranteeKind.INSTITUTIONAL}
    found = []
    for key, row in reversed(asked.items()):
        moral = row.kind == GuaranteeKind.MORAL
        total = sum_of([each for each in rows if _key(each, said) == key], owed)
        found.append(Stands(key, _name(row, actor), moral, total, _above(total, limit, moral=moral)))
    return found


def _above(found: Exposure, limit: GuaranteeLimit | None, *, moral: bool) -> bool:
    """Whether what is in force is more than what is allowed today: the limit came or fell afterwards."""
    if limit is None:
        return False
    if moral:
        return limit.organisation_loans is not None and found.loans > limit.organisation_loans
    return (limit.person_euros is not None and found.euros > limit.person_euros) or (
        limit.person_loans is not None and found.loans > limit.person_loans
    )


def _picture(strands: list[Strand], stands: dict[str, Stands], said: Said) -> Picture | None:
    """The boxes in the order of the table; a guarantor and a borrower once each."""
    if not strands:
        return None
    guarantors, borrowers, ties = {}, {}, []
    for strand in strands:
        row = strand.guarantee
        begin, end = _key(row, said), str(row.application_id)
        if begin not in guarantors:
            known = stands.get(begin)
            guarantors[begin] = Label(begin, strand.guarantor, _note(row, known), _look(row))
        if end not in borrowers:
            principal = row.application.principal
            note = euro_words(principal) if principal is not None else ""
            borrowers[end] = Label(end, strand.short, note, "here" if strand.here else "other")
        ties.append(Tie(begin, end, row.amount or Decimal(0), row.state == "active"))
    return draw(list(guarantors.values()), list(borrowers.values()), ties, rtl=get_language_bidi())


def _look(row: Guarantee) -> str:
    looks = {GuaranteeKind.MORAL: "organisation", GuaranteeKind.INSTITUTIONAL: "scheme"}
    return looks.get(GuaranteeKind(row.kind), "person")


def _note(row: Guarantee, known: Stands | None) -> str:
    """What stands below a guarantor's name: euros of a person in all, and in how many loans; else what he is asked."""
    if known is None or not known.exposure.loans:
        return euro_words(row.amount) if row.amount else ""
    loans = ngettext("%(count)s loan", "%(count)s loans", known.exposure.loans) % {
        "count": number_words(known.exposure.loans)
    }
    return loans if known.moral else f"{euro_words(known.exposure.euros)} · {loans}"


def guarantors_page(actor: Actor, *, organisations: bool, after: str) -> dict[str, Any]:
    """Who stands for a loan that the actor sees, by name, with all that he stands for anywhere."""
    seen = Guarantee.objects.visible_to(actor).filter(state__in=LIVING)
    limit = GuaranteeLimit.objects.on(timezone.localdate())
    column = "partner" if organisations else "guarantor"
    standing = Exists(seen.filter(**{column: OuterRef("pk")}))
    page: Any = (
        keyset_page(Partner.objects.filter(standing), sort="name", after=after)
        if organisations
        else keyset_page(Person.objects.filter(standing), sort="search_key", after=after)
    )
    keys, said = [row.pk for row in page.rows], Said({}) if organisations else all_said()
    found = vouching_of(keys) if organisations else exposures_of(keys, said)
    pairs = [] if organisations else pairs_of(page.rows, actor, said)
    open_ = {ref for pair in pairs if pair.said is None for ref in (pair.one, pair.other)}
    refs = dict(seen.filter(**{f"{column}__in": keys}).order_by("pk").values_list(column, "application__ref"))
    stands = [
        Stands(
            str(row.pk),
            str(row) if organisations else str(shown_name(row, actor)),
            moral=organisations,
            exposure=found.get(row.pk, NONE),
            above=_above(found.get(row.pk, NONE), limit, moral=organisations),
            ref=refs[row.pk],
            twice=not organisations and row.ref in open_,
        )
        for row in page.rows
    ]
    return {"stands": stands, "page": page, "limit": limit, "organisations": organisations}
