"""The forms at the door: a contact, a code, whose file."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

import phonenumbers
from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from applicants.persons.forms import ContactField
from applicants.persons.models import Person
from portal.forms import CodeField, Form, NameField, WholeNumberField
from portal.models import Country
from portal.privacy import masked

NEW: Final = "new"


class EnterForm(Form):
    contact = ContactField(label=_("Your phone number or e-mail address"))
    region = forms.ChoiceField(
        label=_("Country of the phone number"),
        help_text=_("For another country, begin the number with + and the code of the country."),
        required=False,
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["region"].choices = [  # type: ignore[attr-defined]  # a ChoiceField, declared above
            (code, f"{label} (+{phonenumbers.country_code_for_region(code)})") for code, label in Country.choices
        ]
        chosen = self.data.get("region", "")
        self.fields["contact"].region = chosen if chosen in Country.values else Country.BELGIUM  # type: ignore[attr-defined]  # a ContactField


class CodeForm(Form):
    code = CodeField(label=_("The six digits"))


class WhoForm(Form):
    """Whose file: by initial and the day it was begun; her birth year confirms. A wrong one reveals nothing.

    Where two of them have one initial, her name is asked too: `alike` are those persons.
    """

    who = forms.ChoiceField(label=_("Which file is yours?"), widget=forms.RadioSelect)
    birth_year = WholeNumberField(
        label=_("Your birth year"),
        help_text=_("As on your card. Leave it empty if you have not told us yet."),
        required=False,
        min_value=1,
        max_value=9999,
    )

    name = NameField(
        label=_("Your name"),
        help_text=_("Two files here begin with the same letter. Write your name as you gave it to us, in any script."),
        required=False,
    )

    def __init__(self, data: Any = None, *, persons: Sequence[Person], may_be_new: bool, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.persons = persons
        choices = [(str(number), _described(person)) for number, person in enumerate(persons)]
        if may_be_new:
            choices.append((NEW, gettext("None of these: I begin a new application")))
        self.fields["who"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField, declared above
        initials = Counter(masked(person.full_name, "initial") for person in persons)
        self.alike = [person for person in persons if initials[masked(person.full_name, "initial")] > 1]
        if not self.alike:
            del self.fields["name"]
        self.alone = len(choices) == 1
        if self.alone:
            self.fields["who"].widget, self.fields["who"].initial = forms.HiddenInput(), choices[0][0]

    @property
    def chosen(self) -> Person | None:
        """The person chosen, None for a new one. Only after the form was found valid."""
        who = self.cleaned_data["who"]
        return None if who == NEW else self.persons[int(who)]


def _described(person: Person) -> str:
    return gettext("%(initial)s – file begun on %(day)s") % {
        "initial": masked(person.full_name, "initial"),
        "day": date_format(person.created_at, "DATE_FORMAT"),
    }
