"""The back office of this floor: advisors with languages and absences, spoken languages, guides, regions."""

from django.contrib import admin

from advisors.guides.admin import GuideAdmin, GuideStepAdmin
from advisors.models import Absence, Advisor, AdvisorLanguage, Referent, Region, RegionOffice, SpokenLanguage
from portal.back_office import RecordedAdmin, RecordedInline, TranslatedAdmin

__all__ = ["AdvisorAdmin", "GuideAdmin", "GuideStepAdmin", "RegionAdmin", "SpokenLanguageAdmin"]


class LanguageInline(RecordedInline):
    model = AdvisorLanguage


class AbsenceInline(RecordedInline):
    model = Absence


@admin.register(Advisor)
class AdvisorAdmin(RecordedAdmin):
    list_display = ("__str__", "capacity", "works_remotely")
    list_filter = ("offices", "languages__language")
    list_select_related = ("user",)
    search_fields = ("user__name", "user__email")
    autocomplete_fields = ("user",)
    filter_horizontal = ("offices",)
    inlines = (LanguageInline, AbsenceInline)


@admin.register(SpokenLanguage)
class SpokenLanguageAdmin(TranslatedAdmin):
    list_display = ("name", "own_name", "code", "common")
    list_filter = ("common",)
    search_fields = ("name", "own_name", "code")


class RegionOfficeInline(RecordedInline):
    model = RegionOffice


class ReferentInline(RecordedInline):
    model = Referent
    autocomplete_fields = ("user",)


@admin.register(Region)
class RegionAdmin(TranslatedAdmin):
    list_display = ("name", "code", "country")
    list_filter = ("country",)
    search_fields = ("name", "code")
    inlines = (RegionOfficeInline, ReferentInline)
