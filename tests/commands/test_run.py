"""`make run`, from the command to the first page and to its end."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.commands.conftest import ROOT, bare_environment, processes_that_name

pytestmark = pytest.mark.wide


@dataclass
class Portal:
    process: subprocess.Popen[str]
    address: str
    said: Path

    def text(self) -> str:
        return self.said.read_text()


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
    return port


@pytest.fixture
def portal(var: Path) -> Iterator[Portal]:
    """A portal that has said where it is."""
    port, said = free_port(), var / "said.txt"
    with said.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, ROOT / "bin" / "run.py"],
            env=bare_environment(var, PORT=str(port), DEBUG="0", DEMO_APPLICANTS="6"),
            stdout=out,
            stderr=out,
            text=True,
        )
    deadline = time.monotonic() + 240  # the first of these tests migrates and makes the demo data
    while "Ctrl-C stops it" not in said.read_text():
        assert process.poll() is None, said.read_text()
        assert time.monotonic() < deadline, said.read_text()
        time.sleep(0.2)
    yield Portal(process, f"http://127.0.0.1:{port}/", said)
    process.terminate()
    process.wait(60)


def pid_of(text: str) -> int:
    """The process whose command line contains `text`; there is one."""
    listed = subprocess.run(["ps", "axww", "-o", "pid=,command="], capture_output=True, text=True, check=True).stdout
    (line,) = [line for line in listed.splitlines() if text in line]
    return int(line.split()[0])


def wait_until_nothing_is_left(var: Path) -> None:
    deadline = time.monotonic() + 20
    while left := [line for text in (f"-D {var}", f"--schedule {var}") for line in processes_that_name(text)]:
        assert time.monotonic() < deadline, left
        time.sleep(0.2)


def test_it_says_where_to_go_and_the_portal_is_there(portal: Portal) -> None:
    assert f"The portal is at {portal.address}" in portal.text()
    with urllib.request.urlopen(portal.address, timeout=30) as page:  # noqa: S310 - our own address
        assert page.status == 200
        assert b"<html" in page.read()


def test_ctrl_c_ends_it_all_without_a_complaint(portal: Portal, var: Path) -> None:
    portal.process.send_signal(signal.SIGINT)
    assert portal.process.wait(60) == 0
    assert "Traceback" not in portal.text()
    wait_until_nothing_is_left(var)


def test_a_killed_supervisor_leaves_nothing_behind(portal: Portal, var: Path) -> None:
    portal.process.kill()
    portal.process.wait()
    wait_until_nothing_is_left(var)


def test_a_program_that_dies_is_named_with_the_end_of_its_log(portal: Portal, var: Path) -> None:
    os.kill(pid_of(f"--schedule {var}"), signal.SIGKILL)
    assert portal.process.wait(60) == 1
    assert "The clock stopped by itself. The end of its log" in portal.text()
    assert "Traceback" not in portal.text()
    wait_until_nothing_is_left(var)
