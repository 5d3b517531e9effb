"""Computes who is late, set-based in the database: each night for all loans, after a payment for one.

One statement: what was paid is laid over the instalments, oldest first and part by part, as
`loans.ledger.standing` does it for one loan (a test holds the two together).
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django.db import connection

from portal.actors import Actor
from portal.record.acting import action

_LOCK: Final = 7_305_020  # an advisory lock of our own: held by the night's run, shared by everybody who books

_STATEMENT: Final = """
WITH newest AS (
    SELECT DISTINCT ON (version.loan_id) version.loan_id, version.id
      FROM loans_scheduleversion AS version
      JOIN loans_loan AS loan ON loan.id = version.loan_id AND loan.state = 'active'
     WHERE %(all)s OR version.loan_id = ANY(%(loans)s)
     ORDER BY version.loan_id, version.number DESC
), paid AS (
    SELECT loan_id, -SUM(principal) FILTER (WHERE kind IN ('repayment', 'reversal')) AS principal,
           -SUM(interest) FILTER (WHERE kind IN ('repayment', 'reversal')) AS interest,
           -SUM(fee) FILTER (WHERE kind IN ('repayment', 'reversal')) AS fee, SUM(principal) AS outstanding
      FROM loans_movement
     WHERE value_date <= %(today)s AND (%(all)s OR loan_id = ANY(%(loans)s))
     GROUP BY loan_id
), due AS (
    SELECT newest.loan_id, instalment.due, instalment.principal, instalment.interest, instalment.fee,
           SUM(instalment.principal) OVER so_far AS principals,
           SUM(instalment.interest) OVER so_far AS interests,
           SUM(instalment.fee) OVER so_far AS fees
      FROM newest JOIN loans_row AS instalment ON instalment.schedule_id = newest.id
    WINDOW so_far AS (PARTITION BY newest.loan_id ORDER BY instalment.number ROWS UNBOUNDED PRECEDING)
), unpaid AS (
    SELECT due.loan_id, due.due, paid.outstanding,
           GREATEST(0, LEAST(due.principal, due.principals - COALESCE(paid.principal, 0)))
         + GREATEST(0, LEAST(due.interest, due.interests - COALESCE(paid.interest, 0)))
         + GREATEST(0, LEAST(due.fee, due.fees - COALESCE(paid.fee, 0))) AS amount
      FROM due JOIN paid ON paid.loan_id = due.loan_id
), late AS (
    SELECT loan_id, MIN(due) AS since, SUM(amount) AS overdue, MAX(outstanding) AS outstanding
      FROM unpaid WHERE amount > 0 AND due < %(today)s GROUP BY loan_id
), gone AS (
    DELETE FROM loans_arrears AS kept
     WHERE (%(all)s OR kept.loan_id = ANY(%(loans)s))
       AND NOT EXISTS (SELECT 1 FROM late WHERE late.loan_id = kept.loan_id)
)
INSERT INTO loans_arrears (loan_id, as_of, since, days, overdue, outstanding, told_borrower, told_guarantors)
SELECT loan_id, %(today)s, since, LEAST(%(today)s - since, 32767), overdue, outstanding, 0, 0 FROM late
    ON CONFLICT (loan_id) DO UPDATE
   SET as_of = excluded.as_of, since = excluded.since, days = excluded.days, overdue = excluded.overdue,
       outstanding = excluded.outstanding,
       told_borrower = LEAST(loans_arrears.told_borrower, excluded.days),
       told_guarantors = LEAST(loans_arrears.told_guarantors, excluded.days)
"""


def hold_still() -> None:
    """Until this transaction ends the night's run waits. Called before a loan's row is locked, never after."""
    _execute("SELECT pg_advisory_xact_lock_shared(%s)", [_LOCK])


@action
def refresh_all(*, by: Actor, today: date) -> None:
    """Who is late on the day `today`, for every running loan. It waits for payments being booked, or they for it."""
    del by
    _execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    _execute(_STATEMENT, {"all": True, "loans": [], "today": today})


@action
def refresh(*, by: Actor, loans: Iterable[int], today: date) -> None:
    """The same for a few loans (keys), in the transaction of what changed them."""
    del by
    _execute(_STATEMENT, {"all": False, "loans": list(loans), "today": today})


def _execute(statement: str, values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
