"""The words of the timeline."""

import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from applicants.cases import timeline
from applicants.cases.models import Event
from applicants.cases.who import names_of
from tests.factories import UserFactory


def test_a_code_and_its_parameters_become_a_sentence() -> None:
    event = Event(code="case.closed", params={"outcome": "other_help"})
    assert timeline.words(event) == "The file was closed: other help."
    event = Event(code="step.set", params={"step": "Bring the plan", "day": "2026-09-01"})
    assert timeline.words(event) == "Next step by 1 September 2026: Bring the plan"


def test_without_names_what_was_filled_in_is_a_dash() -> None:
    event = Event(code="case.matched", params={"advisor": "Lina Aerts"})
    assert "Lina" in timeline.words(event)
    assert timeline.words(event, names=False) == "– is the advisor."


def test_an_older_event_and_an_unknown_code_never_break_a_page() -> None:
    assert timeline.words(Event(code="case.matched", params={})) == "– is the advisor."
    assert timeline.words(Event(code="gone.code", params={"x": 1})) == "gone.code"


def test_an_upper_floor_adds_its_own_words_once() -> None:
    sentence = {"test.loan": _("Amount: %(amount)s, %(count)s months.")}
    readers = {"test.loan": {"amount": timeline.as_euro, "count": timeline.as_number}}
    timeline.register(sentence, readers)
    timeline.register(sentence, readers)
    event = Event(code="test.loan", params={"amount": "1500.00", "count": 24})
    with translation.override("fa"):
        assert "۲۴" in timeline.words(event)
    with pytest.raises(ValueError, match=r"test\.loan"):
        timeline.register({"test.loan": "Something else"})


@pytest.mark.django_db
def test_actors_are_named_as_people_know_them() -> None:
    user = UserFactory(name="Lina Aerts")
    keys = [f"staff:{user.pk}", "staff:999999999", "person:7", "system:matching"]
    assert list(map(names_of(keys).get, keys)) == ["Lina Aerts", "a former colleague", "the applicant", "the portal"]
