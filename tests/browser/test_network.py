"""The life of a practice, in Dutch: proposed, in test, results, proven by another, spread, read by a third, retired."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from advisors.models import Practice
from portal.models import User
from tests.advisors.practices import advisor_at, place, referent
from tests.browser.conftest import DESKTOP, Watched
from tests.browser.steps import Visitor, no_axe_violations
from tests.conftest import session_of_user
from tests.factories import OfficeFactory, PersonFactory, RegionFactory

TITLE = "Thee op de markt"


@pytest.mark.django_db(transaction=True)
def test_the_life_of_a_practice(open_browser: Callable[..., Page], watched: Watched, live_server: LiveServer) -> None:
    def comes(user: User) -> Visitor:
        page = open_browser("nl", size=DESKTOP)
        cookie = session_of_user(user).cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        return Visitor(page, "nl", watched.problems, look=no_axe_violations)

    PersonFactory(full_name="Zarmina Wardak", latin_name="Zarmina Wardak")
    office, region = OfficeFactory(name="Gent", code="gent"), RegionFactory(name="Vlaanderen")
    place(office, region)
    author, steering = comes(advisor_at(office, language="nl")), comes(referent(region=region))
    third = comes(advisor_at(OfficeFactory(name="Luik"), language="nl"))
    proposes(author)
    begins_test(steering)
    writes_results(author)
    finds(steering)
    for step in ("Say that it is proven", "Spread it to all offices"):
        steering.follows(step)
        steering.presses(step)
    reads_and_uses(third)
    finds(steering)
    steering.follows("Retire it")
    steering.fills_in({"reason": "De markt is verhuisd."})
    steering.presses("Retire it")
    steering.reads("De markt is verhuisd.", steering.word("We no longer do it this way. The reason is below."))
    assert Practice.objects.get().state == "retired"


def finds(visitor: Visitor) -> None:
    """On the list of all."""
    visitor.goes_to("/nl/desk/network/practices/")
    visitor.opens(TITLE)


def proposes(author: Visitor) -> None:
    """With a client's name first, which the form asks about."""
    author.goes_to("/nl/desk/network/")
    author.follows("Propose a practice")
    author.fills_in({"shelf": "find", "title": TITLE, "question": "Hoe komen we in gesprek?", "tried": "Thee."})
    author.fills_in({"came": "Zarmina Wardak begon een zaak."})
    author.presses("Propose it")
    author.reads("“Zarmina Wardak”")
    author.fills_in({"came": "Een bakker begon een zaak."})
    author.presses("Propose it")
    author.reads("Een bakker begon een zaak.", author.word("An idea. No office tests it yet."))


def begins_test(steering: Visitor) -> None:
    finds(steering)
    steering.follows("Begin the test")
    steering.fills_in({"offices": ["gent"]})
    steering.presses("Begin the test")


def writes_results(author: Visitor) -> None:
    """Numbers that do not add up first."""
    finds(author)
    author.follows("Write the results")
    author.fills_in({"people": "5", "self_employed": "2", "salaried": "2", "words": "Twee vonden een loonbaan."})
    author.presses("Save")
    author.reads(author.word("The numbers do not add up: count each person once, so that the parts make the whole."))
    author.fills_in({"nothing": "1"})
    author.presses("Save")
    author.reads("Twee vonden een loonbaan.")


def reads_and_uses(third: Visitor) -> None:
    """From what is new for her."""
    third.goes_to("/nl/desk/network/")
    third.opens(TITLE)
    third.presses("I have read it")
    third.follows("We use this")
    third.presses("We use this")
    third.reads("Luik")
