"""A loan held against the rules of a fund: what the portal knows of it, and the findings as they are kept."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils import timezone

from applicants.models import Person
from loans.applications.models import Application
from loans.funds.models import Fund, FundRule
from loans.funds.rules import Facts, Finding, Rule, judge
from portal.language.partial_dates import PartialDate


def facts_of(application: Application, on: date) -> Facts:
    """What is known today of a loan and who asks for it, as of the day `on`; at most five queries."""
    case, terms = application.case, application.terms
    person, office = case.person, case.office
    business, permit = getattr(person, "business", None), getattr(person, "permit", None)
    return Facts(
        on=on,
        country=office.country if office else "",
        office=office.code if office else "",
        product=terms.product.code if terms else "",
        amount=application.principal,
        months=application.months,
        ages=_ages(person, on),
        business=business.state if business else "",
        running=_span(business.since_date) if business else None,
        incomes=frozenset(row.kind for row in person.incomes.all()) or None,
        permit=permit.kind.sign if permit and permit.kind else None,
        gender=person.gender,
    )


def _ages(person: Person, on: date) -> tuple[int, int] | None:
    birth = person.birth_date or (PartialDate(person.birth_year) if person.birth_year else None)
    try:
        return birth.age_range(on) if birth else None
    except ValueError:  # born after that day: a mistake that says nothing
        return None


def _span(since: PartialDate | None) -> tuple[date, date] | None:
    return (since.earliest(), since.latest()) if since else None


def rules_on(fund: Fund, rules: Iterable[FundRule], day: date) -> list[Rule]:
    """The rules of a fund in force on a day: its own dates, then each row of `rules`."""
    own = Rule("open", since=fund.valid_from, until=fund.valid_until)
    return [own, *(_rule(row) for row in rules if _in_force(row, day))]


def _in_force(row: FundRule, day: date) -> bool:
    return (row.valid_from is None or row.valid_from <= day) and (row.valid_until is None or day <= row.valid_until)


def _rule(row: FundRule) -> Rule:
    words = {code: getattr(row, f"words_{code}") or "" for code, _name in settings.LANGUAGES}
    said = {code: text for code, text in words.items() if text}
    return Rule(row.kind, row.least, row.most, tuple(row.among), said, row.valid_from, row.valid_until)


def findings_for(fund: Fund, facts: Facts, *, rules: Iterable[FundRule] | None = None) -> list[Finding]:
    """Each rule of the fund in force today, judged on these facts."""
    rows = fund.rules.all() if rules is None else rules
    return judge(rules_on(fund, rows, timezone.localdate()), facts)


def kept(finding: Finding) -> dict[str, Any]:
    """A finding as JSON, whole: what the rule was, and what was found."""
    rule = finding.rule
    return {
        "kind": rule.kind,
        "least": None if rule.least is None else str(rule.least),
        "most": None if rule.most is None else str(rule.most),
        "among": list(rule.among),
        "words": dict(rule.words),
        "since": rule.since.isoformat() if rule.since else None,
        "until": rule.until.isoformat() if rule.until else None,
        "verdict": finding.verdict,
        "found": dict(finding.found),
    }


def as_judged(row: Mapping[str, Any]) -> Finding:
    """The finding that `kept` gave."""
    rule = Rule(
        row["kind"],
        Decimal(row["least"]) if row["least"] is not None else None,
        Decimal(row["most"]) if row["most"] is not None else None,
        tuple(row["among"]),
        row["words"],
        date.fromisoformat(row["since"]) if row["since"] else None,
        date.fromisoformat(row["until"]) if row["until"] else None,
    )
    return Finding(rule, row["verdict"], row["found"])
