"""Workflows as data: from one table come buttons, rights, URL names, events, the database's trigger, the docs.

Pure. A workflow lives in the floor whose states it orders (`loans/workflow.py`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from portal.roles import Permission

Label = Any  # a str or a lazy translation of one


@dataclass(frozen=True)
class Transition:
    """`name` is the URL's last part and the event; `who` the permission, or "person" for the applicant."""

    name: str
    label: Label
    sources: frozenset[str]
    target: str
    who: Permission | str
    reason_required: bool = False
    icon: str = "arrow-right"


@dataclass(frozen=True)
class State:
    """One state with its label for staff, its wording for the applicant, its colour and who has the ball."""

    name: str
    label: Label
    public: Label
    colour: str = "calm"
    icon: str = "circle"
    waiting_on: str = "nobody"
    closed: bool = False


@dataclass(frozen=True)
class Workflow:
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]

    def state(self, name: str) -> State:
        return next(state for state in self.states if state.name == name)

    def transition(self, name: str) -> Transition:
        return next(transition for transition in self.transitions if transition.name == name)

    def possible(self, state: str, *, may: Iterable[Permission | str]) -> list[Transition]:
        """What can be done now, by somebody who holds these permissions."""
        held = set(may)
        return [t for t in self.transitions if state in t.sources and t.who in held]

    def edges(self) -> list[tuple[str, str]]:
        """Every allowed change of state, for the database's own check."""
        return sorted({(source, t.target) for t in self.transitions for source in t.sources})

    def diagram(self) -> str:
        """The workflow as a Mermaid state diagram, for the documentation."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.states[0].name}"]
        lines += [f"    {source} --> {t.target}: {t.name}" for t in self.transitions for source in sorted(t.sources)]
        lines += [f"    {state.name} --> [*]" for state in self.states if state.closed]
        return "\n".join(lines)


@dataclass(frozen=True)
class Chart:
    """A workflow on its page of the documentation: its title, the file of its table, and who it is about.

    `people` says who stands behind a `who` that is no permission; `also`, who has the permission by other ways.
    """

    title: str
    source: str
    workflow: Workflow
    people: Mapping[str, str] = field(default_factory=dict)
    also: str = ""
