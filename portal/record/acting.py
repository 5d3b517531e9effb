"""Tells the database who acts, for the length of a transaction; the record's trigger reads it there."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import connection, transaction

from portal.actors import Actor
from portal.request_ids import current_request_id

P = ParamSpec("P")
R = TypeVar("R")

_current: ContextVar[Actor | None] = ContextVar("acting", default=None)


@contextmanager
def acting(by: Actor) -> Iterator[None]:
    """Within it (and a transaction), changes are on record as made by `by`.

    The setting is local to the transaction, so that it is safe behind a pooler that shares connections.
    """
    before = _current.get()
    with transaction.atomic():
        if before != by:  # else an action within an action: the database knows already
            _tell_database(by)
        token = _current.set(by)
        try:
            yield
        finally:
            _current.reset(token)
            if before is not None and before != by and not connection.needs_rollback:
                _tell_database(before)


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Marks a state-changing function: keyword-only, takes `by: Actor`, runs in one transaction, on record."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        by = kwargs["by"]
        if not isinstance(by, Actor):
            raise TypeError(f"{function.__qualname__} needs by=Actor")
        with acting(by):
            return function(*args, **kwargs)

    return run


def _tell_database(by: Actor) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('sanduq.actor', %s, true), set_config('sanduq.behalf', %s, true),"
            " set_config('sanduq.request', %s, true)",
            [by.key, "" if by.on_behalf_of is None else str(by.on_behalf_of), current_request_id.get()],
        )
