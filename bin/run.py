#!/usr/bin/env python3
"""
`make run`: the whole portal of a demo institution on this machine, until Ctrl-C.

PORT=8001 takes another port; DATABASE_URL and CELERY_BROKER_URL name services of your own.
"""

from __future__ import annotations

import argparse
import errno
import os
import secrets
import socket
import subprocess
import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

import setup
from setup import PYTHON, ROOT, VAR, say

if TYPE_CHECKING:
    from pathlib import Path

    from processes import Child, Family

LOGS = VAR / "log"
LONG_LOG = 5_000_000  # bytes; a longer one is put aside at the next start
START_UP = 60.0  # seconds for the web server's first answer


def port() -> int:
    """The port asked for, after making sure that it is free."""
    asked = os.environ.get("PORT") or "8000"
    if not asked.isdigit() or not 0 < int(asked) < 2**16:
        raise SystemExit(f"PORT={asked} is not a port: use a number from 1024 to 65535.")
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", int(asked)))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                other = f"PORT={int(asked) + 1} make run"
                raise SystemExit(f"Port {asked} is in use by another program; try {other}") from None
            raise SystemExit(f"Port {asked} cannot be used: {error.strerror}.") from None
    return int(asked)


def secret_key() -> str:
    """The key of this checkout, made once."""
    path = VAR / "secret-key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


def cache_beside(broker: str) -> str:
    """The cache has a database of its own in the same Valkey: emptying it loses no task."""
    if broker.startswith("redis+socket://"):
        return broker.replace("redis+socket://", "redis://") + "?db=1"
    return f"{broker.rsplit('/', 1)[0]}/1" if broker.startswith(("redis://", "rediss://")) else "locmemcache://"


def environment(addresses: dict[str, str], number: int, *, reload: bool) -> dict[str, str]:
    """The demo's settings; what the environment says already goes before them."""
    ours = {
        "SANDUQ_VAR": str(VAR),
        "SECRET_KEY": secret_key(),
        "SITE_URL": f"http://127.0.0.1:{number}",
        "DEBUG": "1" if reload else "0",
        "HTTPS": "0",
        "INSTITUTION_NAME": "Morgenbrug",
        "CACHE_URL": cache_beside(addresses["CELERY_BROKER_URL"]),
        "DEVELOPMENT_INBOX": "1",
        "SIGNATURE_SERVICE": "loans.signing.development.DevelopmentService",
        "SECOND_FACTOR_REQUIRED": "0",
        "PYTHONUNBUFFERED": "1",
    }
    return ours | os.environ | addresses


def prepare(settings: dict[str, str]) -> str:
    """Database, static files and demo data; the text about the demo's logins."""
    logins, log = VAR / "logins.txt", LOGS / "prepare.log"
    with log.open("w") as errors:
        command: list[str | Path] = [PYTHON, "bin/prepare.py", logins]
        done = subprocess.run(command, cwd=ROOT, env=settings, stderr=errors, check=False)
    if done.returncode:
        step = f"Preparing the database (its log: {log})"
        raise SystemExit(setup.explain(log.read_text(), step))
    return logins.read_text().strip()


def start(members: Family, settings: dict[str, str], number: int, *, reload: bool) -> Child:
    """Start the worker, the clock and the web server; the last of these."""
    celery: list[str | Path] = [PYTHON, "-m", "celery", "-A", "portal.celery:app"]
    web: list[str | Path] = [PYTHON, "-m", "gunicorn", "portal.wsgi:application", "--no-control-socket"]
    web += ["--bind", f"127.0.0.1:{number}", "--workers", "2", "--threads", "4"]
    web += ["--reload" if reload else "--preload"]
    worker = [
        *celery,
        "worker",
        "--concurrency",
        "2",
        "--loglevel",
        "INFO",
        "--without-mingle",
        "--without-gossip",
    ]
    clock = [*celery, "beat", "--loglevel", "INFO", "--schedule", VAR / "beat-schedule"]
    for name, command in {"worker": worker, "clock": clock, "web server": web}.items():
        log = LOGS / f"{name.split()[0]}.log"
        if log.exists() and log.stat().st_size > LONG_LOG:
            log.replace(log.with_suffix(".log.1"))
        child = members.start(name, command, log=log, environment=settings, cwd=ROOT)
    return child


def report_death(child: Child) -> None:
    raise SystemExit(f"The {child.name} stopped by itself. The end of its log ({child.log}):\n{child.tail()}")


def wait_for_answer(members: Family, number: int) -> None:
    deadline = time.monotonic() + START_UP
    while True:
        if child := members.dead():
            report_death(child)
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{number}/", timeout=10).close()
        except urllib.error.HTTPError as error:
            raise SystemExit(f"The portal answers with an error ({error.code}): see {LOGS / 'web.log'}.") from None
        except OSError:
            if time.monotonic() > deadline:
                raise SystemExit(f"The web server does not answer: see {LOGS / 'web.log'}.") from None
            time.sleep(0.1)
        else:
            return


def stay(members: Family, parent: int | None) -> None:
    """Until Ctrl-C, the death of a program, or that of `make`, which nobody would hear of otherwise."""
    while parent is None or os.getppid() == parent:
        if child := members.dead():
            report_death(child)
        time.sleep(0.3)


def serve(number: int, *, reload: bool, parent: int | None) -> None:
    from services import services  # noqa: PLC0415 - inside .venv from here on

    say("Starting the database and the queue")
    with services() as (members, addresses):
        settings = environment(addresses, number, reload=reload)
        logins = prepare(settings)
        say("Starting the portal")
        start(members, settings, number, reload=reload)
        wait_for_answer(members, number)
        print(f"\nThe portal is at http://127.0.0.1:{number}/\n\n{logins}\n\nCtrl-C stops it.", flush=True)
        try:
            stay(members, parent)
        finally:
            say("Stopping …")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reload", action="store_true", help="show errors in full, and take changed code at once")
    parser.add_argument("--with-parent", action="store_true", help="stop when the program that started this one ends")
    asked = parser.parse_args()
    number = port()
    try:
        setup.enter()
        from services import stop_on_signals  # noqa: PLC0415 - inside .venv from here on

        stop_on_signals()
        serve(number, reload=asked.reload, parent=os.getppid() if asked.with_parent else None)
    except KeyboardInterrupt:
        print(flush=True)
    except OSError as error:
        raise SystemExit(setup.explain(f"{errno.errorcode.get(error.errno or 0, '')} {error}", "Starting")) from None


if __name__ == "__main__":
    main()
