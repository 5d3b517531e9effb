"""Making and using codes. Nothing here tells whether a contact is known."""

import hmac
import secrets

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from portal.codes.models import LIFETIME, MOST_LIVE, Code
from portal.language.digits import to_ascii


def _digest(*parts: str) -> bytes:
    return salted_hmac("portal.codes", "\x1f".join(parts), algorithm="sha256").digest()


def issue(*, contact: str, purpose: str) -> str | None:
    """A fresh code of six digits for the contact, or None when five are alive already."""
    contact_digest = _digest(contact)
    with transaction.atomic():
        _one_at_a_time(contact_digest)
        if Code.objects.live().filter(contact_digest=contact_digest).count() >= MOST_LIVE:
            return None
        code = f"{secrets.randbelow(1_000_000):06d}"
        Code.objects.create(
            contact_digest=contact_digest,
            code_digest=_digest(contact, purpose, code),
            purpose=purpose,
            expires_at=timezone.now() + LIFETIME,
        )
    return code


def _one_at_a_time(contact_digest: bytes) -> None:
    """Until the transaction ends nobody else makes a code for this contact: rows not yet there cannot be locked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(contact_digest[:8], "big", signed=True)])


def use(*, contact: str, purpose: str, code: str) -> bool:
    """Whether the code is right; then it is used up. A wrong one counts against every live code."""
    digest = _digest(contact, purpose, to_ascii(code).strip().replace(" ", ""))
    with transaction.atomic():
        live = Code.objects.live().filter(contact_digest=_digest(contact), purpose=purpose)
        for candidate in live.select_for_update().order_by("-made_at"):
            if hmac.compare_digest(bytes(candidate.code_digest), digest):
                live.update(used_at=timezone.now())
                return True
        live.update(attempts=F("attempts") + 1)
    return False


def forget_stale() -> int:
    """Remove codes that ended more than a day ago; returns how many."""
    return Code.objects.stale().delete()[0]
