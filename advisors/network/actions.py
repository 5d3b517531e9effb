"""What colleagues do with practices: write them, note results and use, comment, read."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from advisors.network.models import IN_USE, OUTCOMES, Comment, DigestChoice, Practice, Trial, Usage
from advisors.network.moves import lock, news, note_read, steers, tell
from portal.actors import Actor
from portal.models import Office
from portal.record.acting import action
from portal.roles import Permission


@action
def propose(*, by: Actor, practice: Practice) -> Practice:
    """A new practice, as its form filled it in; written by the actor."""
    practice.author_id = by.id
    practice.created_at = practice.state_since = practice.news_at = timezone.now()
    practice.full_clean(exclude=["author"])
    practice.save()
    note_read(by, practice)
    tell(by, practice, "proposed")
    return practice


def may_change(by: Actor, practice: Practice) -> bool:
    """Its author, and those who steer the network; nobody once it is retired."""
    shares = by.may(Permission.SHARE_PRACTICES)
    return practice.state != "retired" and shares and (practice.author_id == by.id or steers(by))


@action
def change(*, by: Actor, practice: Practice, texts: Mapping[str, Any]) -> None:
    """Another wording; readers are told that something is new."""
    lock(practice)
    if not may_change(by, practice):
        raise ValidationError(_("Only who wrote it, referents and the head office change a practice."))
    for name, value in texts.items():
        setattr(practice, name, value)
    practice.full_clean(validate_unique=False)
    practice.save()
    tell(by, practice, "changed")


@action
def join_test(*, by: Actor, practice: Practice, office: Office, begins: date) -> None:
    """One more office tries it, while it is in test or already in use."""
    lock(practice)
    if practice.state not in ("in_test", *IN_USE):
        raise ValidationError(_("This is no longer possible. Please look again at where it stands."))
    trial = Trial(practice=practice, office=office, started_on=begins)
    trial.full_clean()
    trial.save()
    tell(by, practice, "joined", office=office)


def may_note(by: Actor, office: int) -> bool:
    """People of the office speak for it; those who steer may note for any."""
    own = by.offices is None or office in by.offices
    return by.may(Permission.SHARE_PRACTICES) and (own or steers(by))


@action
def note_results(*, by: Actor, practice: Practice, trial: Trial, people: int, words: str, **outcomes: int) -> None:
    """What came of it at one office. Numbers that do not add up are refused by the table's own sentence."""
    lock(practice)
    if practice.state == "retired":
        raise ValidationError(_("This is no longer possible. Please look again at where it stands."))
    if not may_note(by, trial.office_id):
        raise ValidationError(_("Only people of this office write its results."))
    trial.people, trial.words = people, words
    for name in OUTCOMES:
        setattr(trial, name, outcomes.get(name, 0))
    trial.noted_by_id, trial.noted_at = by.id, timezone.now()
    trial.full_clean()
    trial.save()
    tell(by, practice, "results", office=trial.office)


@action
def use(*, by: Actor, practice: Practice, office: Office, since: date, note: str = "") -> None:
    """“We use this”, or, said again, since another day."""
    lock(practice)
    if practice.state not in IN_USE:
        raise ValidationError(_("An office can use a practice once it is proven."))
    if not may_note(by, office.pk):
        raise ValidationError(_("Only people of this office say that it uses a practice."))
    Usage.objects.update_or_create(
        practice=practice, office=office, defaults={"since": since, "note": note, "noted_by_id": by.id}
    )
    tell(by, practice, "used", office=office)


@action
def use_no_longer(*, by: Actor, practice: Practice, office: Office) -> None:
    lock(practice)
    if not may_note(by, office.pk):
        raise ValidationError(_("Only people of this office say that it uses a practice."))
    gone, _rows = practice.usages.filter(office=office).delete()
    if gone:
        tell(by, practice, "unused", office=office)


@action
def comment(*, by: Actor, practice: Practice, text: str) -> Comment:
    lock(practice)
    last = practice.comments.order_by("-number").values_list("number", flat=True).first() or 0
    written = Comment(practice=practice, number=last + 1, author_id=by.id, text=text)
    written.full_clean()
    written.save()
    news(by, practice)
    return written


@action
def change_comment(*, by: Actor, comment: Comment, text: str) -> None:
    """One's own, until the head office removed it."""
    comment.refresh_from_db(from_queryset=Comment.objects.select_for_update(of=("self",)))
    if comment.author_id != by.id or comment.removed_by_id is not None:
        raise ValidationError(_("You can change your own comments."))
    comment.text, comment.changed_at = text, timezone.now()
    comment.full_clean()
    comment.save()


@action
def remove_comment(*, by: Actor, comment: Comment) -> None:
    """One's own goes altogether; the head office takes another's text away, and it is seen that it did."""
    comment.refresh_from_db(from_queryset=Comment.objects.select_for_update(of=("self",)))
    if comment.author_id == by.id and comment.removed_by_id is None:
        comment.delete()
    elif by.may(Permission.STEER_PRACTICES):
        comment.text, comment.removed_by_id = "", by.id
        comment.save()
    else:
        raise ValidationError(_("You can remove your own comments; the head office can remove any."))


@action
def read(*, by: Actor, practices: Iterable[Practice]) -> int:
    """She has read them, as they stand now."""
    rows = list(practices)
    for practice in rows:
        note_read(by, practice)
    return len(rows)


@action
def choose_digest(*, by: Actor, wanted: bool) -> None:
    DigestChoice.objects.update_or_create(user_id=by.id, defaults={"wanted": wanted})
