"""The forms of the desk: filters of lists, a meeting, who carries a file, how it ends, a search."""

from decimal import Decimal
from typing import Any, Final

from crispy_forms.layout import Div, Layout
from django import forms
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from advisors.models import Advisor
from applicants.cases.actions import BEFORE_PROPOSAL, CLOSED_BY_HAND
from applicants.cases.choosing import Choice
from applicants.cases.models import Case, Meeting, MeetingKind, Stage, WaitingOn
from applicants.cases.queries import DOCUMENTS, NEW_LETTER, spoken_languages
from portal.actors import Actor
from portal.forms import DayField, Form, FreeTextField, ModelForm, NameField, plain_helper
from portal.language.money import format_percent
from portal.models import Office

_MINUTES = "%Y-%m-%dT%H:%M"
MARKS: Final = [
    (NEW_LETTER, _("New messages")),
    (DOCUMENTS, _("Documents to look at")),
    ("wants_help", _("Still needs help")),
    ("no_answer", _("Asked, no answer")),
]


class FilterForm(Form):
    """What a list is narrowed by: codes only, so that the address can be shared. Anything unknown is passed over."""

    stage = forms.ChoiceField(label=_("Stage"), required=False)
    waiting = forms.ChoiceField(label=_("Waiting for"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    office = forms.ChoiceField(label=_("Office"), required=False)
    mark = forms.ChoiceField(label=_("Marked"), required=False)

    def __init__(self, data: Any, *, actor: Actor) -> None:
        super().__init__(data)
        stages = [choice for choice in Stage.choices if choice[0] != Stage.DRAFT]
        self._offer("stage", _("All open"), stages)
        self._offer("waiting", _("Anybody"), WaitingOn.choices)
        self._offer("language", _("All languages"), [(row.code, str(row)) for row in spoken_languages()])
        if actor.offices is None or len(actor.offices) > 1:
            offices = Office.objects.visible_to(actor)
            self._offer("office", _("All offices"), [(office.code, str(office)) for office in offices])
        else:
            del self.fields["office"]  # who works at one office has no choice to make
        self._offer("mark", _("All"), MARKS)

    def _offer(self, name: str, nothing: Any, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", nothing), *choices]

    def chosen(self) -> dict[str, str]:
        """The filters that are set to something known."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class MeetingForm(ModelForm):
    """A meeting in a minute: everything that can be known beforehand is filled in."""

    at = forms.DateTimeField(
        label=_("When"),
        input_formats=[_MINUTES],
        widget=forms.DateTimeInput(format=_MINUTES, attrs={"type": "datetime-local", "dir": "ltr"}),
    )
    kind = forms.ChoiceField(label=_("How"), choices=MeetingKind.choices)
    interpreter = NameField(label=_("Interpreter"), max_length=100, required=False)
    notes = FreeTextField(label=_("What was said"), rows=4)
    next_step = NameField(
        label=_("Next step"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    next_step_on = DayField(label=_("By when"), required=False)
    waiting_on = forms.ChoiceField(
        label=_("Whose turn is it now?"),
        choices=[(WaitingOn.ADVISOR, _("Ours")), (WaitingOn.APPLICANT, _("The applicant’s"))],
        initial=WaitingOn.ADVISOR,
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Meeting
        fields = ["at", "kind", "language", "interpreter", "notes", "next_step", "next_step_on"]

    def __init__(self, data: Any = None, *, case: Case) -> None:
        spoken = [row.language_id for row in case.person.languages.all()]
        super().__init__(data, initial={"at": timezone.localtime(), "language": spoken[0] if spoken else None})
        if case.stage not in BEFORE_PROPOSAL:
            del self.fields["waiting_on"]
        turn = ["waiting_on"] if "waiting_on" in self.fields else []
        self.helper = plain_helper()
        self.helper.layout = Layout(
            Div("at", "kind", "language", "interpreter", css_class="cards"),
            "notes",
            Div("next_step", "next_step_on", css_class="cards"),
            *turn,
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("next_step") and not cleaned.get("next_step_on") and "next_step_on" not in self.errors:
            self.add_error("next_step_on", _("A next step needs a date."))
        if cleaned.get("at") and cleaned["at"] > timezone.now():
            self.add_error("at", _("A meeting is logged after it took place."))
        return cleaned


class AssignForm(Form):
    """Which advisor, best first with the reasons, and why her."""

    advisor = forms.TypedChoiceField(label=_("Advisor, the best choice first"), coerce=int, widget=forms.RadioSelect)
    reason = NameField(
        label=_("Why this advisor?"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )

    def __init__(self, data: Any = None, *, choices: list[Choice]) -> None:
        best = choices[0].advisor.pk if choices and choices[0].available else None
        super().__init__(data, initial={"advisor": best})
        field = self.fields["advisor"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(choice.advisor.pk, _label(choice)) for choice in choices]


def _label(choice: Choice) -> str:
    reasons = format_html_join(" · ", "<bdi>{}</bdi>", ((reason,) for reason in choice.reasons))
    shown = format_html('<bdi dir="ltr">{}</bdi>', format_percent(Decimal(choice.fit), get_language() or "en", 0))
    fit = format_html(gettext("fits {percent}"), percent=shown) if choice.fit else ""
    return format_html(
        '<bdi>{}</bdi> <span class="soft">{}</span><br><span class="small">{}</span>', choice.advisor, fit, reasons
    )


class NameAdvisorForm(Form):
    """The advisor whom a partner or a programme asked for."""

    def __init__(self, data: Any = None, *, case: Case, actor: Actor) -> None:
        super().__init__(data, initial={"named": case.named_advisor_id})
        advisors = Advisor.objects.visible_to(actor).active().exclude(pk=case.advisor_id or 0)
        self.fields["named"] = forms.ModelChoiceField(
            label=_("Advisor"),
            queryset=advisors.select_related("user").order_by("user__name"),
            required=False,
            empty_label=_("nobody"),
        )


class CloseForm(Form):
    outcome = forms.ChoiceField(
        label=_("What came of it?"),
        choices=[(outcome.value, outcome.label) for outcome in CLOSED_BY_HAND],
        widget=forms.RadioSelect,
    )
    note = FreeTextField(label=_("Note for colleagues"), rows=3, required=False, max_length=1000)


class SearchForm(Form):
    q = NameField(
        label=_("Name, phone, e-mail or file number"),
        help_text=_("Any spelling, any script."),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off", "type": "search"}),
    )
