"""The can-do sentences of the languages of a country."""

from babel.languages import get_official_languages

from applicants.journey.step import Sheet
from applicants.skills.models import CanDo


def languages_of_country(country: str) -> list[str]:
    """What people speak at the counters of a country, by CLDR; which of them we ask about is the institution's data."""
    return [str(code) for code in get_official_languages(country, de_facto=True)] if country else []


def sentences_for(country: str) -> list[CanDo]:
    spoken = languages_of_country(country)
    rows = CanDo.objects.filter(language__code__in=spoken).select_related("language")
    return sorted(rows, key=lambda row: (spoken.index(row.language.code), row.order, row.pk))


def sentences_of(sheet: Sheet) -> dict[str, list[CanDo]]:
    """Language → its sentences, in the order of the country's languages."""
    country = str(sheet.get("place", "country", ""))
    found: dict[str, list[CanDo]] = {}
    for row in sheet.once("can_do", lambda: sentences_for(country)):
        found.setdefault(row.language.code, []).append(row)
    return found
