"""Guards that stand around every request of every test: a GET writes nothing, a template names nothing unknown."""

import re
from collections.abc import Callable
from typing import Any, NoReturn

from django.db import connection
from django.http import HttpRequest, HttpResponse

_WRITES = re.compile(r"^\s*(INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE)
_MAY_BE_WRITTEN = {"django_session"}  # a look goes through a function of its own


class WroteOnGet(AssertionError):
    """A page that is only read changed something: prefetching browsers and crawlers would change it, too."""


class ReadOnlyGet:
    """Middleware that refuses writes while a GET or HEAD is answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        with connection.execute_wrapper(_refuse_writes):
            return self.get_response(request)


def _refuse_writes(execute: Callable[..., Any], sql: str, params: Any, many: Any, context: dict[str, Any]) -> Any:
    found = _WRITES.match(sql)
    if found and found.group(2) not in _MAY_BE_WRITTEN:
        raise WroteOnGet(sql[:200])
    return execute(sql, params, many, context)


class UnknownVariable(AssertionError):
    """A template names a variable that the view did not give."""


class FailOnUnknown(str):
    """As `string_if_invalid`, it makes an unknown template variable an error with the variable's name."""

    __slots__ = ()

    def __contains__(self, key: object) -> bool:
        return key == "%s"

    def __mod__(self, variable: Any) -> NoReturn:
        raise UnknownVariable(str(variable))
