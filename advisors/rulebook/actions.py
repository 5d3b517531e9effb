"""A change of the rules is a new version; what was matched before keeps the number of its own."""

from collections.abc import Mapping
from typing import Any

from advisors.kinship import KINDRED, Kin
from advisors.matching import DEFAULT, Rules
from advisors.models import SpokenLanguage
from advisors.places import hold_places
from advisors.rulebook.models import WEIGHTS, KindredLanguages, MatchRules
from portal.actors import Actor
from portal.record.acting import action


def rules_now() -> Rules:
    """The rules in force: the latest version, or the engine's own where the institution has set none. One query."""
    latest = MatchRules.objects.first()
    return DEFAULT if latest is None else as_rules(latest)


def as_rules(row: MatchRules) -> Rules:
    """A version as the engine takes it."""
    weights = {name: getattr(row, name) for name in WEIGHTS}
    return Rules(version=row.version, kindred=tuple(Kin(*pair) for pair in row.kindred), **weights)


@action
def set_rules(*, by: Actor, weights: Mapping[str, int] | None = None) -> MatchRules:
    """
    A new version: these weights (those in force where one is not named) and the table of kindred languages as it
    stands. `ValidationError` for weights that contradict each other.
    """
    del by
    hold_places()  # no batch is half matched by one version and half by another
    before = rules_now()
    told: dict[str, Any] = {name: getattr(before, name) for name in WEIGHTS} | dict(weights or {})
    last = MatchRules.objects.first()
    rules = MatchRules(version=1 if last is None else last.version + 1, kindred=_table(), **told)
    rules.full_clean()
    rules.save()
    return rules


def _table() -> list[list[Any]]:
    pairs = KindredLanguages.objects.order_by("pk").values_list("one__code", "other__code", "discount")
    return [list(pair) for pair in pairs]


@action
def load_rules(*, by: Actor) -> int:
    """What an institution begins with: the kindred among its languages, and version 1. Returns how many rows."""
    if MatchRules.objects.exists():
        return 0
    spoken = {row.code: row for row in SpokenLanguage.objects.all()}
    known = [kin for kin in KINDRED if kin.one in spoken and kin.other in spoken]
    KindredLanguages.objects.bulk_create(
        KindredLanguages(one=spoken[kin.one], other=spoken[kin.other], discount=kin.discount) for kin in known
    )
    set_rules(by=by)
    return len(known) + 1
