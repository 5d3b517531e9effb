"""The back office of this floor: advisors, languages, hours, guides, materials, regions, rules of the match."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from advisors.guides.admin import GuideAdmin, GuideStepAdmin
from advisors.hours.admin import HoursAdmin, HoursExceptionAdmin, PurposeAdmin
from advisors.materials.admin import MaterialAdmin
from advisors.models import (
    Absence,
    Advisor,
    AdvisorCommunity,
    AdvisorLanguage,
    AdvisorSpeciality,
    Community,
    KindredLanguages,
    MatchRules,
    Referent,
    Region,
    RegionOffice,
    Speciality,
    SpokenLanguage,
)
from advisors.places import hold_places
from advisors.rulebook.actions import rules_now, set_rules
from advisors.rulebook.models import WEIGHTS
from portal.back_office import RecordedAdmin, RecordedInline, TranslatedAdmin, actor_of

__all__ = [
    "AdvisorAdmin",
    "GuideAdmin",
    "GuideStepAdmin",
    "HoursAdmin",
    "HoursExceptionAdmin",
    "MaterialAdmin",
    "PurposeAdmin",
    "RegionAdmin",
    "SpokenLanguageAdmin",
]


class LanguageInline(RecordedInline):
    model = AdvisorLanguage


class CommunityInline(RecordedInline):
    model = AdvisorCommunity


class SpecialityInline(RecordedInline):
    model = AdvisorSpeciality


class AbsenceInline(RecordedInline):
    model = Absence


@admin.register(Advisor)
class AdvisorAdmin(RecordedAdmin):
    list_display = ("__str__", "capacity", "works_remotely")
    list_filter = ("offices", "languages__language", "specialities")
    list_select_related = ("user",)
    search_fields = ("user__name", "user__email")
    autocomplete_fields = ("user",)
    filter_horizontal = ("offices",)
    inlines = (LanguageInline, CommunityInline, SpecialityInline, AbsenceInline)

    def save_model(self, request: HttpRequest, obj: Advisor, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's own signature
        hold_places()  # no match runs while what it reads changes
        super().save_model(request, obj, form, change)


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


@admin.register(Community, Speciality)
class ListAdmin(TranslatedAdmin):
    list_display = ("name", "code")
    search_fields = ("name", "code")


@admin.register(MatchRules)
class MatchRulesAdmin(RecordedAdmin):
    """A version never changes: who edits the rules adds the next one, which begins with those in force."""

    list_display = ("version", "since", "office", "native")
    fieldsets = (
        (_("Wishes and people"), {"fields": WEIGHTS[:4]}),
        (_("Place"), {"fields": WEIGHTS[4:6]}),
        (_("Language"), {"fields": WEIGHTS[6:10]}),
        (_("Room"), {"fields": WEIGHTS[10:]}),
    )

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        del request, obj
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        del request, obj
        return False

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        del request
        rules = rules_now()
        return {name: getattr(rules, name) for name in WEIGHTS}

    def save_model(self, request: HttpRequest, obj: MatchRules, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's own signature
        del form, change
        new = set_rules(by=actor_of(request), weights={name: getattr(obj, name) for name in WEIGHTS})
        obj.__dict__.update(new.__dict__)


@admin.register(KindredLanguages)
class KindredLanguagesAdmin(RecordedAdmin):
    """A change of the table is a new version of the rules, as a change of a weight is."""

    list_display = ("one", "other", "discount")
    list_select_related = ("one", "other")
    list_filter = ("one",)

    def save_model(self, request: HttpRequest, obj: KindredLanguages, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's own signature
        super().save_model(request, obj, form, change)
        set_rules(by=actor_of(request))

    def delete_model(self, request: HttpRequest, obj: KindredLanguages) -> None:
        super().delete_model(request, obj)
        set_rules(by=actor_of(request))

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        super().delete_queryset(request, queryset)
        set_rules(by=actor_of(request))
