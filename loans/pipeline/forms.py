"""The filters of the pipeline: codes and refs only, so that an address can be shared."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from advisors.models import Advisor
from applicants.cases.models import WaitingOn
from applicants.cases.queries import spoken_languages
from loans.products.models import Product
from loans.workflow import STATES
from portal.actors import Actor
from portal.forms import Form
from portal.models import Office


class PipelineForm(Form):
    """Anything unknown in the address is passed over, so that an old link still opens."""

    state = forms.ChoiceField(label=_("State"), required=False)
    waiting = forms.ChoiceField(label=_("Waiting for"), required=False)
    office = forms.ChoiceField(label=_("Office"), required=False)
    advisor = forms.ChoiceField(label=_("Advisor"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    product = forms.ChoiceField(label=_("Product"), required=False)

    def __init__(self, data: Any, *, actor: Actor) -> None:
        super().__init__(data)
        advisors = Advisor.objects.visible_to(actor).select_related("user").order_by("user__name", "pk")
        if actor.offices is not None:
            advisors = advisors.filter(offices__in=actor.offices).distinct()
        self._offer("state", _("All open"), [(state.name, state.label) for state in STATES if state.name != "draft"])
        self._offer("waiting", _("Anybody"), WaitingOn.choices)
        self._offer("office", _("All offices"), [(row.code, str(row)) for row in Office.objects.visible_to(actor)])
        self._offer("advisor", _("All advisors"), [(str(row.pk), str(row)) for row in advisors])
        self._offer("language", _("All languages"), [(row.code, str(row)) for row in spoken_languages()])
        self._offer("product", _("All products"), [(row.code, str(row)) for row in Product.objects.all()])

    def _offer(self, name: str, nothing: Any, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", nothing), *choices]

    def chosen(self) -> dict[str, str]:
        """The filters that are set to something known."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
