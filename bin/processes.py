"""
Programs that never outlive the one that started them.

Two nets hold them when the supervisor is killed without a word (kill -9): a *watcher*, a process of its own
that notices the end of a pipe and stops what is left; and on Linux the kernel, which signals the child of a
dead parent.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PR_SET_PDEATHSIG = 1  # linux/prctl.h
PATIENCE = 20.0  # seconds a program gets to stop by itself


@dataclass(frozen=True)
class User:
    """The system user a program runs as."""

    uid: int
    gid: int


@dataclass
class Child:
    """A program that runs, where its words go, and the signal by which it stops cleanly."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path
    stop_signal: signal.Signals

    def tail(self, lines: int = 12) -> str:
        """The end of its log."""
        with contextlib.suppress(OSError):
            return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])
        return ""


def _follow_parent(stop_signal: signal.Signals) -> Callable[[], None] | None:
    """For `preexec_fn`: ask the kernel to signal this process when its parent dies (Linux only)."""
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None).prctl

    def ask() -> None:
        prctl(PR_SET_PDEATHSIG, int(stop_signal), 0, 0, 0)

    return ask


class Family:
    """The programs of one supervisor. Start them from the main thread, which Linux counts as the parent."""

    def __init__(self) -> None:
        self.children: list[Child] = []
        self._watcher = subprocess.Popen(
            [sys.executable, __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # what a terminal or a harness sends to our group does not reach it
        )

    def start(
        self,
        name: str,
        command: Sequence[str | Path],
        *,
        log: Path,
        stop_signal: signal.Signals = signal.SIGTERM,
        environment: Mapping[str, str] | None = None,
        user: User | None = None,
        cwd: Path | None = None,
    ) -> Child:
        """Start a program in a session of its own, its output added to `log`."""
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as out:
            process = subprocess.Popen(
                [str(word) for word in command],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                env=None if environment is None else dict(environment),
                cwd=cwd,
                start_new_session=True,
                preexec_fn=_follow_parent(stop_signal),  # noqa: PLW1509 - there are no threads here
                user=user.uid if user else None,
                group=user.gid if user else None,
                extra_groups=[] if user else None,
            )
        child = Child(name, process, log, stop_signal)
        self.children.append(child)
        self._tell(f"+{process.pid} {int(stop_signal)}")
        return child

    def adopt(self, process: subprocess.Popen[bytes]) -> None:
        """Have the watcher end a program that runs in our own session, should we be killed before it."""
        self._tell(f"+{process.pid} {int(signal.SIGTERM)}")

    def stop(self, child: Child) -> None:
        """Ask a program to stop, and make it if it does not."""
        if child.process.poll() is None:
            child.process.send_signal(child.stop_signal)
            try:
                child.process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                _signal_group(child.process.pid, signal.SIGKILL)
                child.process.wait()
        self._tell(f"-{child.process.pid}")
        if child in self.children:
            self.children.remove(child)

    def close(self) -> None:
        """Stop everything, the last started first."""
        for child in reversed(self.children.copy()):
            self.stop(child)
        if self._watcher.stdin:
            with contextlib.suppress(BrokenPipeError):
                self._watcher.stdin.close()
        self._watcher.wait()

    def dead(self) -> Child | None:
        """A program that ended by itself."""
        return next((child for child in self.children if child.process.poll() is not None), None)

    def _tell(self, line: str) -> None:
        if self._watcher.stdin:
            with contextlib.suppress(BrokenPipeError):
                self._watcher.stdin.write(f"{line}\n".encode())
                self._watcher.stdin.flush()


@contextlib.contextmanager
def family() -> Iterator[Family]:
    """A family that is stopped at the end, in order, whatever happens."""
    members = Family()
    try:
        yield members
    finally:
        with undisturbed():
            members.close()


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """Ignore Ctrl-C and SIGTERM while stopping: whoever is impatient has kill -9, and the watcher."""
    before = {sign: signal.signal(sign, signal.SIG_IGN) for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for sign, handler in before.items():
            signal.signal(sign, handler)


def _signal_group(pid: int, sign: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, sign)


def _group_lives(pid: int) -> bool:
    try:
        os.killpg(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # macOS says so of a group whose members have all ended
        return False
    return True


def watch() -> None:
    """Read which programs live from standard input; when it ends, stop those that are left."""
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, signal.SIG_IGN)
    living: dict[int, int] = {}
    for line in sys.stdin:
        if line.startswith("+"):
            pid, stop_signal = line[1:].split()
            living[int(pid)] = int(stop_signal)
        else:
            living.pop(int(line[1:]), None)
    for pid, stop_signal in reversed(living.items()):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, stop_signal)
    deadline = time.monotonic() + 5
    while any(_group_lives(pid) for pid in living) and time.monotonic() < deadline:
        time.sleep(0.05)
    for pid in living:
        _signal_group(pid, signal.SIGKILL)


if __name__ == "__main__":
    watch()
