"""The forms of an assessment, one a part."""

from typing import Any, Final

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from applicants.situation.models import Registered
from loans.applications.models import Application
from loans.assessments.actions import Taken
from loans.assessments.models import ChecklistQuestion, FigureKind, Hit, Reply, SanctionCheck
from loans.assessments.sources import begun_with
from loans.assessments.standing import Standing
from portal.forms import AmountField, DayField, Form, FreeTextField, ModelForm, NameField, plain_helper
from portal.language.money import format_euro
from portal.money import ZERO

_WIDEST: Final = 500


def _line(label: Any) -> NameField:
    return NameField(
        label=label,
        max_length=_WIDEST,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )


class FiguresForm(Form):
    """Four amounts a month; each begins with what the file has, and says where that comes from."""

    def __init__(self, data: Any = None, *, application: Application, standing: Standing) -> None:
        super().__init__(data)
        kept, language = {figure.kind: figure for figure in standing.figures}, get_language() or "en"
        groups = []
        for kind, (begun, source) in begun_with(application).items():
            figure = kept.get(kind)
            changed = figure is not None and figure.note
            self.fields[kind.value] = AmountField(
                label=_("Euros a month"),
                least=ZERO,
                initial=figure.amount if figure and changed else begun,
                help_text=gettext("%(amount)s from: %(source)s")
                % {"amount": format_euro(begun, language), "source": source.label},
            )
            note = _line(_("Why another figure"))
            note.initial = figure.note if figure else ""
            self.fields[f"{kind.value}_note"] = note
            groups.append(Fieldset(kind.label, kind.value, f"{kind.value}_note"))
        self.helper = plain_helper()
        self.helper.layout = Layout(*groups)
        self.fields_added()

    @property
    def taken(self) -> dict[str, Taken]:
        """What was typed; of a valid form."""
        cleaned = self.cleaned_data
        return {kind.value: Taken(cleaned[kind.value], cleaned[f"{kind.value}_note"]) for kind in FigureKind}


class RegisterForm(Form):
    """What the register said, in words; the registration number where there is one."""

    checked_on = DayField(label=_("Looked up on"))
    result = FreeTextField(
        label=_("What the register says, in words"),
        help_text=_("For example: no entry; or one loan that is paid as agreed."),
        rows=3,
        max_length=1000,
    )
    registered = forms.ChoiceField(label=_("Is the business registered?"), choices=Registered.choices)
    number = forms.CharField(
        label=_("Registration number"),
        help_text=_("KBO/BCE, SIRET or KvK"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )

    def __init__(self, data: Any = None, *, application: Application, standing: Standing) -> None:
        kept, told = standing.assessment, getattr(application.case.person, "business", None)
        initial: dict[str, Any] = {
            "checked_on": timezone.localdate(),
            "registered": (told.registered if told else "") or Registered.NO,
            "number": told.number if told else "",
        }
        if kept is not None and kept.register_checked_on:
            initial |= {
                "checked_on": kept.register_checked_on,
                "result": kept.register_result,
                "registered": kept.registered,
                "number": kept.number,
            }
        super().__init__(data, initial=initial)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("registered") == Registered.YES and not cleaned.get("number") and "number" not in self.errors:
            self.add_error("number", gettext("Write the registration number."))
        return cleaned


class SanctionForm(ModelForm):
    """A list that was looked through today or before."""

    list_name = NameField(
        label=_("Which list"),
        help_text=_("For example: the consolidated list of the European Union, of that day."),
        max_length=120,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    checked_on = DayField(label=_("Checked on"))
    hit = forms.ChoiceField(label=_("What it says"), choices=Hit.choices, widget=forms.RadioSelect)
    reason = FreeTextField(
        label=_("If there is a hit: what it is, and why you think so"),
        help_text=_("Many people share a name: compare the date of birth and the place."),
        rows=3,
        max_length=1000,
        required=False,
    )

    class Meta:
        model = SanctionCheck
        fields = ["list_name", "checked_on", "hit", "reason"]

    def __init__(self, data: Any = None, *, application: Application, standing: Standing) -> None:
        del application, standing
        super().__init__(data, initial={"checked_on": timezone.localdate()})

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("hit") in ("false", "clarify") and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", gettext("Write what the hit is, and why you think so."))
        return cleaned

    def _post_clean(self) -> None:
        """The columns are whole only in the action, which checks them."""
        for name in self.cleaned_data:
            setattr(self.instance, name, self.cleaned_data[name])


class ClearForm(Form):
    """What the second person found out."""

    clearing = FreeTextField(label=_("What you found out"), rows=3, max_length=1000)


class ChecklistForm(Form):
    """Each question of the back office, with yes, no or not yet, and a note; it can be left for later."""

    def __init__(self, data: Any = None, *, application: Application, standing: Standing) -> None:
        del application
        super().__init__(data)
        kept = {answer.question_id: answer for answer in standing.answers}
        self.questions = list(ChecklistQuestion.objects.asked())
        groups = []
        for question in self.questions:
            answer, name = kept.get(question.pk), f"q{question.pk}"
            self.fields[name] = forms.ChoiceField(
                label=_("Answer"),
                choices=Reply.choices,
                widget=forms.RadioSelect,
                required=False,
                initial=answer.reply if answer else "",
            )
            note = _line(_("Note"))
            note.initial = answer.note if answer else ""
            self.fields[f"{name}_note"] = note
            groups.append(Fieldset(question.text, name, f"{name}_note"))
        self.helper = plain_helper()
        self.helper.layout = Layout(*groups)
        self.fields_added()

    @property
    def answers(self) -> list[tuple[ChecklistQuestion, str, str]]:
        """The questions that were answered; of a valid form."""
        cleaned = self.cleaned_data
        return [
            (one, cleaned[f"q{one.pk}"], cleaned[f"q{one.pk}_note"]) for one in self.questions if cleaned[f"q{one.pk}"]
        ]
