"""Who helps, and whether the person has begun before."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from applicants.helping.models import Relation
from portal.forms import Form, NameField

_ANYBODY = (Relation.FAMILY, Relation.FRIEND, Relation.OTHER)


class HelperForm(Form):
    """A relative says who he is; a colleague or a partner's user is known by the login."""

    name = NameField(label=_("Your own name"), max_length=100)
    relation = forms.ChoiceField(
        label=_("Who are you to the person you help?"),
        choices=[(one.value, one.label) for one in _ANYBODY],
        widget=forms.RadioSelect,
    )
    begun = forms.ChoiceField(
        label=_("Has this person begun an application before?"),
        choices=[("no", _("No, we begin now")), ("yes", _("Yes, we go on"))],
        widget=forms.RadioSelect,
        initial="no",
    )

    def __init__(self, data: Any = None, *, known: bool) -> None:
        super().__init__(data)
        if known:
            del self.fields["name"]
            del self.fields["relation"]
