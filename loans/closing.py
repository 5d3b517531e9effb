"""What this floor does when staff close a file by hand: its loan application ends with it."""

from typing import Any

from applicants.cases.models import Outcome
from loans.applications.decisions import withdraw
from loans.applications.models import Application
from loans.workflow import OPEN_STATES
from portal.actors import Actor


def on_close(*, case: Any, by: Actor, outcome: str) -> None:
    """Withdraw the application of the file, when there is one that is open. For the slot `on_close`."""
    application = Application.objects.filter(case=case, state__in=OPEN_STATES).first()
    if application is not None:
        withdraw(by=by, application=application, reason=str(Outcome(outcome).label))
