"""A real Celery worker on a real broker, over the database of the tests; and a queue that no other run shares."""

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
    """What these tests enqueue goes where only their own worker looks, and is gone with them."""
    name = f"test-{uuid.uuid4().hex[:12]}"
    app.conf.task_default_queue = name
    yield name
    with suppress(OperationalError, OSError), app.connection_for_write() as connection:
        connection.ensure_connection(max_retries=1)
        channel: Any = connection.default_channel
        channel.queue_purge(name)


@pytest.fixture(scope="session")
def worker(own_queue: str, django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A worker beside the tests, for those marked `django_db(transaction=True)`: it sees what is committed."""
    name = connections["default"].settings_dict["NAME"]
    address = os.environ["DATABASE_URL"].partition("?")[0].rpartition("/")[0]
    node = f"{own_queue}@tests"
    quiet = ["--pool", "solo", "--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "WARNING"]
    process = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "celery", "-A", "portal.celery:app", "worker", "-n", node, "-Q", own_queue, *quiet],
        env={**os.environ, "DATABASE_URL": f"{address}/{name}"},
        cwd=settings.BASE_DIR,
        stdout=subprocess.DEVNULL,
    )
    try:
        until(lambda: bool(app.control.ping(timeout=0.5, destination=[node])), seconds=60)
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)
