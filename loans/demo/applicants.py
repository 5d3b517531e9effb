"""The demo's applicants: each answers the journey's own steps, as she would on her phone."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from django.utils import translation

from applicants.helping.helper import Helper
from applicants.helping.models import Relation
from applicants.journey import engine
from applicants.journey.actions import keep_answers, open_file
from applicants.journey.step import Data, Shown, Step
from applicants.models import Case, PermitKind
from loans.demo import situations, skills, voices
from loans.demo.institution import read
from partnerships.models import Partner
from portal.actors import Actor, system
from portal.language.calendars import Calendar
from portal.language.partial_dates import PartialDate
from portal.models import Office

_SOLAR_OFFSET = 621  # Solar Hijri year + 621 is the Gregorian year in which it begins
_HELPED = 8  # of so many, a relative fills in for one


@dataclass(frozen=True)
class Scene:
    """What the applicants of the demo are drawn from."""

    origins: list[dict[str, Any]]
    ideas: dict[str, list[str]]
    offices: list[Office]
    permits: dict[str, list[str]]
    partners: dict[str, list[int]]
    today: date


def scene(today: date) -> Scene:
    """Read once what all applicants share."""
    permits: dict[str, list[str]] = {}
    for kind in PermitKind.objects.all():
        permits.setdefault(kind.country, []).append(kind.code)
    partners: dict[str, list[int]] = {}
    for partner in Partner.objects.vouching():
        partners.setdefault(partner.country, []).append(partner.pk)
    return Scene(read("people"), read("ideas"), list(Office.objects.order_by("pk")), permits, partners, today)


def apply(number: int, scene: Scene, random: Random) -> Case:
    """One applicant's answers, up to the page on which she checks them; the draft as she left it."""
    told = answers(number, scene, random)
    language, idea = told.pop("writes"), told["idea"]["idea"]
    if by_voice := voices.speaks(number, language):
        told = voices.spoken(told)
    phone = told["contact"]["phone"]
    steps = [step for step in engine.all_steps() if step.slug in told]
    shown = {step.slug: _shown(step, told[step.slug], language) for step in steps if step.before_code}
    helper = Helper("Sami", Relation.FAMILY) if number % _HELPED == 0 else None
    doorkeeper = replace(system("demo"), language=language)
    case = open_file(by=doorkeeper, shown=shown, kind="phone", value=phone, helper=helper)
    herself = Actor(kind="person", id=case.person_id, language=language)
    sheet = engine.sheet_of(case)
    kept = []
    for step in steps:
        if not step.before_code and step.applies(sheet):
            kept.append((step, _shown(step, told[step.slug], language)))
            sheet.known[step.slug] = told[step.slug]
    keep_answers(by=herself, case=case, told=kept)
    if by_voice:
        voices.say_idea(case, by=herself, idea=idea)
    return case


def _shown(step: Step, data: Data, language: str) -> Shown:
    """The question as its page is headed, in her language."""
    with translation.override(language):
        return Shown(data=data, words=dict.fromkeys(data, str(step.title)), language=language)


def answers(number: int, scene: Scene, random: Random) -> dict[str, Any]:
    """Everything she would answer, by step; `writes` is the language she reads the portal in."""
    origin = random.choices(scene.origins, [row["weight"] for row in scene.origins])[0]
    office = random.choice(scene.offices)
    woman = random.random() < 0.55
    given = random.choice(origin["women" if woman else "men"])
    family = random.choice(origin["families"])
    idea = random.choice(scene.ideas[writes := origin["writes"]])
    return {
        "writes": writes,
        "needs": {"needs": _needs(random)},
        "business": situations.business(number, scene.today),
        "place": {"country": office.country, "city": office.city},
        "office": {"office": office.code},
        "languages": {"languages": [[code, random.random() < 0.6] for code in origin["speaks"]]},
        "name": {
            "full_name": f"{given[0]} {family[0]}",
            "latin_name": f"{given[1]} {family[1]}",
            "called": given[0],
        },
        "contact": {"phone": _phone(office.country, number), "email": ""},
        "consent": {"agree": True},
        "birth": {"birth": _birth(writes, random).as_dict()},
        "wish": _wish(number),
        "papers": {"document": random.choice([*scene.permits[office.country], "unknown"]), "other": ""},
        "papers-until": _until(scene.today, random),
        "papers-work": {
            "may_be_self_employed": random.choice(["yes", "yes", "no", "unknown"]),
            "extension_asked": random.choice(["yes", "no", "unknown"]),
            "extension_expected": "yes" if number % 3 else "unknown",
        },
        "idea": {"idea": idea},
        **_money(number, writes),
        "loan-amount": {"amount_wished": f"{random.randint(3, 20) * 500}.00", "purpose": idea},
        "loan-price": {"price_wished": random.choice(["one_fee", "one_fee", "one_fee", "interest", "unsure"])},
        **_named(number, office, origin, scene, random),
        **situations.answers(number, office.country),
        **skills.answers(number, origin["speaks"], office.country),
    }


