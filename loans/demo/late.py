"""What the demo's advisors did about late loans: a call, a promise, a pause asked for, or nothing yet."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from loans.arrears.actions import log_follow_up
from loans.arrears.models import Arrears, FollowUp
from loans.arrears.refresh import refresh_all
from loans.changes.actions import ask_for_change
from loans.changes.models import LoanChange
from loans.demo.cast import Cast
from loans.demo.clock import at
from loans.ledger.standing import rows_of
from portal.actors import Actor

_NOTES = (
    ("phone", "A customer pays her on Friday. She brings the rest then."),
    ("office", "He was ill for three weeks. The shop is open again."),
    ("message", "No answer yet. I wrote in the language he reads."),
)
_WHY = "He was ill and had no income. From the spring on he can pay as before."


def follow_up(*, by: Actor, cast: Cast) -> None:
    """The night's run of today, and what was said about those it found."""
    now = timezone.now()
    refresh_all(by=by, today=timezone.localdate())
    for late in Arrears.objects.select_related("loan__application__case__advisor__user").order_by("pk"):
        staff = cast.advisor(late.loan.application.case)
        if staff is None or cast.random.random() < 0.3:
            continue
        kind, note = cast.random.choice(_NOTES)
        when = (now - timedelta(days=cast.random.randint(1, min(late.days, 9)))).replace(hour=9, minute=30)
        said = FollowUp(kind=kind, note=note, at=when)
        if kind != "message":
            said.promised_amount = min(late.overdue, Decimal(100))
            said.promised_by = timezone.localdate(when) + timedelta(days=5)
        with at(when):
            log_follow_up(by=staff, loan=late.loan, follow_up=said)
            coming = any(row.due > timezone.localdate(when) for row in rows_of(late.loan))
            if kind == "office" and coming:
                change = LoanChange(kind="pause", months=2, reason=_WHY)
                ask_for_change(by=staff, loan=late.loan, change=change)
