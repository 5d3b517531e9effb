"""The back office of this floor: the kinds of residence documents of each country."""

from django.contrib import admin

from applicants.models import PermitKind
from portal.back_office import TranslatedAdmin


@admin.register(PermitKind)
class PermitKindAdmin(TranslatedAdmin):
    list_display = ("local_name", "country", "order", "valid_from", "valid_to")
    list_filter = ("country",)
    search_fields = ("local_name", "code")
