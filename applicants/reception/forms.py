"""The forms of the counter: somebody who came unannounced, and whom she waits for."""

from typing import Any, Final
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from advisors.models import Advisor, SpokenLanguage
from portal.actors import NOBODY, Actor
from portal.forms import Form, NameField
from portal.models import Office

_NOBODY_IN_PARTICULAR: Final = _("Nobody in particular")
_AGAIN: Final = _("Please go back, reload the page and send it again.")


class AdvisorField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django takes no argument here
    """An advisor with what she speaks."""

    def label_from_instance(self, obj: Any) -> str:
        spoken = ", ".join(str(one.language) for one in obj.languages.all())
        return f"{obj} · {spoken}" if spoken else str(obj)


class LanguageField(forms.ModelChoiceField):  # type: ignore[type-arg]  # as above
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(SpokenLanguage.objects.all(), label=_("Language spoken"), **kwargs)


class DirectForm(Form):
    """Whom somebody waits for, and what she speaks."""

    language = LanguageField(required=False, empty_label=_("Not known"))
    advisor = AdvisorField(
        Advisor.objects.visible_to(NOBODY).none(),
        label=_("Who receives this person?"),
        required=False,
        empty_label=_NOBODY_IN_PARTICULAR,
    )

    def __init__(self, data: Any = None, *, office: Office, actor: Actor, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        here = Advisor.objects.visible_to(actor).active().filter(offices=office)
        chosen = self.initial.get("advisor")
        if chosen is not None:  # one of another office, who meets her by phone
            here = here | Advisor.objects.visible_to(actor).filter(pk=chosen.pk)
        rows = here.select_related("user").prefetch_related("languages__language").order_by("user__name", "pk")
        self.fields["advisor"].queryset = rows.distinct()  # type: ignore[attr-defined]  # an AdvisorField, declared above


class WalkInForm(DirectForm):
    """A name and a language are enough; `look` asks which files fit the name, and then nothing else is needed."""

    field_order = ("name", "language", "advisor", "once")
    name = NameField(
        label=_("Name, or file number"), error_messages={"required": _("Please write a name, or a file number.")}
    )
    once = forms.UUIDField(
        widget=forms.HiddenInput, initial=uuid4, error_messages={"required": _AGAIN, "invalid": _AGAIN}
    )

    def __init__(self, data: Any = None, *, looks: bool = False, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.looks = looks
        self.fields["name"].widget.attrs["autocomplete"] = "off"

    def clean_language(self) -> SpokenLanguage | None:
        language: SpokenLanguage | None = self.cleaned_data["language"]
        if language is None and not self.looks:
            raise ValidationError(_("Please choose a language."))
        return language
