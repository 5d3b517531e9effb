"""The page of who stands for whom around one loan, and the list of guarantors with all they stand for."""

from collections.abc import Iterable
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
from loans.guarantees.cover import cover_of
from loans.guarantees.exposure import LIVING, NONE, Exposure, exposures_of, vouching_of
from loans.guarantees.limit_models import GuaranteeLimit
from loans.guarantees.models import PERSONS, Guarantee, GuaranteeKind
from loans.guarantees.owed import owed_of, still
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
    """A guarantor with all that he stands for, over all loans; `ref` opens a loan of his that the reader sees."""

    key: str
    name: str
    moral: bool
    exposure: Exposure
    above: bool
    ref: str = ""


def web_page(application: Application, actor: Actor) -> dict[str, Any]:
    """Everything on the page of one loan. Of loans that the reader may not see, the borrower stays unnamed."""
    rows = list(_around(application))
    owed = owed_of([row.application_id for row in rows if row.covered])
    reached = Application.objects.visible_to(actor).filter(pk__in=[row.application_id for row in rows])
    seen = set(reached.values_list("pk", flat=True))
    strands = [_strand(row, application, actor, seen=row.application_id in seen, owed=owed) for row in rows]
    standing = [row for row in rows if row.application_id == application.pk]
    stands = _stands_of(standing, actor)
    cover, principal = cover_of(application), application.principal or Decimal(0)
    return head_of(application.case, actor) | {
        "application": application,
        "strands": strands,
        "stands": stands,
        "picture": _picture(strands, {each.key: each for each in stands}),
        "cover": cover,
        "covered_share": cover.covered * 100 / principal if principal else None,
        "uncovered": principal - cover.covered,
        "uncovered_share": (principal - cover.covered) * 100 / principal if principal else None,
        "limit": GuaranteeLimit.objects.on(timezone.localdate()),
    }


def _around(application: Application) -> Iterable[Guarantee]:
    """Guarantees of this loan, others by the same persons, and those that the borrower gives; the own ones first."""
    same = Guarantee.objects.filter(application=application, state__in=LIVING, guarantor__isnull=False)
    rows = Guarantee.objects.filter(
        Q(application=application)
        | Q(kind__in=PERSONS, guarantor__in=same.values("guarantor"))
        | Q(kind__in=PERSONS, guarantor=application.case.person),
        state__in=LIVING,
    ).select_related("application__case__person", "guarantor", "partner")
    return sorted(rows, key=lambda row: (row.application_id != application.pk, row.pk))


def _strand(row: Guarantee, application: Application, actor: Actor, *, seen: bool, owed: dict[int, Decimal]) -> Strand:
    shown = shown_name(row.application.case.person, actor) if seen else ShownName(_("a person known at another office"))
    now = still(row, owed.get(row.application_id)) if row.covered else None
    ref, here = row.application.ref if seen else "", row.application_id == application.pk
    return Strand(row, _name(row, actor), str(shown), shown.own, ref, here, now)


def _key(row: Guarantee) -> str:
    """Tells guarantors apart: two may have one name. A scheme is one for each guarantee."""
    if row.guarantor_id is not None:
        return f"person {row.guarantor_id}"
    return f"organisation {row.partner_id}" if row.partner_id is not None else f"scheme {row.pk}"


def _name(row: Guarantee, actor: Actor) -> str:
    return row.name if actor.sees_names else masked(row.name, Guarantee.PERSONAL["name"].mask)


def _stands_of(rows: list[Guarantee], actor: Actor) -> list[Stands]:
    persons = exposures_of({row.guarantor_id for row in rows if row.guarantor_id})
    partners = vouching_of({row.partner_id for row in rows if row.partner_id})
    limit = GuaranteeLimit.objects.on(timezone.localdate())
    return [
        Stands(
            _key(row),
            _name(row, actor),
            moral=row.kind == GuaranteeKind.MORAL,
            exposure=(found := (partners.get(row.partner_id or 0) or persons.get(row.guarantor_id or 0) or NONE)),
            above=_above(found, limit, moral=row.kind == GuaranteeKind.MORAL),
        )
        for row in rows
        if row.kind != GuaranteeKind.INSTITUTIONAL
    ]


def _above(found: Exposure, limit: GuaranteeLimit | None, *, moral: bool) -> bool:
    """Whether what is in force is more than what is allowed today: the limit came or fell afterwards."""
    if limit is None:
        return False
    if moral:
        return limit.organisation_loans is not None and found.loans > limit.organisation_loans
    return (limit.person_euros is not None and found.euros > limit.person_euros) or (
        limit.person_loans is not None and found.loans > limit.person_loans
    )


def _picture(strands: list[Strand], stands: dict[str, Stands]) -> Picture | None:
    """The boxes in the order of the table; a guarantor and a borrower once each."""
    if not strands:
        return None
    guarantors, borrowers, ties = {}, {}, []
    for strand in strands:
        row = strand.guarantee
        begin, end = _key(row), str(row.application_id)
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
    keys = [row.pk for row in page.rows]
    found = vouching_of(keys) if organisations else exposures_of(keys)
    refs = dict(seen.filter(**{f"{column}__in": keys}).order_by("pk").values_list(column, "application__ref"))
    stands = [
        Stands(
            str(row.pk),
            str(row) if organisations else str(shown_name(row, actor)),
            moral=organisations,
            exposure=found.get(row.pk, NONE),
            above=_above(found.get(row.pk, NONE), limit, moral=organisations),
            ref=refs[row.pk],
        )
        for row in page.rows
    ]
    return {"stands": stands, "page": page, "limit": limit, "organisations": organisations}
