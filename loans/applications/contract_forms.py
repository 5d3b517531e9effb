"""The forms around the contract: what was signed, what was checked, the day of paying out."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applicants.documents.forms import ACCEPT, FilesField, FilesInput
from loans.applications.contracts import binding_languages, fee_is_apart
from loans.applications.models import Application, Contract
from loans.iban import normalise
from portal.forms import DayField, Form
from portal.language import registry

_IDENTITY: Final = _("I saw the client’s identity document")
_ACCOUNT: Final = _("I saw that the account is in the client’s name")


class IbanField(forms.CharField):
    """A bank account, typed with or without spaces, in any digits; gives it without spaces, checked."""

    default_error_messages = {
        "invalid": _("This is not an IBAN. Please look at it again, sign by sign."),
    }

    def __init__(self, **kwargs: Any) -> None:
        attributes = {"dir": "ltr", "autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        super().__init__(max_length=60, widget=forms.TextInput(attrs=attributes), **kwargs)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        try:
            return normalise(text) if text else ""
        except ValueError as problem:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from problem


class SignForm(Form):
    """What stands on the signed paper."""

    signed_on = DayField(label=_("Signed on"))
    language = forms.ChoiceField(label=_("Binding language"), widget=forms.RadioSelect)
    iban = IbanField(
        label=_("Account (IBAN)"), help_text=_("Where the loan is paid to. With or without spaces, in any digits.")
    )
    identity_checked = forms.BooleanField(label=_IDENTITY, required=False)
    iban_checked = forms.BooleanField(label=_ACCOUNT, required=False)
    scan = FilesField(
        label=_("Scan of the signed paper"),
        required=False,
        help_text=_("Photos or PDFs, several at once are fine. You can also add them later, on the contract’s page."),
        widget=FilesInput(attrs={"accept": ACCEPT, "multiple": True, "class": "form-control"}),
    )

    def __init__(self, data: Any = None, files: Any = None, *, application: Application) -> None:
        codes = binding_languages(application)
        super().__init__(data, files, initial={"signed_on": timezone.localdate(), "language": codes[0]})
        field = self.fields["language"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(code, registry.BY_CODE[code].own_name) for code in codes]

    def contract(self) -> Contract:
        """The contract of a valid form, not yet saved."""
        return Contract(**{name: value for name, value in self.cleaned_data.items() if name != "scan"})


class CheckForm(Form):
    """What was not yet checked when the contract was signed."""

    identity = forms.BooleanField(label=_IDENTITY, required=False)
    account = forms.BooleanField(label=_ACCOUNT, required=False)

    def __init__(self, data: Any = None, *, contract: Contract) -> None:
        super().__init__(data)
        if contract.identity_checked:
            del self.fields["identity"]
        if contract.iban_checked:
            del self.fields["account"]


class PayOutForm(Form):
    """The day the money left; and, where the client pays the fee apart, that it came."""

    on = DayField(label=_("Paid out on"))
    fee_received = forms.BooleanField(label=_("The fee has been received"), required=False)

    def __init__(self, data: Any = None, *, application: Application) -> None:
        super().__init__(data, initial={"on": timezone.localdate()})
        if not fee_is_apart(application):
            del self.fields["fee_received"]
