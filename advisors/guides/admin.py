"""The back office of guides: texts in seven languages, and what is done to a whole guide."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from advisors.guides import actions
from advisors.guides.models import Guide, GuideStep
from portal.back_office import RecordedInline, TranslatedAdmin, actor_of
from portal.language import registry


class StepInline(RecordedInline):
    """The steps in order; each has a page of its own for its texts."""

    model = GuideStep
    fields = ("order", "title", "current")
    readonly_fields = ("title",)
    show_change_link = True
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """A step is added with its texts, on its own page."""
        del request, obj
        return False


def _missing(row: Any, fields: tuple[str, ...]) -> str:
    """The languages in which a text of the row is missing that has one in English."""
    return " ".join(
        language.code
        for language in registry.LANGUAGES
        if any(getattr(row, f"{field}_en") and not getattr(row, f"{field}_{language.code}") for field in fields)
    )


@admin.register(Guide)
class GuideAdmin(TranslatedAdmin):
    list_display = ("title", "country", "state", "checked_on", "checked_by", "checked_lately", "missing", "example")
    list_filter = ("country", "state", "example")
    list_select_related = ("checked_by",)
    search_fields = ("title", "code")
    readonly_fields = ("state", "checked_on", "checked_by")
    inlines = (StepInline,)
    actions = ("mark_checked", "publish", "take_back")

    @admin.display(description=_("checked lately"), boolean=True)
    def checked_lately(self, guide: Guide) -> bool:
        return not guide.is_old(timezone.localdate())

    @admin.display(description=_("texts missing in"))
    def missing(self, guide: Guide) -> str:
        return _missing(guide, ("legal_form", "title", "intro"))

    @admin.action(description=_("I have checked it today against the official pages"))
    def mark_checked(self, request: HttpRequest, guides: QuerySet[Guide]) -> None:
        self._each(request, guides, actions.mark_checked)

    @admin.action(description=_("Publish"))
    def publish(self, request: HttpRequest, guides: QuerySet[Guide]) -> None:
        self._each(request, guides, actions.publish)

    @admin.action(description=_("Take back: a draft again"))
    def take_back(self, request: HttpRequest, guides: QuerySet[Guide]) -> None:
        self._each(request, guides, actions.take_back)

    def _each(self, request: HttpRequest, guides: QuerySet[Guide], act: Any) -> None:
        """Do it for each, and say for which it could not be done, and why."""
        done = 0
        for guide in guides:
            try:
                act(by=actor_of(request), guide=guide)
            except ValidationError as refusal:
                self.message_user(request, " ".join(refusal.messages), messages.ERROR)
            else:
                done += 1
        if done:
            said = ngettext("Done for %(count)s guide.", "Done for %(count)s guides.", done) % {"count": done}
            self.message_user(request, said, messages.SUCCESS)


@admin.register(GuideStep)
class GuideStepAdmin(TranslatedAdmin):
    list_display = ("title", "guide", "order", "current", "missing")
    list_filter = ("guide", "current")
    list_select_related = ("guide",)
    search_fields = ("title", "what")
    formfield_overrides: ClassVar[dict[Any, dict[str, Any]]] = {models.URLField: {"assume_scheme": "https"}}

    @admin.display(description=_("texts missing in"))
    def missing(self, step: GuideStep) -> str:
        return _missing(step, ("title", "what", "where", "cost", "documents", "duration"))
