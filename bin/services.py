#!/usr/bin/env python3
"""
PostgreSQL and Valkey for a machine that has neither, under one small supervisor.

`DATABASE_URL` and `CELERY_BROKER_URL`, where they are set, are used as they are, each on its own.
`bin/services.py run -- COMMAND…` runs a command with both up, or with those that `make run` has up already.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import setup

if __name__ == "__main__":
    setup.enter()

import broker
import database
from processes import Family, family
from setup import ROOT, VAR

NAMES = ("DATABASE_URL", "CELERY_BROKER_URL")
LONGEST = 70  # characters of the temporary folder's name: a socket's whole path may have some 100


def socket_folder(kind: str) -> Path:
    """A short folder for sockets, of this checkout alone; refused when it belongs to somebody else."""
    mark = hashlib.sha256(f"{ROOT}|{VAR.resolve()}|{os.geteuid()}".encode()).hexdigest()[:8]
    parent = tempfile.gettempdir()
    folder = Path(parent if len(parent) <= LONGEST else "/tmp") / f"sanduq-{mark}-{kind}"  # noqa: S108 - see below
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    found = folder.lstat()
    mine = os.geteuid() in (0, found.st_uid)  # as root, it is given to the user PostgreSQL runs as
    if not folder.is_dir() or folder.is_symlink() or not mine or found.st_mode & 0o077:
        raise SystemExit(f"{folder} is in the way: it is not a folder of your own; remove it and try again.")
    return folder


@contextlib.contextmanager
def only_one(name: str) -> Iterator[bool]:
    """Hold the lock `name` of this checkout until the end; False when another process holds it."""
    VAR.mkdir(parents=True, exist_ok=True)
    with (VAR / f"{name}.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def given() -> dict[str, str]:
    """The services that the environment names already."""
    return {name: os.environ[name] for name in NAMES if os.environ.get(name)}


def start(members: Family, kind: str = "run") -> dict[str, str]:
    """Start those that the environment does not name; all addresses by name."""
    found, durable = given(), kind == "run"
    logs = VAR / "log" if durable else VAR / kind
    data = VAR if durable else VAR / kind
    if "DATABASE_URL" not in found:
        found["DATABASE_URL"] = database.start_postgres(
            members, data=data, sockets=socket_folder(kind), log=logs / "postgres.log", durable=durable
        )
    if "CELERY_BROKER_URL" not in found:
        found["CELERY_BROKER_URL"] = broker.start_valkey(
            members,
            data=data / "valkey",
            sockets=socket_folder(kind),
            log=logs / "valkey.log",
            durable=durable,
        )
    return found


@contextlib.contextmanager
def services(kind: str = "run") -> Iterator[tuple[Family, dict[str, str]]]:
    """
    The services of this checkout, for the length of a `with`: who keeps them, and their addresses by name.

    `run` are the lasting ones, `test` those for tests, which give up safety for speed.
    """
    with only_one(kind) as free:
        if not free:
            raise SystemExit(f"Sanduq already runs from {ROOT}: stop it first (Ctrl-C where it runs).")
        note = VAR / f"{kind}.json"
        try:
            with family() as members:
                addresses = start(members, kind)
                note.write_text(json.dumps(addresses))
                yield members, addresses
        finally:
            note.unlink(missing_ok=True)
            shutil.rmtree(socket_folder(kind), ignore_errors=True)


def stop_on_signals() -> None:
    """SIGTERM and SIGHUP end this program as Ctrl-C does: through every `finally`."""

    def leave(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGHUP, leave)


def run(command: list[str], kind: str) -> int:
    """Run a command with the services up, in the foreground; its exit code."""
    with only_one(kind) as free:
        note = VAR / f"{kind}.json"
        joined = json.loads(note.read_text()) if not free and note.exists() else None
    if joined:
        return subprocess.run(command, env=os.environ | joined, check=False).returncode
    with services(kind) as (members, addresses):
        process = subprocess.Popen(command, env=os.environ | addresses)
        members.adopt(process)
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                process.terminate()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("do", choices=["run"])
    parser.add_argument("--test", action="store_true", help="the services for tests: fast, and nothing in them lasts")
    parser.add_argument("command", nargs="+")
    asked = parser.parse_args()
    stop_on_signals()
    return run(asked.command, "test" if asked.test else "run")


if __name__ == "__main__":
    sys.exit(main())
