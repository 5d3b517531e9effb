"""What a permit exception is asked with, what the second person writes, and the end of a renewed document."""

from typing import Any

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from applicants.documents.models import DocumentState
from applicants.persons.countries import country_choices, country_name
from loans.applications.models import Application
from loans.applications.pricing import Shorter
from loans.permits.models import CountryEntry, PermitException
from portal.back_office import BackOfficeForm
from portal.forms import DayField, Form, FreeTextField, ModelForm, plain_helper

_SEEN = (DocumentState.GIVEN, DocumentState.ACCEPTED)


class ExceptionForm(ModelForm):
    """The country as the list has it today, why, and what was seen: a document of the file, or words.

    Where the product asks to look for a shorter loan first, and there is one (`shorter`): why it does not fit.
    """

    shorter = FreeTextField(
        label=_("Why does a shorter loan not fit?"),
        help_text=_("For example: the instalment would be more than what is left in a month."),
        rows=3,
        max_length=2000,
    )

    reason = FreeTextField(
        label=_("Why should the loan last longer than the document?"),
        help_text=_("For example: the plan needs this time, and the document is expected to be renewed."),
        rows=4,
        max_length=2000,
    )
    evidence = FreeTextField(
        label=_("What you have seen, in your own words"),
        help_text=_("For example: the receipt of the request to renew, seen on 3 March."),
        rows=3,
        max_length=2000,
        required=False,
    )

    class Meta:
        model = PermitException
        fields = ["entry", "shorter", "reason", "document", "evidence"]

    def __init__(self, data: Any = None, *, application: Application, shorter: Shorter | None) -> None:
        super().__init__(data, instance=PermitException(application=application))
        if shorter is None:
            del self.fields["shorter"]
        language = get_language() or "en"
        entries = sorted(
            CountryEntry.objects.in_force(timezone.localdate()), key=lambda one: country_name(one.country, language)
        )
        self._choose("entry", [(entry.pk, str(entry)) for entry in entries], empty=gettext("Choose a country"))
        documents = application.case.documents.filter(state__in=_SEEN).select_related("kind")
        self._choose("document", [(one.pk, str(one)) for one in documents], empty=gettext("None: in words only"))
        self.fields["entry"].label = gettext("Country of origin, as our list has it today")
        self.fields["entry"].help_text = gettext(
            "If the country is not in the list, an administrator can add it, with its source, in the back office."
        )
        self.fields["document"].label = gettext("A document of the file")
        self.has_entries = bool(entries)
        self.helper = plain_helper()
        first = ["shorter", "entry"] if "shorter" in self.fields else ["entry"]
        self.helper.layout = Layout(*first, "reason", Fieldset(gettext("Evidence"), "document", "evidence"))

    def _choose(self, name: str, choices: list[tuple[Any, str]], *, empty: str) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ModelChoiceField):
            field.choices = [("", empty), *choices]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("document") and not cleaned.get("evidence") and "evidence" not in self.errors:
            self.add_error("evidence", gettext("Choose a document of the file, or write what you have seen."))
        return cleaned

    def _post_clean(self) -> None:
        """The columns are whole only in the action, which knows the need: it checks them."""
        for name in self.cleaned_data:
            setattr(self.instance, name, self.cleaned_data[name])


class SecondPersonForm(Form):
    """The second person's own words; needed where the answer is no."""

    note = FreeTextField(
        label=_("Note for colleagues"), help_text=_("Needed if you do not agree."), rows=3, required=False
    )


class RenewalForm(Form):
    """Until when the renewed document is valid, or that it has no end."""

    valid_until = DayField(label=_("Valid until"), required=False)
    no_end = forms.BooleanField(label=_("It has no end date"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "valid_until" not in self.errors and bool(cleaned.get("valid_until")) == bool(cleaned.get("no_end")):
            raise ValidationError(gettext("Write the new end, or say that there is none."))
        return cleaned


class CountryEntryForm(BackOfficeForm):
    """For the back office: an entry that stands can only be ended, today or later."""

    country = forms.ChoiceField(label=_("country of origin"))

    class Meta:
        model = CountryEntry
        fields = ["country", "listed", "source", "valid_from", "valid_until"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        country = self.fields.get("country")  # an entry that stands only shows it
        if isinstance(country, forms.ChoiceField):
            country.choices = [("", "–"), *country_choices(get_language() or "en")]

    def clean_valid_until(self) -> Any:
        end = self.cleaned_data["valid_until"]
        if self.instance.pk and end is not None and end < timezone.localdate():
            raise ValidationError(gettext("An entry is ended today or later: decisions rest on what it said."))
        return end
