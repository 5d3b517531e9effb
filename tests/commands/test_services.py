"""The supervisor of PostgreSQL and Valkey, seen from outside: programs started, killed and looked for."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.commands.conftest import SERVICES, bare_environment, processes_that_name, sql, with_services

pytestmark = pytest.mark.thorough


def wait_for(path: Path) -> None:
    deadline = time.monotonic() + 60
    while not path.exists():
        assert time.monotonic() < deadline, f"{path} did not appear"
        time.sleep(0.05)


def started(var: Path) -> set[str]:
    """The services that have written a log since the last look."""
    logs = set((var / "log").glob("*.log"))
    names = {log.stem for log in logs if log.stat().st_size} & {"postgres", "valkey"}
    for log in logs:
        log.write_text("")
    return names


def start_and_hold(var: Path, *command: str) -> subprocess.Popen[bytes]:
    """Services that stay up after `command` has ended well; returns when it has."""
    ready = var / "ready"
    script = '"$@" && touch "$READY" && exec sleep 60'
    process = subprocess.Popen(
        [*SERVICES, "--", "sh", "-c", script, "sh", *command],
        env=bare_environment(var, READY=str(ready)),
        stdout=subprocess.DEVNULL,
    )
    wait_for(ready)
    return process


def test_a_killed_supervisor_leaves_no_process_and_loses_no_committed_row(var: Path) -> None:
    supervisor = start_and_hold(var, *sql("CREATE TABLE kept AS SELECT 'a committed row' AS what"))
    assert processes_that_name(f"postgres -D {var}")

    supervisor.kill()
    supervisor.wait()

    deadline = time.monotonic() + 10
    while left := processes_that_name(f"-D {var}") + processes_that_name("sleep 60"):
        assert time.monotonic() < deadline, left
        time.sleep(0.1)
    assert with_services(var, *sql("SELECT what FROM kept")).stdout.strip() == "a committed row"


def test_sigterm_stops_everything_cleanly(var: Path) -> None:
    supervisor = start_and_hold(var, "true")

    supervisor.terminate()
    supervisor.wait(30)

    assert not processes_that_name(f"-D {var}")
    assert not list(var.rglob("postmaster.pid"))


def test_two_checkouts_run_side_by_side(var: Path, other_var: Path) -> None:
    supervisor = start_and_hold(var, *sql("CREATE TABLE of_the_first ()"))
    try:
        answer = with_services(other_var, *sql("SELECT to_regclass('of_the_first') IS NULL"))
        assert answer.stdout.strip() == "True", answer.stderr
    finally:
        supervisor.terminate()
        supervisor.wait(30)


def test_a_command_joins_the_services_that_are_up(var: Path) -> None:
    supervisor = start_and_hold(var, *sql("CREATE TABLE shared AS SELECT 7 AS number"))
    try:
        assert with_services(var, *sql("SELECT number FROM shared")).stdout.strip() == "7"
    finally:
        supervisor.terminate()
        supervisor.wait(30)


def test_given_services_are_used_and_none_is_started(var: Path) -> None:
    given = {"DATABASE_URL": "postgres://elsewhere/sanduq", "CELERY_BROKER_URL": "redis://elsewhere/0"}
    started(var)
    script = "echo $DATABASE_URL $CELERY_BROKER_URL"
    assert with_services(var, "sh", "-c", script, **given).stdout.split() == list(given.values())
    assert not started(var)


def test_each_service_is_given_on_its_own(var: Path) -> None:
    started(var)
    script = "echo $DATABASE_URL $CELERY_BROKER_URL"
    answer = with_services(var, "sh", "-c", script, DATABASE_URL="postgres://elsewhere/x").stdout.split()
    assert answer[0] == "postgres://elsewhere/x"
    assert answer[1].startswith("redis+socket:///")
    assert started(var) == {"valkey"}


def test_a_note_of_a_process_that_is_another_now_does_not_stand_in_the_way(var: Path) -> None:
    assert with_services(var, "true").returncode == 0
    note = var / "postgres" / "postmaster.pid"
    note.write_text(f"{os.getpid()}\n{note.parent}\n1\n5432\n/tmp\n\n\n")

    answer = with_services(var, *sql("SELECT 1"))

    assert answer.stdout.strip() == "1", answer.stderr


def test_arabic_texts_have_a_similarity(var: Path) -> None:
    question = "CREATE EXTENSION IF NOT EXISTS pg_trgm; SELECT similarity('محمد کریمی', 'محمد کریم') > 0.5"
    assert with_services(var, *sql(question)).stdout.strip() == "True"


def test_only_its_owner_reaches_the_sockets(var: Path) -> None:
    script = (
        "import os, sys; from environ import Env; print(oct(os.stat(Env.db_url_config(sys.argv[1])['HOST']).st_mode))"
    )
    command = ("sh", "-c", f'{sys.executable} -c "$0" "$DATABASE_URL"', script)
    assert with_services(var, *command).stdout.strip().endswith("700")


def test_the_exit_code_is_that_of_the_command(var: Path) -> None:
    given = {"DATABASE_URL": "postgres://elsewhere/sanduq", "CELERY_BROKER_URL": "redis://elsewhere/0"}
    assert with_services(var, "sh", "-c", "exit 7", **given).returncode == 7


def test_ctrl_c_stops_the_command_and_the_services(var: Path) -> None:
    supervisor = start_and_hold(var, "true")
    supervisor.send_signal(signal.SIGINT)
    supervisor.wait(30)

    assert not processes_that_name(f"-D {var}")
