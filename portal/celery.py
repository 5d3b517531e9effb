"""The Celery application: work that may wait until after the answer."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

app = Celery("sanduq")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
