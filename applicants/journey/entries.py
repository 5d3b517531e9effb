"""Several answers of one shape on one page (jobs, debts): as many as were kept, one more when asked for."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.translation import get_language

from applicants.journey.step import Data, Sheet, StepForm
from portal.language.digits import localize

MOST_ENTRIES: Final = 6


class EntriesForm(StepForm):
    """Fields named `kind_1`, `kind_2` …: `entry` makes those of one, `list_name` is where the answers are kept.

    Without script: the button "add another" keeps what is written and shows the page with one more.
    """

    list_name: ClassVar[str]
    marker: ClassVar[str]  # the field that says whether an entry was filled in at all
    legend: ClassVar[Any]  # with %(number)s

    def __init__(self, data: Any = None, *, sheet: Sheet, initial: Data | None = None) -> None:
        super().__init__(data, sheet=sheet, initial=initial)
        alone = list(self.fields)
        self.count = self._count(data, len((initial or {}).get(self.list_name, [])), more=sheet.more)
        groups = []
        for number in range(1, self.count + 1):
            names = {f"{name}_{number}": field for name, field in self.entry().items()}
            self.fields.update(names)
            shown = {"number": localize(number, get_language() or "en")}
            groups.append(Fieldset(self.legend % shown, *names))
        self.helper.layout = Layout(*alone, *groups)
        self.fields_added()
        for number, entry in enumerate((initial or {}).get(self.list_name, []), 1):
            for name, value in self.unpacked(entry).items():
                self.initial[f"{name}_{number}"] = value

    def _count(self, data: Any, kept: int, *, more: bool) -> int:
        posted = 0
        if data is not None:
            numbers = [key.removeprefix(f"{self.marker}_") for key in data if key.startswith(f"{self.marker}_")]
            posted = max(
                (int(text) for text in numbers if text.isascii() and text.isdecimal() and len(text) == 1), default=0
            )
        return min(MOST_ENTRIES, max(1, posted, kept + (more and data is None)))

    def entry(self) -> dict[str, forms.Field]:
        """The fields of one entry, none of them required."""
        raise NotImplementedError

    def unpacked(self, entry: Data) -> Data:
        """What the fields of one entry show, from what is kept."""
        return entry

    def entries(self) -> list[Mapping[str, Any]]:
        """The entries that were filled in, cleaned; those without an error."""
        names = list(self.entry())
        found = [
            {name: self.cleaned_data.get(f"{name}_{number}") for name in names} for number in range(1, self.count + 1)
        ]
        return [entry for entry in found if any(value not in (None, "") for value in entry.values())]
