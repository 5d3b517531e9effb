"""Sealing the record and checking the seals."""

import hashlib
from dataclasses import dataclass

from django.db import connection, transaction

from portal.record.models import GENESIS, Entry, Seal

_BATCH = 5000
_LOCK = 7_305_001  # an advisory lock of our own: one sealer at a time


@dataclass(frozen=True)
class Verdict:
    """What a check of the chain found: how many entries were looked at, and the ids that do not hold."""

    checked: int
    broken: tuple[int, ...]
    unsealed: int


@transaction.atomic
def seal_entries() -> int:
    """Chain every entry that has no seal yet, in the order of their ids; returns how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    last = Seal.objects.order_by("-number").first()
    number, chain = (last.number, bytes(last.chain)) if last else (0, GENESIS)
    seals = []
    for entry_id, digest in Entry.objects.filter(seal=None).order_by("id").values_list("id", "digest")[:_BATCH]:
        number += 1
        chain = hashlib.sha256(chain + bytes(digest)).digest()
        seals.append(Seal(number=number, entry_id=entry_id, chain=chain))
    Seal.objects.bulk_create(seals)
    return len(seals)


_CHECK = """
    SELECT seal.number, entry.id, entry.digest, seal.chain,
           entry.salt IS NULL OR entry.digest = sha256(convert_to(concat_ws('|', entry.salt,
               extract(epoch FROM entry.at), entry.actor, coalesce(entry.on_behalf_of::text, ''),
               entry.request, entry.kind, entry."table", entry."row", entry.difference::text), 'UTF8'))
      FROM portal_seal seal JOIN portal_entry entry ON entry.id = seal.entry_id
     ORDER BY seal.number
"""


def verify_entries() -> Verdict:
    """Recompute every digest whose contents are still there, and the whole chain."""
    chain, checked, expected, broken = GENESIS, 0, 1, []
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_CHECK)
        for number, entry_id, digest, kept, holds in cursor:
            chain = hashlib.sha256(chain + bytes(digest)).digest()
            if number != expected or not holds or chain != bytes(kept):
                broken.append(entry_id)
                chain = bytes(kept)
            checked, expected = checked + 1, number + 1
    return Verdict(checked, tuple(broken), Entry.objects.filter(seal=None).count())
