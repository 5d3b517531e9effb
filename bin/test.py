#!/usr/bin/env python3
"""
`make test`: the suite against a real PostgreSQL, a real broker and a real browser.

`bin/test.py -- tests/loans -k instalment` hands what follows the two dashes to pytest.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import setup
from setup import PYTHON, ROOT, VAR, attempt, say

if TYPE_CHECKING:
    from processes import Family

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC_BROWSERS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
TEMPLATES = 3  # migrated databases kept between runs: one a branch
DOWNLOADED = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""


def works(path: str) -> bool:
    """Whether this is a browser that starts: Ubuntu's `chromium-browser` may only say how to get one."""
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        command = [path, "--version"]
        return subprocess.run(command, capture_output=True, timeout=30, check=False).returncode == 0
    return False


def system_browser() -> str | None:
    found = [path for name in BROWSERS if (path := shutil.which(name))]
    return next((path for path in (*found, *MAC_BROWSERS) if works(path)), None)


def playwright_browser() -> str | None:
    done = subprocess.run([PYTHON, "-c", DOWNLOADED], capture_output=True, text=True, check=False)
    path = done.stdout.strip()
    return path if path and works(path) else None


def browser() -> str:
    """A Chromium: the one named, the system's, Debian's, or Playwright's; never none."""
    named = os.environ.get("CHROMIUM")
    if named:
        if not works(named):
            raise SystemExit(f"CHROMIUM={named} does not start.")
        return named
    path = system_browser() or playwright_browser()
    if not path and os.geteuid() == 0 and shutil.which("apt-get"):
        say("Installing Chromium with apt-get")
        attempt(["apt-get", "update", "-q"])
        attempt(["apt-get", "install", "-q", "-y", "--no-install-recommends", "chromium"])
        path = system_browser()
    if not path:
        say("Downloading Chromium with Playwright")
        attempt([str(PYTHON), "-m", "playwright", "install", "chromium"])
        path = playwright_browser()
    if not path:
        raise SystemExit("The tests need a Chromium: install the package chromium, or name one with CHROMIUM=/path.")
    return path


def clear_remains(sockets: Path) -> None:
    """Drop what earlier runs left: databases of interrupted ones, and templates of migrations of the past."""
    import database  # noqa: PLC0415 - inside .venv

    with contextlib.closing(database.connect(sockets)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE NOT datistemplate")
        names = [row[0] for row in cursor.fetchall()]
        templates = [name for name in names if name.startswith("template_") and not name.endswith("_new")]
        kept = {database.NAME, "postgres", *(templates if len(templates) <= TEMPLATES else [])}
        for name in set(names) - kept:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextlib.contextmanager
def test_services() -> Iterator[tuple[Family, dict[str, str], Path]]:
    """Services for tests, kept between runs, or new ones when those are taken; where their sockets are."""
    import database  # noqa: PLC0415 - inside .venv
    from services import only_one, services, socket_folder  # noqa: PLC0415 - inside .venv

    with only_one("test") as free:
        kind = "test" if free else f"test-{os.getpid()}"
    with services(kind) as (members, addresses):
        yield members, addresses, socket_folder(kind)
    if kind != "test":
        for folder in (VAR / kind, database.home(VAR / kind)):
            shutil.rmtree(folder, ignore_errors=True)
        (VAR / f"{kind}.lock").unlink(missing_ok=True)


def run(arguments: list[str], environment: dict[str, str]) -> int:
    """Run pytest with the services up; its exit code."""
    with test_services() as (members, addresses, sockets):
        if "DATABASE_URL" not in os.environ:
            clear_remains(sockets)
        environment |= addresses | {"SANDUQ_VAR": str(VAR / "test"), "DEBUG": "1"}
        process = subprocess.Popen([PYTHON, "-m", "pytest", *arguments], cwd=ROOT, env=environment)
        members.adopt(process)
        try:
            return process.wait()
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-browser", action="store_true", help="look for no Chromium: no test chosen needs one")
    parser.add_argument("pytest", nargs="*", help="arguments of pytest, after --")
    asked = parser.parse_args()
    setup.enter(dev=True)
    from services import stop_on_signals  # noqa: PLC0415 - inside .venv

    stop_on_signals()
    environment = dict(os.environ)
    if not asked.no_browser:
        environment["CHROMIUM"] = browser()
    return run(asked.pytest, environment)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
