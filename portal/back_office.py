"""The back office: Django's admin behind our doors, our permissions, and on our record."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, reverse
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin

from portal.actors import NOBODY, Actor
from portal.doors import staff
from portal.forms import ModelForm
from portal.language.digits import to_ascii
from portal.record.acting import acting
from portal.roles import Permission

# Logging in, out and changing a password happen on our own pages.
_NOT_HERE = frozenset({"login", "logout", "password_change", "password_change_done"})


def actor_of(request: HttpRequest) -> Actor:
    actor: Actor = getattr(request, "actor", NOBODY)
    return actor


def on_record(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """What a view of the admin writes is on record as done by the administrator."""

    @wraps(view)
    def recorded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        with acting(actor_of(request)):
            return view(request, *args, **kwargs)

    return recorded


class BackOfficeForm(ModelForm):
    """Numbers and dates in any digits; texts of the institution stay as they were typed."""

    def _western(self, data: Any) -> QueryDict:
        texts = {self.add_prefix(name) for name, field in self.fields.items() if isinstance(field, forms.CharField)}
        changed = QueryDict(mutable=True)
        for key in data:
            values = data.getlist(key)
            changed.setlist(key, values if key in texts else [to_ascii(value) for value in values])
        return changed


class BackOffice(admin.AdminSite):
    """Whoever may ADMINISTER comes in, by the same session as everywhere else; nobody else."""

    site_header = _("Back office")
    site_title = _("Back office")
    index_title = _("What the institution sets up")
    empty_value_display = "–"
    enable_nav_sidebar = True

    def register(
        self, model_or_iterable: Any, admin_class: type[admin.ModelAdmin[Any]] | None = None, **options: Any
    ) -> None:
        """Our own pages alone: what other packages register would stand outside our permissions."""
        if admin_class is not None and issubclass(admin_class, RecordedAdmin):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        actor = actor_of(request)
        return actor.is_staff and actor.may(Permission.ADMINISTER)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:  # noqa: FBT001, FBT002 - Django's own signature
        return staff(Permission.ADMINISTER)(super().admin_view(on_record(view), cacheable))

    def get_urls(self) -> list[URLPattern | URLResolver]:
        urls = [one for one in super().get_urls() if getattr(one, "name", None) not in _NOT_HERE]
        _mark(urls)
        return urls


def _mark(urls: Iterable[URLPattern | URLResolver]) -> None:
    """Name the door on each view: `admin_view` stands inside a wrapper of Django's that hides it."""
    for one in urls:
        if isinstance(one, URLResolver):
            _mark(one.url_patterns)
        else:
            one.callback.door = Permission.ADMINISTER.value  # type: ignore[attr-defined]  # as portal.doors does


class RecordedAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # the model is named at registration
    """What may be changed here is one permission, ADMINISTER, not Django's four for each model."""

    form = BackOfficeForm
    read_only = False

    def _may(self, request: HttpRequest) -> bool:
        return actor_of(request).may(Permission.ADMINISTER)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self._may(request)

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        del obj
        return self._may(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self._may(request) and not self.read_only

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        del obj
        return self._may(request) and not self.read_only

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        del obj
        return self._may(request) and not self.read_only

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The history of a row is what the record says of it."""
        del request, extra_context
        return redirect(f"{reverse('record')}?table={self.model._meta.db_table}&row={object_id}")

    def log_addition(self, *args: Any, **kwargs: Any) -> None:  # type: ignore[override]  # see `_no_second_log`
        _no_second_log(*args, **kwargs)

    def log_change(self, *args: Any, **kwargs: Any) -> None:  # type: ignore[override]  # as above
        _no_second_log(*args, **kwargs)

    def log_deletions(self, *args: Any, **kwargs: Any) -> None:  # type: ignore[override]  # as above
        _no_second_log(*args, **kwargs)


def _no_second_log(*args: Any, **kwargs: Any) -> None:
    """The admin keeps no log of its own: the record in the database says more, and nobody can edit it."""
    del args, kwargs


class TranslatedAdmin(RecordedAdmin, TranslationAdmin):  # type: ignore[type-arg]  # the model is named at registration
    """For rows with texts in seven languages: one language at a time with script, one below the other without."""

    class Media:
        js = ("js/admin_languages.js",)


class RecordedInline(admin.TabularInline):  # type: ignore[type-arg]  # the model is named by the subclass
    """Lines of a row of the back office, under the same one permission."""

    form = BackOfficeForm
    extra = 0

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        del obj
        return actor_of(request).may(Permission.ADMINISTER)

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        del obj
        return actor_of(request).may(Permission.ADMINISTER)

    has_change_permission = has_view_permission
    has_delete_permission = has_view_permission
