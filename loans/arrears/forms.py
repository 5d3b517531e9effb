"""The filters of the list of late loans, and the form of a follow-up."""

from typing import Any

from crispy_forms.layout import Div, Layout
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advisors.models import Advisor
from loans.arrears.models import Band, FollowUp, FollowUpKind
from portal.actors import Actor
from portal.forms import AmountField, DayField, Form, FreeTextField, ModelForm, plain_helper
from portal.models import Office


class LateFilterForm(Form):
    """Codes only. Anything unknown is passed over, so that an old link still opens."""

    band = forms.ChoiceField(label=_("How late"), required=False)
    office = forms.ChoiceField(label=_("Office"), required=False)
    advisor = forms.ChoiceField(label=_("Advisor"), required=False)

    def __init__(self, data: Any, *, actor: Actor) -> None:
        super().__init__(data)
        advisors = Advisor.objects.visible_to(actor).select_related("user").order_by("user__name", "pk")
        if actor.offices is not None:
            advisors = advisors.filter(offices__in=actor.offices).distinct()
        for name, nothing, choices in (
            ("band", _("All"), Band.choices),
            ("office", _("All offices"), [(row.code, str(row)) for row in Office.objects.visible_to(actor)]),
            ("advisor", _("All advisors"), [(str(row.pk), str(row)) for row in advisors]),
        ):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", nothing), *choices]

    def chosen(self) -> dict[str, str]:
        """The filters that are set to something known."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class FollowUpForm(ModelForm):
    at = forms.DateTimeField(
        label=_("When"),
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local", "dir": "ltr"}),
    )
    kind = forms.ChoiceField(label=_("How"), choices=FollowUpKind.choices)
    note = FreeTextField(label=_("What was said"), rows=3, max_length=2000)
    promised_amount = AmountField(label=_("Promised to pay"), required=False)
    promised_by = DayField(label=_("By when"), required=False)

    class Meta:
        model = FollowUp
        fields = ["at", "kind", "note", "promised_amount", "promised_by"]

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"at": timezone.localtime()})
        self.helper = plain_helper()
        self.helper.layout = Layout(
            Div("at", "kind", css_class="cards"), "note", Div("promised_amount", "promised_by", css_class="cards")
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        amount, day = cleaned.get("promised_amount"), cleaned.get("promised_by")
        if amount is not None and day is None and "promised_by" not in self.errors:
            self.add_error("promised_by", _("A promise needs a day."))
        if day is not None and amount is None and "promised_amount" not in self.errors:
            self.add_error("promised_amount", _("A promise needs an amount."))
        return cleaned
