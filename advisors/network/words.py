"""What the history of a practice says, and the sentence above each move."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

EVENTS: Final[dict[str, Any]] = {
    "proposed": _("Proposed as a new practice"),
    "changed": _("The text was changed"),
    "joined": _("One more office tries it"),
    "results": _("Results written down"),
    "used": _("An office uses it"),
    "unused": _("An office no longer uses it"),
    "begin_test": _("The test began"),
    "prove": _("Found to work: proven"),
    "spread": _("Spread to all offices"),
    "stop_test": _("The test was stopped"),
    "test_again": _("Back in test"),
    "retire": _("Retired"),
    "reopen": _("Proposed again"),
}

ADVICE: Final[dict[str, Any]] = {
    "begin_test": _("Which offices try it, and from when? They write down what comes of it."),
    "prove": _("You say that the results are good enough for every office. Read them once more before."),
    "spread": _("Every colleague finds it as new, and in the weekly mail."),
    "stop_test": _("It goes back to the proposals. The results stay."),
    "test_again": _("It goes back into test. Offices that use it may go on."),
    "retire": _("It is no longer shown as new, and nobody is asked to use it. It can be found under “Retired”."),
    "reopen": _("It is a proposal again, with its history."),
}
