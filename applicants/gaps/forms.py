"""One more speaker of a language at an office: the question as codes, so that its address can be shared."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from applicants.cases.queries import spoken_languages
from portal.forms import Form, WholeNumberField
from portal.models import Office


class WhatIfForm(Form):
    language = forms.ChoiceField(label=_("Speaks"))
    office = forms.ChoiceField(label=_("At the office"))
    capacity = WholeNumberField(label=_("Room for so many files"), min_value=1, max_value=200, initial=20)

    def __init__(self, data: Any = None, *, offices: list[Office]) -> None:
        super().__init__(data)
        self.fields["language"].choices = [(row.code, str(row)) for row in spoken_languages()]  # type: ignore[attr-defined]  # a ChoiceField, declared above
        self.fields["office"].choices = [(office.code, str(office)) for office in offices]  # type: ignore[attr-defined]  # as above

    @property
    def words(self) -> dict[str, str]:
        """What was asked, by name. Only after the form was found valid."""
        chosen = {name: dict(self.fields[name].choices) for name in ("language", "office")}  # type: ignore[attr-defined]  # as above
        return {name: str(labels[self.cleaned_data[name]]) for name, labels in chosen.items()}
