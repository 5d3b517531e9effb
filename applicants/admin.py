"""The back office of this floor: residence documents, who else can help, usual times, texts of consents."""

from typing import Any

from django import forms
from django.contrib import admin

from applicants.aloud.admin import RecordingAdmin
from applicants.elsewhere.models import Topic
from applicants.models import CanDo, ConsentText, DocumentKind, OtherHelp, Pace, PermitKind
from portal.back_office import BackOfficeForm, RecordedAdmin, TranslatedAdmin

__all__ = ["RecordingAdmin"]


@admin.register(PermitKind)
class PermitKindAdmin(TranslatedAdmin):
    list_display = ("local_name", "country", "order", "valid_from", "valid_to")
    list_filter = ("country",)
    search_fields = ("local_name", "code")


class OtherHelpForm(BackOfficeForm):
    topics = forms.MultipleChoiceField(
        label=OtherHelp._meta.get_field("topics").verbose_name,
        choices=Topic.choices,
        widget=forms.CheckboxSelectMultiple,
    )

    def clean_country(self) -> str:
        country: Any = self.cleaned_data["country"]
        return str(country or "").upper()


@admin.register(OtherHelp)
class OtherHelpAdmin(TranslatedAdmin):
    form = OtherHelpForm
    list_display = ("name", "country", "order", "valid_to")
    list_filter = ("country",)
    search_fields = ("name",)


@admin.register(Pace)
class PaceAdmin(RecordedAdmin):
    list_display = ("stage", "working_days", "ask_after_days")


@admin.register(DocumentKind)
class DocumentKindAdmin(TranslatedAdmin):
    list_display = ("name", "local_name", "by_rule", "need", "country", "order", "active")
    list_filter = ("active", "by_rule", "need", "country")
    search_fields = ("name", "local_name", "code")


@admin.register(CanDo)
class CanDoAdmin(TranslatedAdmin):
    list_display = ("sentence", "language", "level", "order")
    list_filter = ("language",)


@admin.register(ConsentText)
class ConsentTextAdmin(TranslatedAdmin):
    list_display = ("purpose", "version", "valid_from", "asks_again")
    list_filter = ("purpose",)
