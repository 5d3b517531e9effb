"""The journey's forms of who could stand by her: names and contacts, one after the other, all may be left empty."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from applicants.journey.entries import EntriesForm
from applicants.journey.step import Data
from applicants.persons.forms import ContactField
from portal.forms import NameField


class NamedForm(EntriesForm):
    """Entries of a name and a contact. `theirs` is whether her own contact cannot be meant."""

    marker = "name"
    theirs: ClassVar[bool] = True
    twice: ClassVar[Any] = _("This person is already in the list.")

    def entry(self) -> dict[str, forms.Field]:
        name = NameField(label=_("Name"), max_length=120, required=False)
        name.widget.attrs["autocomplete"] = "off"
        region = self.sheet.get("place", "country")
        return {
            "name": name,
            "contact": ContactField(label=_("Phone or e-mail"), region=region, required=False),
        }

    def clean(self) -> Data:
        cleaned = super().clean() or {}
        case = self.sheet.case
        own = {row.value for row in case.person.contacts.all()} if case is not None and self.theirs else set()
        seen: set[str] = set()
        for number in range(1, self.count + 1):
            name, contact = f"name_{number}", f"contact_{number}"
            if name not in cleaned or contact not in cleaned:
                continue
            if cleaned[name] and not cleaned[contact]:
                self.add_error(contact, _("Please write a phone number or an e-mail address too."))
            elif cleaned[contact] and not cleaned[name]:
                self.add_error(name, _("Please write the name too."))
            elif cleaned[contact]:
                self._look_twice(number, own, seen)
        return cleaned

    def _look_twice(self, number: int, own: set[str], seen: set[str]) -> None:
        said = self.told_apart(self.cleaned_data[f"name_{number}"], self.cleaned_data[f"contact_{number}"].value)
        if self.cleaned_data[f"contact_{number}"].value in own:
            words = _("This is your own phone or e-mail. Please write that of the other person.")
            self.add_error(f"contact_{number}", words)
        elif said in seen:
            self.add_error(f"name_{number}", self.twice)
        seen.add(said)

    def told_apart(self, name: str, contact: str) -> str:
        """By what two entries are the same."""
        del name
        return contact

    def packed(self) -> Data:
        return {self.list_name: [[entry["name"], entry["contact"].value] for entry in self.entries()]}


class PeopleForm(NamedForm):
    list_name, legend = "people", _("Person %(number)s")


class FriendsForm(NamedForm):
    list_name, legend = "friends", _("Friend %(number)s")


class OrganisationsForm(NamedForm):
    """Those of the list, as far as there are any, and others."""

    list_name, legend, theirs = "others", _("Another organisation: %(number)s"), False
    twice = _("This organisation is already in your list.")
    organisations = forms.MultipleChoiceField(
        label=_("Choose those that know you. None is fine."), widget=forms.CheckboxSelectMultiple, required=False
    )

    def offer(self, partners: Iterable[tuple[int, str]]) -> None:
        choices = [(str(key), name) for key, name in partners]
        self.fields["organisations"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField, declared above
        if not choices:
            del self.fields["organisations"]
            self.helper.layout.fields.remove("organisations")

    def told_apart(self, name: str, contact: str) -> str:
        del contact
        return name

    def packed(self) -> Data:
        return {"organisations": self.cleaned_data.get("organisations", []), **super().packed()}


def as_entries(named: Iterable[tuple[str, str]]) -> list[Data]:
    """Names and contacts as the forms begin with them."""
    return [{"name": name, "contact": contact} for name, contact in named]
