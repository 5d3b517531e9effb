"""Keeping the sheet of a meeting: who came, and what was paid; each payment goes into the ledger once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from loans.groups.meeting_models import Attendance, Collected, GroupMeeting
from loans.groups.models import GroupMember
from loans.groups.moves import lock
from loans.ledger.actions import book_repayment
from loans.ledger.models import Loan
from portal.actors import Actor
from portal.language.money import format_euro
from portal.record.acting import action
from portal.roles import Permission


@dataclass(frozen=True)
class Paid:
    """What one member paid on one loan, in euros."""

    member: GroupMember
    loan: Loan
    amount: Decimal


@action
def keep_sheet(
    *, by: Actor, meeting: GroupMeeting, came: Mapping[int, bool], paid: Sequence[Paid], note: str = ""
) -> dict[int, str]:
    """Keep who came (member's key → yes or no) and book what was paid; gives the failed ones: loan's key → sentence.

    One bad line does not stop the others. The same sheet sent twice, or by two tellers, books once: an amount that is
    booked already is left, another one for the same loan is a sentence. `ValidationError` before the day has come.
    """
    lock(meeting.group)
    meeting.refresh_from_db(fields=["day", "cancelled_at", "held_at"])
    if not by.may(Permission.BOOK_PAYMENTS):
        raise ValidationError(_("You may not do this."))
    if meeting.cancelled_at is not None:
        raise ValidationError(_("This meeting was cancelled."))
    if meeting.day > timezone.localdate():
        raise ValidationError(_("The day of this meeting has not come yet."))
    _note_who_came(meeting, came)
    failed = {}
    for one in sorted(paid, key=lambda each: each.loan.pk):
        try:
            collect(by=by, meeting=meeting, paid=one)
        except ValidationError as problem:
            failed[one.loan.pk] = " ".join(problem.messages)
    meeting.held_at, meeting.note = meeting.held_at or timezone.now(), note
    meeting.full_clean(validate_unique=False)
    meeting.save(update_fields=["held_at", "note"])
    return failed


def _note_who_came(meeting: GroupMeeting, came: Mapping[int, bool]) -> None:
    for member in meeting.group.members.filter(pk__in=came):
        Attendance.objects.update_or_create(meeting=meeting, member=member, defaults={"came": came[member.pk]})


@action
def collect(*, by: Actor, meeting: GroupMeeting, paid: Paid) -> Collected:
    """Book one line, within the sheet's action (which holds the group): a transaction of its own inside it."""
    before = Collected.objects.filter(meeting=meeting, loan=paid.loan).select_related("movement")
    known = before.counting().first()
    if known is not None:
        if known.amount != paid.amount:
            booked = format_euro(known.amount, get_language() or "en")
            raise ValidationError(
                _("%(amount)s is booked already. Reverse it on the page of the loan if that is wrong.")
                % {"amount": booked}
            )
        return known
    number = before.count() + 1
    movement = book_repayment(
        by=by, loan=paid.loan, amount=paid.amount, on=meeting.day, reference=reference_of(meeting, paid.loan, number)
    )
    return Collected.objects.create(
        meeting=meeting, member=paid.member, loan=paid.loan, movement=movement, number=number
    )


def reference_of(meeting: GroupMeeting, loan: Loan, number: int) -> str:
    """Meeting and loan, the same for whoever books it; after a reversal the next number."""
    return f"G-{meeting.group.ref}-{meeting.number} {loan.ref}" + (f" {number}" if number > 1 else "")
