"""What is typed and chosen about documents: files, her words, and the decisions of colleagues."""

from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from applicants.documents.kinds import DocumentKind
from applicants.documents.models import AgainReason
from portal.forms import Form, FreeTextField, NameField
from portal.language.digits import localize

ACCEPT: Final = "image/jpeg,image/png,image/heic,image/heif,application/pdf"


class FilesInput(forms.FileInput):
    """Any number of files in one field of a page."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files, none judged here: each gets a sentence of its own from `add_files`."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        del initial
        return [one for one in (data if isinstance(data, list | tuple) else [data]) if one]


class UploadForm(Form):
    """A photo taken now, or files that are there already; either is enough."""

    photo = FilesField(
        label=_("Take a photo now"),
        required=False,
        widget=FilesInput(attrs={"accept": "image/*", "capture": "environment", "class": "form-control"}),
    )
    pages = FilesField(
        label=_("Or choose photos or PDFs"),
        required=False,
        help_text=_("Several pages at once are fine. Each at most 15 MB."),
        widget=FilesInput(attrs={"accept": ACCEPT, "multiple": True, "class": "form-control"}),
    )

    def clean(self) -> dict[str, Any]:
        chosen = [*self.cleaned_data.get("photo", []), *self.cleaned_data.get("pages", [])]
        if not chosen:
            raise ValidationError(_("Please take a photo, or choose a file."))
        return {"uploads": chosen}


class SayForm(Form):
    """A few words beside "I cannot find it" and the like; the button says which."""

    note = FreeTextField(
        label=_("Do you want to tell us more?"),
        help_text=_("For example: who has it, or what you have instead."),
        rows=2,
        max_length=1000,
        required=False,
    )


_REMINDERS: Final = (
    (1, _("Tomorrow")),
    (3, _("In 3 days")),
    (7, _("In a week")),
    (14, _("In two weeks")),
    (30, _("In a month")),
)


class RemindForm(Form):
    """Some days to choose from, so that nobody has to write a date."""

    days = forms.TypedChoiceField(label=_("When shall we write to you?"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        field = self.fields["days"]
        if isinstance(field, forms.TypedChoiceField):
            field.choices = [(days, f"{words} · {self._day(days)}") for days, words in _REMINDERS]

    @staticmethod
    def _day(days: int) -> str:
        day = timezone.localdate() + timedelta(days=days)
        return localize(date_format(day, "DATE_FORMAT"), get_language() or "en")

    def day(self) -> date:
        """The day that was chosen, of a valid form."""
        return timezone.localdate() + timedelta(days=self.cleaned_data["days"])


class SentenceForm(Form):
    """What she reads on her page, in her language."""

    sentence = FreeTextField(
        label=_("Your sentence to the applicant"),
        rows=2,
        max_length=1000,
        error_messages={"required": _("Please write a sentence: how can it be found, or what else would help?")},
    )


class AgainForm(Form):
    reason = forms.ChoiceField(label=_("Why is another picture needed?"), choices=AgainReason.choices)
    sentence = FreeTextField(label=_("Your sentence to the applicant"), rows=2, max_length=1000, required=False)


class RemoveForm(Form):
    reason = FreeTextField(label=_("Why is it removed?"), rows=2, max_length=300)


class RequestForm(Form):
    """Which further document, of whom or for what, and a sentence."""

    kind = forms.ModelChoiceField(label=_("Which document?"), queryset=DocumentKind.objects.none())
    about = NameField(
        label=_("Of whom, or for what?"),
        required=False,
        max_length=150,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    sentence = FreeTextField(label=_("Your sentence to the applicant"), rows=3, max_length=1000, required=False)

    def __init__(self, data: Any = None, *, country: str) -> None:
        super().__init__(data)
        field = self.fields["kind"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = DocumentKind.objects.for_country(country)
