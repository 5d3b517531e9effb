"""The text a guarantor signs, filled in; the texts an institution begins with."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils import translation

from loans import words
from loans.guarantees.deed_models import DeedTemplate
from loans.guarantees.models import Guarantee
from loans.guarantees.spelled import euros_in_words
from portal.actors import Actor
from portal.language.money import format_euro
from portal.models import Country
from portal.record.acting import action

LANGUAGES: Final = {Country.BELGIUM: ("fr", "nl"), Country.FRANCE: ("fr",), Country.NETHERLANDS: ("nl",)}
_FIRST: Final = Path(__file__).parent / "deeds.json"


@dataclass(frozen=True)
class Deed:
    """What is printed: paragraphs, and the sentence to be written by hand ("" where none is asked for)."""

    template: DeedTemplate
    paragraphs: list[str]
    mention: str


@action
def load(*, by: Actor) -> int:
    """Examples, to be checked by a lawyer; only where there is no text at all."""
    del by
    if DeedTemplate.objects.exists():
        return 0
    return len(DeedTemplate.objects.bulk_create(DeedTemplate(**row) for row in json.loads(_FIRST.read_text("utf-8"))))


def languages_of(guarantee: Guarantee) -> tuple[str, ...]:
    """In which languages the paper may bind, by the office's country; the guarantor's own first where it is one."""
    office = guarantee.application.case.office
    codes: tuple[str, ...] = () if office is None else LANGUAGES[Country(office.country)]
    return tuple(sorted(codes, key=lambda code: code != guarantee.language))


def template_for(guarantee: Guarantee, day: date, language: str) -> DeedTemplate | None:
    """The country's text in force on the day; the language asked for, or the first."""
    office, codes = guarantee.application.case.office, languages_of(guarantee)
    if office is None:
        return None
    chosen = language if language in codes else codes[0]
    return DeedTemplate.objects.on(day, country=office.country, language=chosen)


def deed_of(guarantee: Guarantee, template: DeedTemplate) -> Deed | None:
    """The text with names and amounts; None while an amount or a last day is missing."""
    amount, loan = guarantee.amount, guarantee.application.principal
    if amount is None or loan is None or guarantee.valid_until is None:
        return None
    borrower = guarantee.application.case.person
    code, belgian = template.language, template.country == Country.BELGIUM
    with translation.override(code):
        filled = {
            "guarantor": (guarantee.guarantor and guarantee.guarantor.latin_name) or guarantee.name,
            "borrower": borrower.latin_name or borrower.full_name,
            "institution": settings.INSTITUTION_NAME,
            "amount": format_euro(amount, code),
            "amount_words": euros_in_words(amount, code, belgian=belgian),
            "loan": format_euro(loan, code),
            "loan_words": euros_in_words(loan, code, belgian=belgian),
            "last_day": words.day_words(guarantee.valid_until),
        }
    paragraphs = [line.format(**filled) for line in template.text.splitlines() if line.strip()]
    return Deed(template, paragraphs, template.mention.format(**filled))
