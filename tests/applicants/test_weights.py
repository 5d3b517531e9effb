"""Every page that an applicant opens is light: what a browser fetches for it that it does not have already."""

import gzip
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation

from applicants.journey import engine
from applicants.journey.actions import submit_case
from applicants.journey.entries import MOST_ENTRIES
from applicants.models import CanDo, Case, PermitKind
from applicants.plans.actions import begin_plan
from portal.actors import Actor, system
from tests.applicants.journeys import Applicant, filled_in, furnish
from tests.factories import DocumentFactory, OfficeFactory, PartnerFactory, SpokenLanguageFactory
from tests.portal.test_look import KILOBYTE, served

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

MOST = 12 * KILOBYTE
# The pages with several entries, with as many as they take.
FULL: dict[str, dict[str, str]] = {
    "jobs": {"what": "Tailor", "country": "AF", "began_{}_year": "1385", "long": "ten", "well": "teach", "who": "Ali"},
    "debts": {"kind": "people", "monthly": "50", "left": "600"},
    "loan-people": {"name": "Sami Haddad", "contact": "+3247111223"},
    "loan-organisations": {"name": "Samen Sterk {}", "contact": "a{}@example.org"},
    "loan-group": {"name": "Nadia Haddad", "contact": "+3247199999"},
}


def institution() -> None:
    """As much as a large institution offers in its lists."""
    furnish()
    for number in range(12):
        OfficeFactory(country="BE")
        PartnerFactory(name=f"House of the quarter {number}")
        PermitKind.objects.create(code=f"be-{number}", country="BE", local_name=f"Carte {number}", hint="Limited stay")
    for number in range(40):
        SpokenLanguageFactory(code=f"x{number}", name=f"Language {number}")
    spoken = SpokenLanguageFactory(code="nl")
    for number in range(12):
        CanDo.objects.create(language=spoken, code=f"c{number}", level="A2", picture="phone", sentence="I can " * 8)


def fill(visitor: Applicant) -> None:
    for slug, entry in FULL.items():
        data = {"has": "yes"} if slug == "debts" else {}
        for number in range(1, MOST_ENTRIES + 1):
            for name, value in entry.items():
                field = name.format(number) if "{}" in name else f"{name}_{number}"
                data[field] = value.format(number) if "{}" in value else f"{value}{number}" if "+" in value else value
        page = visitor.answer(slug, data)
        assert "error-summary" not in page.content.decode(), slug


def kilobytes(visitor: Applicant, path: str, known: set[Any]) -> float:
    page = visitor.get(path)
    assert page.status_code == 200
    html = page.content.decode()
    new = [file.read_bytes() for file in served(html) - known]
    return sum(len(gzip.compress(part)) for part in [html.encode(), *new]) / KILOBYTE


def journey() -> Iterator[str]:
    yield from ("apply/", "apply/other-help/", "apply/helping/", "enter/", "apply/check/")
    yield from (f"apply/{step.slug}/" for step in engine.all_steps())


def her_pages(case: Case) -> Iterator[str]:
    """Her home, and every page that it leads to."""
    document = DocumentFactory(case=case)
    begin_plan(by=system("test"), case=case, monthly={})
    pages: dict[str, list[Any]] = {"my-home": [], "my-contacts": [], "my-consents": [], "journey-done": []}
    pages |= {name: [case.ref] for name in ("my-messages", "my-documents", "my-plan", "my-plan-versions")}
    pages |= {"my-appointment-book": [case.ref], "my-document": [document.ref], "my-vouching": [case.application.ref]}
    pages |= {"my-vouching-share": [case.application.ref, 1], "my-plan-page": [case.ref, "sales"]}
    for name, arguments in pages.items():
        yield reverse(name, args=arguments).split("/", 2)[2]


@pytest.mark.parametrize("language", ["en", "ar", "fa", "ps", "ur"])
def test_each_page_after_the_first_is_at_most_twelve_kilobytes(language: str) -> None:
    institution()
    case = filled_in(language)
    visitor = Applicant(language)
    visitor.come_in(case)
    fill(visitor)
    known = served(Applicant(language).get("").content.decode())
    weights = {path: kilobytes(visitor, path, known) for path in journey()}
    submit_case(by=Actor(kind="person", id=case.person_id, language=language), case=case)
    with translation.override(language):
        weights |= {path: kilobytes(visitor, path, known) for path in her_pages(Case.objects.get(pk=case.pk))}
    assert {path: round(weight, 1) for path, weight in weights.items() if weight * KILOBYTE > MOST} == {}
    assert len(weights) > len(engine.all_steps()) + 10
