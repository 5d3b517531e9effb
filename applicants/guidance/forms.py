"""The forms of a guide with a client: which guide, which step, a note."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from portal.forms import Form, FreeTextField


class ChooseForm(Form):
    guide = forms.ChoiceField(label=_("Which guide?"), widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, guides: list[Any]) -> None:
        super().__init__(data)
        field = self.fields["guide"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(guide.code, _label(guide)) for guide in guides]


def _label(guide: Any) -> str:
    return format_html(
        '<bdi>{}</bdi><br><span class="small">{} · <bdi>{}</bdi></span>',
        guide.title,
        guide.get_country_display(),
        guide.legal_form,
    )


class NoteForm(Form):
    """A note to one step; each stands on the same page, so that its ids carry the step's number."""

    text = FreeTextField(label=_("Note for colleagues"), rows=2, required=False, max_length=500)
