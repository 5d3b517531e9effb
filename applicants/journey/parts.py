"""The parts of the journey that this floor brings; others place theirs between them by `order`."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from applicants.journey.step import Part

NEED: Final = Part("need", _("What you need"), 10)
YOU: Final = Part("you", _("About you"), 20)
PAPERS: Final = Part(
    "papers", _("Your papers"), 30, _("Only your advisor and those who decide see this answer. No public office does.")
)
IDEA: Final = Part("idea", _("Your business"), 40)
