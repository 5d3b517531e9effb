"""From rows to the terms of `advisors.matching`: what a case needs, and who could carry it."""

from collections.abc import Iterable, Mapping
from typing import Final

from django.db import connection
from django.db.models import Count
from django.utils import timezone

from advisors.matching import DEFAULT, Candidate, Match, Need, Reason, rank
from advisors.models import Absence, Advisor
from applicants.cases.models import Case

_LOCK: Final = 7_305_010  # an advisory lock of our own: places are given away by one transaction at a time


def hold_places() -> None:
    """Until this transaction ends, nobody else gives a place away: no capacity is counted twice.

    One lock for the whole institution, taken before any row: whoever matches may choose any advisor, and one
    lock cannot deadlock.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def candidates_now() -> list[Candidate]:
    """Every advisor who can log in, with what she can still take today. Six queries, however many there are."""
    carried = dict(Case.objects.open().exclude(advisor=None).values_list("advisor_id").annotate(Count("pk")))
    away = {absence.advisor_id: absence for absence in Absence.objects.filter(days__contains=timezone.localdate())}
    advisors = Advisor.objects.active().prefetch_related("offices", "languages__language")
    return [_candidate(advisor, carried.get(advisor.pk, 0), away.get(advisor.pk)) for advisor in advisors]


def _candidate(advisor: Advisor, load: int, absence: Absence | None) -> Candidate:
    offices = advisor.offices.all()
    return Candidate(
        key=advisor.pk,
        languages={spoken.language.code: spoken.level for spoken in advisor.languages.all()},
        offices=frozenset(office.pk for office in offices),
        capacity=max(0, advisor.capacity - load),
        load=load,
        size=advisor.capacity,
        away=absence is not None,
        back_on=absence.days.upper if absence else None,
        gender=advisor.gender,
        countries=frozenset(office.country for office in offices),
        works_remotely=advisor.works_remotely,
    )


def needs_of(cases: Iterable[Case]) -> list[Need]:
    """What each case needs; `cases` as `with_list_columns` gives them. One query, however many there are.

    Who named no language is taken to speak the one she reads the portal in.
    """
    wanted = list(cases)
    before = _previous_advisors(wanted)
    return [
        Need(
            key=case.pk,
            languages=tuple(spoken.language.code for spoken in case.person.languages.all()) or (case.person.language,),
            office=case.office.pk,
            country=case.office.country,
            previous_advisor=before.get(case.person_id),
        )
        for case in wanted
        if case.office is not None
    ]


def _previous_advisors(cases: list[Case]) -> Mapping[int, int]:
    """Person → the advisor of her latest other case."""
    others = (
        Case.objects.submitted()
        .filter(person__in={case.person_id for case in cases}, advisor__isnull=False)
        .exclude(pk__in=[case.pk for case in cases])
        .order_by("submitted_at")
    )
    return dict(others.values_list("person_id", "advisor_id"))


def ranked(case: Case) -> list[Match]:
    """Everybody who could carry the case, best first: who talks to her, then with an interpreter, her office first."""
    need, everybody = needs_of([case])[0], candidates_now()
    able = rank(need, everybody, DEFAULT)
    known = {match.advisor for match in able}
    others = [one for one in everybody if one.key not in known and (need.office in one.offices or one.works_remotely)]
    others.sort(key=lambda one: (not one.is_available, need.office not in one.offices, -one.capacity, one.key))
    return able + [Match(need.key, one.key, 0, interpreter_reasons(need, one), one.is_available) for one in others]


def interpreter_reasons(need: Need, candidate: Candidate) -> tuple[Reason, ...]:
    """Why somebody who speaks none of the languages carries the case."""
    here = need.office in candidate.offices
    found = [
        Reason("interpreter"),
        Reason("office", {"office": need.office})
        if here
        else Reason("by_phone", {"offices": tuple(sorted(candidate.offices))}),
        Reason("load", {"load": candidate.load, "size": candidate.size}),
    ]
    if candidate.capacity <= 0:
        found.append(Reason("full"))
    if candidate.back_on is not None:
        found.append(Reason("back_on", {"day": candidate.back_on}))
    elif candidate.away:
        found.append(Reason("away"))
    return tuple(found)


def with_interpreter(need: Need, candidates: Iterable[Candidate], room: Mapping[int | str, int]) -> Candidate | None:
    """The colleague of her office with the most room left (then by key); `room` is what the batch left of it."""
    here = [one for one in candidates if need.office in one.offices and not one.is_away and room[one.key] > 0]
    return min(here, key=lambda one: (one.key != need.previous_advisor, -room[one.key], one.key), default=None)
