#!/usr/bin/env python3
"""`make check`: every check that needs no running portal, one line each; it goes on after a failure."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import sys
import time

import setup
from setup import PYTHON, ROOT, VENV

PACKAGES = ("portal", "advisors", "applicants", "partnerships", "loans")
# Where there is no docker-compose the file is at least read, and the line says so.
READ_COMPOSE = "import yaml, sys; sys.exit(0 if yaml.safe_load(open('docker-compose.yml'))['services'] else 1)"


def production() -> dict[str, str]:
    """An environment as on a real installation, for `check --deploy`."""
    return {
        "DEBUG": "0",
        "HTTPS": "1",
        "SECRET_KEY": secrets.token_urlsafe(60),
        "ALLOWED_HOSTS": "portal.example.org",
        "SITE_URL": "https://portal.example.org",
        "DATABASE_URL": "postgres://sanduq@database/sanduq",
        "CELERY_BROKER_URL": "redis://broker:6379/0",
        "EMAIL_URL": "smtp://mail.example.org:587",
    }


def compose() -> tuple[str, list[str]]:
    command = shutil.which("docker-compose")
    if command:
        return "compose file", [command, "config", "--quiet"]
    if shutil.which("docker"):
        return "compose file", ["docker", "compose", "config", "--quiet"]
    return "compose file (only read: there is no docker-compose here)", [str(PYTHON), "-c", READ_COMPOSE]


def checks() -> list[tuple[str, list[str], dict[str, str]]]:
    """Each check: its name, its command, and what it wants in the environment."""
    tool = {name: str(VENV / "bin" / name) for name in ("ruff", "mypy", "lint-imports", "djade", "djhtml")}
    python, manage = str(PYTHON), [str(PYTHON), "manage.py"]
    templates = [str(path.relative_to(ROOT)) for path in sorted((ROOT / "templates").rglob("*.html"))]
    workshop = {"DEBUG": "1", "DATABASE_URL": "postgres://sanduq@//nowhere/sanduq"}
    name, command = compose()
    return [
        ("format", [tool["ruff"], "format", "--check", "."], {}),
        ("ruff", [tool["ruff"], "check", "--output-format", "concise", "."], {}),
        ("types", [tool["mypy"]], {"DEBUG": "1"}),
        ("import contracts", [tool["lint-imports"]], {}),
        # without a database it compares models and files, which is what is asked
        (
            "migrations",
            [python, "-W", "ignore", *manage[1:], "makemigrations", "--check", "--dry-run"],
            workshop,
        ),
        ("catalogues", [python, "bin/catalogues.py", "check"], {}),
        ("templates: style", [tool["djade"], "--check", "--target-version", "5.2", *templates], {}),
        ("templates: indentation", [tool["djhtml"], "--check", "--tabwidth", "2", *templates], {}),
        ("size budgets", [python, "bin/budgets.py"], {}),
        ("deployment", [*manage, "check", "--deploy", "--fail-level", "WARNING"], production()),
        (name, command, {}),
    ]


def perform(name: str, command: list[str], wanted: dict[str, str]) -> bool:
    """Run one check and print its line, and what it has to say if it fails."""
    began = time.monotonic()
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | wanted,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    passed = done.returncode == 0
    print(f"{'ok' if passed else 'FAILED':7}{time.monotonic() - began:6.1f} s  {name}", flush=True)
    if not passed:
        print("\n".join(f"        {line}" for line in done.stdout.strip().splitlines()), flush=True)
    return passed


def main() -> int:
    setup.enter(dev=True)
    if not shutil.which("xgettext"):
        print(
            "The check of the catalogues will fail: it needs GNU gettext (Debian's package gettext).",
            flush=True,
        )
    failed = [name for name, command, wanted in checks() if not perform(name, command, wanted)]
    if failed:
        print(f"\nFailed: {', '.join(failed)}.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
