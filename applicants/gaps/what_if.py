"""What one more speaker would change: the engine's answer for the files that wait or need an interpreter."""

from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from advisors.matching import Candidate, Level, Rules, assign
from applicants.cases.matching import needs_of
from applicants.cases.models import Case
from portal.actors import Actor
from portal.models import Office

_NEW: Final = 0  # no advisor has this key


@dataclass(frozen=True)
class Change:
    """
    Of `files` that wait or need an interpreter, `today` could be met in a language of theirs by who has room now,
    `then` with the new colleague; she takes `hers`, of which `waiting` have no advisor at all today.
    """

    files: int
    today: int
    then: int
    hers: int
    waiting: int

    @property
    def more(self) -> int:
        return self.then - self.today


def change_by(
    actor: Actor, people: list[Candidate], rules: Rules, *, language: str, office: Office, capacity: int
) -> Change:
    """One more advisor who speaks `language` natively at `office`, and by phone, with room for `capacity` files."""
    open_files = Case.objects.visible_to(actor).open().filter(Q(advisor=None) | Q(interpreter_needed=True))
    cases = {case.pk: case for case in open_files.with_list_columns().order_by("pk")}
    needs = needs_of(cases.values())
    new = Candidate(
        key=_NEW,
        languages={language: Level.NATIVE.value},
        offices=frozenset({office.pk}),
        capacity=capacity,
        countries=frozenset({office.country}),
    )
    today = assign(needs, people, rules)
    then = assign(needs, [*people, new], rules)
    hers = [match for match in then if match.advisor == _NEW]
    return Change(
        files=len(needs),
        today=sum(match.advisor is not None for match in today),
        then=sum(match.advisor is not None for match in then),
        hers=len(hers),
        waiting=sum(cases[int(match.need)].advisor_id is None for match in hers),
    )
