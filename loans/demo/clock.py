"""A clock that the demo sets back, so that its past is made by the same actions and rules as the present.

Only `django.utils.timezone` is set back. The record of changes keeps the true time: it is never told a story.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, tzinfo

from django.utils import timezone


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Within it, it is `moment` (aware) for everything that asks Django for the time, in this one process."""

    class Then(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]  # a plain datetime is what is asked for
            return moment.astimezone(tz or UTC)

    before = timezone.datetime  # type: ignore[attr-defined]  # the module's own import, which `timezone.now` reads
    timezone.datetime = Then  # type: ignore[attr-defined]  # as above
    try:
        yield
    finally:
        timezone.datetime = before  # type: ignore[attr-defined]  # as above
