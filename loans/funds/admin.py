"""The back office of funds: each with its rules."""

from django.contrib import admin
from modeltranslation.admin import TranslationTabularInline

from loans.funds.forms import RuleForm
from loans.funds.models import Fund, FundRule
from portal.back_office import RecordedInline, TranslatedAdmin


class FundRuleInline(RecordedInline, TranslationTabularInline):  # type: ignore[type-arg]  # the model is named below
    """Rules in force on a day are checked; what was judged before stays as it was."""

    model = FundRule
    form = RuleForm
    template = "admin/edit_inline/stacked.html"


@admin.register(Fund)
class FundAdmin(TranslatedAdmin):
    list_display = ("name", "code", "kind", "funder", "valid_from", "valid_until")
    list_filter = ("kind",)
    search_fields = ("name", "code", "funder")
    inlines = (FundRuleInline,)
