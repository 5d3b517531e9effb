"""Who comes to an appointment, where there is no file: a name and a contact."""

from typing import Any, Final

import phonenumbers
from django import forms
from django.utils.translation import gettext_lazy as _

from applicants.persons.forms import ContactField
from portal.forms import Form, NameField
from portal.language import registry
from portal.models import Country

_HINT: Final = _("For another country, begin the number with + and the code of the country.")


class _WithContact(Form):
    """`region` is the country of a number that is written without one."""

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["region"].choices = [  # type: ignore[attr-defined]  # a ChoiceField, declared by those below
            (code, f"{label} (+{phonenumbers.country_code_for_region(code)})") for code, label in Country.choices
        ]
        chosen = self.data.get("region", "")
        self.fields["contact"].region = chosen if chosen in Country.values else Country.BELGIUM  # type: ignore[attr-defined]  # a ContactField


class WhoComesForm(_WithContact):
    """She herself."""

    name = NameField(label=_("Your name"))
    contact = ContactField(label=_("Your phone number or e-mail address"))
    region = forms.ChoiceField(label=_("Country of the phone number"), help_text=_HINT, required=False)


class ForSomebodyForm(_WithContact):
    """A colleague, for somebody beside her or on the phone."""

    name = NameField(label=_("Name"))
    contact = ContactField(label=_("Phone number or e-mail address"))
    region = forms.ChoiceField(label=_("Country of the phone number"), help_text=_HINT, required=False)
    language = forms.ChoiceField(
        label=_("Language of the messages"), choices=[(one.code, one.own_name) for one in registry.LANGUAGES]
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "off"
