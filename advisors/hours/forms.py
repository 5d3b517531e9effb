"""The forms of hours."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from crispy_forms.layout import Div, Layout
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advisors.hours.models import Hours, Weekday
from advisors.hours.planning import Plan
from advisors.hours.week import purposes
from portal.forms import DayField, Form, NameField, WholeNumberField, plain_helper
from portal.models import Office


class ClockField(forms.TimeField):
    """A time of day by the clock of the office."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TimeInput(format="%H:%M", attrs={"type": "time", "dir": "ltr"})
        super().__init__(widget=widget, input_formats=["%H:%M", "%H:%M:%S"], **kwargs)


class HoursForm(Form):
    """New weekly hours on some days, or (with `row`) other hours from a day on."""

    office = forms.ChoiceField(label=_("Office"))
    purpose = forms.ChoiceField(label=_("What for"))
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Days"), choices=Weekday.choices, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    weekday = forms.TypedChoiceField(label=_("Day"), choices=Weekday.choices, coerce=int)
    begins = ClockField(label=_("From"))
    ends = ClockField(label=_("Until"))
    minutes = WholeNumberField(label=_("Minutes for each meeting"), min_value=5, max_value=480, initial=30)
    seats = WholeNumberField(label=_("People at once"), min_value=1, max_value=50, initial=1)
    first = DayField(label=_("From this day on"))
    last = DayField(label=_("Last day"), required=False, help_text=_("Empty: no end."))
    instead = forms.BooleanField(
        label=_("Instead of the usual hours"),
        required=False,
        help_text=_("For a time with other hours, such as Ramadan: the usual ones do not count in it."),
    )

    def __init__(self, data: Any = None, *, offices: Sequence[Office], row: Hours | None = None) -> None:
        today = timezone.localdate()
        super().__init__(data, initial={"first": today} if row is None else _of(row, today))
        self.offices = {office.code: office for office in offices}
        self.purposes = {one.code: one for one in purposes()}
        if row is not None:
            self.purposes.setdefault(row.purpose.code, row.purpose)
        self.fields["office"].choices = [(code, str(one)) for code, one in self.offices.items()]  # type: ignore[attr-defined]  # a ChoiceField, declared above
        self.fields["purpose"].choices = [(code, str(one)) for code, one in self.purposes.items()]  # type: ignore[attr-defined]  # a ChoiceField, declared above
        days = "weekdays" if row is None else "weekday"
        del self.fields["weekday" if row is None else "weekdays"]
        self.helper = plain_helper()
        self.helper.layout = Layout(
            Div("office", "purpose", css_class="form-two"),
            days,
            Div("begins", "ends", css_class="form-two"),
            Div("minutes", "seats", css_class="form-two"),
            Div("first", "last", css_class="form-two"),
            "instead",
        )

    def plan(self) -> Plan:
        told = self.cleaned_data
        return Plan(
            office=self.offices[told["office"]],
            purpose=self.purposes[told["purpose"]],
            begins=told["begins"],
            ends=told["ends"],
            minutes=told["minutes"],
            seats=told["seats"],
            first=told["first"],
            last=told["last"],
            instead=told["instead"],
        )


def _of(row: Hours, today: date) -> dict[str, Any]:
    return {
        "office": row.office.code,
        "purpose": row.purpose.code,
        "weekday": row.weekday,
        "begins": row.begins,
        "ends": row.ends,
        "minutes": row.minutes,
        "seats": row.seats,
        "first": max(row.valid_from, today),
        "last": row.valid_until,
        "instead": row.instead,
    }


class EndForm(Form):
    until = DayField(label=_("Last day"))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"until": timezone.localdate()})


class BusyForm(Form):
    """A time at which she receives nobody."""

    day = DayField(label=_("Day"))
    begins = ClockField(label=_("From"), required=False, help_text=_("Empty: the whole day."))
    ends = ClockField(label=_("Until"), required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.helper = plain_helper()
        self.helper.layout = Layout("day", Div("begins", "ends", css_class="form-two"))


class DayOffForm(Form):
    day = DayField(label=_("Day"))
    name = NameField(label=_("Why the office is closed"), max_length=100, widget=forms.TextInput(attrs={"dir": "auto"}))
