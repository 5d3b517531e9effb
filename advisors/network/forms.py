"""The forms of practices. Each text is looked through for clients before it is taken."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from advisors.network.discretion import suspects
from advisors.network.models import OUTCOMES, STAFF_LANGUAGES, WRITTEN_IN, Practice, Shelf, Trial
from advisors.network.workflow import CHOICES
from portal.actors import Actor
from portal.forms import DayField, Form, FreeTextField, ModelForm, NameField, WholeNumberField
from portal.models import Office
from portal.workflow import Transition

_SORTS = {"news": "-news_at", "newest": "-created_at", "title": "title"}


class Careful(forms.BaseForm):
    """Asks whether words that look like a client's are one; who says that they are not goes on.

    `asked` carries the words of the question, so that a tick counts for those alone.
    """

    texts: ClassVar[tuple[str, ...]] = ()

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        self.fields["asked"] = NameField(required=False, max_length=5000, widget=forms.HiddenInput)
        if self.data.get(self.add_prefix("asked")):
            self._ask()

    def _ask(self) -> None:
        label = _("None of this is about a client")
        self.fields["no_client"] = forms.BooleanField(label=label, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        found = suspects(str(cleaned.get(name) or "") for name in self.texts)
        answered = set(str(cleaned.get("asked") or "").split("\n")) if cleaned.get("no_client") else set()
        if set(found) - answered:
            self.data = self.data.copy()  # type: ignore[attr-defined]  # what was sent is a QueryDict
            self.data[self.add_prefix("asked")] = "\n".join(found)  # type: ignore[index]  # as above
            self._ask()
            words = ", ".join(f"“{word}”" for word in found)
            question = gettext("Is this a client’s name, phone, e-mail or file number? %(words)s") % {"words": words}
            self.add_error("no_client", f"{question} {gettext('Take it out, or say here that it is not.')}")
        return cleaned


class PracticeForm(Careful, ModelForm):
    texts = ("title", "question", "tried", "came", "watch")

    title = NameField(
        label=_("Title"), max_length=120, widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"})
    )
    question = FreeTextField(label=_("The question"), help_text=_("What did you want to solve?"), rows=3)
    tried = FreeTextField(label=_("What was tried"), help_text=_("So that a colleague could do the same."), rows=6)
    came = FreeTextField(
        label=_("What came of it"), help_text=_("As far as you know by now. A salaried job counts as well."), rows=4
    )
    watch = FreeTextField(label=_("What to watch"), help_text=_("What went wrong, or could."), rows=3)

    class Meta:
        model = Practice
        fields: ClassVar[list[str]] = ["language", "shelf", "title", "question", "tried", "came", "watch"]

    def __init__(self, data: Any = None, *, actor: Actor, instance: Practice | None = None) -> None:
        language = actor.language if actor.language in STAFF_LANGUAGES else "en"
        super().__init__(data, instance=instance, initial={} if instance else {"language": language})
        self.fields["came"].required = self.fields["watch"].required = False


class MoveForm(Careful, Form):
    """What one transition asks for: a reason, or the offices of a test and its first day, or nothing."""

    texts = ("reason",)

    reason = FreeTextField(label=_("Why?"), rows=3, max_length=2000)
    offices = forms.MultipleChoiceField(label=_("Offices of the test"), widget=forms.CheckboxSelectMultiple)
    begins = DayField(label=_("From"))

    def __init__(self, data: Any = None, *, transition: Transition) -> None:
        super().__init__(data, initial={"begins": timezone.localdate()})
        if not transition.reason_required:
            del self.fields["reason"]
        if transition.name != "begin_test":
            del self.fields["offices"], self.fields["begins"]
        else:
            _offer(self, "offices", [(office.code, str(office)) for office in Office.objects.open()])

    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        given = {name: value for name, value in self.cleaned_data.items() if name in ("reason", "begins")}
        if "offices" in self.cleaned_data:
            given["offices"] = tuple(Office.objects.filter(code__in=self.cleaned_data["offices"]))
        return given


class OfficeForm(Careful, Form):
    """An office and a day; `note` only where it uses a practice."""

    texts = ("note",)

    office = forms.ChoiceField(label=_("Office"))
    day = DayField(label=_("From"))
    note = FreeTextField(label=_("Note"), help_text=_("What you do otherwise, if anything."), rows=2, required=False)

    def __init__(self, data: Any = None, *, offices: list[Office], note: bool = False) -> None:
        super().__init__(data, initial={"day": timezone.localdate()})
        _offer(self, "office", [(office.code, str(office)) for office in offices])
        if not note:
            del self.fields["note"]


class ResultsForm(Careful, Form):
    """Each person is counted once; the parts make the whole."""

    texts = ("words",)

    people = WholeNumberField(label=_("How many people were part of it?"), min_value=0, max_value=9999)
    self_employed = WholeNumberField(label=_("Now self-employed"), min_value=0, max_value=9999, required=False)
    salaried = WholeNumberField(label=_("Now in a salaried job"), min_value=0, max_value=9999, required=False)
    training = WholeNumberField(label=_("Now in training or school"), min_value=0, max_value=9999, required=False)
    going_on = WholeNumberField(label=_("Still under way"), min_value=0, max_value=9999, required=False)
    nothing = WholeNumberField(label=_("No change, or not known"), min_value=0, max_value=9999, required=False)
    words = FreeTextField(label=_("In words"), rows=4, max_length=3000)

    def __init__(self, data: Any = None, *, trial: Trial) -> None:
        known = {name: getattr(trial, name) for name in ("people", "words", *OUTCOMES)}
        super().__init__(data, initial=known if trial.people is not None else {})

    def given(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] or 0 for name in OUTCOMES} | {
            "people": self.cleaned_data["people"],
            "words": self.cleaned_data["words"],
        }


class CommentForm(Careful, Form):
    texts = ("text",)

    text = FreeTextField(label=_("Your comment"), rows=3, max_length=3000)


class PracticeFilterForm(Form):
    """Codes only. Anything unknown is passed over, so that an old link still opens."""

    shelf = forms.ChoiceField(label=_("Filed under"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    language = forms.ChoiceField(label=_("Written in"), required=False)
    office = forms.ChoiceField(label=_("Tried or used at"), required=False)
    sort = forms.ChoiceField(label=_("Order"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        _offer(self, "shelf", [("", _("All")), *Shelf.choices])
        _offer(self, "state", [("", _("All but retired")), *CHOICES])
        _offer(self, "language", [("", _("All languages")), *WRITTEN_IN])
        _offer(self, "office", [("", _("All offices")), *((row.code, str(row)) for row in Office.objects.all())])
        orders = [("", _("Last news first")), ("newest", _("Newest first")), ("title", _("By title"))]
        _offer(self, "sort", orders)

    def chosen(self) -> dict[str, str]:
        """The filters that are set to something known."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class PracticeSearchForm(Form):
    """Sent in the body: what is typed does not belong into addresses and logs."""

    q = NameField(
        label=_("Words"), max_length=100, widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"})
    )


def _offer(form: forms.BaseForm, name: str, choices: list[Any]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices
