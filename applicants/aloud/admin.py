"""The back office of recordings: a table of questions × languages, and the page on which one is uploaded."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from applicants.aloud.actions import heard, keep_recording, remove_recording
from applicants.aloud.models import Recording
from applicants.aloud.queries import table, wanted
from applicants.aloud.words import digest, words
from applicants.journey import engine
from portal.back_office import BackOfficeForm, RecordedAdmin, actor_of
from portal.language import registry


class RecordingForm(BackOfficeForm):
    """The words to say stand above the file; of a question that has a recording, it can be heard."""

    step = forms.ChoiceField(label=_("question"))
    upload = forms.FileField(
        label=_("recording"),
        help_text=_("MP3, M4A, OGG or WAV, at most 3 MB. A calm voice, a quiet room."),
        widget=forms.FileInput(attrs={"accept": "audio/*"}),
    )

    class Meta:
        model = Recording
        fields = ("step", "language")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        steps = [(step.slug, str(step.title)) for step in engine.all_steps()]
        languages = [(one.code, one.own_name) for one in registry.LANGUAGES]
        kept = {"step": self.instance.step, "language": self.instance.language} if self.instance.pk else {}
        said = {**self.initial, **kept}  # from the table: one question in one language
        self._offer("step", steps, said.get("step"))
        self._offer("language", languages, said.get("language"))
        self.fields["language"].help_text = _to_say(str(said.get("step", "")), str(said.get("language", "")))
        if self.instance.pk:
            self.fields["step"].disabled = self.fields["language"].disabled = True
            self.fields["step"].help_text = _player(self.instance)

    def _offer(self, name: str, choices: list[tuple[str, str]], chosen: Any) -> None:
        """Where one is chosen already, no other: the words below are those of that one."""
        alone = [(value, label) for value, label in choices if value == chosen]
        self.fields[name].choices = alone or choices  # type: ignore[attr-defined]  # a choice by its model or above

    def clean_upload(self) -> bytes:
        content: bytes = self.cleaned_data["upload"].read()
        heard(content)
        return content


def _to_say(slug: str, language: str) -> SafeString | str:
    """The words of a question, in their language and direction."""
    step = engine.step_of(slug)
    if step is None or language not in registry.CODES:
        return ""
    said = words(step, language)
    direction = "rtl" if registry.BY_CODE[language].bidi else "ltr"
    return format_html('{}<span class="to-say" lang="{}" dir="{}">{}</span>', _("Say this:"), language, direction, said)


def _player(recording: Recording) -> SafeString:
    step = engine.step_of(recording.step)
    is_old = step is None or recording.text_digest != digest(words(step, recording.language))
    with translation.override(recording.language):
        url = reverse("step-aloud", args=[recording.step, recording.version])
    note = _("The words have changed since. Please record it anew.") if is_old else ""
    return format_html('<audio controls preload="none" src="{}"></audio> {}', url, note)


@admin.register(Recording)
class RecordingAdmin(RecordedAdmin):
    """The list is the table: what is there, old or missing. A recording is replaced, never edited."""

    form = RecordingForm
    fields = ("step", "language", "upload")
    list_display = ("step", "language")
    change_list_template = "admin/recordings.html"

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        lines = table()
        counts = wanted(lines)
        shown = {
            "title": _("Questions read aloud"),
            "lines": lines,
            "wanted": [(one, counts[one.code]) for one in registry.LANGUAGES],
        }
        return super().changelist_view(request, {**(extra_context or {}), **shown})

    def save_model(self, request: HttpRequest, obj: Recording, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's own signature
        del change
        step = engine.step_of(obj.step)
        if step is not None:  # the form offers no other
            content = form.cleaned_data["upload"]
            kept = keep_recording(by=actor_of(request), step=step, language=obj.language, content=content)
            obj.__dict__.update(kept.__dict__)

    def delete_model(self, request: HttpRequest, obj: Recording) -> None:
        remove_recording(by=actor_of(request), recording=obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Recording]) -> None:
        for recording in queryset:
            remove_recording(by=actor_of(request), recording=recording)
