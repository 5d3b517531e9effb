"""The back office of this floor: partner organisations."""

from django.contrib import admin

from partnerships.models import Partner
from portal.back_office import RecordedAdmin


@admin.register(Partner)
class PartnerAdmin(RecordedAdmin):
    list_display = ("name", "kind", "country", "city", "gives_guarantees", "is_active")
    list_filter = ("kind", "country", "gives_guarantees", "is_active")
    search_fields = ("name", "city")
    filter_horizontal = ("offices",)
