"""The back office of this floor: loan products and the versions of their terms."""

from typing import Any

from django.contrib import admin
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.http import HttpRequest

from loans.bank.account_form import BankAccountForm
from loans.committees.actions import let_new_members_read
from loans.funds.admin import FundAdmin
from loans.models import (
    Application,
    BankAccount,
    ChecklistQuestion,
    Committee,
    CommitteeMember,
    CountryEntry,
    DeedTemplate,
    Guarantee,
    GuaranteeLimit,
    LevelLimit,
    LevelRaise,
    Product,
    ReminderStep,
    Terms,
)
from loans.permits.forms import CountryEntryForm
from loans.products.forms import FIELDSETS, TermsForm
from portal.back_office import RecordedAdmin, RecordedInline, TranslatedAdmin, actor_of

__all__ = ["FundAdmin"]


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


@admin.register(BankAccount)
class BankAccountAdmin(RecordedAdmin):
    form = BankAccountForm
    list_display = ("name", "iban", "office")


@admin.register(CountryEntry)
class CountryEntryAdmin(RecordedAdmin):
    """An entry is never rewritten or taken away: it is ended, and a new one begins."""

    form = CountryEntryForm
    list_display = ("__str__", "valid_from", "valid_until", "source")
    list_filter = ("listed", "country")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        del request
        return ("country", "listed", "source", "valid_from") if obj else ()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        del request, obj
        return False


@admin.register(LevelLimit)
class LevelLimitAdmin(RecordedAdmin):
    list_display = ("level", "up_to", "country")
    list_filter = ("country",)


@admin.register(LevelRaise)
class LevelRaiseAdmin(RecordedAdmin):
    list_display = ("code", "level", "country")
    list_filter = ("country",)


class MemberInline(RecordedInline):
    model = CommitteeMember
    autocomplete_fields = ("user",)


@admin.register(Committee)
class CommitteeAdmin(RecordedAdmin):
    list_display = ("name", "office", "rule", "quorum", "is_active")
    list_filter = ("is_active", "office")
    inlines = (MemberInline,)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001 - Django's own signature
        super().save_related(request, form, formsets, change)
        let_new_members_read(by=actor_of(request), committee=form.instance)


@admin.register(ChecklistQuestion)
class ChecklistQuestionAdmin(TranslatedAdmin):
    list_display = ("text", "code", "is_asked", "order")


@admin.register(GuaranteeLimit)
class GuaranteeLimitAdmin(RecordedAdmin):
    list_display = ("valid_from", "person_euros", "person_loans", "organisation_loans")


@admin.register(DeedTemplate)
class DeedTemplateAdmin(RecordedAdmin):
    """A text that somebody signed is shown and no more: a change is a new text, from a day of its own."""

    list_display = ("country", "language", "valid_from", "title")
    list_filter = ("country", "language")

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        signed = obj is not None and Guarantee.objects.filter(deed=obj.pk).exists()
        return super().has_change_permission(request, obj) and not signed
