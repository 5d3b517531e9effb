"""The forms of the situation: small tables of amounts, whole numbers in any digits, warnings that do not refuse."""

from decimal import Decimal
from typing import Any, ClassVar, Final

from crispy_forms.layout import Div, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from applicants.journey.dates import DatePartsField, birth_months
from applicants.journey.entries import EntriesForm
from applicants.journey.forms import date_told
from applicants.journey.step import Data, Sheet, StepForm
from applicants.situation.models import BankAccount, BusinessState, DebtKind, IncomeKind, Registered
from applicants.situation.registration import looks_right
from portal.forms import AmountField, WholeNumberField

MOST_PEOPLE: Final = 40
_NOTHING: Final = Decimal(0)


class BusinessForm(StepForm):
    state = forms.ChoiceField(label=_("Choose one"), choices=BusinessState.choices, widget=forms.RadioSelect)
    since = DatePartsField(label=_("If it is running: since when?"), required=False)

    def __init__(self, data: Any = None, *, sheet: Sheet, initial: Data | None = None) -> None:
        super().__init__(data, sheet=sheet, initial=initial)
        self.fields["since"] = DatePartsField(
            label=_("If it is running: since when?"),
            months=birth_months(get_language() or "en"),
            help_text=_("The year alone is enough if you know no more."),
            required=False,
        )

    def clean(self) -> Data:
        cleaned = super().clean() or {}
        parts, cleaned["began"] = cleaned.get("since"), None
        if parts is not None and cleaned.get("state") == BusinessState.RUNNING:
            try:
                cleaned["began"] = date_told(parts, timezone.localdate())
            except ValidationError as problem:
                self.add_error("since", problem)
        return cleaned

    def packed(self) -> Data:
        began = self.cleaned_data["began"]
        return {"state": self.cleaned_data["state"], "since": began.as_dict() if began else None}


class HouseholdForm(StepForm):
    people = WholeNumberField(
        label=_("How many people live from this money?"),
        help_text=_("You too. Count those for whom you pay, here with you."),
        min_value=1,
        max_value=MOST_PEOPLE,
    )
    children = WholeNumberField(label=_("How many of them are children?"), min_value=0, max_value=MOST_PEOPLE)

    def clean(self) -> Data:
        cleaned = super().clean() or {}
        people, children = cleaned.get("people"), cleaned.get("children")
        if people is not None and children is not None and children >= people:
            self.add_error("children", _("Count yourself among the people: there must be more people than children."))
        return cleaned


class IncomeForm(StepForm):
    """One amount a kind; all may be left empty."""

    def __init__(self, data: Any = None, *, sheet: Sheet, initial: Data | None = None) -> None:
        super().__init__(data, sheet=sheet, initial=initial)
        for kind in IncomeKind:
            self.fields[kind.value] = AmountField(label=kind.label, least=_NOTHING, required=False)
        self.helper.layout = Layout(Div(*IncomeKind.values, css_class="amounts"))

    def packed(self) -> Data:
        given = {kind: self.cleaned_data[kind] for kind in IncomeKind.values}
        return {"monthly": {kind: str(amount) for kind, amount in given.items() if amount is not None}}


class DebtsForm(EntriesForm):
    has = forms.ChoiceField(
        label=_("Do you owe money to somebody?"),
        choices=[("no", _("No")), ("yes", _("Yes"))],
        widget=forms.RadioSelect,
    )
    list_name, marker, legend = "debts", "kind", _("Debt %(number)s")

    def entry(self) -> dict[str, forms.Field]:
        return {
            "kind": forms.ChoiceField(label=_("To whom?"), choices=[("", "–"), *DebtKind.choices], required=False),
            "monthly": AmountField(label=_("How much do you pay each month?"), least=_NOTHING, required=False),
            "left": AmountField(label=_("How much is left to pay?"), least=_NOTHING, required=False),
        }

    def unpacked(self, entry: Data) -> Data:
        return entry | {name: Decimal(entry[name]) for name in ("monthly", "left")}

    def clean(self) -> Data:
        cleaned = super().clean() or {}
        if cleaned.get("has") != "yes":
            return cleaned
        for number in range(1, self.count + 1):
            values = [cleaned.get(f"{name}_{number}") for name in ("kind", "monthly", "left")]
            empty = all(value in (None, "") for value in values)
            if not values[0] and f"kind_{number}" not in self.errors and (not empty or number == 1):
                self.add_error(f"kind_{number}", _("Please choose to whom."))
        return cleaned

    def packed(self) -> Data:
        has = self.cleaned_data["has"]
        debts = [
            {"kind": entry["kind"], **{name: str(entry[name] or _NOTHING) for name in ("monthly", "left")}}
            for entry in (self.entries() if has == "yes" else [])
        ]
        return {"has": has, "debts": debts}


class BankForm(StepForm):
    bank_account = forms.ChoiceField(label=_("Choose one"), choices=BankAccount.choices, widget=forms.RadioSelect)


class RegistrationForm(StepForm):
    """A number that does not look right is asked about once, and taken when she says it again."""

    registered = forms.ChoiceField(label=_("Choose one"), choices=Registered.choices, widget=forms.RadioSelect)
    number = forms.CharField(
        label=_("The number"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "inputmode": "text"}),
    )
    seen = forms.CharField(max_length=30, required=False, widget=forms.HiddenInput)
    hints: ClassVar[dict[str, Any]] = {
        "BE": _("In Belgium it has ten digits, such as 0123.456.749."),
        "FR": _("In France it is the SIRET, 14 digits, or the SIREN, 9 digits."),
        "NL": _("In the Netherlands it is the KvK number, 8 digits."),
    }

    def __init__(self, data: Any = None, *, sheet: Sheet, initial: Data | None = None) -> None:
        super().__init__(data, sheet=sheet, initial=initial)
        self.country = str(sheet.get("place", "country", ""))
        self.fields["number"].help_text = self.hints.get(self.country, "")

    def clean(self) -> Data:
        cleaned = super().clean() or {}
        number = cleaned.get("number", "")
        if cleaned.get("registered") != Registered.YES or not number or "number" in self.errors:
            return cleaned
        if not looks_right(number, self.country) and cleaned.get("seen") != number:
            self.data = self._western({**{name: self.data[name] for name in self.data}, "seen": number})
            self.add_error(
                "number", _("This number looks unusual. Please look once more. If it is right, press Continue again.")
            )
        return cleaned

    def packed(self) -> Data:
        registered = self.cleaned_data["registered"]
        return {
            "registered": registered,
            "number": self.cleaned_data["number"] if registered == Registered.YES else "",
        }
