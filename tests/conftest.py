"""What every test stands on: a real PostgreSQL, migrated once and copied; sessions of staff and of persons."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from time import time
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connections
from django.template import engines
from django.test import Client, override_settings
from django.utils import translation

from applicants.models import Person
from portal.accounts.scope import PERSON_KEY
from portal.models import User
from tests.guards import FailOnUnknown
from tests.worker import own_queue, started_worker, worker

__all__ = ["own_queue", "started_worker", "worker"]

ROOT = Path(__file__).resolve().parent.parent
_LOCK = 7_305_002


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Pages take long to draw, what is committed for real to clean away, a hundred examples to try: not every day."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        for_real = bool(marker and marker.kwargs.get("transaction"))
        by_example = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
        if item.path.stem.endswith("_pages") or for_real or by_example:
            item.add_marker(pytest.mark.thorough)


def _fingerprint() -> str:
    """Changes whenever a migration does, so that a stale template database is never copied."""
    digest = hashlib.sha256()
    for path in sorted(ROOT.glob("*/migrations/*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None, django_db_blocker: Any) -> None:
    """Migrate one template database for all workers and runs; each test database is a copy of it."""
    name = f"template_{_fingerprint()}"
    with django_db_blocker.unblock():
        _make_template(name)
    connections["default"].settings_dict["TEST"]["TEMPLATE"] = name


def _make_template(name: str) -> None:
    connection = connections["default"]
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        try:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            if cursor.fetchone() is None:
                _migrate(cursor, name)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def _migrate(cursor: Any, name: str) -> None:
    from django.core.management import call_command  # noqa: PLC0415 - after the settings are ready

    connection = connections["default"]
    before = connection.settings_dict["NAME"]
    cursor.execute(f'DROP DATABASE IF EXISTS "{name}_new"')  # what a run that was stopped has left
    cursor.execute(f'CREATE DATABASE "{name}_new"')
    connection.close()
    connection.settings_dict["NAME"] = f"{name}_new"
    try:
        call_command("migrate", verbosity=0, interactive=False)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
    cursor.execute(f'ALTER DATABASE "{name}_new" RENAME TO "{name}"')


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture(scope="session", autouse=True)
def _test_settings() -> None:
    """Cheap passwords, the address that tests call, a cache of its own, and a guard that a GET writes nothing."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
    override_settings(CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}).enable()
    settings.MIDDLEWARE = ["tests.guards.ReadOnlyGet", *settings.MIDDLEWARE]
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)  # WhiteNoise warns without it


@pytest.fixture(autouse=True)
def _unknown_variables_fail(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Our templates name nothing that the view did not give. Django's own admin does: `foreign_templates`."""
    if "foreign_templates" not in request.keywords:
        engine: Any = engines["django"]
        monkeypatch.setattr(engine.engine, "string_if_invalid", FailOnUnknown("%s"))


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    """Each test counts its own requests: rate limits start at nothing."""
    yield
    cache.clear()


def session_of_user(user: User) -> Client:
    """A browser session of a member of staff or a partner user, second factor passed."""
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    session = client.session
    session["account_authentication_methods"] = [{"method": name, "at": time()} for name in ("password", "mfa")]
    session["account_authentication_methods_user"] = str(user.pk)  # allauth holds them to the user
    session.save()
    return client


def session_of_person(person: Person) -> Client:
    """A browser session of a person who came in by her verified contact."""
    client = Client()
    session = client.session
    session[PERSON_KEY] = person.pk
    session.save()
    return client


@pytest.fixture
def client_of() -> Callable[[User], Client]:
    return session_of_user


@pytest.fixture
def client_of_person() -> Callable[[Person], Client]:
    return session_of_person
