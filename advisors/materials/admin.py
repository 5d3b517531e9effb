"""The back office of the library: materials with their versions, and what is done to a whole material."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from advisors.materials import actions
from advisors.materials.forms import MaterialForm, VersionForm
from advisors.materials.models import Material, MaterialVersion
from portal.back_office import RecordedInline, TranslatedAdmin, actor_of


class VersionInline(RecordedInline):
    model = MaterialVersion
    form = VersionForm
    readonly_fields = ("file_kind", "size")


@admin.register(Material)
class MaterialAdmin(TranslatedAdmin):
    form = MaterialForm
    list_display = (
        "title",
        "kind",
        "languages",
        "country",
        "office",
        "is_public",
        "state",
        "checked_on",
        "checked_lately",
    )
    list_filter = ("kind", "state", "country", "office", "versions__language")
    list_select_related = ("office",)
    search_fields = ("title", "about")
    readonly_fields = ("state", "checked_on", "checked_by")
    inlines = (VersionInline,)
    actions = ("mark_checked", "publish", "withdraw")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        found: QuerySet[Any] = super().get_queryset(request).prefetch_related("versions")
        return found

    @admin.display(description=_("languages"))
    def languages(self, material: Material) -> str:
        return " · ".join(version.language_name for version in material.versions.all())

    @admin.display(description=_("checked lately"), boolean=True)
    def checked_lately(self, material: Material) -> bool:
        return not material.is_old(timezone.localdate())

    @admin.action(description=_("I have looked through it today"))
    def mark_checked(self, request: HttpRequest, materials: QuerySet[Material]) -> None:
        self._each(request, materials, actions.mark_checked)

    @admin.action(description=_("Publish"))
    def publish(self, request: HttpRequest, materials: QuerySet[Material]) -> None:
        self._each(request, materials, actions.publish)

    @admin.action(description=_("Withdraw: nobody gets it any more"))
    def withdraw(self, request: HttpRequest, materials: QuerySet[Material]) -> None:
        self._each(request, materials, actions.withdraw)

    def _each(self, request: HttpRequest, materials: QuerySet[Material], act: Any) -> None:
        """Do it for each, and say for which it could not be done, and why."""
        done = 0
        for material in materials:
            try:
                act(by=actor_of(request), material=material)
            except ValidationError as refusal:
                self.message_user(request, " ".join(refusal.messages), messages.ERROR)
            else:
                done += 1
        if done:
            said = ngettext("Done for %(count)s material.", "Done for %(count)s materials.", done) % {"count": done}
            self.message_user(request, said, messages.SUCCESS)
