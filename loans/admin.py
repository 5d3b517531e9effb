"""The back office of this floor: loan products and the versions of their terms."""

from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

from loans.models import Application, LevelLimit, LevelRaise, Product, ReminderStep, Terms
from loans.products.forms import FIELDSETS, TermsForm
from portal.back_office import RecordedAdmin, RecordedInline, TranslatedAdmin


class TermsInline(RecordedInline):
    """Versions of the terms: one that a loan rests on cannot be changed or removed."""

    model = Terms
    form = TermsForm
    template = "admin/edit_inline/stacked.html"
    fieldsets = FIELDSETS

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        used = Exists(Application.objects.filter(terms=OuterRef("pk")))
        terms: QuerySet[Any] = super().get_queryset(request).annotate(is_used=used)
        return terms


@admin.register(Product)
class ProductAdmin(TranslatedAdmin):
    list_display = ("name", "code", "country", "on_offer", "order")
    list_filter = ("on_offer", "country")
    inlines = (TermsInline,)


@admin.register(ReminderStep)
class ReminderStepAdmin(RecordedAdmin):
    list_display = ("days", "audience")


@admin.register(LevelLimit)
class LevelLimitAdmin(RecordedAdmin):
    list_display = ("level", "up_to", "country")
    list_filter = ("country",)


@admin.register(LevelRaise)
class LevelRaiseAdmin(RecordedAdmin):
    list_display = ("code", "level", "country")
    list_filter = ("country",)