def _until(today: date, random: Random) -> dict[str, Any]:
    has_end = random.random() < 0.75
    end = today + timedelta(days=random.randint(-20, 1400))
    return {"end": "date" if has_end else "none", "until": end.isoformat() if has_end else None}


def _money(number: int, writes: str) -> dict[str, Any]:
    """What it costs to start in her own words, and where the money comes from: too little, enough, or not known."""
    dice = Random(number)  # its own, so that the rest of her story stays as it was
    things = dice.sample(read("plans")[writes]["start"], dice.randint(0, 3))
    prices = [dice.randint(2, 40) * 50 for _thing in things]
    lent = sum(prices) * dice.choice([50, 80, 100]) // 100
    return {
        "start-costs": {"lines": [[thing, f"{price}.00"] for thing, price in zip(things, prices, strict=True)]},
        "start-sources": {
            "own": f"{dice.randint(0, 8) * 100}.00" if things else None,
            "family": "200.00" if things and dice.random() < 0.3 else None,
            "loan": f"{lent}.00" if things else None,
            "lines": [],
        },
    }


def _needs(random: Random) -> list[str]:
    needs = ["loan"] if random.random() < 0.92 else ["training"]
    return needs + [other for other in ("papers", "advice") if random.random() < 0.3]


def _wish(number: int) -> dict[str, str]:
    """Most have none; every seventh woman or man would rather talk to a woman."""
    return {"wish": "none" if number % 7 else "woman", "community": ""}


def _phone(country: str, number: int) -> str:
    """Numbers that look right and ring nowhere: the last digits count up."""
    return {"BE": "+32470", "FR": "+3361234", "NL": "+3161234"}[country] + (
        f"{number:06d}" if country == "BE" else f"{number:04d}"
    )


def _birth(writes: str, random: Random) -> PartialDate:
    """Some know only the year; who writes Persian or Pashto often says it in Solar Hijri."""
    year = random.randint(1966, 2004)
    solar = writes in ("fa", "ps") and random.random() < 0.7
    year = year - _SOLAR_OFFSET if solar else year
    calendar: Calendar = "solar_hijri" if solar else "gregorian"
    if random.random() < 0.25:
        return PartialDate(year, None, None, calendar)
    return PartialDate(year, random.randint(1, 12), random.randint(1, 28), calendar)


def _named(number: int, office: Office, origin: dict[str, Any], scene: Scene, random: Random) -> dict[str, Any]:
    """Who could stand by her: some have nobody, some an organisation that nobody knows, some a friend."""
    return {
        "loan-people": {"people": _people(number, office.country, origin, random)},
        "loan-organisations": {
            "organisations": _organisations(scene.partners.get(office.country, []), random),
            "others": [["Samen Sterk", f"info{number}@vereniging.example"]] if number % 9 == 4 else [],
        },
        "loan-group": {"friends": [["Nadia", _phone(office.country, 6000 + number)]] if number % 8 == 5 else []},
    }


def _people(number: int, country: str, origin: dict[str, Any], random: Random) -> list[list[str]]:
    if random.random() < 0.35:
        return []
    given, family = random.choice(origin["men"] + origin["women"]), random.choice(origin["families"])
    return [[f"{given[0]} {family[0]}", _phone(country, 5000 + number)]]


def _organisations(partners: list[int], random: Random) -> list[str]:
    return [str(random.choice(partners))] if partners and random.random() < 0.4 else []
