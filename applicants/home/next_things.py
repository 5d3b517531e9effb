"""The one next thing for an applicant: derived from where her file stands, floor by floor, in one place."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from applicants.cases.models import Case, Stage
from portal.actors import Actor
from portal.slots import NextThing, fill


def next_thing(case: Case, actor: Actor) -> NextThing | None:
    """What the main button of her card does: of all that the floors propose, the one with the lowest `order`."""
    proposed = [found for propose in fill("next_things") if (found := propose(case=case, actor=actor)) is not None]
    return min(proposed, key=lambda one: one.order, default=None)


def own_next_thing(*, case: Any, actor: Actor) -> NextThing | None:
    """What this floor proposes: going on with a draft, reading what is new, else writing to the office."""
    del actor
    if case.stage == Stage.DRAFT:
        return NextThing(_("Go on"), reverse("apply"), order=0)
    if case.stage == Stage.CLOSED:
        return None
    if case.new_letters:
        return NextThing(_("Read your message"), reverse("my-messages", args=[case.ref]), order=20)
    return NextThing(_("Write a message"), reverse("my-messages", args=[case.ref]), order=90, leads=False)
