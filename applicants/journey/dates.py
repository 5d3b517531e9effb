"""A date in three fields: day, month by its name, year. Any of them may be left out where the form allows it."""

from collections.abc import Sequence
from typing import Any, ClassVar, Final, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.language.calendars import DEFAULT_VARIANT, Calendar, month_names, parse_month, variant_of
from portal.language.digits import localize
from portal.language.partial_dates import PartialDate

_PART_LENGTH: Final = 30


class DateParts(NamedTuple):
    """What was written: numbers, None where nothing was; `calendar` is that of a month's name, if it tells one."""

    day: int | None
    month: int | None
    year: int | None
    calendar: Calendar | None
    text: str


MonthGroups = Sequence[tuple[str, Sequence[tuple[str, str]]]]


def gregorian_months(language: str) -> list[tuple[str, str]]:
    """(value, label): the value is the name itself, which `parse_month` reads back, in any language."""
    return _numbered(month_names("gregorian", language), language)


def birth_months(language: str) -> MonthGroups:
    """Gregorian months, then those of the Solar Hijri calendars as Afghans and Iranians call them."""
    if language == "ps":
        solar = [(gettext("Solar Hijri"), month_names("solar_hijri", "ps"))]
    else:
        solar = [
            (gettext("Solar Hijri, Afghanistan"), month_names("solar_hijri", language, variant="afghan")),
            (gettext("Solar Hijri, Iran"), month_names("solar_hijri", language, variant="iranian")),
        ]
    groups = [(gettext("Gregorian"), month_names("gregorian", language)), *solar]
    return [(group, _numbered(names, language)) for group, names in groups]


def month_values(known: PartialDate, language: str) -> tuple[str, ...]:
    """The months of a date's own calendar, as the values that `birth_months` offers."""
    return month_names(known.calendar, language, variant=variant_of(known.text) or DEFAULT_VARIANT)


def _numbered(names: Sequence[str], language: str) -> list[tuple[str, str]]:
    return [(name, f"{localize(number, language)} · {name}") for number, name in enumerate(names, 1)]


class DatePartsWidget(forms.MultiWidget):
    """Day, month, year, each with its own label: templates/applicants/_date_parts.html."""

    template_name = "applicants/_date_parts.html"
    use_fieldset = True

    def __init__(self, months: Sequence[Any] = ()) -> None:
        digits = {"inputmode": "numeric", "dir": "ltr", "autocomplete": "off"}
        parts: dict[str, forms.Widget | type[forms.Widget]] = {
            "day": forms.TextInput(attrs={**digits, "maxlength": "4"}),
            "month": forms.Select(choices=[("", "–"), *months], attrs={"class": "form-select"}),
            "year": forms.TextInput(attrs={**digits, "maxlength": "6"}),
        }
        super().__init__(widgets=parts)

    def decompress(self, value: Any) -> list[Any]:
        """`value` is (day, name of the month, year)."""
        return list(value) if value else [None, None, None]


class DatePartsField(forms.MultiValueField):
    """Gives `DateParts`; the form makes a date of it."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "digits": _("Please write the day and the year in digits, such as 5 and 1990."),
        "month": _("Please choose a month."),
    }

    def __init__(self, *, months: Sequence[Any] = (), **kwargs: Any) -> None:
        part = {"max_length": _PART_LENGTH, "required": False}
        fields = (forms.CharField(**part), forms.CharField(**part), forms.CharField(**part))  # type: ignore[arg-type]  # one dictionary of two kinds
        super().__init__(fields=fields, widget=DatePartsWidget(months), require_all_fields=False, **kwargs)

    def compress(self, data_list: Any) -> DateParts | None:
        if not data_list or not any(data_list):
            return None
        day, month, year = data_list
        calendar, number = self._month(month)
        return DateParts(self._number(day), number, self._number(year), calendar, " ".join(filter(None, data_list)))

    def _number(self, text: str) -> int | None:
        if not text:
            return None
        if not (text.isascii() and text.isdecimal() and len(text) <= 4):  # noqa: PLR2004 - the digits of a year
            raise ValidationError(self.error_messages["digits"], code="digits")
        return int(text)

    def _month(self, text: str) -> tuple[Calendar | None, int | None]:
        if not text:
            return None, None
        try:
            calendar, number = parse_month(text)
        except ValueError as problem:
            raise ValidationError(self.error_messages["month"], code="month") from problem
        # A bare number is a month of whichever calendar was chosen.
        return (None if text.isdecimal() else calendar), number
