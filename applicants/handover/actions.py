"""Gives many files at once: each line is done whole or not at all, and says what became of it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from advisors.matching import Candidate, Need, Reason, Rules
from advisors.models import Advisor
from advisors.places import hold_places
from advisors.rulebook.actions import rules_now
from applicants.cases.assigning import Placing, give, tell_colleague
from applicants.cases.matching import candidates_now, needs_of, ranked_among
from applicants.cases.models import Case, Route
from applicants.handover.plan import files_to_place
from portal.actors import Actor
from portal.record.acting import action
from portal.refs import display


@dataclass(frozen=True)
class Order:
    """One file for one advisor, or (None) for the manager's queue; `anyway`: although she is away or full."""

    ref: str
    advisor: int | None
    anyway: bool = False


@dataclass(frozen=True)
class Outcome:
    """What became of a line; `problem` is "" when it was done, else the sentence that says why not."""

    number: str
    advisor: str = ""
    problem: str = ""


@action
def hand_over(*, by: Actor, leaving: Advisor | None, orders: Iterable[Order], why: str = "") -> list[Outcome]:
    """
    Place these files of an advisor (None: of the queue), in the order given; `why` of `reasons.Why`.

    Rooms and absences are looked at anew, under the lock that every match takes: who has no room left or went away
    since the preview gets nothing, unless the manager chose her all the same. New advisors get one mail each.
    """
    hold_places()
    wanted = list(orders)
    rows = files_to_place(by, leaving).filter(ref__in=[order.ref for order in wanted])
    cases = {case.ref: case for case in rows.with_list_columns().order_by("pk").select_for_update(of=("self",))}
    giving = _Giving(by, leaving, why, cases)
    outcomes = [giving.one(order) for order in wanted]
    giving.tell()
    return outcomes


class _Giving:
    """One hand-over: who is left with how much room, and who got what."""

    def __init__(self, by: Actor, leaving: Advisor | None, why: str, cases: dict[str, Case]) -> None:
        self.by, self.leaving, self.cases = by, leaving, cases
        self.rules: Rules = rules_now()
        self.people: dict[int, Candidate] = {int(one.key): one for one in candidates_now(self.rules)}
        self.needs: dict[int, Need] = {int(need.key): need for need in needs_of(cases.values())}
        self.advisors = Advisor.objects.select_related("user").in_bulk()
        self.given: dict[int, list[str]] = {}
        self.reason = Reason("batch") if leaving is None else Reason("handed_over", {"from": str(leaving), "why": why})

    def one(self, order: Order) -> Outcome:
        case = self.cases.get(order.ref)
        if case is None:
            return self._gone(order)
        number = display(case.ref)
        try:
            with transaction.atomic():
                advisor = self._advisor(order)
                give(
                    by=self.by,
                    case=case,
                    advisor=advisor,
                    placing=self._placing(case, advisor),
                    code="case.matched" if self.leaving is None else "case.handed_over",
                    tell_advisor=False,
                )
        except ValidationError as problem:
            return Outcome(number, problem=" ".join(problem.messages))
        if advisor is not None:
            one = self.people[advisor.pk]
            self.people[advisor.pk] = replace(one, capacity=one.capacity - 1, load=one.load + 1)
            self.given.setdefault(advisor.pk, []).append(number)
        return Outcome(number, str(advisor or ""))

    def _gone(self, order: Order) -> Outcome:
        """A file that is no longer there to be placed: a colleague was quicker, or it was closed."""
        case = Case.objects.visible_to(self.by).filter(ref=order.ref).first()
        problem = _("Somebody else has this file meanwhile, or it was closed.")
        return Outcome(display(case.ref) if case else "–", problem=problem)

    def _advisor(self, order: Order) -> Advisor | None:
        if order.advisor is None:
            return None
        one = self.people.get(order.advisor)
        if one is None or (self.leaving is not None and order.advisor == self.leaving.pk):
            raise ValidationError(_("This advisor takes no files any more. Please choose again."))
        advisor = self.advisors[order.advisor]
        if not order.anyway and one.is_away:
            raise ValidationError(_("%(advisor)s is away now. Please choose again.") % {"advisor": advisor})
        if not order.anyway and one.capacity <= 0:
            raise ValidationError(_("%(advisor)s has no room any more. Please choose again.") % {"advisor": advisor})
        return advisor

    def _placing(self, case: Case, advisor: Advisor | None) -> Placing:
        if advisor is None:
            return Placing(None, Route.QUEUE, (self.reason,), self.rules.version)
        need = self.needs[case.pk]
        matches = ranked_among(need, [self.people[advisor.pk]], self.rules)
        told = matches[0].reasons if matches else (Reason("interpreter"),)
        return Placing(advisor.pk, Route.BY_HAND, (self.reason, *told), self.rules.version)

    def tell(self) -> None:
        """One mail to each new advisor, with the numbers of her new files."""
        counts = Counter({key: len(numbers) for key, numbers in self.given.items()})
        for key, count in sorted(counts.items()):
            advisor = self.advisors[key]
            if not (self.by.is_staff and self.by.id == advisor.user_id):
                told = {"count": count, "numbers": ", ".join(self.given[key])}
                tell_colleague(advisor=advisor, event="files_handed_over", params=told)
