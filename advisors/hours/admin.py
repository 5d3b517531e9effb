"""The back office of hours: purposes, weekly hours, exceptions."""

from django.contrib import admin

from advisors.hours.models import Hours, HoursException, Purpose
from portal.back_office import RecordedAdmin, TranslatedAdmin


@admin.register(Purpose)
class PurposeAdmin(TranslatedAdmin):
    list_display = ("name", "code", "drop_in", "notice_hours", "ahead_days", "order", "is_active")


@admin.register(Hours)
class HoursAdmin(RecordedAdmin):
    list_display = ("__str__", "office", "advisor", "purpose", "minutes", "seats", "valid_from", "valid_until")
    list_filter = ("office", "purpose", "weekday", "instead")
    list_select_related = ("office", "advisor__user", "purpose")


@admin.register(HoursException)
class HoursExceptionAdmin(RecordedAdmin):
    list_display = ("advisor", "day", "begins", "ends")
    list_select_related = ("advisor__user",)
