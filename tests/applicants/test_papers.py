"""Papers: drawn to be recognised, listed as data with dates, an extension asked for and expected; never a verdict."""

from datetime import timedelta

import pytest
from django.utils import timezone

from applicants.journey.drawings import drawing
from applicants.models import PermitKind
from applicants.persons.models import PaperColour
from tests.applicants.journeys import Applicant, filled_in, furnish, only_case, where

pytestmark = pytest.mark.django_db


@pytest.fixture
def zahra() -> Applicant:
    furnish()
    one = Applicant()
    one.come_in(filled_in())
    return one


@pytest.mark.parametrize("colour", ["", "nonsense", *PaperColour.values])
def test_every_document_has_an_outline_whatever_is_known_of_it(colour: str) -> None:
    drawn = drawing("<A>", colour)
    assert "&lt;A&gt;" in drawn
    assert "aria-hidden" in drawn
    assert "style=" not in drawn


def test_a_document_that_is_not_in_use_today_is_not_offered(zahra: Applicant) -> None:
    today = timezone.localdate()
    for code, begins, ends in (
        ("be-old", None, today - timedelta(days=1)),
        ("be-new", today + timedelta(days=1), None),
        ("be-now", today, today),
    ):
        PermitKind.objects.create(code=code, country="BE", local_name=code, valid_from=begins, valid_to=ends)
    page = zahra.get("apply/papers/").content.decode()
    assert 'value="be-now"' in page
    assert 'value="be-old"' not in page
    assert 'value="be-new"' not in page
    assert page.count("<svg viewBox=") == 2


def test_an_extension_is_expected_only_where_it_was_asked_for(zahra: Applicant) -> None:
    assert only_case().person.permit.extension_expected == "yes"
    given = {"may_be_self_employed": "yes", "extension_asked": "no", "extension_expected": "yes"}
    assert where(zahra.answer("papers-work", given)) == "apply/idea/"
    assert only_case().person.permit.extension_expected == "unknown"
    zahra.answer("papers-work", given | {"extension_asked": "yes", "extension_expected": ""})
    assert only_case().person.permit.extension_expected == "unknown"
