"""The back office of this floor: offices, days off, users and their roles; the record and the messages to read."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.accounts import actions
from portal.back_office import BackOfficeForm, RecordedAdmin, RecordedInline, TranslatedAdmin, actor_of
from portal.models import Entry, Holiday, Membership, Message, Office, User
from portal.privacy import masked
from portal.slots import fill

WEEKDAYS = (
    (1, _("Monday")),
    (2, _("Tuesday")),
    (3, _("Wednesday")),
    (4, _("Thursday")),
    (5, _("Friday")),
    (6, _("Saturday")),
    (7, _("Sunday")),
)


class OfficeForm(BackOfficeForm):
    working_weekdays = forms.TypedMultipleChoiceField(
        label=_("working days"), choices=WEEKDAYS, coerce=int, widget=forms.CheckboxSelectMultiple
    )


@admin.register(Office)
class OfficeAdmin(TranslatedAdmin):
    form = OfficeForm
    list_display = ("name", "code", "country", "city", "is_open")
    list_filter = ("country", "is_open")


@admin.register(Holiday)
class HolidayAdmin(TranslatedAdmin):
    list_display = ("day", "name", "country", "office")
    list_filter = ("country", "office")
    date_hierarchy = "day"


class MembershipForm(BackOfficeForm):
    """A role at an office or a partner; the database says which of them goes with which role."""

    partner_id = forms.TypedChoiceField(label=_("partner"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["partner_id"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [
                ("", "---------"),
                *(choice for choices in fill("partner_choices") for choice in choices()),
            ]


class MembershipInline(RecordedInline):
    model = Membership
    form = MembershipForm
    fields = ("role", "office", "partner_id")


@admin.register(User)
class UserAdmin(RecordedAdmin):
    """Nobody is deleted: who leaves is closed. A new user gets a link to choose a password."""

    list_display = ("name", "email", "language", "is_active", "last_login")
    list_filter = ("is_active", "memberships__role", "memberships__office")
    search_fields = ("name", "email")
    fields = ("name", "email", "language", "is_active", "joined_at", "last_login")
    readonly_fields = ("is_active", "joined_at", "last_login")
    inlines = (MembershipInline,)
    actions = ("close", "open_again", "invite_again", "reset_second_factor")

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        del request, obj
        return False

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's own signature
        if change:
            super().save_model(request, obj, form, change)
            return
        user = actions.invite_user(by=actor_of(request), email=obj.email, name=obj.name, language=obj.language)
        obj.__dict__.update(user.__dict__)

    @admin.action(description=_("Close the account: this person leaves"))
    def close(self, request: HttpRequest, users: QuerySet[User]) -> None:
        self._each(request, users, actions.deactivate_user)

    @admin.action(description=_("Open the account again"))
    def open_again(self, request: HttpRequest, users: QuerySet[User]) -> None:
        self._each(request, users, actions.reactivate_user)

    @admin.action(description=_("Send the invitation again"))
    def invite_again(self, request: HttpRequest, users: QuerySet[User]) -> None:
        self._each(request, users, actions.invite_again)

    @admin.action(description=_("Lost phone: let this person set up a new second factor"))
    def reset_second_factor(self, request: HttpRequest, users: QuerySet[User]) -> None:
        self._each(request, users, actions.reset_second_factor)

    def _each(self, request: HttpRequest, users: QuerySet[User], act: Any) -> None:
        """Do it for each, and say for whom it could not be done, and why."""
        done = 0
        for user in users:
            try:
                act(by=actor_of(request), user=user)
            except ValidationError as refusal:
                self.message_user(request, " ".join(refusal.messages), messages.ERROR)
            else:
                done += 1
        if done:
            said = ngettext("Done for %(count)s user.", "Done for %(count)s users.", done) % {"count": done}
            self.message_user(request, said, messages.SUCCESS)


@admin.register(Entry)
class EntryAdmin(RecordedAdmin):
    """The bare entries, without contents: the record's own page shows what each role may read."""

    read_only = True
    list_display = ("at", "kind", "table", "row", "actor", "request")
    list_filter = ("kind",)
    fields = ("at", "kind", "table", "row", "actor", "on_behalf_of", "request")
    ordering = ("-id",)
    show_full_result_count = False


@admin.register(Message)
class MessageAdmin(RecordedAdmin):
    """Whether messages go out, not what they say: some carry a link that opens an account."""

    read_only = True
    list_display = ("created_at", "event", "channel", "to", "state", "attempts", "sent_at")
    list_filter = ("state", "channel", "event")
    fields = ("event", "channel", "to", "language", "state", "attempts", "created_at", "not_before", "sent_at")
    ordering: ClassVar[tuple[str, ...]] = ("-id",)
    show_full_result_count = False

    @admin.display(description=_("to"))
    def to(self, message: Message) -> str:
        return masked(message.address, "tail")
