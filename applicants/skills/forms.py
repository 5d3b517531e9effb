"""The forms of skills: jobs as entries, sentences with pictures, a diploma and its recognition."""

from typing import Any, Final

from crispy_forms.layout import Div, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from applicants.journey.dates import DateParts, DatePartsField, birth_months
from applicants.journey.entries import EntriesForm
from applicants.journey.forms import date_told, shown_parts
from applicants.journey.step import Data, Sheet, StepForm
from applicants.persons.countries import country_choices
from applicants.persons.models import YesNo
from applicants.skills.lists import sentences_of
from applicants.skills.models import Recognition, RecognitionState
from portal.forms import DayField, FreeTextField, ModelForm, NameField
from portal.language.partial_dates import PartialDate

HOW_LONG: Final = [
    ("less", _("Less than a year")),
    ("some", _("1 to 3 years")),
    ("many", _("4 to 9 years")),
    ("ten", _("10 years or more")),
]
HOW_WELL: Final = [
    ("help", _("I can help somebody who knows it")),
    ("alone", _("I can do it alone")),
    ("teach", _("I can teach it to others")),
]


def with_picture(name: str, words: Any) -> str:
    """A choice with its drawing before the words."""
    address = static(f"img/skills/{name}.svg")
    picture = format_html('<img src="{}" alt="" width="48" height="48">', address)
    return format_html('<span class="choice-pictured">{} <span>{}</span></span>', picture, words)


def countries() -> list[tuple[str, str]]:
    return [("", "–"), *country_choices(get_language() or "en")]


class JobsForm(EntriesForm):
    list_name, marker, legend = "jobs", "what", _("Work %(number)s")

    def entry(self) -> dict[str, forms.Field]:
        pictured = [(value, with_picture(value, words)) for value, words in HOW_WELL]
        what = NameField(label=_("What did you do?"), max_length=120, required=False)
        who = NameField(
            label=_("Who can tell about it?"),
            help_text=_("A boss, a customer, a neighbour, a photo: anything counts."),
            max_length=120,
            required=False,
        )
        for field in (what, who):
            field.widget.attrs["autocomplete"] = "off"
        return {
            "what": what,
            "country": forms.ChoiceField(label=_("In which country?"), choices=countries(), required=False),
            "began": DatePartsField(
                label=_("Since when? The year is enough."), months=birth_months(get_language() or "en"), required=False
            ),
            "long": forms.ChoiceField(label=_("For how long?"), choices=[("", "–"), *HOW_LONG], required=False),
            "well": forms.ChoiceField(
                label=_("How well can you do it?"), choices=pictured, widget=forms.RadioSelect, required=False
            ),
            "who": who,
        }

    def unpacked(self, entry: Data) -> Data:
        began = entry.get("began")
        shown = shown_parts(PartialDate.from_dict(began), get_language() or "en") if began else None
        return entry | {"began": shown}

    def clean(self) -> Data:
        cleaned = super().clean() or {}
        for number in range(1, self.count + 1):
            parts = cleaned.get(f"began_{number}")
            if isinstance(parts, DateParts):
                try:
                    cleaned[f"began_{number}"] = date_told(parts, timezone.localdate()).as_dict()
                except ValidationError as problem:
                    self.add_error(f"began_{number}", problem)
            others = [cleaned.get(f"{name}_{number}") for name in ("country", "began", "long", "well", "who")]
            if any(others) and not cleaned.get(f"what_{number}") and f"what_{number}" not in self.errors:
                self.add_error(f"what_{number}", _("Please write what you did."))
        return cleaned

    def packed(self) -> Data:
        return {"jobs": [dict(entry) for entry in self.entries()]}


class CanDoForm(StepForm):
    """For each language of the country, the sentences that she can say of herself; none is an answer too."""

    def __init__(self, data: Any = None, *, sheet: Sheet, initial: Data | None = None) -> None:
        super().__init__(data, sheet=sheet, initial=initial)
        for code, rows in sentences_of(sheet).items():
            self.fields[code] = forms.MultipleChoiceField(
                label=str(rows[0].language),
                choices=[(row.code, with_picture(row.picture, row.sentence)) for row in rows],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )

    def packed(self) -> Data:
        return {"can": {code: self.cleaned_data[code] for code in self.fields}}


class DiplomaForm(StepForm):
    has = forms.ChoiceField(
        label=_("Choose one"), choices=[("no", _("No")), ("yes", _("Yes"))], widget=forms.RadioSelect
    )
    diploma = NameField(label=_("Which one?"), max_length=150, required=False)
    country = forms.ChoiceField(label=_("From which country?"), required=False)
    asked = forms.ChoiceField(
        label=_("Did you ask to have it recognised here?"), choices=[("", "–"), *YesNo.choices], required=False
    )
    body = NameField(label=_("If yes: where did you ask?"), max_length=120, required=False)
    answer = forms.ChoiceField(
        label=_("If yes: what was the answer?"),
        choices=[
            ("waiting", _("I am still waiting")),
            ("recognised", _("It was recognised")),
            ("partly", _("A part of it was recognised")),
            ("no", _("It was not recognised")),
        ],
        required=False,
    )

    def __init__(self, data: Any = None, *, sheet: Sheet, initial: Data | None = None) -> None:
        super().__init__(data, sheet=sheet, initial=initial)
        self.fields["country"].choices = countries()  # type: ignore[attr-defined]  # a ChoiceField, declared above
        for name in ("diploma", "body"):
            self.fields[name].widget.attrs["autocomplete"] = "off"
        self.helper.layout = Layout("has", Div("diploma", "country", "asked", "body", "answer"))

    def clean(self) -> Data:
        cleaned = super().clean() or {}
        if cleaned.get("has") == "yes" and not cleaned.get("diploma") and "diploma" not in self.errors:
            self.add_error("diploma", _("Please write which diploma."))
        return cleaned

    def packed(self) -> Data:
        given = self.cleaned_data
        if given["has"] == "no":
            return {"has": "no"}
        asked = given["asked"] == YesNo.YES
        return {
            "has": "yes",
            "diploma": given["diploma"],
            "country": given["country"],
            "asked": given["asked"] or YesNo.UNKNOWN,
            "body": given["body"] if asked else "",
            "answer": (given["answer"] or "waiting") if asked else "",
        }


class RecognitionForm(ModelForm):
    """What the advisor notes: where it stands, since when, and when to look again."""

    diploma = NameField(label=_("Diploma"), max_length=150)
    country = forms.ChoiceField(label=_("From which country?"), required=False)
    body = NameField(label=_("Asked where"), max_length=120, required=False)
    asked_on = DayField(label=_("Asked on"), required=False)
    answered_on = DayField(label=_("Answered on"), required=False)
    follow_up_on = DayField(
        label=_("Look again on"), help_text=_("It then stands among the next steps of the file."), required=False
    )
    note = FreeTextField(label=_("Note"), rows=3, max_length=2000, required=False)

    class Meta:
        model = Recognition
        fields = ("diploma", "country", "state", "body", "asked_on", "answered_on", "follow_up_on", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = countries()  # type: ignore[attr-defined]  # a ChoiceField, declared above
        self.fields["state"].choices = RecognitionState.choices  # type: ignore[attr-defined]  # of a model's choices
        for name in ("diploma", "body"):
            self.fields[name].widget.attrs["autocomplete"] = "off"
