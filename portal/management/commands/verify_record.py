"""`manage.py verify_record`: does the record still say what it said?"""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from portal.record.actions import verify_entries


class Command(BaseCommand):
    help = "Recompute the digests and the chain of the record; names the entries that do not hold (exit 1)."

    def handle(self, *args: Any, **options: Any) -> None:
        del args, options
        verdict = verify_entries()
        self.stdout.write(f"{verdict.checked} sealed entries checked, {verdict.unsealed} wait for their seal.")
        if verdict.broken:
            ids = ", ".join(str(entry) for entry in verdict.broken)
            self.stderr.write(f"The record was tampered with. These entries do not hold: {ids}")
            sys.exit(1)
        self.stdout.write("The record holds.")
