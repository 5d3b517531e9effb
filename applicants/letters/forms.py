"""The box in which a message is written."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms import Form, FreeTextField


class LetterForm(Form):
    """`once` makes a second press of the button harmless."""

    body = FreeTextField(label=_("Your message"), rows=4, error_messages={"required": _("Please write a message.")})
    once = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid"), _("Please send your message once more.")),
    )

    def __init__(self, data: Any = None, *, help_text: Any = "") -> None:
        super().__init__(data, initial={"once": uuid.uuid4()})
        self.fields["body"].help_text = help_text
