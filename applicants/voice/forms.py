"""What a colleague writes beside a recording."""

from django.utils.translation import gettext_lazy as _

from portal.forms import Form, FreeTextField


class WriteDownForm(Form):
    said = FreeTextField(label=_("What was said"), rows=4, required=False)
