"""The forms of her contacts, and of letting somebody in at the office."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from applicants.persons.forms import ContactField
from portal.forms import Form, NameField


class NewContactForm(Form):
    contact = ContactField(
        label=_("Phone number or e-mail address"), help_text=_("We send a code there, to be sure that it is yours.")
    )

    def __init__(self, data: Any = None, *, region: str) -> None:
        super().__init__(data)
        self.fields["contact"].region = region or None  # type: ignore[attr-defined]  # a ContactField, declared above


class LetInForm(Form):
    """Why somebody is let in without her contact; a colleague has seen her and her card."""

    seen = forms.BooleanField(label=_("The applicant is here with me, and I have seen the card with the photo."))
    reason = NameField(
        label=_("Why?"),
        max_length=200,
        help_text=_("Such as: phone lost, number changed."),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
