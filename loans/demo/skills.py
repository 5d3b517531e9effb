"""What the demo's applicants have done and can do; dice of their own, as for their situation."""

from random import Random
from typing import Any

from portal.language.partial_dates import PartialDate

# (what, in their words; how old the trade is in the story)
_TRADES = {
    "ar": ("خياطة", "طبخ", "تصليح سيارات", "حلاقة"),
    "fa": ("خیاطی", "آشپزی", "ترمیم موتر", "آرایشگری"),
    "ps": ("خیاطي", "پخلی", "د موټر ترمیم", "سلماني"),
    "ur": ("سلائی", "کھانا پکانا", "گاڑیوں کی مرمت", "حجامت"),
    "en": ("Sewing", "Cooking", "Repairing cars", "Hairdressing"),
}
_HOMES = {"ar": "SY", "prs": "AF", "fa": "IR", "ps": "AF", "ur": "PK"}
_LADDER = ("hello", "shop", "phone", "form", "office", "letter")
_DIPLOMAS = ("Nurse", "Electrician", "Teacher", "Accountant", "Cook")


def answers(number: int, speaks: list[str], country: str) -> dict[str, Any]:
    """One or two trades, some of the can-do sentences, now and then a diploma with its recognition."""
    dice = Random(f"skills {number}")
    home = _HOMES.get(speaks[0], "")
    words = _TRADES.get("fa" if speaks[0] == "prs" else speaks[0], _TRADES["en"])
    jobs = [_job(what, home, dice) for what in dice.sample(words, dice.choice([1, 1, 2]))]
    languages = {"BE": ("nl", "fr"), "FR": ("fr",), "NL": ("nl",)}[country]
    can = {code: list(_LADDER[: dice.choice([0, 1, 2, 3, 5])]) for code in languages}
    return {"jobs": {"jobs": jobs}, "can-do": {"can": can}, "diploma": _diploma(home, dice)}


def _job(what: str, home: str, dice: Random) -> dict[str, Any]:
    solar = home in ("AF", "IR") and dice.random() < 0.5
    year = dice.randint(1380, 1396)
    began = PartialDate(year, calendar="solar_hijri") if solar else PartialDate(year + 621)
    return {
        "what": what,
        "country": home,
        "began": began.as_dict(),
        "long": dice.choice(["some", "many", "ten"]),
        "well": dice.choice(["help", "alone", "alone", "teach"]),
        "who": "",
    }


def _diploma(home: str, dice: Random) -> dict[str, Any]:
    if dice.random() < 0.7:
        return {"has": "no"}
    asked = dice.choice(["yes", "yes", "no", "unknown"])
    return {
        "has": "yes",
        "diploma": dice.choice(_DIPLOMAS),
        "country": home,
        "asked": asked,
        "body": "NARIC" if asked == "yes" else "",
        "answer": dice.choice(["waiting", "waiting", "recognised", "partly", "no"]) if asked == "yes" else "",
    }
