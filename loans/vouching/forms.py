"""The forms by which an applicant names who could stand by her, and a colleague settles an unknown organisation."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from applicants.persons.forms import ContactField
from loans.applications.models import Application
from loans.guarantees.queries import partners_for
from portal.forms import Form, NameField

NONE: Final = "none"


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

    def __init__(self, data: Any = None, *, application: Application, prefix: str | None = None) -> None:
        super().__init__(data, prefix=prefix)
        self.offered = {str(partner.pk): partner for partner in partners_for(application)}
        self.fields["partner"].choices = self.choices()  # type: ignore[attr-defined]  # a ChoiceField, declared above

    def choices(self) -> list[tuple[str, Any]]:
        return [(key, partner.name) for key, partner in self.offered.items()]


class SettleForm(PartnerForm):
    """Which organisation of the list it is, or none of them: nothing is chosen beforehand."""

    partner = forms.ChoiceField(
        label=_("Organisation"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose which organisation it is, or that it is none of these.")},
    )

    def choices(self) -> list[tuple[str, Any]]:
        return [*super().choices(), (NONE, _("It is none of these, or we cannot ask it"))]
