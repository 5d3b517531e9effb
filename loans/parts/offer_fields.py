"""The parts on the form of an offer: the later ones are written down, the first is what they leave of the loan."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from crispy_forms.layout import Div
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loans.applications.models import Application
from loans.drawing import Drawn
from loans.parts.models import LoanPart
from portal.forms import AmountField, DayField

_WORD: Final = LoanPart._meta.get_field("before").max_length


def add_fields(form: forms.Form, most: int) -> list[Any]:
    """Fields for the second part and on, where a product on offer may be paid out in so many; and their layout."""
    if most == 1:
        return []
    rows: list[Any] = []
    for number in range(2, most + 1):
        amount, on, before = _names(number)
        form.fields[amount] = AmountField(label=_label(number), required=False)
        form.fields[on] = DayField(label=gettext_lazy("Paid out on"), required=False)
        form.fields[before] = forms.CharField(
            label=gettext_lazy("What must be so before it"),
            max_length=_WORD,
            required=False,
            widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
        )
        rows += [Div(amount, on, css_class="cards"), before]
    return [Folded(*rows)]


class Folded(Div):  # type: ignore[misc]  # the library has no types
    """The later parts: folded away until one is planned, or wrong."""

    template = "loans/_offer_parts.html"

    def render(self, form: Any, *args: Any, **kwargs: Any) -> Any:
        names = [name for name in form.fields if name.startswith("part") and name[4:5].isdigit()]
        self.opened = any(form[name].value() or form[name].errors for name in names)
        return super().render(form, *args, **kwargs)


def _names(number: int) -> tuple[str, str, str]:
    return f"part{number}_amount", f"part{number}_on", f"part{number}_before"


def _label(number: int) -> Any:
    labels = {2: gettext_lazy("Second part"), 3: gettext_lazy("Third part"), 4: gettext_lazy("Fourth part")}
    more = {5: gettext_lazy("Fifth part"), 6: gettext_lazy("Sixth part")}
    return (labels | more)[number]


def suggested(application: Application) -> dict[str, Any]:
    """What the fields begin with: the saved plan."""
    begun: dict[str, Any] = {}
    if application.terms is None or application.terms.parts_max == 1:
        return begun
    for part in application.parts.all():
        begun |= dict(zip(_names(part.number), (part.amount, part.on, part.before), strict=True))
    return begun


def clean_parts(form: forms.Form, most: int) -> None:
    """A part has an amount and a day, or neither; and none is left out before another."""
    gap = False
    for number in range(2, most + 1):
        amount, on, before = _names(number)
        if form.errors.keys() & {amount, on}:
            continue
        given = [form.cleaned_data.get(name) for name in (amount, on, before)]
        if any(given) and (given[0] is None or given[1] is None):
            form.add_error(amount if given[0] is None else on, ValidationError(_("A part has an amount and a day.")))
        elif any(given) and gap:
            form.add_error(amount, ValidationError(_("Fill in the part before this one first.")))
        gap = gap or not any(given)


def parts_of(cleaned: Mapping[str, Any], most: int) -> tuple[Drawn, ...]:
    """The later parts of a valid form."""
    found = []
    for number in range(2, most + 1):
        amount: Decimal | None
        on: date | None
        amount, on, before = (cleaned.get(name) for name in _names(number))
        if amount is not None and on is not None:
            found.append(Drawn(on, amount, str(before or "")))
    return tuple(found)
