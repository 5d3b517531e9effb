"""A real Celery worker on a real broker, over the database of the tests; it works for those alone that ask for it."""

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from kombu.exceptions import OperationalError

from portal.celery import app
from tests.waiting import until


@pytest.fixture(scope="session", autouse=True)
def own_queue() -> Iterator[str]:
    """Where tests put what nobody is to take: no worker of theirs and none of another run."""
    name = f"test-{uuid.uuid4().hex[:12]}"
    app.conf.task_default_queue = name
    yield name
    with suppress(OperationalError, OSError), app.connection_for_write() as connection:
        connection.ensure_connection(max_retries=1)
        channel: Any = connection.default_channel
        for queue in (name, f"{name}-worked"):
            channel.queue_purge(queue)


@pytest.fixture(scope="session")
def started_worker(own_queue: str, django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[str, str]]:
    """One worker for the run: its queue and its name."""
    name = connections["default"].settings_dict["NAME"]
    address = os.environ["DATABASE_URL"].partition("?")[0].rpartition("/")[0]
    queue = f"{own_queue}-worked"
    node = f"{own_queue}@tests"
    quiet = ["--pool", "solo", "--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "WARNING"]
    process = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "celery", "-A", "portal.celery:app", "worker", "-n", node, *quiet],
        # what a task of its own sends on, it takes as well
        env={**os.environ, "DATABASE_URL": f"{address}/{name}", "CELERY_QUEUE": queue},
        cwd=settings.BASE_DIR,
        stdout=subprocess.DEVNULL,
    )
    try:
        until(lambda: bool(app.control.ping(timeout=0.5, destination=[node])), seconds=60)
        yield queue, node
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture
def worker(transactional_db: None, own_queue: str, started_worker: tuple[str, str]) -> Iterator[None]:
    """A worker beside the test: it sees what is committed, and is done before the tables are emptied."""
    queue, node = started_worker
    app.conf.task_default_queue = queue
    yield
    app.conf.task_default_queue = own_queue
    until(lambda: _nothing_left(queue, node), seconds=60)


def _nothing_left(queue: str, node: str) -> bool:
    """Nothing waits and nothing is at work. The worker does one thing at a time, so an answer comes between tasks."""
    with app.connection_for_read() as connection:
        channel: Any = connection.default_channel
        if channel._size(queue):  # kombu has no public count
            return False
    asked = app.control.inspect(destination=[node], timeout=1)
    at_work = [asked.active(), asked.reserved()]
    return all(answer is not None and not any(answer.values()) for answer in at_work)
