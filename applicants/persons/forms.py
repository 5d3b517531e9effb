"""Fields for what belongs to a person: one box for a phone or an e-mail, a date in three fields."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from applicants.persons.contacts import Reach
from applicants.persons.models import ContactKind
from portal.forms import PhoneField


class EmailAddressField(forms.CharField):
    """An e-mail address, kept in lower case."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 254)
        kwargs.setdefault(
            "widget", forms.TextInput(attrs={"inputmode": "email", "dir": "ltr", "autocomplete": "email"})
        )
        super().__init__(validators=[EmailValidator(_("This does not look like an e-mail address."))], **kwargs)

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").lower()


class ContactField(forms.CharField):
    """A phone of any country, in any digits, or an e-mail, in one box; gives a `Reach`, or None when empty.

    `region` is the country of numbers that are written without one.
    """

    default_error_messages: ClassVar[dict[str, Any]] = {
        "neither": _("Please write a phone number with its country, such as +32 470 12 34 56, or an e-mail address."),
    }

    def __init__(self, *, region: str | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 254)
        kwargs.setdefault("widget", forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}))
        super().__init__(**kwargs)
        self.region = region

    def clean(self, value: Any) -> Reach | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            if "@" in text:
                return Reach(ContactKind.EMAIL, EmailAddressField().clean(text))
            return Reach(ContactKind.PHONE, PhoneField(region=self.region).clean(text))
        except ValidationError as problem:
            raise ValidationError(self.error_messages["neither"], code="neither") from problem
