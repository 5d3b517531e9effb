"""The page of one practice."""

from dataclasses import dataclass
from typing import Any

from django.shortcuts import get_object_or_404

from advisors.network.actions import may_change
from advisors.network.models import IN_USE, OUTCOMES, Comment, Practice, PracticeEvent, Reading, Trial, Usage
from advisors.network.moves import possible, steers
from advisors.network.words import EVENTS
from portal.actors import Actor
from portal.models import Office
from portal.roles import Permission


@dataclass(frozen=True)
class TrialRow:
    trial: Trial
    may_note: bool
    outcomes: list[tuple[str, int]]


@dataclass(frozen=True)
class UsageRow:
    usage: Usage
    may_end: bool


@dataclass(frozen=True)
class CommentRow:
    comment: Comment
    is_own: bool
    may_remove: bool


@dataclass(frozen=True)
class EventRow:
    event: PracticeEvent
    words: str


def practice_of(actor: Actor, ref: str) -> Practice:
    found: Practice = get_object_or_404(
        Practice.objects.visible_to(actor).select_related("author", "proven_by"), ref=ref
    )
    return found


def comment_of(actor: Actor, ref: str, number: int) -> Comment:
    found: Comment = get_object_or_404(
        Comment.objects.select_related("practice", "author"), practice=practice_of(actor, ref), number=number
    )
    return found


def trial_of(actor: Actor, ref: str, office: str) -> Trial:
    found: Trial = get_object_or_404(
        Trial.objects.select_related("practice", "office"), practice=practice_of(actor, ref), office__code=office
    )
    return found


def practice_context(actor: Actor, practice: Practice) -> dict[str, Any]:
    """Everything the page shows, in as many queries for any number of rows."""
    shares = actor.may(Permission.SHARE_PRACTICES)
    moves = possible(actor, practice) if shares else []
    steering = shares and steers(actor)
    trials = list(practice.trials.select_related("office", "noted_by"))
    readings = Reading.objects.filter(practice=practice)
    own = readings.filter(user=actor.id).first()
    lately = readings.filter(read_at__gte=practice.news_at).select_related("user").order_by("user__name")
    return {
        "practice": practice,
        "status": practice.status,
        "moves": moves,
        "shares": shares,
        "may_change": shares and may_change(actor, practice),
        "may_join": shares and practice.state in ("in_test", *IN_USE),
        "may_use": shares and practice.state in IN_USE,
        "own_proposal": practice.state == "in_test" and practice.author_id == actor.id,
        "trials": [_trial_row(actor, trial, steering=steering, open_=practice.state != "retired") for trial in trials],
        "totals": _totals(trials),
        "usages": [
            UsageRow(each, shares and (steering or _at(actor, each.office_id)))
            for each in practice.usages.select_related("office", "noted_by")
        ],
        "comments": [_comment_row(actor, each) for each in practice.comments.select_related("author", "removed_by")],
        "events": [EventRow(each, str(EVENTS[each.code])) for each in practice.events.select_related("by", "office")],
        "readers": [reading.user for reading in lately],
        "is_read": own is not None and own.read_at >= practice.news_at,
    }


def _at(actor: Actor, office: int) -> bool:
    return actor.offices is None or office in actor.offices


def _trial_row(actor: Actor, trial: Trial, *, steering: bool, open_: bool) -> TrialRow:
    """Only outcomes that somebody had; their words are the fields' own."""
    names = [(_named(name), getattr(trial, name)) for name in OUTCOMES]
    shares = actor.may(Permission.SHARE_PRACTICES)
    may = open_ and shares and (steering or _at(actor, trial.office_id))
    return TrialRow(trial, may, [(name, count) for name, count in names if count])


def _named(name: str) -> str:
    """A number of the results, as its field is called."""
    field = Trial._meta.get_field(name)
    return str(getattr(field, "verbose_name", name))


def _totals(trials: list[Trial]) -> list[tuple[str, int]]:
    """All offices together, where there are results of more than one."""
    noted = [trial for trial in trials if trial.people is not None]
    if len(noted) < 2:  # noqa: PLR2004 - one alone is its own total
        return []
    names = ["people", *OUTCOMES]
    sums = [(_named(name), sum(getattr(trial, name) for trial in noted)) for name in names]
    return [(name, count) for name, count in sums if count]


def _comment_row(actor: Actor, comment: Comment) -> CommentRow:
    own = comment.author_id == actor.id and actor.is_staff and comment.removed_by_id is None
    moderates = actor.may(Permission.STEER_PRACTICES) and comment.removed_by_id is None
    return CommentRow(comment, own, own or moderates)


def own_offices(actor: Actor, practice: Practice, *, taken: str) -> list[Office]:
    """Offices for which the actor may speak and that are not in the list `trials` or `usages` yet."""
    already = set(getattr(practice, taken).values_list("office", flat=True))
    every = steers(actor)
    return [each for each in Office.objects.open() if each.pk not in already and (every or _at(actor, each.pk))]
