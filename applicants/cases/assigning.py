"""Who carries a case: by the match, by a manager's choice, or because a colleague takes it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from advisors.matching import Candidate, Key, Match, Need, Reason, Rules, assign, compare
from advisors.models import Advisor
from advisors.notices import wants
from advisors.places import hold_places
from advisors.rulebook.actions import rules_now
from applicants.appointments.following import follow
from applicants.cases.actions import BEFORE_PROPOSAL, add_event, lock
from applicants.cases.matching import (
    candidates_now,
    continuing,
    interpreter_reasons,
    needs_of,
    ranked,
    with_interpreter,
)
from applicants.cases.models import Case, Route, Stage, WaitingOn
from applicants.cases.reasons import to_json
from applicants.persons.contacts import recipient_of
from portal.actors import Actor
from portal.celery import tell_worker
from portal.outbox.actions import Recipient, queue
from portal.outbox.models import Channel
from portal.record.acting import action
from portal.refs import display


@dataclass(frozen=True)
class Placing:
    """Where one case goes: the advisor's key or None (the manager's queue), how, why, and by which rules."""

    advisor: int | None
    route: Route
    reasons: tuple[Reason, ...]
    rules: int


def match_soon(case: Case) -> None:
    """After the commit a worker matches the case. A broker that is away does no harm: the sweep takes it."""
    transaction.on_commit(partial(tell_worker, "applicants.tasks.match_case", case.pk))


@action
def match_cases(*, by: Actor, case_ids: Iterable[int] | None = None) -> int:
    """Place submitted cases that nobody has looked at: these, or (None) all that wait; returns how many.

    One batch is matched as a whole. The way: who knows her, who was asked for, her language at her office, then at
    another by phone, then her office with an interpreter, then the manager's queue. Cases that were placed meanwhile
    are left alone.
    """
    hold_places()
    waiting = Case.objects.open().unassigned().filter(route="").select_for_update(of=("self",))
    if case_ids is not None:
        waiting = waiting.filter(pk__in=list(case_ids))
    cases = {case.pk: case for case in waiting.with_list_columns().order_by("pk")}
    if not cases:
        return 0
    rules = rules_now()
    people = candidates_now(rules)
    advisors = Advisor.objects.select_related("user").in_bulk()
    for key, placing in place(needs_of(cases.values()), people, rules).items():
        chosen = advisors[placing.advisor] if placing.advisor is not None else None
        give(by=by, case=cases[key], advisor=chosen, placing=placing, code="case.matched")
    return len(cases)


def place(needs: list[Need], candidates: list[Candidate], rules: Rules) -> dict[int, Placing]:
    """Each case's place, by the routing above; no candidate gets more than her capacity."""
    room = {one.key: one.capacity for one in candidates}
    by_key = {need.key: need for need in needs}
    placed = _continued(needs, candidates, room, rules)
    others = [replace(one, capacity=room[one.key]) for one in candidates]
    left: list[Match] = []
    for match in assign([need for need in needs if int(need.key) not in placed], others, rules):
        if match.advisor is None:
            left.append(match)
            continue
        room[match.advisor] -= 1
        route = Route.REMOTE if any(reason.code == "by_phone" for reason in match.reasons) else Route.LANGUAGE
        placed[int(match.need)] = Placing(int(match.advisor), route, match.reasons, rules.version)
    for match in left:
        placed[int(match.need)] = _without_language(by_key[match.need], match, candidates, room, rules)
    return placed


def _continued(
    needs: list[Need], candidates: list[Candidate], room: dict[Key, int], rules: Rules
) -> dict[int, Placing]:
    """
    Those whose advisor of last time, or whose named one, speaks none of their languages: she gets them with an
    interpreter. Room stays for those who know her and speak with her. `room` is lowered.
    """
    by_key = {one.key: one for one in candidates}
    spoken_with = Counter(need.previous_advisor for need in needs if _talks(need, by_key, rules))
    placed: dict[int, Placing] = {}
    for need in sorted(needs, key=lambda one: int(one.key)):
        if _talks(need, by_key, rules):
            continue  # who knows her speaks with her: the match sees to it
        able = continuing(need, candidates, rules)
        chosen = next((one for one in able if room[one.key] > spoken_with[one.key]), None)
        if chosen is not None:
            room[chosen.key] -= 1
            told = interpreter_reasons(need, chosen)
            placed[int(need.key)] = Placing(int(chosen.key), Route.INTERPRETER, told, rules.version)
    return placed


def _talks(need: Need, by_key: Mapping[Key, Candidate], rules: Rules) -> bool:
    """Whether her advisor of last time is there, and speaks a language of hers."""
    one = by_key.get(need.previous_advisor) if need.previous_advisor is not None else None
    return one is not None and one.is_available and compare(need, one, rules) is not None


