"""The forms of the personal steps: one question each, what was typed stays, the sentences help."""

from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from applicants.journey import lists
from applicants.journey.dates import DateParts, DatePartsField, birth_months, gregorian_months, month_values
from applicants.journey.drawings import drawing
from applicants.journey.needs import Need
from applicants.journey.step import Data, Sheet, StepForm
from applicants.persons.countries import country_choices
from applicants.persons.forms import EmailAddressField
from applicants.persons.models import YesNo
from portal.forms import FreeTextField, NameField, PhoneField
from portal.language.calendars import FIRST_SOLAR_YEAR, LAST_SOLAR_YEAR, Calendar, from_gregorian
from portal.language.digits import localize
from portal.language.partial_dates import PartialDate
from portal.models import Country

OTHER: Final = "other"
UNKNOWN: Final = "unknown"
LANGUAGE_FIELDS: Final = (1, 2, 3)
OLDEST: Final = 120  # years; beyond it, a year or a calendar was mistyped


class NeedsForm(StepForm):
    needs = forms.MultipleChoiceField(
        label=_("You can choose more than one"), choices=Need.choices, widget=forms.CheckboxSelectMultiple
    )


class PlaceForm(StepForm):
    country = forms.ChoiceField(label=_("Country"), widget=forms.RadioSelect)
    elsewhere = forms.ChoiceField(label=_("Which other country?"), required=False)
    city = NameField(label=_("City or village"), max_length=100)

    def __init__(self, data: Any = None, *, sheet: Sheet, initial: Data | None = None) -> None:
        super().__init__(data, sheet=sheet, initial=initial)
        choices = [*Country.choices, (OTHER, _("Another country"))]
        self.fields["country"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField, declared above
        others = [("", "–"), *country_choices(get_language() or "en")]
        self.fields["elsewhere"].choices = others  # type: ignore[attr-defined]  # as above
        self.fields["city"].widget.attrs["autocomplete"] = "address-level2"

    def clean(self) -> Data:
        cleaned = super().clean() or {}
        if cleaned.get("country") == OTHER and not cleaned.get("elsewhere"):
            self.add_error("elsewhere", _("Please choose the country."))
        return cleaned

    def packed(self) -> Data:
        country = self.cleaned_data["country"]
        return {
            "country": self.cleaned_data["elsewhere"] if country == OTHER else country,
            "city": self.cleaned_data["city"],
        }


class OfficeForm(StepForm):
    office = forms.ChoiceField(label=_("Choose the office that is easiest for you"), widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, sheet: Sheet, initial: Data | None = None) -> None:
        super().__init__(data, sheet=sheet, initial=initial)
        choices = [(office.code, str(office)) for office in lists.offices_of(sheet)]
        self.fields["office"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField, declared above


class LanguagesForm(StepForm):
    """Up to three languages in order of wish; each says whether she reads it."""

    def __init__(self, data: Any = None, *, sheet: Sheet, initial: Data | None = None) -> None:
        super().__init__(data, sheet=sheet, initial=initial)
        labels = {1: _("First choice"), 2: _("Second choice"), 3: _("Third choice")}
        choices = [("", "–"), *((spoken.code, _named(spoken)) for spoken in lists.languages_of(sheet))]
        for number in LANGUAGE_FIELDS:
            self.fields[f"language_{number}"] = forms.ChoiceField(
                label=labels[number], choices=choices, required=number == 1
            )
            self.fields[f"reads_{number}"] = forms.BooleanField(label=_("I can read this language"), required=False)

    def packed(self) -> Data:
        found: dict[str, bool] = {}
        for number in LANGUAGE_FIELDS:
            code = self.cleaned_data[f"language_{number}"]
            if code:
                found[code] = found.get(code, False) or self.cleaned_data[f"reads_{number}"]
        return {"languages": [[code, reads] for code, reads in found.items()]}


def _named(spoken: Any) -> str:
    """Its own name first, so that its speakers find it: «دری · Dari»."""
    return f"{spoken.own_name} · {spoken.name}" if spoken.own_name and spoken.own_name != spoken.name else spoken.name


class NameForm(StepForm):
    full_name = NameField(label=_("Your name, in your own script"))
    latin_name = NameField(
        label=_("Your name as on your card"),
        help_text=_("In Latin letters, if your card has them."),
        required=False,
    )
    called = NameField(label=_("What should we call you?"), max_length=60, required=False)


class ContactForm(StepForm):
    phone = PhoneField(label=_("Phone"), required=False)
    email = EmailAddressField(label=_("E-mail"), required=False)

    def __init__(self, data: Any = None, *, sheet: Sheet, initial: Data | None = None) -> None:
        super().__init__(data, sheet=sheet, initial=initial)
        self.fields["phone"].region = sheet.get("place", "country")  # type: ignore[attr-defined]  # a PhoneField

    def clean(self) -> Data:
        cleaned = super().clean() or {}
        if not self.errors and not (cleaned.get("phone") or cleaned.get("email")):
            raise ValidationError(_("Please give a phone number or an e-mail address."))
        return cleaned


class ConsentForm(StepForm):
    agree = forms.BooleanField(
        label=_("I have read this, or somebody read it to me, and I agree"),
        error_messages={"required": _("Without your agreement we cannot keep your answers.")},
    )


class BirthForm(StepForm):
    calendar = forms.ChoiceField(
        label=_("Which calendar do you use?"),
        widget=forms.RadioSelect,
        initial="gregorian",
    )
    birth = DatePartsField(label=_("Your birth date"))

    def __init__(self, data: Any = None, *, sheet: Sheet, initial: Data | None = None) -> None:
        super().__init__(data, sheet=sheet, initial=initial)
        language = get_language() or "en"
        self.fields["calendar"].choices = _calendars(language, timezone.localdate())  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["birth"] = DatePartsField(
            label=_("Your birth date"),
            months=birth_months(language),
            help_text=_("The year alone is enough if you know no more."),
        )

    def clean(self) -> Data:
        cleaned = super().clean() or {}
        parts = cleaned.get("birth")
        if parts is not None and "calendar" in cleaned:
            try:
                cleaned["birth"] = birth_of(parts, cleaned["calendar"], timezone.localdate())
            except ValidationError as problem:
                self.add_error("birth", problem)
        return cleaned

    def packed(self) -> Data:
        return {"birth": self.cleaned_data["birth"].as_dict()}


def _calendars(language: str, today: date) -> list[tuple[str, str]]:
    solar_year = from_gregorian(today)[0]
    return [
        ("gregorian", gettext("Gregorian (this year is %(year)s)") % {"year": localize(today.year, language)}),
        ("solar_hijri", gettext("Solar Hijri (this year is %(year)s)") % {"year": localize(solar_year, language)}),
    ]


def birth_of(parts: DateParts, chosen: Calendar, today: date) -> PartialDate:
    """The date that was written; a month's own name outweighs the calendar that was ticked."""
    if parts.year is None:
        raise ValidationError(_("Please write the year."))
    calendar = parts.calendar or chosen
    try:
        birth = PartialDate(parts.year, parts.month, parts.day, calendar, parts.text)
        ages = birth.age_range(today)
    except ValueError as problem:
        if parts.day is not None and parts.month is None:
            raise ValidationError(_("Please choose the month too, or leave the day empty.")) from problem
        raise ValidationError(
            _("This date does not exist. Please look at the calendar and the year again.")
        ) from problem
    if ages[0] > OLDEST:
        raise ValidationError(_("This year is too long ago. Is it a year of another calendar?"))
    return birth


def date_told(parts: DateParts, today: date) -> PartialDate:
    """A date of somebody's working life: years like 1385 are Solar Hijri, years like 2006 Gregorian, unasked."""
    solar = parts.year is not None and FIRST_SOLAR_YEAR <= parts.year <= LAST_SOLAR_YEAR
    return birth_of(parts, "solar_hijri" if solar else "gregorian", today)


def shown_parts(birth: PartialDate, language: str) -> list[Any]:
    """Day, name of the month and year, as the three fields show a date that is known."""
    months = dict(enumerate(month_values(birth, language), 1))
    return [birth.day, months.get(birth.month or 0, ""), birth.year]


def shown_day(day: date, language: str) -> list[Any]:
    return [day.day, gregorian_months(language)[day.month - 1][0], day.year]


class PapersForm(StepForm):
    document = forms.ChoiceField(label=_("Choose the one you have"), widget=forms.RadioSelect)
    other = NameField(label=_("If it is another one: what is written on it?"), max_length=120, required=False)

    def __init__(self, data: Any = None, *, sheet: Sheet, initial: Data | None = None) -> None:
        super().__init__(data, sheet=sheet, initial=initial)
        kinds = [(kind.code, _with_hint(kind)) for kind in lists.permits_of(sheet)]
        choices = [*kinds, (OTHER, _("Another document")), (UNKNOWN, _("I do not know"))]
        self.fields["document"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField, declared above
        self.fields["other"].widget.attrs["autocomplete"] = "off"


def _with_hint(kind: Any) -> str:
    hint = format_html('<span class="choice-hint">{}</span>', kind.hint) if kind.hint else ""
    words = format_html("<span><bdi>{}</bdi> {}</span>", kind.local_name, hint)
    return format_html('<span class="choice-pictured">{} {}</span>', drawing(kind.sign, kind.colour), words)


class PapersEndForm(StepForm):
    end = forms.ChoiceField(
        label=_("What is written on it?"),
        choices=[("date", _("It ends on a date")), ("none", _("It has no end date")), (UNKNOWN, _("I do not know"))],
        widget=forms.RadioSelect,
    )
    until = DatePartsField(label=_("Valid until"), required=False)

    def __init__(self, data: Any = None, *, sheet: Sheet, initial: Data | None = None) -> None:
        super().__init__(data, sheet=sheet, initial=initial)
        self.fields["until"] = DatePartsField(
            label=_("Valid until"), months=gregorian_months(get_language() or "en"), required=False
        )

    def clean(self) -> Data:
        cleaned = super().clean() or {}
        if cleaned.get("end") == "date" and "until" not in self.errors:
            cleaned["until"] = self._day(cleaned.get("until"))
        return cleaned

    def _day(self, parts: DateParts | None) -> date | None:
        if parts is None or None in (parts.day, parts.month, parts.year):
            self.add_error("until", _("Please write the day, the month and the year."))
            return None
        try:
            return PartialDate(parts.year or 0, parts.month, parts.day, parts.calendar or "gregorian").earliest()
        except ValueError:
            self.add_error("until", _("This date does not exist."))
            return None

    def packed(self) -> Data:
        end = self.cleaned_data["end"]
        return {"end": end, "until": self.cleaned_data["until"].isoformat() if end == "date" else None}


class PapersWorkForm(StepForm):
    may_be_self_employed = forms.ChoiceField(
        label=_("Does your document let you be self-employed?"), choices=YesNo.choices, widget=forms.RadioSelect
    )
    extension_asked = forms.ChoiceField(
        label=_("Did you ask for an extension of it?"), choices=YesNo.choices, widget=forms.RadioSelect
    )
    extension_expected = forms.ChoiceField(
        label=_("If you asked: do you expect to get it?"),
        choices=YesNo.choices,
        widget=forms.RadioSelect,
        required=False,
    )

    def packed(self) -> Data:
        asked = self.cleaned_data["extension_asked"] == YesNo.YES
        expected = self.cleaned_data["extension_expected"] if asked else ""
        return self.cleaned_data | {"extension_expected": expected or YesNo.UNKNOWN}


class IdeaForm(StepForm):
    idea = FreeTextField(label=_("Write in any language"), rows=8)

    def __init__(self, data: Any = None, *, sheet: Sheet, initial: Data | None = None) -> None:
        super().__init__(data, sheet=sheet, initial=initial)
        self.fields["idea"].required = sheet.needs(Need.LOAN)
