"""What waits for applicants of the demo: offers, and a contract to be signed at the development service."""

from datetime import datetime, timedelta
from typing import Final

from loans.applications.contracts import binding_languages
from loans.applications.models import Contract
from loans.demo import last_days
from loans.demo.accounts import iban_of
from loans.demo.applicants import Scene
from loans.demo.cast import Cast
from loans.demo.clock import at
from loans.demo.signing import sent
from loans.signing.service import is_configured

_NUMBER: Final = 9023  # of an applicant that no other has


def leave(scene: Scene, cast: Cast, now: datetime) -> None:
    """Offers that wait for an answer, and a contract that waits for its signature."""
    last_days.leave(scene, cast, now)
    _signature(scene, cast, now)


def _signature(scene: Scene, cast: Cast, now: datetime) -> None:
    """Somebody at Ghent who has accepted her offer, and has the message with the link since this week."""
    if not is_configured():
        return
    story = last_days.offered(_NUMBER, 10, scene, cast, now)
    with at(now - timedelta(days=3)):
        story.accept()
    application, office = story.application(), story.case.office
    country, language = office.country if office else "BE", binding_languages(application)[0]
    iban = iban_of(country, story.case.pk)
    with at(now - timedelta(days=2)):
        contract = Contract(application=application, language=language, iban=iban, iban_checked=True)
        sent(contract, by=story.staff())
