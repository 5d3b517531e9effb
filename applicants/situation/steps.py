"""The steps about her situation: the hardest, so they come last. Each may be left unsaid."""

from decimal import Decimal
from typing import Any, Final

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from applicants.cases.models import Case
from applicants.journey import forms as personal
from applicants.journey import parts
from applicants.journey.needs import Need
from applicants.journey.step import Data, Part, Sheet, Step, StepForm, Sum
from applicants.situation import actions, forms
from applicants.situation.models import BusinessState, DebtKind, IncomeKind
from portal.actors import Actor
from portal.language.money import format_euro
from portal.language.partial_dates import PartialDate

SITUATION: Final = Part(
    "situation", _("Your situation"), 60, _("Only your advisor and those who decide on your loan see this answer.")
)


class BusinessStep(Step):
    slug, part, order, before_code = "business", parts.NEED, 15, True
    title = _("Do you have a business already?")
    why = _("Starting and growing need different help. Both are welcome.")
    help = _("A business that is not registered counts too.")
    example = _("It is running since 2019")
    form_class = forms.BusinessForm

    def applies(self, sheet: Sheet) -> bool:
        return sheet.needs(Need.LOAN, Need.TRAINING, Need.ADVICE)

    def load(self, case: Case, kept: Data | None) -> Data | None:
        business = getattr(case.person, "business", None)
        return {"state": business.state, "since": business.since} if business else kept

    def save(self, *, by: Actor, case: Case, data: Data) -> None:
        since = PartialDate.from_dict(data["since"]) if data["since"] else None
        actions.set_business(by=by, person=case.person, state=data["state"], since=since)

    def initial(self, data: Data) -> Data:
        if not data.get("since"):
            return {"state": data.get("state")}
        since = PartialDate.from_dict(data["since"])
        return {"state": data["state"], "since": personal.shown_parts(since, get_language() or "en")}

    def rows(self, sheet: Sheet) -> list[tuple[str, str]]:
        data = sheet.known[self.slug]
        shown = [(str(self.title), str(BusinessState(data["state"]).label))]
        if data["since"]:
            since = PartialDate.from_dict(data["since"]).display(get_language() or "en")
            shown.append((gettext("Since when?"), since))
        return shown


class SituationStep(Step):
    """Asked only of those who need a loan: what can be paid back depends on it."""

    part, sensitive, may_decline = SITUATION, True, True

    def applies(self, sheet: Sheet) -> bool:
        return sheet.needs(Need.LOAN)

    def questions(self, form: StepForm, data: Data) -> dict[str, str]:
        named = super().questions(form, data)
        return {name: words if name in form.fields else str(self.title) for name, words in named.items()}


class HouseholdStep(SituationStep):
    slug, order = "household", 300
    title = _("Who lives from your income?")
    why = _("So that the instalment leaves enough for all of you.")
    help = _("Two numbers are enough.")
    example = _("You, your mother and two children: 4 people, 2 children")
    form_class = forms.HouseholdForm

    def load(self, case: Case, kept: Data | None) -> Data | None:
        household = getattr(case.person, "household", None)
        if household is None or household.people is None:
            return kept
        return {"people": household.people, "children": household.children}

    def save(self, *, by: Actor, case: Case, data: Data) -> None:
        actions.set_household(by=by, person=case.person, people=data["people"], children=data["children"])

    def decline(self, *, by: Actor, case: Case) -> None:
        actions.set_household(by=by, person=case.person, people=None, children=None)


class IncomeStep(SituationStep):
    slug, order = "income", 310
    title = _("What comes into the household each month?")
    why = _("We look together at what you can pay back without trouble. A small income is no reason to say no.")
    help = _("In euros a month, about. Leave empty what you do not have.")
    example = _("Work 1200 euros, money for the children 350 euros")
    again = _("Add up")
    form_class = forms.IncomeForm

    def load(self, case: Case, kept: Data | None) -> Data | None:
        return kept and {"monthly": {row.kind: str(row.monthly) for row in case.person.incomes.all()}}

    def save(self, *, by: Actor, case: Case, data: Data) -> None:
        monthly = {kind: Decimal(amount) for kind, amount in data["monthly"].items()}
        actions.set_incomes(by=by, person=case.person, monthly=monthly)

    def decline(self, *, by: Actor, case: Case) -> None:
        actions.set_incomes(by=by, person=case.person, monthly={})

    def initial(self, data: Data) -> Data:
        return {kind: Decimal(amount) for kind, amount in data.get("monthly", {}).items()}

    def sums(self, sheet: Sheet) -> list[Sum]:
        monthly = sheet.get(self.slug, "monthly")
        if monthly is None:
            return []
        return [Sum(gettext("Together, each month"), sum(map(Decimal, monthly.values()), Decimal(0)))]

    def rows(self, sheet: Sheet) -> list[tuple[str, str]]:
        monthly = sheet.get(self.slug, "monthly", {})
        lines = [_line(IncomeKind(kind).label, amount) for kind, amount in monthly.items()]
        return [(str(self.title), "\n".join(lines) or gettext("Nothing")), *_in_rows(self.sums(sheet) if lines else [])]


