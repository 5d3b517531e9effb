"""Folders for run-time files of our own, and the commands run in them as a person would."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SERVICES = [sys.executable, str(ROOT / "bin" / "services.py"), "run"]


def bare_environment(var: Path, **more: str) -> dict[str, str]:
    """Ours, without the services that this test run has itself."""
    ours = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "CELERY_BROKER_URL")}
    return ours | {"SANDUQ_VAR": str(var)} | more


def with_services(var: Path, *command: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command with the services of `var` up."""
    return subprocess.run(
        [*SERVICES, "--", *command],
        env=bare_environment(var, **more),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def sql(statement: str) -> tuple[str, ...]:
    """A command that runs one statement in the database of DATABASE_URL and prints the answer."""
    program = (
        "import os, sys, psycopg2; from environ import Env;"
        "at = Env.db_url_config(os.environ['DATABASE_URL']);"
        "line = psycopg2.connect(host=at['HOST'], port=at['PORT'], user=at['USER'], dbname=at['NAME']);"
        "cursor = line.cursor(); cursor.execute(sys.argv[1]); line.commit();"
        "print(cursor.fetchone()[0] if cursor.description else 'done')"
    )
    return sys.executable, "-c", program, statement


def processes_that_name(text: str) -> list[str]:
    """The command lines on this machine that contain `text`."""
    if Path("/proc/self").exists():
        found = []
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            with contextlib.suppress(OSError):
                found.append(path.read_bytes().replace(b"\0", b" ").decode(errors="replace"))
        return [line for line in found if text in line]
    listed = subprocess.run(["ps", "axww", "-o", "command="], capture_output=True, text=True, check=True).stdout
    return [line for line in listed.splitlines() if text in line]


def open_folder() -> Path:
    """A folder that everybody may enter: PostgreSQL has to when it is not root's."""
    made = Path(tempfile.mkdtemp(prefix="sanduq-try-"))
    made.chmod(0o755)
    return made


@pytest.fixture(scope="session")
def lasting() -> Iterator[Path]:
    """Run-time files of a checkout that has been started and stopped once: making a cluster takes seconds."""
    made = open_folder()
    done = with_services(made, "true")
    assert done.returncode == 0, done.stderr
    yield made
    shutil.rmtree(made)


@pytest.fixture
def var(lasting: Path) -> Path:
    (lasting / "ready").unlink(missing_ok=True)
    return lasting


@pytest.fixture
def other_var() -> Iterator[Path]:
    made = open_folder()
    yield made
    shutil.rmtree(made)
