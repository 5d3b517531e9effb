"""From rows to the terms of `advisors.matching`: what a case needs, and who could carry it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from django.db.models import Count
from django.utils import timezone

from advisors.matching import Candidate, Match, Need, Reason, Rules, Wish, compare, penalty, rank
from advisors.models import Absence, Advisor
from advisors.rulebook.actions import rules_now
from applicants.cases.models import Case

Files = Mapping[str, int]  # phase → open files


def candidates_now(rules: Rules) -> list[Candidate]:
    """Every advisor who can log in, with what she can still take today. Seven queries, however many there are."""
    carried = files_carried()
    away = {absence.advisor_id: absence for absence in Absence.objects.filter(days__contains=timezone.localdate())}
    advisors = Advisor.objects.active().prefetch_related("offices", "languages__language", "communities")
    return [_candidate(advisor, carried.get(advisor.pk, {}), away.get(advisor.pk), rules) for advisor in advisors]


def files_carried() -> dict[int, Files]:
    """Advisor → her open files by phase, whoever may see them; one query."""
    carried: dict[int, dict[str, int]] = {}
    counted = Case.objects.open().exclude(advisor=None).values_list("advisor_id", "stage").annotate(Count("pk"))
    for key, stage, count in counted.order_by():
        carried.setdefault(int(key or 0), {})[stage] = count
    return dict(carried)


def _candidate(advisor: Advisor, files: Files, absence: Absence | None, rules: Rules) -> Candidate:
    offices = advisor.offices.all()
    return Candidate(
        key=advisor.pk,
        languages={spoken.language.code: spoken.level for spoken in advisor.languages.all()},
        offices=frozenset(office.pk for office in offices),
        capacity=rules.left_of(advisor.capacity, files),
        load=sum(files.values()),
        size=advisor.capacity,
        away=absence is not None,
        back_on=absence.days.upper if absence else None,
        gender=advisor.gender,
        communities=frozenset(community.code for community in advisor.communities.all()),
        countries=frozenset(office.country for office in offices),
        works_remotely=advisor.works_remotely,
    )


def needs_of(cases: Iterable[Case]) -> list[Need]:
    """What each case needs; `cases` as `with_list_columns` gives them. One query, however many there are.

    Who named no language is taken to speak the one she reads the portal in.
    """
    wanted = list(cases)
    before = _previous_advisors(wanted)
    return [_need(case, before.get(case.person_id)) for case in wanted if case.office is not None]


def _need(case: Case, previous: int | None) -> Need:
    wishes = case.person.advisor_wishes or {}
    not_of = str(wishes.get("not_of", ""))
    asked = {Wish.WOMAN: bool(wishes.get("woman")), Wish.OTHER_COMMUNITY: bool(not_of)}
    return Need(
        key=case.pk,
        languages=tuple(spoken.language.code for spoken in case.person.languages.all()) or (case.person.language,),
        office=case.office_id or 0,
        country=case.office.country if case.office else "",
        previous_advisor=previous,
        named_advisor=case.named_advisor_id,
        wishes=frozenset(str(wish) for wish, is_asked in asked.items() if is_asked),
        community=not_of,
    )


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
    """Everybody who could carry the case, best first; see `ranked_among`."""
    rules = rules_now()
    return ranked_among(needs_of([case])[0], candidates_now(rules), rules)


def ranked_among(need: Need, everybody: Sequence[Candidate], rules: Rules) -> list[Match]:
    """
    Best first: who talks to her, then who would with an interpreter, her office before others. Who knows her, and
    then who was asked for, comes before all of them, with an interpreter too (see `continuing`).
    """
    able = rank(need, everybody, rules)
    known = {match.advisor for match in able}
    others = [one for one in everybody if one.key not in known and (need.office in one.offices or one.works_remotely)]
    others.sort(key=lambda one: (not one.is_available, *_interpreted(need, one, rules), -one.capacity, one.key))
    interpreted = {one.key: _with_interpreter(need, one) for one in others}
    first = [
        replace(interpreted.pop(one.key), score=_points(need, one, rules)) for one in continuing(need, everybody, rules)
    ]
    if first and able and able[0].advisor == need.previous_advisor:
        return [able[0], *first, *able[1:], *interpreted.values()]
    return [*first, *able, *interpreted.values()]


def _with_interpreter(need: Need, one: Candidate) -> Match:
    return Match(need.key, one.key, 0, interpreter_reasons(need, one), one.is_available)


def _points(need: Need, one: Candidate, rules: Rules) -> int:
    """What who knows her, or was asked for, is worth without a language: as `compare` counts the rest."""
    here = need.office in one.offices
    place = rules.office if here else rules.country * (bool(need.country) and need.country in one.countries)
    known = rules.previous_advisor * (one.key == need.previous_advisor) + rules.named_advisor * (
        one.key == need.named_advisor
    )
    return rules.placed + place + known + rules.of_capacity(one.capacity)


def continuing(need: Need, everybody: Iterable[Candidate], rules: Rules) -> list[Candidate]:
    """
    Who knows her, then who was asked for, of those who speak none of her languages: continuity comes before the
    language. Only who is there, has room, can meet her and goes against no wish of hers.
    """
    by_key = {one.key: one for one in everybody}
    asked = [by_key[key] for key in (need.previous_advisor, need.named_advisor) if key is not None and key in by_key]
    able = {
        one.key: one
        for one in asked
        if one.is_available
        and (need.office in one.offices or one.works_remotely)
        and not penalty(need, one, rules)
        and compare(need, one, rules) is None
    }
    return list(able.values())


def _interpreted(need: Need, one: Candidate, rules: Rules) -> tuple[int, bool, bool, bool]:
    """Sorts those who speak none of her languages: her wishes, who knows her, who was asked for, her office."""
    return (
        penalty(need, one, rules),
        one.key != need.previous_advisor,
        one.key != need.named_advisor,
        need.office not in one.offices,
    )


def interpreter_reasons(need: Need, candidate: Candidate) -> tuple[Reason, ...]:
    """Why somebody who speaks none of the languages carries the case."""
    here = need.office in candidate.offices
    found = [Reason("interpreter")]
    if candidate.key == need.previous_advisor:
        found.append(Reason("previous_advisor"))
    if candidate.key == need.named_advisor:
        found.append(Reason("named_advisor"))
    found += [
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


def with_interpreter(
    need: Need, candidates: Iterable[Candidate], room: Mapping[int | str, int], rules: Rules
) -> Candidate | None:
    """Who knows her, who was asked for, else a colleague of her office: the one with the most room left, then by key.

    `room` is what the batch left. By phone only for who knows her or was asked for.
    """
    known = {need.previous_advisor, need.named_advisor} - {None}
    able = [
        one
        for one in candidates
        if (need.office in one.offices or (one.works_remotely and one.key in known))
        and not one.is_away
        and room[one.key] > 0
    ]
    return min(able, key=lambda one: (*_interpreted(need, one, rules), -room[one.key], one.key), default=None)
