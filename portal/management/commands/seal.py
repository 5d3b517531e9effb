"""`manage.py seal`: seal what is new in the record, as the worker does every few minutes."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.record.actions import seal_entries


class Command(BaseCommand):
    help = "Chain every entry of the record that has no seal yet."

    def handle(self, *args: Any, **options: Any) -> None:
        del args, options
        total = 0
        while sealed := seal_entries():
            total += sealed
        self.stdout.write(f"{total} entries sealed.")
