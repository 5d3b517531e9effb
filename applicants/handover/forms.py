"""A line for each file: the proposal is chosen already, everybody else can be."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from applicants.cases.reasons import Why
from applicants.handover.actions import Order
from applicants.handover.plan import ANYWAY, STAY, Line
from portal.forms import Form


class PlacingForm(Form):
    """`lines` as the plan of this moment has them."""

    why = forms.ChoiceField(
        label=_("Why do the files go to colleagues?"),
        choices=Why.choices,
        widget=forms.Select(attrs={"class": "form-select w-auto"}),
    )

    def __init__(self, data: Any = None, *, lines: list[Line], asks_why: bool) -> None:
        super().__init__(data)
        if not asks_why:
            del self.fields["why"]
        self.lines = lines
        for line in lines:
            self.fields[f"to_{line.case.ref}"] = forms.ChoiceField(
                label=_("New advisor"),
                choices=_known(line, data),
                initial=line.proposed,
                widget=forms.Select(attrs={"class": "form-select"}),
            )

    def rows(self) -> list[dict[str, Any]]:
        """The lines with their fields, for the table."""
        return [{"line": line, "field": self[f"to_{line.case.ref}"]} for line in self.lines]

    def _chosen(self) -> Iterator[tuple[str, str]]:
        """Reference and choice of each line; of files that went elsewhere meanwhile too, so that it is said of them."""
        for name in self.data:
            if name.startswith("to_"):
                yield name[3:], str(self.cleaned_data.get(name, self.data[name]))

    def orders(self) -> list[Order]:
        """What was chosen, for the action. Only after the form was found valid."""
        found = []
        for ref, value in self._chosen():
            if value == STAY:
                continue
            key = value.rstrip(ANYWAY)
            advisor = int(key) if key.isdecimal() else None
            found.append(Order(ref, advisor, anyway=value.endswith(ANYWAY)))
        return found


def _known(line: Line, data: Any) -> list[tuple[str, str]]:
    """Who was free on the page and is full now can still be sent: the action says that she is full, by name."""
    chosen = str(data.get(f"to_{line.case.ref}", "")) if data else ""
    values = {value for value, _words in line.choices}
    if chosen.isdecimal() and f"{chosen}{ANYWAY}" in values:
        return [*line.choices, (chosen, chosen)]
    return line.choices
