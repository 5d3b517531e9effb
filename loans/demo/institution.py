"""Offices, people who work there, partners and products of the demo institution."""

import json
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import make_password

from advisors.models import Absence, Advisor, AdvisorLanguage, Community, Speciality, SpokenLanguage
from applicants.models import OtherHelp
from loans.models import GuaranteeLimit, LevelLimit, LevelRaise, Product, Terms
from partnerships.models import Partner
from portal.models import Holiday, Membership, Office, User
from portal.roles import Role

_HERE = Path(__file__).parent
DOMAIN = "morgenbrug.example"


def read(name: str) -> Any:
    """A data file of the demo."""
    return json.loads((_HERE / f"{name}.json").read_text(encoding="utf-8"))


def build(today: date) -> None:
    """Write the institution; within a transaction in which somebody acts."""
    data = read("institution")
    offices = {row["code"]: _office(row) for row in data["offices"]}
    for country, days in data["holidays"].items():
        Holiday.objects.bulk_create(
            Holiday(country=country, day=date.fromisoformat(f"{year}-{day}"), name=name)
            for year in range(today.year - 2, today.year + 5)
            for day, name in days.items()
        )
    spoken = {row.code: row for row in SpokenLanguage.objects.all()}
    for row in data["advisors"]:
        _know(_advisor(row, offices, spoken, data["password"]), row, today)
    for row in data["managers"]:
        user = _user(row, data["password"])
        for code in row["offices"]:
            Membership.objects.create(user=user, role=Role.OFFICE_MANAGER, office=offices[code])
    for row in data["others"]:
        user = _user(row, data["password"], back_office=row["role"] == Role.ADMINISTRATOR)
        Membership.objects.create(user=user, role=row["role"])
    for row in data["partners"]:
        _partner(row, offices, data["password"])
    for row in data["products"]:
        _product(row, today)
    _levels(data["levels"])
    GuaranteeLimit.objects.create(valid_from=today.replace(year=today.year - 3, day=1), **data["guarantors"])
    _other_help(read("other_help"))


def _levels(data: dict[str, Any]) -> None:
    """Up to how much who decides, and what raises that."""
    for row in data["limits"]:
        LevelLimit.objects.create(level=row["level"], country=row["country"], up_to=Decimal(row["up_to"]))
    for row in data["raises"]:
        LevelRaise.objects.create(code=row["code"], level=row["level"])


def logins() -> list[tuple[str, str, str]]:
    """(role, e-mail, password) of those whom the first screen of `make run` names."""
    data = read("institution")
    named = [
        (Role.ADVISOR, "fereshta"),
        (Role.OFFICE_MANAGER, "lotte"),
        (Role.HEAD_OFFICE, "hanne"),
        (Role.PARTNER, "huis"),
        (Role.ADMINISTRATOR, "anouk"),
        (Role.AUDITOR, "theo"),
    ]
    return [(str(role.label), f"{name}@{DOMAIN}", data["password"]) for role, name in named]


def _other_help(data: dict[str, Any]) -> None:
    """Public sites that are really there: who follows a link of the demo lands somewhere."""
    for order, row in enumerate(data["organisations"]):
        texts = {f"text_{code}": text for code, text in data["texts"][row.pop("text")].items()}
        OtherHelp.objects.create(order=order, **row, **texts)


def _office(row: dict[str, Any]) -> Office:
    names = {f"{field}_{code}": name for code, name in row["name"].items() for field in ("name", "city")}
    return Office.objects.create(
        code=row["code"],
        country=row["country"],
        time_zone=row["zone"],
        address=row["address"],
        phone=row["phone"],
        email=f"{row['code']}@{DOMAIN}",
        **names,
    )


def _user(row: dict[str, Any], password: str, *, back_office: bool = False) -> User:
    return User.objects.create(
        email=f"{row['email']}@{DOMAIN}",
        password=_hashed(password),
        name=row["name"],
        language=row["language"],
        is_staff=back_office,
    )


@cache
def _hashed(password: str) -> str:
    """One hash serves everybody: making one takes a second by design."""
    return make_password(password)


def _advisor(
    row: dict[str, Any], offices: dict[str, Office], spoken: dict[str, SpokenLanguage], password: str
) -> Advisor:
    user = _user(row, password)
    advisor = Advisor.objects.create(user=user, capacity=row["capacity"], gender=row["gender"])
    for code in row["offices"]:
        advisor.offices.add(offices[code])
        Membership.objects.create(user=user, role=Role.ADVISOR, office=offices[code])
    AdvisorLanguage.objects.bulk_create(
        AdvisorLanguage(advisor=advisor, language=spoken[code], level=level) for code, level in row["speaks"].items()
    )
    return advisor


def _know(advisor: Advisor, row: dict[str, Any], today: date) -> None:
    """Whose community she is of, what she knows more of, and the week she is away (days from today)."""
    advisor.communities.set(Community.objects.filter(code__in=row["communities"]))
    advisor.specialities.set(Speciality.objects.filter(code__in=row["specialities"]))
    if "away" in row:
        first, last = (today + timedelta(days=number) for number in row["away"])
        Absence.objects.create(advisor=advisor, days=(first, last))


def _partner(row: dict[str, Any], offices: dict[str, Office], password: str) -> None:
    vouches = bool(row["signatory"])
    partner = Partner.objects.create(
        name=row["name"],
        kind=row["kind"],
        country=row["country"],
        city=row["city"],
        language=row["language"],
        gives_guarantees=vouches,
        signatory=row["signatory"],
        signatory_email=f"{row['email']}@{DOMAIN}" if vouches else "",
    )
    partner.offices.set(offices[code] for code in row["offices"])
    if vouches:
        user = _user({**row, "name": row["signatory"]}, password)
        Membership.objects.create(user=user, role=Role.PARTNER, partner_id=partner.pk)


def _product(row: dict[str, Any], today: date) -> None:
    texts = {f"{field}_{code}": text for field in ("name", "description") for code, text in row[field].items()}
    for field in ("excluded", "residence_note"):
        texts |= {f"{field}_{code}": text for code, text in row.get(field, {}).items()}
    product = Product.objects.create(code=row["code"], order=row["order"], **texts)
    Terms.objects.create(
        product=product,
        version=1,
        valid_from=today.replace(year=today.year - 3, day=1),
        interest_free=row["interest_free"],
        yearly_rate=Decimal(row["rate"]),
        fee_steps=row["fee_steps"],
        fee_evidence=row["evidence"],
        late_policy=row.get("late", "nothing"),
        **row.get("rules", {}),
        amount_min=Decimal(row["amount"][0]),
        amount_max=Decimal(row["amount"][1]),
        months_min=row["months"][0],
        months_max=row["months"][1],
        grace_max=row["grace"],
        amount_step=Decimal(row.get("step", "0.01")),
        frequencies=row.get("every", ["month"]),
        usual_frequency=row.get("every", ["month"])[0],
        pauses_max=row.get("pauses", 0),
        parts_max=row.get("parts", 1),
        guaranteed_share=row["share"],
        moral_instead=row["moral_instead"],
    )
