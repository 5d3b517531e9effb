"""
The night's run over 100,000 loans with 24 instalments each. Run, with services up:
`.venv/bin/python bin/services.py run -- .venv/bin/python -m bench.arrears`

The rows are made in one transaction that is taken back at the end; nothing is left. Prints the seconds of database
time beside a floor measured in the same run: reading every instalment and movement once.
"""

import os
from collections.abc import Callable
from time import perf_counter

import django
from django.db import connection, transaction

LOANS, MONTHS, SECONDS = 100_000, 24, 15

# Loans of 1 to 24 months ago; a tenth stopped paying after a while. Without triggers and foreign keys: only sums count.
_MAKE = """
SET LOCAL session_replication_role = replica;
INSERT INTO loans_loan (id, ref, application_id, state, currency, disbursed_on, created_at)
SELECT -n, 'B' || lpad(n::text, 7, '0'), -n, 'active', 'EUR', current_date - 30 * (1 + n %% %(months)s), now()
  FROM generate_series(1, %(loans)s) AS n;
INSERT INTO loans_scheduleversion (id, loan_id, number, reason, made_at)
SELECT -n, -n, 1, '', now() FROM generate_series(1, %(loans)s) AS n;
INSERT INTO loans_row (id, schedule_id, number, nominal, due, principal, interest, fee)
SELECT -((n - 1) * %(months)s + m), -n, m, day, day, 100, 0, 0
  FROM generate_series(1, %(loans)s) AS n, generate_series(1, %(months)s) AS m,
       LATERAL (SELECT current_date - 30 * (1 + n %% %(months)s) + 30 * m AS day) AS days;
INSERT INTO loans_movement (id, loan_id, kind, value_date, recorded_at, currency, principal, interest, fee, cash,
                            late, charity, reference, note, recorded_by)
SELECT -n, -n, 'disbursement', current_date - 30 * (1 + n %% %(months)s), now(), 'EUR', 100 * %(months)s, 0, 0,
       100 * %(months)s, 0, 0, 'd' || n, '', 'bench'
  FROM generate_series(1, %(loans)s) AS n
UNION ALL
SELECT -((n - 1) * %(months)s + m) - %(loans)s, -n, 'repayment', day, now(), 'EUR', -100, 0, 0, -100, 0, 0,
       'r' || n || '.' || m, '', 'bench'
  FROM generate_series(1, %(loans)s) AS n, generate_series(1, %(months)s) AS m,
       LATERAL (SELECT current_date - 30 * (1 + n %% %(months)s) + 30 * m AS day) AS days
 WHERE day < current_date AND (n %% 10 > 0 OR m < n %% 7);
ANALYZE loans_loan, loans_scheduleversion, loans_row, loans_movement;
"""
_FLOOR = "SELECT (SELECT SUM(principal) FROM loans_row), (SELECT SUM(principal) FROM loans_movement)"


def timed(work: Callable[[], None]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    from django.utils import timezone  # noqa: PLC0415 - as above

    from loans.arrears.models import Arrears  # noqa: PLC0415 - Django is set up only now
    from loans.arrears.refresh import refresh_all  # noqa: PLC0415 - as above
    from portal.actors import system  # noqa: PLC0415 - as above

    def read_once() -> None:
        with connection.cursor() as cursor:
            cursor.execute(_FLOOR)

    def night() -> None:
        refresh_all(by=system("bench"), today=timezone.localdate())

    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_MAKE, {"loans": LOANS, "months": MONTHS})
        floor, first, again = timed(read_once), timed(night), timed(night)
        late = Arrears.objects.filter(loan__lt=0).count()
        transaction.set_rollback(True)
    print(f"{LOANS:,} loans, {LOANS * MONTHS:,} instalments, {late:,} late")
    print(f"floor (every row read once)  {floor:6.2f} s")
    print(f"the night's run, first time  {first:6.2f} s  {first / floor:5.1f} × the floor, aim {SECONDS} s")
    print(f"the night's run, next night  {again:6.2f} s  {again / floor:5.1f} × the floor, aim {SECONDS} s")


if __name__ == "__main__":
    main()
