"""What a rule says and why it is met or not, as sentences in the active language."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from advisors.models import Gender
from loans.funds.rules import Finding, Rule, Verdict
from loans.models import Product
from loans.words import day_words, euro_words, number_words
from portal.models import Country, Office

_BADGES: Final[dict[Verdict, tuple[Any, str, str]]] = {
    "met": (gettext_lazy("met"), "good", "check-circle"),
    "not_met": (gettext_lazy("not met"), "ask", "x-circle"),
    "unknown": (gettext_lazy("not known"), "wait", "question-circle"),
}


@dataclass(frozen=True)
class Line:
    """A rule in words, with its verdict as a badge (label, colour, icon) and why; `why` is "" where it is not shown."""

    rule: str
    added: str
    verdict: Verdict
    label: Any
    colour: str
    icon: str
    why: str


def lines(findings: Iterable[Finding], *, explains: bool = True) -> list[Line]:
    """Each finding in words; without what was found of the borrower for who sees no names."""
    found = list(findings)
    names = _names(found)
    return [_line(each, names, explains=explains) for each in found]


def _line(finding: Finding, names: Mapping[str, str], *, explains: bool) -> Line:
    said, language = finding.rule.words, get_language() or "en"
    own = said.get(language) or said.get("en") or next(iter(said.values()), "")
    rule = rule_words(finding.rule, names) or own
    label, colour, icon = _BADGES[finding.verdict]
    why = why_words(finding, names) if explains else ""
    return Line(rule, own if own != rule else "", finding.verdict, label, colour, icon, why)


def _names(findings: Iterable[Finding]) -> dict[str, str]:
    """What the codes of offices and products are called now; those of countries and genders are fixed."""
    kinds = {each.rule.kind for each in findings}
    names = {code: str(label) for code, label in [*Country.choices, *Gender.choices]}
    if "office" in kinds:
        names |= {office.code: str(office) for office in Office.objects.all()}
    if "product" in kinds:
        names |= {product.code: str(product) for product in Product.objects.all()}
    return names


_LISTED: Final = {
    "country": gettext_lazy("Offices in: %(list)s"),
    "office": gettext_lazy("Only these offices: %(list)s"),
    "product": gettext_lazy("Only these products: %(list)s"),
    "gender": gettext_lazy("Gender: %(list)s"),
}
_PLAIN: Final = {
    "unemployed": gettext_lazy("Lives on a benefit, without wages"),
    "third_country": gettext_lazy("Comes from outside the European Union"),
}


def rule_words(rule: Rule, names: Mapping[str, str]) -> str:
    """The rule as a sentence; "" where only its own words can say it."""
    if rule.kind in _LISTED:
        return str(_LISTED[rule.kind]) % {"list": ", ".join(names.get(code, code) for code in rule.among)}
    if rule.kind in _MEASURED:
        sentence, words = _MEASURED[rule.kind]
        return str(sentence) % {"range": _range(rule, words)}
    if rule.kind in _PLAIN:
        return str(_PLAIN[rule.kind])
    return _SAID[rule.kind](rule) if rule.kind in _SAID else ""


def _open_words(rule: Rule) -> str:
    first = day_words(rule.since) if rule.since else "–"
    if rule.until is None:
        return _("Takes loans from %(first)s on") % {"first": first}
    return _("Takes loans from %(first)s to %(last)s") % {"first": first, "last": day_words(rule.until)}


def _starter_words(rule: Rule) -> str:
    if rule.most is None:
        return _("Starts a business")
    years = int(rule.most)
    return ngettext(
        "Starts a business, or began at most %(years)s year ago",
        "Starts a business, or began at most %(years)s years ago",
        years,
    ) % {"years": number_words(years)}


def _range(rule: Rule, words: Callable[[Decimal], str]) -> str:
    if rule.least is not None and rule.most is not None:
        return _("from %(least)s to %(most)s") % {"least": words(rule.least), "most": words(rule.most)}
    if rule.least is not None:
        return _("at least %(least)s") % {"least": words(rule.least)}
    return _("at most %(most)s") % {"most": words(rule.most or Decimal(0))}


def _whole(number: Decimal) -> str:
    return number_words(int(number))


_MEASURED: Final[dict[str, tuple[Any, Callable[[Decimal], str]]]] = {
    "amount": (gettext_lazy("Amount lent: %(range)s"), euro_words),
    "months": (gettext_lazy("Length in months: %(range)s"), _whole),
    "age": (gettext_lazy("Age in years: %(range)s"), _whole),
}
_SAID: Final[dict[str, Callable[[Rule], str]]] = {"open": _open_words, "starter": _starter_words}


def why_words(finding: Finding, names: Mapping[str, str]) -> str:
    """Why it is so: what was found of this loan."""
    found, kind = finding.found, finding.rule.kind
    if kind == "other":
        return _("Look at it yourself, and write what you found.")
    if not found or (kind == "starter" and finding.verdict == "unknown" and "since" not in found):
        return _("The portal does not know this yet.")
    if kind in _WHY:
        return _WHY[kind](found)
    return _("Here: %(what)s.") % {"what": names.get(found["code"], found["code"])}


_INCOMES: Final = {
    "work": gettext_lazy("Wages from a job are noted."),
    "benefit": gettext_lazy("A benefit is noted, and no wages."),
    "other": gettext_lazy("Neither wages nor a benefit is noted."),
}
_PERMITS: Final = {
    False: gettext_lazy("The residence document is one for people from outside the European Union."),
    True: gettext_lazy("The card is one for citizens of the European Union."),
}


def _months(count: int) -> str:
    return ngettext("%(number)s month", "%(number)s months", count) % {"number": number_words(count)}


def _age_words(found: Mapping[str, Any]) -> str:
    least, most = number_words(found["from"]), number_words(found["to"])
    if least == most:
        return _("Age on that day: %(age)s.") % {"age": least}
    return _("Age on that day: %(least)s or %(most)s; the whole birth date is not known.") % {
        "least": least,
        "most": most,
    }


def _business_words(found: Mapping[str, Any]) -> str:
    if found["business"] != "running":
        return _("The business has not begun.")
    if "since" not in found:
        return _("The business is running.")
    return _("The business runs since %(day)s.") % {"day": day_words(date.fromisoformat(found["since"]))}


_WHY: Final[dict[str, Callable[[Mapping[str, Any]], str]]] = {
    "open": lambda found: _("Here it begins on %(day)s.") % {"day": day_words(date.fromisoformat(found["on"]))},
    "amount": lambda found: _("This loan: %(what)s.") % {"what": euro_words(Decimal(found["number"]))},
    "months": lambda found: _("This loan: %(what)s.") % {"what": _months(int(found["number"]))},
    "age": _age_words,
    "starter": _business_words,
    "unemployed": lambda found: str(_INCOMES[found["income"]]),
    "third_country": lambda found: str(_PERMITS[bool(found["union"])]),
}
