"""The Celery application: work that may wait until after the answer."""

import os
from contextlib import suppress
from typing import Any

from celery import Celery
from kombu.exceptions import OperationalError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

app = Celery("sanduq")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


def tell_worker(task: str, *arguments: Any) -> None:
    """Hand a task over at once, after the commit. A broker that is away does no harm: a sweep takes what was left."""
    with suppress(OperationalError, OSError):
        app.send_task(task, arguments, retry=False)
