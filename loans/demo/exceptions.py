"""The demo's list of countries, and exceptions for loans that outlast a residence document."""

from datetime import date, timedelta
from typing import Final

from django.utils import timezone

from applicants.persons.actions import set_permit_end
from loans.applications.models import Application
from loans.demo.cast import Cast
from loans.permits.actions import ask, decide
from loans.permits.models import CountryEntry, Listed, PermitException
from loans.permits.standing import need_of, standing_of
from portal.actors import Actor

# Where those who speak a language come from, in this demo; a real advisor knows it from the file.
_COUNTRIES: Final = {
    "apc": "SY",
    "acm": "IQ",
    "ary": "MA",
    "prs": "AF",
    "ps": "AF",
    "fa": "IR",
    "ur": "PK",
    "ti": "ER",
    "rn": "BI",
    "tr": "TR",
    "so": "SO",
}
_EXPECTED: Final = frozenset({"MA", "PK", "TR"})  # on a list of safe countries, or near one: it is about the work here
_OFFERED: Final = ("proposed", "in_review", "deferred", "approved", "accepted", "signed")
_SOURCE: Final = "Not in the government’s list of safe countries of origin (invented for this demo)"
_SOURCE_EXPECTED: Final = "Renewals of our clients in the last three years (invented for this demo)"
_REASON: Final = "The plan needs this time: a shorter loan would be too heavy a month. The document is always renewed."
_SHORTER: Final = "The instalment would be more than what is left in a month, in the first winter above all."
_EVIDENCE: Final = "I saw the receipt of the request to renew, and the two cards before this one."


def begin_list(today: date) -> None:
    """One entry a country, in force for as long as the demo looks back."""
    since = today.replace(year=today.year - 3, day=1)
    for country in sorted(set(_COUNTRIES.values())):
        expected = country in _EXPECTED
        CountryEntry.objects.create(
            country=country,
            listed=Listed.EXTENSION if expected else Listed.NOT_SAFE,
            source=_SOURCE_EXPECTED if expected else _SOURCE,
            valid_from=since,
        )


def ask_for(application: Application, *, by: Actor) -> None:
    """Ask, where the dates need it and nothing stands yet."""
    standing = standing_of(application)
    if standing.need is None or standing.covering or standing.waiting:
        return
    spoken = application.case.person.languages.order_by("rank")[0].language.code
    entry = CountryEntry.objects.in_force(timezone.localdate()).get(country=_COUNTRIES[spoken])
    wished = PermitException(entry=entry, reason=_REASON, shorter=_SHORTER, evidence=_EVIDENCE)
    ask(by=by, application=application, exception=wished)


def agree_to(application: Application, *, by: Actor) -> None:
    waiting = application.permit_exceptions.asked().first()
    if waiting is not None:
        decide(by=by, exception=waiting, agree=True, note="The renewals so far speak for it.")


def leave_some(cast: Cast) -> None:
    """One that waits for a second person and one that was agreed to, where the stories have left none of a kind."""
    for state in ("asked", "agreed"):
        if not PermitException.objects.filter(state=state).exists():
            _leave(cast, agreed=state == "agreed")


def _leave(cast: Cast, *, agreed: bool) -> None:
    offered = Application.objects.in_state(*_OFFERED).filter(terms__isnull=False, permit_exceptions=None)
    found = [one for one in offered.select_related("case__person", "case__advisor__user") if one.case.advisor]
    found.sort(key=lambda one: (need_of(one) is None, _OFFERED.index(one.state), one.pk))
    for application in found[:1]:
        advisor = cast.advisor(application.case)
        if advisor is None:
            return
        if need_of(application) is None:  # her document ends in spring
            soon = timezone.localdate() + timedelta(days=150)
            set_permit_end(by=advisor, person=application.case.person, valid_until=soon, no_end=False)
            application.case.person.refresh_from_db()
        ask_for(application, by=advisor)
        if agreed:
            agree_to(application, by=cast.first_manager(application.case))
