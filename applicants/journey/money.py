"""The steps about the money to begin with: what it costs to start, and where it comes from. They add up."""

from decimal import Decimal
from typing import Any, Final

from crispy_forms.layout import Field
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from applicants.cases.models import Case
from applicants.journey import parts
from applicants.journey.needs import Need
from applicants.journey.step import Data, Sheet, Step, StepForm
from portal.forms import AmountField
from portal.language.money import format_euro
from portal.money import ZERO
from portal.rows import Rows, as_initial

COSTS: Final = "start-costs"
SOURCES: Final = "start-sources"
# The sources that most people have, by code; others are written in own words.
KNOWN_SOURCES: Final = {
    "own": _("My own money"),
    "family": _("From family or friends"),
    "loan": _("The loan I ask for"),
}
Line = tuple[str, Decimal]  # in own words, or a code of KNOWN_SOURCES; euros


class CostsForm(Rows, StepForm):
    def __init__(self, data: Any = None, *, sheet: Sheet, initial: Data | None = None) -> None:
        super().__init__(data, sheet=sheet, initial=initial)
        self.lay_out()

    def packed(self) -> Data:
        return {"lines": [[line["name"], str(line["amount"])] for line in self.lines()]}

    @property
    def sums(self) -> list[tuple[str, Decimal]]:
        return [(gettext("Costs together"), self.together)]

    @property
    def balance(self) -> str:
        return ""


class SourcesForm(Rows, StepForm):
    fewest = 2
    own = AmountField(label=KNOWN_SOURCES["own"], required=False, least=ZERO)
    family = AmountField(label=KNOWN_SOURCES["family"], required=False, least=ZERO)
    loan = AmountField(label=KNOWN_SOURCES["loan"], required=False, least=ZERO)

    def __init__(self, data: Any = None, *, sheet: Sheet, initial: Data | None = None) -> None:
        super().__init__(data, sheet=sheet, initial=initial)
        self.lay_out(*(Field(code) for code in KNOWN_SOURCES))

    def packed(self) -> Data:
        known = {code: self.cleaned_data[code] for code in KNOWN_SOURCES}
        amounts = {code: None if amount is None else str(amount) for code, amount in known.items()}
        return {**amounts, "lines": [[line["name"], str(line["amount"])] for line in self.lines()]}

    @property
    def sums(self) -> list[tuple[str, Decimal]]:
        return [
            (gettext("Costs together"), added(costs_in(self.sheet.known))),
            (gettext("Money together"), self.together),
        ]

    @property
    def balance(self) -> str:
        return balance_words(added(costs_in(self.sheet.known)), self.together)


class MoneyStep(Step):
    part, adds_lines = parts.IDEA, True
    notice = "applicants/_journey_sums.html"

    def applies(self, sheet: Sheet) -> bool:
        return sheet.needs(Need.LOAN)

    def initial(self, data: Data) -> Data:
        lines = [{"name": name, "amount": Decimal(amount)} for name, amount in data.get("lines", [])]
        known = {code: Decimal(data[code]) for code in KNOWN_SOURCES if data.get(code)}
        return as_initial(lines) | known

    def questions(self, form: StepForm, data: Data) -> dict[str, str]:
        return {name: form.question(name) or str(self.title) for name in data}


class StartCostsStep(MoneyStep):
    slug, order = COSTS, 160
    title = _("What does it cost to start?")
    why = _("So that you and your advisor see how much money is needed, and forget nothing.")
    help = _("Write each thing on its own line: a machine, the first goods, a deposit. About how much is enough.")
    example = _("Sewing machine, 900 euros")
    form_class = CostsForm

    def rows(self, sheet: Sheet) -> list[tuple[str, str]]:
        lines = costs_in(sheet.known)
        together = (gettext("Costs together"), added(lines))
        return [(str(self.title), _in_words([*lines, together]) if lines else gettext("Not known yet"))]


class StartSourcesStep(MoneyStep):
    slug, order = SOURCES, 170
    title = _("Where does this money come from?")
    why = _("A loan is often one part only. What you have yourself counts, even when it is little.")
    help = _("If you do not know yet, leave it empty.")
    example = _("My own money 500 euros, from my brother 200 euros")
    form_class = SourcesForm

    def rows(self, sheet: Sheet) -> list[tuple[str, str]]:
        lines = sources_in(sheet.known)
        if not lines:
            return [(str(self.title), gettext("Not known yet"))]
        shown = [(source_name(name), amount) for name, amount in lines]
        words = _in_words([*shown, (gettext("Money together"), added(lines))])
        balance = balance_words(added(costs_in(sheet.known)), added(lines))
        return [(str(self.title), f"{words}\n{balance}" if balance else words)]


def costs_in(known: dict[str, Data]) -> list[Line]:
    """The costs to start, from the answers by step."""
    return [(name, Decimal(amount)) for name, amount in known.get(COSTS, {}).get("lines", [])]


def sources_in(known: dict[str, Data]) -> list[Line]:
    """Where the money comes from, from the answers by step: first the known sources, by code."""
    data = known.get(SOURCES, {})
    first = [(code, Decimal(data[code])) for code in KNOWN_SOURCES if data.get(code)]
    return [*first, *((name, Decimal(amount)) for name, amount in data.get("lines", []))]


def money_of(case: Case) -> tuple[list[Line], list[Line]]:
    """The costs and the sources that were answered in a case; one query."""
    known: dict[str, Data] = {}
    for answer in case.answers.filter(step__in=[COSTS, SOURCES]):
        known.setdefault(answer.step, {})[answer.field] = answer.value
    return costs_in(known), sources_in(known)


def added(lines: list[Line]) -> Decimal:
    return sum((amount for _name, amount in lines), ZERO)


def source_name(name: str) -> str:
    """A source in words: those of a known one, else her own."""
    return str(KNOWN_SOURCES.get(name, name))


def balance_words(costs: Decimal, money: Decimal) -> str:
    """What is missing or left over, in a sentence; nothing while one side is unknown."""
    if not costs or not money:
        return ""
    amount = format_euro(abs(money - costs), get_language() or "en")
    if money < costs:
        return gettext("You still need %(amount)s.") % {"amount": amount}
    if money > costs:
        return gettext("You have %(amount)s more than it costs.") % {"amount": amount}
    return gettext("The money is exactly enough.")


def _in_words(lines: list[Line]) -> str:
    language = get_language() or "en"
    said = [
        gettext("%(what)s: %(amount)s") % {"what": name, "amount": format_euro(amount, language)}
        for name, amount in lines
    ]
    return "\n".join(said)


def steps() -> list[Step]:
    return [StartCostsStep(), StartSourcesStep()]
