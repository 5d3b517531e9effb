"""Before the portal answers: migrations, static files, demo data, in one start of Django."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from setup import ROOT, digest, say


def migrate() -> None:
    """Bring the database up to date; a database that is costs nothing."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("Bringing the database up to date")
        call_command("migrate", interactive=False, verbosity=0)


def collect_static_files() -> None:
    """Collect the static files, when one of them or the packages they come from have changed."""
    stamp = Path(settings.STATIC_ROOT) / ".stamp"
    sources = sorted(path for path in (ROOT / "static").rglob("*") if path.is_file())
    wanted = digest(ROOT / "requirements.txt", *sources)
    if settings.DEBUG or (stamp.exists() and stamp.read_text() == wanted):
        return
    say("Collecting the static files")
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(wanted)


def demo() -> str:
    """Fill an empty database with the demo institution; who may log in to it, and how."""
    from portal.models import Office  # noqa: PLC0415 - models can be named once Django is set up

    if not Office.objects.exists():
        people = int(os.environ.get("DEMO_APPLICANTS") or 300)
        say(f"Filling the demo institution: {people} people apply (some minutes)")
        call_command("demo", applicants=people)
    logins = io.StringIO()
    call_command("demo", logins=True, stdout=logins)
    return logins.getvalue()


def main() -> None:
    """Prepare; the demo's logins go to the file named first, the steps to standard output."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    migrate()
    collect_static_files()
    Path(sys.argv[1]).write_text(demo())


if __name__ == "__main__":
    main()