def _without_language(
    need: Need, match: Match, candidates: list[Candidate], room: dict[int | str, int], rules: Rules
) -> Placing:
    colleague = with_interpreter(need, candidates, room, rules)
    if colleague is None:
        told = (*match.reasons, Reason("office_full", {"office": need.office}))
        return Placing(None, Route.QUEUE, told, rules.version)
    room[colleague.key] -= 1
    told = match.reasons + interpreter_reasons(need, colleague)
    return Placing(int(colleague.key), Route.INTERPRETER, told, rules.version)


@action
def assign_case(*, by: Actor, case: Case, advisor: Advisor, reason: str = "") -> None:
    """A manager chooses the advisor, whatever her room; why is kept beside what the match would have said."""
    _by_hand(by=by, case=case, advisor=advisor, told=Reason("by_hand", {"reason": reason}), code="case.assigned")


@action
def name_advisor(*, by: Actor, case: Case, advisor: Advisor | None) -> None:
    """A partner or a programme asked for this advisor (None: no longer); the match prefers her while nobody has it."""
    lock(case)
    if case.stage == Stage.CLOSED:
        raise ValidationError(_("This file is closed."))
    if case.named_advisor_id == (advisor.pk if advisor else None):
        return
    case.named_advisor = advisor
    case.save(update_fields=["named_advisor"])
    if advisor is not None:
        add_event(by=by, case=case, code="case.advisor_named", params={"advisor": str(advisor)})


@action
def take_case(*, by: Actor, case: Case) -> None:
    """An advisor takes a case that she sees: one that nobody carries, or a colleague's."""
    advisor = Advisor.objects.active().filter(user=by.id).first()
    if advisor is None:
        raise ValidationError(_("Only an advisor can take a file."))
    _by_hand(by=by, case=case, advisor=advisor, told=Reason("taken"), code="case.taken")


def _by_hand(*, by: Actor, case: Case, advisor: Advisor, told: Reason, code: str) -> None:
    hold_places()
    lock(case)
    if case.stage in (Stage.DRAFT, Stage.CLOSED):
        raise ValidationError(_("Only an open file has an advisor."))
    if case.advisor_id == advisor.pk:
        raise ValidationError(_("%(advisor)s already has this file.") % {"advisor": advisor})
    match = next((match for match in ranked(case) if match.advisor == advisor.pk), None)
    reasons = match.reasons if match else (Reason("interpreter"),)
    placing = Placing(advisor.pk, Route.BY_HAND, (told, *reasons), rules_now().version)
    give(by=by, case=case, advisor=advisor, placing=placing, code=code)


def give(
    *, by: Actor, case: Case, advisor: Advisor | None, placing: Placing, code: str, tell_advisor: bool = True
) -> None:
    """Write the place into the case, the event, and the messages; one transaction with the caller's."""
    before = case.advisor_id
    case.advisor, case.route, case.match_rules = advisor, placing.route, str(placing.rules)
    case.match_reasons = to_json(placing.reasons)
    case.interpreter_needed = any(reason.code == "interpreter" for reason in placing.reasons)
    if case.stage in BEFORE_PROPOSAL and (advisor is None or before is None):
        case.waiting_on = WaitingOn.MANAGER if advisor is None else WaitingOn.ADVISOR
    case.save(update_fields=["advisor", "route", "match_rules", "match_reasons", "interpreter_needed", "waiting_on"])
    params = {} if advisor is None else {"advisor": str(advisor)}
    add_event(by=by, case=case, code=code if advisor else "case.queued", params=params, public=advisor is not None)
    tell_applicant(case=case, advisor=advisor, before=before)
    if advisor is not None and before is not None:
        follow(by=by, case=case, before=before, advisor=advisor)
    if tell_advisor and advisor is not None and not (by.is_staff and by.id == advisor.user_id):
        tell_colleague(advisor=advisor, event="case_assigned", params=_told(case, advisor), about=case)


def tell_applicant(*, case: Case, advisor: Advisor | None, before: int | None) -> None:
    """She learns who her advisor is, that it is another one now, or that we look for one again."""
    applicant = recipient_of(case.person) if advisor or before else None
    if applicant is None:
        return
    event = "advisor_sought" if advisor is None else "advisor_changed" if before else "advisor_assigned"
    queue(event=event, to=applicant, params=_told(case, advisor), about=case)


def tell_colleague(*, advisor: Advisor, event: str, params: dict[str, Any], about: Case | None = None) -> None:
    """A mail to an advisor about files of hers, unless she has switched such mails off."""
    if wants(advisor, event):
        to = Recipient(Channel.EMAIL, advisor.user.email, advisor.user.language)
        queue(event=event, to=to, params=params, about=about)


def _told(case: Case, advisor: Advisor | None) -> dict[str, Any]:
    return {
        "advisor": str(advisor or ""),
        "office": case.office,
        "ref": case.ref,
        "number": display(case.ref),
        "interpreter": case.interpreter_needed,
    }
