"""The page of components: every part of the look with an example, for those who build pages. Development only.

Its words are borrowed from other pages, so that it reads right in every language and adds nothing to translate.
"""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from portal.doors import ActorRequest, public
from portal.forms import AmountField, Form, FreeTextField, NameField, PhoneField
from portal.pages import Page
from portal.workflow import State

STATES = (
    State("draft", _("Draft"), _("You are filling in your application."), "calm", "pencil"),
    State("submitted", _("Submitted"), _("We received your application."), "wait", "inbox"),
    State("in_review", _("In review"), _("Your advisor is reading your application."), "work", "search"),
    State(
        "information_needed", _("Information needed"), _("We need something more from you."), "ask", "question-circle"
    ),
    State("approved", _("Approved"), _("Your loan is approved. Do you accept it?"), "good", "check-circle"),
    State("withdrawn", _("Withdrawn"), _("You withdrew your application."), "ended", "arrow-left"),
)
ROWS = (
    ("SQ-7K2M9", "محمد کریمی", STATES[1], Decimal("4500.00")),
    ("SQ-3F8P1", "Aline Niyonkuru", STATES[3], Decimal("8250.50")),
    ("SQ-9D4T6", "سلمى الحسن", STATES[4], Decimal("12000.00")),
)


class SampleForm(Form):
    """One field of every kind."""

    need = forms.ChoiceField(
        label=_("What we offer"),
        widget=forms.RadioSelect,
        choices=[("loan", _("A loan")), ("advice", _("Advice in your language")), ("papers", _("Help with papers"))],
    )
    name = NameField(label=_("Name"))
    phone = PhoneField(label=_("Phone"))
    amount = AmountField(label=_("Amount"), help_text=_("You see the whole price before you sign."))
    story = FreeTextField(label=_("Your business"), required=False)
    agree = forms.BooleanField(label=_("I accept the loan"))


@public
@require_safe
def components(request: ActorRequest) -> HttpResponse:
    """Everything at once: look at it in one language of each direction after changing the look."""
    return render(request, "portal/components.html", _examples())


def _examples() -> dict[str, Any]:
    sections = [
        SimpleNamespace(label=STATES[0].label, state="done"),
        SimpleNamespace(label=STATES[2].label, state="now"),
        SimpleNamespace(label=STATES[4].label, state="later"),
    ]
    return {
        "states": STATES,
        "rows": ROWS,
        "sections": sections,
        "tabs": [
            SimpleNamespace(url="#tabs", label=state.label, current=number == 0, count=number + 3)
            for number, state in enumerate(STATES[:3])
        ],
        "page": Page[Any](rows=[], next="example", first=False),
        "facts": [(_("Name"), "محمد کریمی"), (_("Phone"), "+32 470 12 34 56"), (_("Your business"), "Bakkerij Karimi")],
        "form": SampleForm(prefix="empty"),
        "wrong_form": SampleForm({"wrong-phone": "12", "wrong-amount": "1,2,3", "wrong-name": "سلمى"}, prefix="wrong"),
        "now": timezone.now(),
    }
