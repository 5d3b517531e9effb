"""The sentence of the timeline."""

from django.utils.translation import gettext_lazy as _

from applicants.cases import timeline


def register() -> None:
    timeline.register({"voice.infected": _("A voice recording was removed: the virus check found something in it.")})
