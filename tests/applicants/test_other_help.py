"""The friendly way out: told when it is so, names who is near, and never a dead end."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from applicants.elsewhere.reasons import is_minor
from applicants.journey.step import Sheet
from applicants.models import OtherHelp
from portal.language.partial_dates import PartialDate
from tests.applicants.journeys import Applicant, answers, furnish, where

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _institution() -> None:
    furnish()
    for name, country, topics in (
        ("Arbeitsagentur", "DE", ["work", "training"]),
        ("Gründerportal", "DE", ["loan", "advice"]),
        ("Your Europe", "", ["papers", "advice"]),
        ("Jeugdhuis", "BE", ["young"]),
        ("Werkhuis", "BE", ["work"]),
    ):
        OtherHelp.objects.create(
            name=name, country=country, topics=topics, text="Helps.", website="https://example.org"
        )


def named(page: Any) -> list[str]:
    return [one.name for one in page.context["organisations"]]


def test_a_country_without_an_office_names_who_is_there_and_lets_her_go_on() -> None:
    visitor = Applicant()
    visitor.go(until="business")
    page = visitor.answer("place", {"country": "other", "elsewhere": "DE", "city": "Köln"})
    assert where(page) == "apply/other-help/"
    assert named(page) == ["Gründerportal", "Your Europe"]
    words = page.content.decode()
    assert "no office in your country" in words
    assert "/en/apply/place/" in words
    assert page.context["go_on_url"] == "/en/apply/office/"
    assert where(visitor.answer("office", {"office": "ghent"})) == "apply/languages/"


def test_something_else_is_told_once_the_country_is_known() -> None:
    visitor = Applicant()
    assert where(visitor.answer("needs", {"needs": ["other"]})) == "apply/place/"
    page = visitor.answer("place", {"country": "BE", "city": "Gent"})
    assert where(page) == "apply/other-help/"
    assert named(page) == ["Werkhuis"]
    assert "Change what I need" in page.content.decode()
    assert where(visitor.answer("needs", {"needs": ["other", "loan"]})) == "apply/business/"


def test_who_is_under_18_reads_who_helps_and_may_go_on() -> None:
    visitor = Applicant()
    visitor.go(until="consent")
    year = str(timezone.localdate().year - 15)
    page = visitor.answer("birth", {"calendar": "gregorian", "birth_year": year})
    assert where(page) == "apply/other-help/"
    assert named(page) == ["Jeugdhuis"]
    assert page.context["go_on_url"] == "/en/apply/wish/"
    assert where(visitor.get("apply/other-help/?why=country")) == "apply/other-help/"
    assert visitor.get("apply/other-help/?why=country").context["reason"] == ""


@pytest.mark.parametrize(
    ("year", "month", "minor"), [(2008, None, False), (2008, 11, False), (2008, 12, True), (2009, None, True)]
)
def test_who_can_be_18_is_no_minor(year: int, month: int | None, minor: bool) -> None:  # noqa: FBT001 - a parameter of a test
    sheet = Sheet(known={"birth": {"birth": PartialDate(year, month).as_dict()}})
    assert is_minor(sheet, date(2026, 11, 26)) is minor
    assert not is_minor(Sheet(), date(2026, 11, 26))


def test_who_has_an_office_near_never_meets_it() -> None:
    Applicant().go(until="papers", given=answers())


def test_anybody_may_read_it_and_what_is_over_is_not_named() -> None:
    OtherHelp.objects.filter(name="Your Europe").update(valid_to=timezone.localdate() - timedelta(days=1))
    page = Client().get("/ar/apply/other-help/")
    assert page.status_code == 200
    assert "Your Europe" not in named(page)
    assert "Werkhuis" in named(page)
    OtherHelp.objects.all().delete()
    empty = Client().get("/en/apply/other-help/?why=age").content.decode()
    assert "town hall" in empty
    assert "/en/apply/needs/" in empty


def test_one_can_be_reached() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        OtherHelp.objects.create(name="Nobody", topics=["work"], text="?")
