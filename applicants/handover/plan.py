"""The preview of a batch: who would get which file and why, and whom a manager may choose instead."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from advisors.matching import Candidate, Match, Need, Rules
from advisors.models import Advisor
from advisors.rulebook.actions import rules_now
from applicants.cases.assigning import Placing, place
from applicants.cases.matching import candidates_now, needs_of, ranked_among
from applicants.cases.models import Case, CaseQuerySet
from applicants.cases.queries import without_advisor
from applicants.cases.reasons import Names, in_words, names_now, to_json
from applicants.cases.shown import ShownName, shown_name
from applicants.cases.stages import status_of
from portal.actors import Actor
from portal.refs import display
from portal.workflow import State

MOST: Final = 100  # files on one page; the others come when these are placed
STAY: Final = "stay"
QUEUE: Final = "queue"
ANYWAY: Final = "!"  # behind the key of an advisor who is away or full, chosen all the same


@dataclass(frozen=True)
class Line:
    """One file: where the batch would put it (`proposed` of `choices`) and why; `choices` are (value, words)."""

    case: Case
    number: str
    name: ShownName
    status: State
    languages: list[str]
    proposed: str
    reasons: list[str]
    choices: list[tuple[str, str]]


def files_to_place(actor: Actor, leaving: Advisor | None) -> CaseQuerySet:
    """The open files that the actor sees and this advisor carries; without one, those that nobody carries."""
    if leaving is None:
        return without_advisor(actor)
    return Case.objects.visible_to(actor).open().filter(advisor=leaving)


def plan_for(actor: Actor, leaving: Advisor | None) -> list[Line]:
    """The batch match of these files, the longest waiting first, at most `MOST`; as many queries for any number."""
    waiting = files_to_place(actor, leaving).with_list_columns().order_by("stage_since", "pk")
    cases = list(waiting[:MOST])
    rules = rules_now()
    people = [one for one in candidates_now(rules) if leaving is None or one.key != leaving.pk]
    needs = {int(need.key): need for need in needs_of(cases)}
    placed = place(list(needs.values()), people, rules)
    words = _Words(names_now(), {advisor.pk: str(advisor) for advisor in Advisor.objects.select_related("user")})
    unplaced = STAY if leaving is None else QUEUE
    return [
        Line(
            case=case,
            number=display(case.ref),
            name=shown_name(case.person, actor),
            status=status_of(case.stage),
            languages=[str(spoken.language) for spoken in case.person.languages.all()],
            proposed=str(placed[case.pk].advisor or unplaced),
            reasons=words.reasons(placed[case.pk]),
            choices=_choices(needs[case.pk], people, rules, words, leaving),
        )
        for case in cases
    ]


@dataclass(frozen=True)
class _Words:
    names: Names
    advisors: dict[int, str]

    def reasons(self, placing: Placing | Match) -> list[str]:
        return in_words(to_json(placing.reasons), self.names)


def _choices(
    need: Need, people: list[Candidate], rules: Rules, words: _Words, leaving: Advisor | None
) -> list[tuple[str, str]]:
    """Everybody, best first, in a line each; then what else can become of the file."""
    found = []
    for match in ranked_among(need, people, rules):
        value = f"{match.advisor}{'' if match.available else ANYWAY}"
        said = [words.advisors[int(match.advisor or 0)], *words.reasons(match)]
        found.append((value, " · ".join(said)))
    if leaving is None:
        return [*found, (STAY, _("stays in the queue"))]
    return [*found, (QUEUE, _("to the manager’s queue")), (STAY, _("stays with %(advisor)s") % {"advisor": leaving})]
