"""Waiting for what another process does, without sleeping longer than needed."""

import time
from collections.abc import Callable


def until(holds: Callable[[], bool], *, seconds: float = 10) -> None:
    """Return as soon as it holds; fail when it still does not after so many seconds."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            raise AssertionError(f"still not so after {seconds} seconds")
        time.sleep(0.05)
