"""The forms by which an applicant names who could stand by her, and a colleague settles an unknown organisation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from applicants.persons.forms import ContactField
from loans.applications.models import Application
from loans.guarantees.queries import partners_for
from portal.forms import Form, NameField


class NamedForm(Form):
    """Name and contact, no more. `prefix` tells the forms of one page apart."""

    name = NameField(label=_("Name"), max_length=120)
    contact = ContactField(label=_("Phone or e-mail"))

    def __init__(self, data: Any = None, *, prefix: str, region: str = "") -> None:
        super().__init__(data, prefix=prefix)
        self.fields["name"].widget.attrs["autocomplete"] = "off"
        self.fields["contact"].region = region or None  # type: ignore[attr-defined]  # a ContactField, declared above

    def named(self) -> dict[str, str]:
        """Name and contact as they are kept. Only after the form was found valid."""
        return {"name": self.cleaned_data["name"], "contact": self.cleaned_data["contact"].value}


class PartnerForm(Form):
    """An organisation of the list that vouches and is not named yet."""

    partner = forms.ChoiceField(label=_("Organisation"))

    def __init__(self, data: Any = None, *, application: Application, prefix: str = "", optional: bool = False) -> None:
        super().__init__(data, prefix=prefix or None)
        self.offered = {str(partner.pk): partner for partner in partners_for(application)}
        nothing = [("", _("It is none of these, or we cannot ask it"))] if optional else []
        field = self.fields["partner"]
        field.required = not optional
        field.choices = [*nothing, *((key, partner.name) for key, partner in self.offered.items())]  # type: ignore[attr-defined]  # a ChoiceField
