"""Pages of a list by keyset: the next page begins after the last row, so that no page counts or skips rows."""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django.db import models
from django.db.models import Q

M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True)
class Page(Generic[M]):
    """`rows` of one page; `next` is the token of the page after it, "" on the last; `first` is the first page."""

    rows: list[M]
    next: str
    first: bool


def keyset_page(queryset: models.QuerySet[M], *, sort: str, after: str = "", size: int = 30) -> Page[M]:
    """`size` rows ordered by `(sort, id)`, after the row that the token `after` names.

    `sort` is a column of the row's own table that is never null, with `-` in front for falling order; the id
    falls and rises with it.
    The token holds only the last row's sort value and id. A token that cannot be read is the first page.
    """
    falling = sort.startswith("-")
    column = sort.lstrip("-")
    position = _read(after)
    rows = queryset.order_by(sort, "-pk" if falling else "pk")
    if position is not None:
        value, key = _parse(queryset.model, column, position[0]), position[1]
        step = "lt" if falling else "gt"
        rows = rows.filter(Q(**{f"{column}__{step}": value}) | Q(**{column: value, f"pk__{step}": key}))
    found = list(rows[: size + 1])
    shown = found[:size]
    token = _write(getattr(shown[-1], column), shown[-1].pk) if len(found) > size else ""
    return Page(shown, token, position is None)


def _parse(model: type[models.Model], column: str, value: Any) -> Any:
    field = model._meta.get_field(column)
    return field.to_python(value) if isinstance(field, models.Field) else value


def _write(value: Any, key: int) -> str:
    plain = value.isoformat() if isinstance(value, date | datetime) else str(value)
    return base64.urlsafe_b64encode(json.dumps([plain, key]).encode()).decode().rstrip("=")


def _read(token: str) -> tuple[str, int] | None:
    try:
        value, key = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
        return str(value), int(key)
    except (ValueError, TypeError, binascii.Error):
        return None
