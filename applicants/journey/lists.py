"""The lists that the journey offers: offices, languages, residence documents. All are data of the institution."""

from datetime import date

from django.db.models import Q
from django.utils import timezone

from advisors.models import Community, SpokenLanguage
from applicants.journey.step import Sheet
from applicants.persons.models import PermitKind
from portal.models import Office


def offices_for(country: str) -> list[Office]:
    """The open offices of a country; all of them for somebody who lives where there is none."""
    offices = list(Office.objects.open())
    return [office for office in offices if office.country == country] or offices


def permit_kinds(country: str, day: date) -> list[PermitKind]:
    """The residence documents of a country that are in use on a day."""
    in_use = Q(valid_from=None) | Q(valid_from__lte=day)
    not_ended = Q(valid_to=None) | Q(valid_to__gte=day)
    return list(PermitKind.objects.for_country(country).filter(in_use & not_ended))


def offices_of(sheet: Sheet) -> list[Office]:
    country = str(sheet.get("place", "country", ""))
    return sheet.once("offices", lambda: offices_for(country))


def languages_of(sheet: Sheet) -> list[SpokenLanguage]:
    return sheet.once("languages", lambda: list(SpokenLanguage.objects.all()))


def communities_of(sheet: Sheet) -> list[Community]:
    return sheet.once("communities", lambda: list(Community.objects.all()))


def permits_of(sheet: Sheet) -> list[PermitKind]:
    country = str(sheet.get("place", "country", ""))
    return sheet.once("permits", lambda: permit_kinds(country, timezone.localdate()))
