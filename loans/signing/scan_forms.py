"""The forms around the scan of a contract."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from applicants.documents.forms import UploadForm
from portal.forms import FreeTextField


class ReplaceForm(UploadForm):
    """Another scan in the place of the one that is there."""

    why = FreeTextField(label=_("Why is the scan replaced?"), rows=2, max_length=300)
    prefix = "replace"

    def clean(self) -> dict[str, Any]:
        return super().clean() | {"instead": self.cleaned_data.get("why", "")}
