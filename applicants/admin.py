"""The back office of this floor: residence documents of each country, usual times, texts of consents."""

from django.contrib import admin

from applicants.models import ConsentText, Pace, PermitKind
from portal.back_office import RecordedAdmin, TranslatedAdmin


@admin.register(PermitKind)
class PermitKindAdmin(TranslatedAdmin):
    list_display = ("local_name", "country", "order", "valid_from", "valid_to")
    list_filter = ("country",)
    search_fields = ("local_name", "code")


@admin.register(Pace)
class PaceAdmin(RecordedAdmin):
    list_display = ("stage", "working_days", "ask_after_days")


@admin.register(ConsentText)
class ConsentTextAdmin(TranslatedAdmin):
    list_display = ("purpose", "version", "valid_from", "asks_again")
    list_filter = ("purpose",)
