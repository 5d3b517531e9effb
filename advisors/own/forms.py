"""The forms of an advisor's own page."""

from typing import Any, Final

from crispy_forms.layout import Div, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from advisors import notices
from advisors.models import Advisor, Community, Level, Speciality, SpokenLanguage
from portal.actors import Actor
from portal.forms import DayField, Form, plain_helper

MOST_LANGUAGES: Final = 8


class LanguagesForm(Form):
    """Up to eight languages, each with its level; empty lines are passed over."""

    def __init__(self, data: Any = None, *, advisor: Advisor) -> None:
        spoken = list(advisor.languages.select_related("language").order_by("pk"))
        initial: dict[str, Any] = {f"language_{number}": row.language_id for number, row in enumerate(spoken, 1)}
        initial |= {f"level_{number}": row.level for number, row in enumerate(spoken, 1)}
        super().__init__(data, initial=initial)
        self.known = {row.pk: row for row in SpokenLanguage.objects.all()}
        choices = [("", "–"), *((row.pk, str(row)) for row in self.known.values())]
        lines = []
        for number in range(1, max(MOST_LANGUAGES, len(spoken) + 1) + 1):
            self.fields[f"language_{number}"] = forms.TypedChoiceField(
                label=_("Language"), choices=choices, coerce=int, empty_value=None, required=False
            )
            self.fields[f"level_{number}"] = forms.ChoiceField(
                label=_("How well"), choices=Level.choices, required=False
            )
            lines.append(Div(f"language_{number}", f"level_{number}", css_class="cards"))
        self.helper = plain_helper()
        self.helper.layout = Layout(*lines)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not self.levels(cleaned):
            raise ValidationError(_("Please name at least one language."))
        return cleaned

    def levels(self, cleaned: dict[str, Any] | None = None) -> dict[SpokenLanguage, str]:
        """Language → level; of one named twice the first counts."""
        found: dict[SpokenLanguage, str] = {}
        told = self.cleaned_data if cleaned is None else cleaned
        for name, key in told.items():
            if name.startswith("language_") and key:
                level = told.get(name.replace("language_", "level_")) or Level.FLUENT
                found.setdefault(self.known[key], level)
        return found


class KnowledgeForm(Form):
    communities = forms.ModelMultipleChoiceField(
        label=_("Communities I belong to"),
        help_text=_("Some applicants would rather not talk to somebody of their own community."),
        queryset=Community.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    specialities = forms.ModelMultipleChoiceField(
        label=_("What I know about"),
        queryset=Speciality.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, *, advisor: Advisor) -> None:
        super().__init__(
            data, initial={"communities": advisor.communities.all(), "specialities": advisor.specialities.all()}
        )


class NoticesForm(Form):
    wanted = forms.MultipleChoiceField(
        label=_("Write me a mail when"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any = None, *, advisor: Advisor) -> None:
        choices = notices.choices()
        super().__init__(
            data, initial={"wanted": [event for event, _words in choices if notices.wants(advisor, event)]}
        )
        self.fields["wanted"].choices = choices  # type: ignore[attr-defined]  # a MultipleChoiceField, declared above


class AbsenceForm(Form):
    first = DayField(label=_("First day away"))
    last = DayField(label=_("Last day away"))


def advisor_of(actor: Actor) -> Advisor | None:
    """The advisor who is logged in; None for a colleague who carries no files."""
    return Advisor.objects.visible_to(actor).filter(user=actor.id).select_related("user").first()
