"""What the teller chooses about a bank's file and its payments."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from loans.bank.delimited import MEANINGS, Columns
from loans.bank.models import BankAccount, LineState
from loans.ledger.models import Loan
from portal.actors import Actor
from portal.forms import AmountField, Form, NameField
from portal.refs import display, normalise


class UploadForm(Form):
    """The account is needed for a CSV alone: a camt.053 names its own."""

    file = forms.FileField(
        label=_("File of the bank"),
        help_text=_("camt.053 (XML) or CSV, at most 20 MB and 20,000 payments."),
        widget=forms.FileInput(attrs={"accept": ".xml,.csv,.txt,text/xml,text/csv", "class": "form-control"}),
        error_messages={"empty": _("This file is empty.")},
    )
    account = forms.ChoiceField(
        label=_("Account"),
        required=False,
        help_text=_("A CSV file does not say which account it is of."),
    )

    def __init__(self, data: Any = None, files: Any = None, *, actor: Actor) -> None:
        super().__init__(data, files)
        self.accounts = {str(one.pk): one for one in BankAccount.objects.visible_to(actor)}
        field = self.fields["account"]
        if isinstance(field, forms.ChoiceField):
            names = [(key, str(one)) for key, one in self.accounts.items()]
            field.choices = [("", _("The file says it (camt.053)")), *names]

    def clean_account(self) -> BankAccount | None:
        return self.accounts.get(self.cleaned_data["account"])


_LABELS: Final = {
    "day": _("Day (value date)"),
    "amount": _("Amount"),
    "payer": _("Name of the payer"),
    "iban": _("Account of the payer"),
    "text": _("Message"),
    "reference": _("Reference of the bank"),
    "direction": _("In or out (credit or debit)"),
    "currency": _("Currency"),
    "own_account": _("Our own account"),
}
_NEEDED: Final = ("day", "amount")


class ColumnsForm(Form):
    """Which column means what: the headings of the file itself."""

    decimal = forms.ChoiceField(
        label=_("Cents are written after"),
        choices=[(",", _("a comma: 1.234,56")), (".", _("a point: 1,234.56"))],
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Any = None, *, headings: Sequence[str], begun: Mapping[str, str]) -> None:
        super().__init__(data, initial={"decimal": ",", **begun})
        names = [(name, name) for name in dict.fromkeys(headings) if name]
        for meaning in MEANINGS:
            needed = meaning in _NEEDED
            nothing = _("Please choose") if needed else _("not in this file")
            self.fields[meaning] = forms.ChoiceField(
                label=_LABELS[meaning], choices=[("", nothing), *names], required=needed
            )
        self.order_fields([*MEANINGS, "decimal"])
        self.fields_added()

    def columns(self) -> Columns:
        chosen = {meaning: self.cleaned_data[meaning] for meaning in MEANINGS if self.cleaned_data.get(meaning)}
        return Columns(chosen, self.cleaned_data["decimal"])


class BookForm(Form):
    """A loan by its number, and where a client pays two at once, a second one with its part."""

    loan = forms.CharField(
        label=_("Number of the loan"),
        max_length=20,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
        help_text=_("The number of the file or of the loan application is good too."),
    )
    other = forms.CharField(
        label=_("A second loan"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
        help_text=_("Only when this payment is for two loans."),
    )
    other_amount = AmountField(label=_("Of it for the second loan"), required=False)
    for_added = AmountField(
        label=_("Of it for real costs or a promised gift"),
        least=Decimal(0),
        required=False,
        help_text=_("Leave it empty: we propose it, and you look at it before it is booked. Instalments come first."),
    )

    def __init__(self, data: Any = None, *, actor: Actor, amount: Decimal, begun: dict[str, Any]) -> None:
        super().__init__(data, initial=begun)
        self.actor, self.amount = actor, amount

    def clean_loan(self) -> Loan:
        return self._loan(self.cleaned_data["loan"])

    def clean_other(self) -> Loan | None:
        typed = self.cleaned_data["other"]
        return self._loan(typed) if typed else None

    def _loan(self, typed: str) -> Loan:
        try:
            ref = normalise(typed)
        except ValueError as problem:
            raise ValidationError(_("This number has a typing error. Please look at it again.")) from problem
        found = Loan.objects.visible_to(self.actor).numbered(ref).first()
        if found is None:
            raise ValidationError(_("No loan has this number."))
        return found

    def clean(self) -> dict[str, Any]:
        other, part = self.cleaned_data.get("other"), self.cleaned_data.get("other_amount")
        if (other is None) != (part is None) and "other" not in self.errors:
            self.add_error("other_amount", _("For two loans, name the second one and its part."))
        elif part is not None and part >= self.amount:
            self.add_error("other_amount", _("The part is smaller than the whole payment."))
        added = self.cleaned_data.get("for_added")
        if added is not None and "other_amount" not in self.errors and added > self.amount - (part or 0):
            self.add_error("for_added", _("The part is at most the whole payment."))
        return self.cleaned_data

    def typed(self) -> dict[str, Any]:
        """What was typed, to begin the form with it once more."""
        chosen = dict(self.cleaned_data)
        return chosen | {name: display(chosen[name].ref) for name in ("loan", "other") if chosen[name]}

    def parts(self) -> list[tuple[Loan, Decimal]]:
        """Each loan with its euros."""
        chosen = self.cleaned_data
        if chosen["other"] is None:
            return [(chosen["loan"], self.amount)]
        return [(chosen["loan"], self.amount - chosen["other_amount"]), (chosen["other"], chosen["other_amount"])]


class AsideForm(Form):
    note = NameField(
        label=_("What is it?"),
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )


class LineFilterForm(Form):
    """What the payments of a file are narrowed by: a code. Anything unknown is passed over."""

    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All")), *LineState.choices])

    def chosen(self) -> str:
        self.is_valid()
        return str(self.cleaned_data.get("state", ""))
