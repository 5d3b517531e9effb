"""The form by which a colleague notes an agreement that was given on paper or aloud."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from applicants.consents.models import Channel, Purpose
from portal.forms import Form, NameField
from portal.language import registry


class NotedConsentForm(Form):
    purpose = forms.ChoiceField(label=_("What was agreed to"), choices=Purpose.choices, widget=forms.RadioSelect)
    channel = forms.ChoiceField(
        label=_("How"),
        choices=[(way.value, way.label) for way in (Channel.PAPER, Channel.PRESENT)],
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(label=_("In which language was it read or said?"))
    helper = NameField(label=_("Who was present?"), max_length=100, widget=forms.TextInput(attrs={"dir": "auto"}))
    interpreter = NameField(
        label=_("Interpreter"), max_length=100, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )

    def __init__(self, data: Any = None, *, language: str, purpose: str = "") -> None:
        super().__init__(data, initial={"language": language, "purpose": purpose})
        self.fields["language"].choices = [(x.code, x.own_name) for x in registry.LANGUAGES]  # type: ignore[attr-defined]  # a ChoiceField, declared above
