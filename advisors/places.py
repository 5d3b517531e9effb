"""Places are given away by one transaction at a time."""

from typing import Final

from django.db import connection

_LOCK: Final = 7_305_010  # an advisory lock of our own


def hold_places() -> None:
    """Until this transaction ends, nobody else gives a place away, goes away or changes the rules.

    One lock for the whole institution, taken before any row: whoever matches may choose any advisor, and one
    lock cannot deadlock. So no capacity is counted twice, and an absence is either seen by a match or begins after it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
