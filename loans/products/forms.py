"""The form of a product's terms in the back office."""

from decimal import Decimal
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loans.cost import fee_for
from loans.products.models import Every, Terms
from portal.back_office import BackOfficeForm
from portal.language.digits import to_ascii

NO_END = "*"


# How the columns of a version stand on its form: first what is lent, then its price, then what it asks.
FIELDSETS: Final[Any] = (
    (None, {"fields": (("version", "valid_from"),)}),
    (
        gettext_lazy("What is lent"),
        {
            "fields": (
                ("amount_min", "amount_max", "amount_step"),
                ("months_min", "months_max", "grace_max"),
                ("frequencies", "usual_frequency", "pauses_max"),
                ("first_loan_most", "later_loan_more"),
                "offer_days",
            )
        },
    ),
    (
        gettext_lazy("What it costs"),
        {
            "fields": (
                ("interest_free", "yearly_rate"),
                ("fee_steps", "fee_percent", "fee_cap"),
                ("fee_taken", "late_policy"),
                ("fee_if_refused", "fee_if_withdrawn"),
                ("fee_if_early", "fee_early_kept", "fee_if_rescheduled"),
                "fee_evidence",
                ("certified_by", "certified_on"),
            )
        },
    ),
    (
        gettext_lazy("What it asks"),
        {
            "fields": (
                "residence_policy",
                ("guaranteed_share", "moral_instead", "guarantors_min", "guarantor_most"),
                ("personal_counts", "cross_counts", "institutional_counts"),
            )
        },
    ),
)


class FeeStepsField(forms.CharField):
    """One step a line, `2500: 125`: up to 2500 euros the fee is 125; `*: 125` is a fee for any amount.

    Gives what `Terms.fee_steps` keeps: a list of [up to, fee], numbers as text, None for no end.
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 4, "cols": 16, "dir": "ltr"}))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        return "\n".join(f"{NO_END if end is None else end}: {fee}" for end, fee in value)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, list):  # a version in use: what is kept comes back as it is
            return value
        lines = [line.strip() for line in to_ascii(str(value or "")).splitlines() if line.strip()]
        return [self._step(line) for line in lines]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.prepare_value(initial or []).split() != str(data or "").split())

    def _step(self, line: str) -> list[str | None]:
        end, _sign, fee = (part.strip() for part in line.partition(":"))
        try:
            numbers = [Decimal(part) for part in (end, fee) if part != NO_END]
        except ArithmeticError as problem:
            raise ValidationError(_("Write one step a line, such as 2500: 125.")) from problem
        if fee == NO_END or not all(number.is_finite() for number in numbers):
            raise ValidationError(_("Write one step a line, such as 2500: 125."))
        return [None if end == NO_END else end, fee]


class TermsForm(BackOfficeForm):
    """A version of the terms. One that a loan rests on is shown and no more: a change is a new version."""

    fee_steps = FeeStepsField(
        label=gettext_lazy("fee by amount"),
        required=False,
        help_text=gettext_lazy(
            "One step a line, such as 2500: 125 (up to 2500 euros, 125). For any amount: * and the fee."
        ),
    )

    frequencies = forms.MultipleChoiceField(
        label=gettext_lazy("how often may be paid"), choices=Every.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Terms
        exclude = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and getattr(self.instance, "is_used", True):
            for field in self.fields.values():
                field.disabled = True

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        steps, most = cleaned.get("fee_steps"), cleaned.get("amount_max")
        if steps and most is not None:
            try:
                fee_for(most, [(None if end is None else Decimal(end), Decimal(fee)) for end, fee in steps])
            except ValueError:
                self.add_error(
                    "fee_steps", _("The steps rise, no fee is below 0, and the last reaches the largest amount.")
                )
        elif not steps and cleaned.get("fee_percent") is None and cleaned.get("interest_free"):
            self.add_error("fee_steps", _("A product without interest has a fee; write *: 0 if it is free."))
        return cleaned
