"""The kit of every form: digits of any script, amounts and phones as people write them, text left as typed."""

import unicodedata
from decimal import Decimal
from typing import Any, ClassVar, Final

import phonenumbers
from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.language.digits import parse_number, to_ascii, typed_number
from portal.money import LIMIT

_CENTS: Final = -2  # the exponent of an amount with two decimals


def plain_helper() -> FormHelper:
    """A helper that draws the fields alone: `_form.html` brings the form tag, the token and the button."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    return helper


class WesternDigits(forms.BaseForm):
    """Turns every digit into 0–9 before a field validates; free text and names stay as they were typed."""

    helper: FormHelper

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        if not hasattr(self, "helper"):
            self.helper = plain_helper()
        self._sent = self.data
        self.fields_added()

    def fields_added(self) -> None:
        """A form that makes fields after it was given the data calls this: now it is known which stay as typed."""
        if self._sent:
            self.data = self._western(self._sent)

    def _western(self, data: Any) -> QueryDict:
        changed = QueryDict(mutable=True)
        kept = {self.add_prefix(name) for name, field in self.fields.items() if _as_typed(field)}
        for key in data:
            values = data.getlist(key) if hasattr(data, "getlist") else [data[key]]
            changed.setlist(key, values if key in kept else [to_ascii(v) if isinstance(v, str) else v for v in values])
        return changed


def _as_typed(field: forms.Field) -> bool:
    return isinstance(field, NameField | FreeTextField) or isinstance(field.widget, forms.PasswordInput)


class Form(WesternDigits, forms.Form):
    """The base of every form that is not a model's."""


class ModelForm(WesternDigits, forms.ModelForm):  # type: ignore[type-arg]  # the model is named by the subclass's Meta
    """The base of every model's form."""


class NameField(forms.CharField):
    """A person's name: any characters, one word or many, kept as typed (NFC)."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 150)
        kwargs.setdefault("widget", forms.TextInput(attrs={"dir": "auto", "autocomplete": "name"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        return unicodedata.normalize("NFC", super().to_python(value) or "")


class FreeTextField(NameField):
    """Text in any language, kept as typed (NFC)."""

    def __init__(self, *, rows: int = 5, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 5000)
        super().__init__(widget=forms.Textarea(attrs={"dir": "auto", "rows": rows}), **kwargs)


class AmountField(forms.Field):
    """An amount in euros, as people write it in the page's language; gives a Decimal of at most two places."""

    sign: ClassVar[str] = "€"  # stands beside the field
    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": _("Please write an amount in euros, such as 1500 or 1500.50."),
        "places": _("Please write at most two digits for the cents, and no sign in a thousand: 1000."),
    }

    def __init__(self, *, least: Decimal = Decimal("0.01"), most: Decimal = Decimal(1_000_000), **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget", forms.TextInput(attrs={"inputmode": "decimal", "dir": "ltr", "autocomplete": "off"})
        )
        super().__init__(**kwargs)
        self.validators += [MinValueValidator(least), MaxValueValidator(most)]

    def to_python(self, value: Any) -> Decimal | None:
        if value in self.empty_values:
            return None
        try:
            amount = parse_number(str(value), get_language() or "en")
        except ValueError as problem:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from problem
        if abs(amount) >= LIMIT:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        # "1.000" is a thousand in Dutch and one euro in Arabic: whoever types it in the other way is asked again.
        if int(amount.as_tuple().exponent) < _CENTS:
            raise ValidationError(self.error_messages["places"], code="places")
        return amount.quantize(Decimal("0.01"))

    def prepare_value(self, value: Any) -> Any:
        """A form takes what it brings: the sign of the decimals is the language's."""
        return typed_number(value, get_language() or "en") if isinstance(value, Decimal) else value


class WholeNumberField(forms.IntegerField):
    """A whole number, typed into a text field: number inputs refuse Eastern digits."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget", forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr", "autocomplete": "off"})
        )
        super().__init__(**kwargs)


class DayField(forms.DateField):
    """A whole Gregorian date, for staff; applicants write theirs in three fields."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "dir": "ltr"}))
        super().__init__(**kwargs)


class PhoneField(forms.Field):
    """A phone number of any country; gives E.164 (`+32470123456`). `region` helps numbers without a country."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": _("This does not look like a phone number. Write it with the country, such as +32 470 12 34 56."),
    }

    def __init__(self, *, region: str | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"type": "tel", "dir": "ltr", "autocomplete": "tel"}))
        super().__init__(**kwargs)
        self.region = region

    def to_python(self, value: Any) -> str:
        if value in self.empty_values:
            return ""
        try:
            number = phonenumbers.parse(str(value), self.region)
        except phonenumbers.NumberParseException as problem:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from problem
        if not phonenumbers.is_possible_number(number):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


class CodeField(forms.CharField):
    """The six digits that were sent to a contact."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=12,
            validators=[RegexValidator(r"^[0-9]{6}$", _("The code has six digits."))],
            widget=forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr", "autocomplete": "one-time-code"}),
            **kwargs,
        )

    def to_python(self, value: Any) -> str:
        return "".join((super().to_python(value) or "").split())
