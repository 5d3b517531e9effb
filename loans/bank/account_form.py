"""The form of an account of the institution in the back office."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from loans.bank.models import BankAccount
from loans.iban import normalise
from portal.back_office import BackOfficeForm


class BankAccountForm(BackOfficeForm):
    forget_columns = forms.BooleanField(
        label=_("Ask again what the columns of its CSV files mean"),
        required=False,
        help_text=_("When the bank has changed its files."),
    )

    class Meta:
        model = BankAccount
        fields = ("iban", "name", "office")

    def clean_iban(self) -> str:
        try:
            return normalise(self.cleaned_data["iban"])
        except ValueError as problem:
            raise ValidationError(_("This is not an IBAN. Please look at it again, sign by sign.")) from problem

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 - Django's own signature
        if self.cleaned_data.get("forget_columns"):
            self.instance.columns = {}
        return super().save(commit)
