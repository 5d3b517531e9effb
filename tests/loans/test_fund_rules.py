"""Rules of funds, judged: met, not met, or not known, and the words that say why. Pure."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from loans.funds.judging import as_judged, kept
from loans.funds.models import RuleKind
from loans.funds.rules import CHECKS, Facts, Finding, Rule, Verdict, judge
from loans.funds.use import covered_by, part_of
from loans.funds.words import lines

D = Decimal
ON = date(2026, 11, 2)
KNOWN = Facts(
    on=ON,
    country="BE",
    office="ghent",
    product="start-free",
    amount=D(5000),
    months=24,
    ages=(34, 34),
    business="running",
    running=(date(2025, 1, 1), date(2025, 12, 31)),
    incomes=frozenset({"benefit"}),
    permit="A",
    gender="woman",
)


def finding(rule: Rule, **facts: Any) -> Finding:
    return judge([rule], replace(KNOWN, **facts))[0]


def test_every_kind_of_the_back_office_is_judged() -> None:
    assert set(CHECKS) == {*RuleKind.values, "open"}


@pytest.mark.parametrize(
    ("rule", "facts", "verdict"),
    [
        (Rule("open", since=ON, until=ON), {}, "met"),
        (Rule("open", since=date(2027, 1, 1)), {}, "not_met"),
        (Rule("open", until=date(2026, 11, 1)), {}, "not_met"),
        (Rule("country", among=("BE", "FR")), {}, "met"),
        (Rule("country", among=("NL",)), {}, "not_met"),
        (Rule("product", among=("start-free",)), {"product": ""}, "unknown"),
        (Rule("amount", least=D(500), most=D(5000)), {}, "met"),
        (Rule("amount", most=D("4999.99")), {}, "not_met"),
        (Rule("months", least=D(25)), {}, "not_met"),
        (Rule("age", least=D(18), most=D(35)), {"ages": (34, 35)}, "met"),
        (Rule("age", most=D(34)), {"ages": (34, 35)}, "unknown"),
        (Rule("age", least=D(40)), {"ages": (34, 35)}, "not_met"),
        (Rule("age", least=D(18)), {"ages": None}, "unknown"),
        (Rule("starter"), {"business": "idea", "running": None}, "met"),
        (Rule("starter"), {}, "not_met"),
        (Rule("starter", most=D(2)), {}, "met"),
        (Rule("starter", most=D(1)), {}, "unknown"),
        (Rule("starter", most=D(1)), {"running": (date(2020, 1, 1), date(2020, 1, 1))}, "not_met"),
        (Rule("starter", most=D(1)), {"running": None}, "unknown"),
        (Rule("starter"), {"business": "", "running": None}, "unknown"),
        (Rule("unemployed"), {}, "met"),
        (Rule("unemployed"), {"incomes": frozenset({"benefit", "work"})}, "not_met"),
        (Rule("unemployed"), {"incomes": None}, "unknown"),
        (Rule("third_country"), {}, "met"),
        (Rule("third_country"), {"permit": "EU"}, "not_met"),
        (Rule("third_country"), {"permit": None}, "unknown"),
        (Rule("gender", among=("woman",)), {"gender": ""}, "unknown"),
        (Rule("other", words={"en": "Registered within three months"}), {}, "unknown"),
    ],
)
@pytest.mark.django_db
def test_each_rule_says_so_in_words_and_is_kept_whole(rule: Rule, facts: dict[str, Any], verdict: Verdict) -> None:
    found = finding(rule, **facts)
    assert found.verdict == verdict
    line = lines([found])[0]
    assert line.rule
    assert line.why
    assert as_judged(kept(found)) == found


def test_a_share_is_rounded_down_and_a_scheme_covers_its_rate_up_to_its_cap() -> None:
    assert sum(part_of(D(1000), D("33.33")) for _ in range(3)) <= D(1000)
    assert covered_by(D(5000), D(80), None) == D(4000)
    assert covered_by(D(5000), D(80), D(3000)) == D(3000)
