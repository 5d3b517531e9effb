"""When the friendly way out is shown: it names who else can help, and lets everybody go on who wants to."""

from datetime import date
from typing import Final, Literal

from django.utils import timezone

from applicants.elsewhere.models import OtherHelp, Topic
from applicants.journey import lists
from applicants.journey.needs import Need
from applicants.journey.step import Sheet
from portal.language.partial_dates import PartialDate

Reason = Literal["need", "country", "age"]
ADULT: Final = 18
# The step behind which each is told, and to which "Back" leads.
STEP_OF: Final[dict[Reason, str]] = {"need": "needs", "country": "place", "age": "birth"}


def holds(reason: str, sheet: Sheet) -> bool:
    """Whether this is so, by what she has answered until now."""
    if reason == "need":
        return list(sheet.get("needs", "needs", [])) == [Need.OTHER]
    if reason == "country":
        country = sheet.get("place", "country", "")
        return bool(country) and all(office.country != country for office in lists.offices_of(sheet))
    return reason == "age" and is_minor(sheet, timezone.localdate())


def is_minor(sheet: Sheet, today: date) -> bool:
    """Only when no day of what she said makes her an adult: who knows a year alone has the benefit of it."""
    born = sheet.get("birth", "birth")
    if not born:
        return False
    try:
        return PartialDate.from_dict(born).age_range(today)[1] < ADULT
    except ValueError:
        return False


def reason_after(slug: str, sheet: Sheet) -> Reason | None:
    """What is told after this step, if anything; what she needs is told when her country is known."""
    if slug in ("needs", "place") and sheet.get("place", "country"):
        if holds("need", sheet):
            return "need"
        return "country" if slug == "place" and holds("country", sheet) else None
    return "age" if slug == "birth" and holds("age", sheet) else None


def organisations(reason: str, sheet: Sheet) -> list[OtherHelp]:
    """Who else can help: near her with what she needs; all near her where none fits; all where none is near."""
    everybody = OtherHelp.objects.in_use()
    country = str(sheet.get("place", "country", ""))
    near = list(everybody.near(country)) if country else list(everybody)
    return [row for row in near if wanted(reason, sheet).intersection(row.topics)] or near or list(everybody)


def wanted(reason: str, sheet: Sheet) -> set[str]:
    if reason == "age":
        return {Topic.YOUNG}
    if reason == "need":
        return {Topic.WORK, Topic.HOME, Topic.LANGUAGE}
    return set(sheet.get("needs", "needs", [])) or set(Topic.values)
