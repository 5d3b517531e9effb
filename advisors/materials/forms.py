"""Forms of the library: the filters of its lists, and a version in the back office."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from advisors.materials.files import kind_of
from advisors.materials.models import (
    BusinessStage,
    Material,
    MaterialKind,
    MaterialNeed,
    MaterialState,
    MaterialVersion,
)
from portal.back_office import BackOfficeForm
from portal.files.storing import remove_after_commit
from portal.forms import Form
from portal.language import registry
from portal.models import Country


class LibraryFilterForm(Form):
    """What a list is narrowed by: codes only. Anything unknown is passed over."""

    language = forms.ChoiceField(label=_("Language"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    need = forms.ChoiceField(label=_("Need"), required=False)
    stage = forms.ChoiceField(label=_("Business"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, data: Any, *, states: bool = False) -> None:
        super().__init__(data)
        self._offer("language", _("All languages"), [(x.code, x.own_name) for x in registry.LANGUAGES])
        self._offer("kind", _("All kinds"), MaterialKind.choices)
        self._offer("need", _("Any need"), MaterialNeed.choices)
        self._offer("stage", _("Any"), BusinessStage.choices)
        self._offer("country", _("All countries"), Country.choices)
        self._offer("state", _("All states"), MaterialState.choices)
        if not states:
            del self.fields["state"]

    def _offer(self, name: str, nothing: Any, choices: Iterable[tuple[str, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", nothing), *choices]

    def chosen(self) -> dict[str, str]:
        """The filters that are set to something known."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class MaterialForm(BackOfficeForm):
    needs = forms.MultipleChoiceField(
        label=_("for whom: need"),
        choices=MaterialNeed.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing ticked: for everybody."),
    )
    stages = forms.MultipleChoiceField(
        label=_("for whom: business"),
        choices=BusinessStage.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing ticked: for everybody."),
    )

    class Meta:
        model = Material
        exclude: ClassVar[list[str]] = []


class VersionForm(BackOfficeForm):
    """A file or a link. What a file is, its contents tell; one that is replaced goes."""

    link = forms.URLField(label=_("link"), required=False, assume_scheme="https")

    class Meta:
        model = MaterialVersion
        fields: ClassVar[list[str]] = ["language", "file", "link"]
        widgets: ClassVar[dict[str, Any]] = {"file": forms.FileInput}

    def clean_file(self) -> Any:
        file = self.cleaned_data.get("file")
        if isinstance(file, UploadedFile):
            self.instance.file_kind, self.instance.size = kind_of(file.read()), file.size or 0
            file.seek(0)
        return file

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "file" in cleaned and "link" in cleaned and bool(cleaned["file"]) == bool(cleaned["link"]):
            raise ValidationError(_("Give either a file or a link."))
        return cleaned

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 - Django's own signature
        before = self.initial.get("file")
        if before and "file" in self.changed_data:
            remove_after_commit(before)
        return super().save(commit)
