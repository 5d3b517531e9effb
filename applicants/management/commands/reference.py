"""`manage.py reference`: the lists and rules that every institution begins with."""

from typing import Any

from django.core.management.base import BaseCommand

from applicants.reference.load import load_reference
from portal.actors import system


class Command(BaseCommand):
    help = "Adds the lists, rules and guides that an institution begins with, where they are not there yet."

    def handle(self, *args: Any, **options: Any) -> None:
        del args, options
        self.stdout.write(f"{load_reference(by=system('reference'))} rows added.")
