"""Forms of rows: as many lines as somebody needs, each of a few fields; a button adds one, without script.

The button (`ADD`) sends the form to its own page. The form is then not bound: it shows what was typed and a line
more, finds no fault, and keeps nothing.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, ClassVar, Final

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.forms import AmountField, Form, NameField
from portal.language.digits import localize, parse_number
from portal.money import LIMIT, ZERO

ADD: Final = "add"  # the name of the button
_NUMBERED: Final = re.compile(r"(?P<column>[a-z]+)_(?P<number>[1-9][0-9]?)")


class Rows(Form):
    """Lines of `columns()`; fields are named `name_1`, `amount_1` … Empty lines are left out.

    A subclass calls `lay_out` when its other fields are there. `fewest` lines are shown, `most` are taken.
    """

    fewest: ClassVar[int] = 3
    most: ClassVar[int] = 30
    count: int

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None, **kwargs: Any) -> None:
        begun = dict(initial or {})
        self.count = max(self.fewest, _last_line(begun) + 1, _last_line(data or {}))
        if data is not None and ADD in data:
            begun |= {name: data[name] for name in data}
            self.count += 1
            data = None
        self.count = min(self.count, self.most)
        super().__init__(data, initial=begun, **kwargs)

    def columns(self) -> dict[str, forms.Field]:
        """The fields of one line, made anew for each."""
        return {
            "name": NameField(
                label=_("What"),
                required=False,
                max_length=80,
                widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
            ),
            "amount": AmountField(label=_("How many euros"), required=False),
        }

    def lay_out(self, *before: Any) -> None:
        """Add the lines to the form; `before` are the parts of its layout that come first."""
        lines = []
        for number in range(1, self.count + 1):
            names = []
            for column, field in self.columns().items():
                names.append(f"{column}_{number}")
                self.fields[names[-1]] = field
            legend = _("Line %(number)s") % {"number": localize(number, get_language() or "en")}
            lines.append(Fieldset(legend, *names, css_class="line"))
        self.helper.layout = Layout(*before, *lines)
        self.fields_added()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for number in range(1, self.count + 1):
            name, amount = f"name_{number}", f"amount_{number}"
            if name not in cleaned or amount not in cleaned:
                continue
            if cleaned[name] and cleaned[amount] is None:
                self.add_error(amount, _("Please write the amount too. To remove the line, empty it."))
            elif cleaned[amount] is not None and not cleaned[name]:
                self.add_error(name, _("Please write what it is."))
        return cleaned

    def lines(self) -> list[dict[str, Any]]:
        """What was typed, line by line, without the empty ones. Only after the form was found valid."""
        found = []
        for number in range(1, self.count + 1):
            line = {column: self.cleaned_data[f"{column}_{number}"] for column in self.columns()}
            if line["name"]:
                found.append(line)
        return found

    @property
    def together(self) -> Decimal:
        """The sum of the amounts as they stand in the form; what is no amount is not counted."""
        amounts = (self[name].value() for name, field in self.fields.items() if isinstance(field, AmountField))
        return sum((_amount(value) for value in amounts), ZERO)


def as_initial(lines: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Lines as a form begins with them."""
    return {f"{column}_{number}": value for number, line in enumerate(lines, 1) for column, value in line.items()}


def _last_line(data: Mapping[str, Any]) -> int:
    found = (_NUMBERED.fullmatch(name) for name in data)
    return max((int(match["number"]) for match in found if match), default=0)


def _amount(value: Any) -> Decimal:
    try:
        amount = value if isinstance(value, Decimal) else parse_number(str(value or "0"), get_language() or "en")
    except ValueError:
        return ZERO
    return amount if abs(amount) < LIMIT else ZERO
