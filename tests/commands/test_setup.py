"""`make setup` and `make run` where something is missing or in the way: one clear sentence."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands.conftest import ROOT, bare_environment

BASE_PYTHON = Path(sys.base_prefix) / "bin" / f"python{sys.version_info[0]}.{sys.version_info[1]}"


def command(name: str, *, checkout: Path = ROOT, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [BASE_PYTHON, checkout / "bin" / name],
        env=bare_environment(checkout / "var", **more),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture
def busy_port() -> Iterator[int]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


@pytest.fixture
def bare_checkout(tmp_path: Path) -> Path:
    """A checkout that has never been set up."""
    shutil.copytree(ROOT / "bin", tmp_path / "bin")
    shutil.copytree(ROOT / "static", tmp_path / "static", ignore=shutil.ignore_patterns("vendor"))
    (tmp_path / "locale").mkdir()
    for name in ("package.json", "package-lock.json", "requirements-local.txt", "requirements-node.txt"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def test_a_second_set_up_is_quick() -> None:
    assert command("setup.py").returncode == 0
    began = time.monotonic()
    again = command("setup.py")
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert time.monotonic() - began < 3, "a stamp should spare all the work"


@pytest.mark.thorough
def test_no_network_is_one_sentence(bare_checkout: Path) -> None:
    closed = {"PIP_CONFIG_FILE": os.devnull, "PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_FIND_LINKS": ""}
    done = command("setup.py", checkout=bare_checkout, PIP_NO_CACHE_DIR="1", PIP_RETRIES="1", **closed)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "The first start fetches packages from the internet, which cannot be reached: connect and try again."
    ]


def test_a_port_in_use_is_one_sentence_before_anything_starts(bare_checkout: Path, busy_port: int) -> None:
    done = command("run.py", checkout=bare_checkout, PORT=str(busy_port))
    assert done.returncode == 1
    assert done.stderr.strip().startswith(f"Port {busy_port} is in use by another program")
    assert len(done.stderr.splitlines()) == 1
    assert not (bare_checkout / ".venv").exists()
    assert not (bare_checkout / "var").exists()


@pytest.mark.parametrize("port", ["http", "0", "70000"])
def test_what_is_no_port_is_said_so(bare_checkout: Path, port: str) -> None:
    done = command("run.py", checkout=bare_checkout, PORT=port)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert f"PORT={port} is not a port" in done.stderr


def test_a_browser_that_does_not_start_is_not_passed_over() -> None:
    done = command("test.py", CHROMIUM="/bin/false")
    assert (done.returncode, done.stderr.strip()) == (1, "CHROMIUM=/bin/false does not start.")


def test_the_sprite_holds_the_icons_of_the_list_and_no_others() -> None:
    assert command("setup.py").returncode == 0
    lines = (ROOT / "static" / "icons.txt").read_text().splitlines()
    names = {line for line in lines if line and not line.startswith("#")}
    sprite = (ROOT / "static" / "vendor" / "icons.svg").read_text()
    assert sprite.count("<symbol") == len(names)
    assert all(f'id="{name}"' in sprite for name in names)


def test_no_asset_names_a_file_that_is_not_served() -> None:
    for path in (ROOT / "static" / "vendor").glob("*.min.*"):
        assert "sourceMappingURL" not in path.read_text(), path


def test_the_lock_files_name_no_registry() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert all("resolved" not in package for package in packages.values())
    assert all("integrity" in package for name, package in packages.items() if name)
    for path in ROOT.glob("requirements*.txt"):
        assert "://" not in path.read_text(), path
        assert "--hash=sha256:" in path.read_text(), path
