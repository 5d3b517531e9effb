"""How long a client has heard nothing, in her office's working days. Pure."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Final

WORKING_DAYS: Final = 3  # after these a file is shown in red
LONGEST_LOOK_BACK: Final = 30  # days; a longer silence is late whatever the holidays


def is_silent(last: date, today: date, *, weekdays: Collection[int], closed: Collection[date]) -> bool:
    """Whether at least three whole working days lie between `last` and `today`.

    `weekdays` as ISO numbers (1 is Monday), `closed` the office's days off.
    """
    if (today - last).days > LONGEST_LOOK_BACK:
        return True
    between = (last + timedelta(days=step) for step in range(1, (today - last).days))
    worked = sum(day.isoweekday() in weekdays and day not in closed for day in between)
    return worked >= WORKING_DAYS
