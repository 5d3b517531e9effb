"""`manage.py demo`: fills an empty database with the demo institution; `--logins` says who may log in."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone, translation

from loans.demo import institution, season
from portal.models import Office


class Command(BaseCommand):
    help = "Fills an empty database with the demo institution. Does nothing when there is an office already."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--logins", action="store_true", help="only say who may log in, and how")
        parser.add_argument("--applicants", type=int, default=300, help="how many people apply")

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        with translation.override("en"):
            if options["logins"]:
                for role, email, password in institution.logins():
                    self.stdout.write(f"{role:24} {email:34} {password}")
            elif not Office.objects.exists():
                season.run(today=timezone.localdate(), applicants=options["applicants"])