class DebtsStep(SituationStep):
    slug, order = "debts", 320
    title = _("Do you have other debts?")
    why = _("So that the new instalment does not become too heavy. Debts are no reason to say no.")
    help = _("We ask to whom only in general. You need not give a name.")
    example = _("To a bank: 50 euros a month, 600 euros left")
    again = _("Add another")
    form_class = forms.DebtsForm

    def load(self, case: Case, kept: Data | None) -> Data | None:
        debts = [
            {"kind": row.kind, "monthly": str(row.monthly), "left": str(row.left)} for row in case.person.debts.all()
        ]
        return kept and {"has": "yes" if debts else "no", "debts": debts}

    def save(self, *, by: Actor, case: Case, data: Data) -> None:
        debts = [(row["kind"], Decimal(row["monthly"]), Decimal(row["left"])) for row in data["debts"]]
        actions.set_debts(by=by, person=case.person, debts=debts)

    def decline(self, *, by: Actor, case: Case) -> None:
        actions.set_debts(by=by, person=case.person, debts=[])

    def sums(self, sheet: Sheet) -> list[Sum]:
        debts = sheet.get(self.slug, "debts", [])
        if not debts:
            return []
        return [
            Sum(label, sum((Decimal(row[name]) for row in debts), Decimal(0)))
            for name, label in (
                ("monthly", gettext("Together, each month")),
                ("left", gettext("Together, left to pay")),
            )
        ]

    def rows(self, sheet: Sheet) -> list[tuple[str, str]]:
        lines = [
            gettext("%(who)s: %(monthly)s a month, %(left)s left")
            % {"who": DebtKind(row["kind"]).label, "monthly": _euro(row["monthly"]), "left": _euro(row["left"])}
            for row in sheet.get(self.slug, "debts", [])
        ]
        return [(str(self.title), "\n".join(lines) or gettext("No")), *_in_rows(self.sums(sheet) if lines else [])]


class BankStep(SituationStep):
    slug, order = "bank", 330
    title = _("Do you have a bank account?")
    why = _("The loan is paid to an account. If you have none, we help you to open one: everybody has a right to it.")
    help = _("An account that is in your own name.")
    form_class = forms.BankForm

    def load(self, case: Case, kept: Data | None) -> Data | None:
        household = getattr(case.person, "household", None)
        return {"bank_account": household.bank_account} if household and household.bank_account else kept

    def save(self, *, by: Actor, case: Case, data: Data) -> None:
        actions.set_bank_account(by=by, person=case.person, bank_account=data["bank_account"])

    def decline(self, *, by: Actor, case: Case) -> None:
        actions.set_bank_account(by=by, person=case.person, bank_account="")


class RegistrationStep(SituationStep):
    slug, order = "registration", 340
    title = _("Is your business registered?")
    why = _("With the number we find the official data, and you need not bring them.")
    help = _("If it is not registered, that is fine: we help you with it.")
    form_class = forms.RegistrationForm

    def applies(self, sheet: Sheet) -> bool:
        state = sheet.get("business", "state")
        return super().applies(sheet) and state in (BusinessState.STARTING, BusinessState.RUNNING)

    def load(self, case: Case, kept: Data | None) -> Data | None:
        business = getattr(case.person, "business", None)
        if business is None or not business.registered:
            return kept
        return {"registered": business.registered, "number": business.number}

    def save(self, *, by: Actor, case: Case, data: Data) -> None:
        actions.set_registration(by=by, person=case.person, **data)

    def decline(self, *, by: Actor, case: Case) -> None:
        actions.set_registration(by=by, person=case.person)

    def initial(self, data: Data) -> Data:
        """A number that she gave is not asked about again."""
        return data | {"seen": data.get("number", "")}


def _euro(amount: Any) -> str:
    return format_euro(Decimal(amount), get_language() or "en")


def _line(label: Any, amount: Any) -> str:
    return gettext("%(what)s: %(amount)s") % {"what": label, "amount": _euro(amount)}


def _in_rows(sums: list[Sum]) -> list[tuple[str, str]]:
    return [(line.label, _euro(line.amount)) for line in sums]


def steps() -> list[Step]:
    """What this room adds to the questions of the floor."""
    return [BusinessStep(), HouseholdStep(), IncomeStep(), DebtsStep(), BankStep(), RegistrationStep()]
