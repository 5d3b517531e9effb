"""What is shown of documents elsewhere: on her page, on the file's page, and as the next thing to do."""

from collections import Counter
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applicants.cases.models import Stage
from applicants.documents.models import HER_WORDS, OPEN, SETTLED, Document, DocumentState
from portal.actors import Actor
from portal.roles import Permission
from portal.slots import NextThing, Panel


def _counted(case: Any, actor: Actor) -> Counter[str]:
    """How many documents of a file are in which state; asked for once, or at hand already (`home.cards`)."""
    if not hasattr(case, "document_states"):
        states = getattr(case, "paper_states", None)
        if states is None:
            states = Document.objects.visible_to(actor).filter(case=case).values_list("state", flat=True)
        case.document_states = Counter(states)
    found: Counter[str] = case.document_states
    return found


def _sums(states: Counter[str]) -> dict[str, int]:
    done = sum(states[state] for state in (*SETTLED, DocumentState.GIVEN))
    return {"done": done, "all": states.total(), "open": sum(states[state] for state in OPEN)}


def home_card(*, case: Any, actor: Actor) -> Panel | None:
    """How many documents are there, and the way to the list."""
    if case.stage == Stage.DRAFT:
        return None
    states = _counted(case, actor)
    if not states or (case.stage == Stage.CLOSED and not states[DocumentState.ACCEPTED]):
        return None
    return Panel("applicants/_home_documents.html", {"sums": _sums(states)}, 20, gettext_lazy("Your documents"))


def next_thing(*, case: Any, actor: Actor) -> NextThing | None:
    """Documents that wait for her."""
    if case.stage in (Stage.DRAFT, Stage.CLOSED) or not _sums(_counted(case, actor))["open"]:
        return None
    return NextThing(_("Send your documents"), reverse("my-documents", args=[case.ref]), order=40)


def case_panel(*, case: Any, actor: Actor) -> Panel | None:
    """For colleagues: how complete they are, what waits to be looked at, what she says she cannot send."""
    if not actor.may(Permission.WORK_CASES) or case.stage == Stage.DRAFT:
        return None
    states = _counted(case, actor)
    flags = sum(states[state] for state in HER_WORDS)
    shown = {"sums": _sums(states), "sent": states[DocumentState.GIVEN], "flags": flags}
    return Panel("applicants/_case_documents.html", shown, order=5)
