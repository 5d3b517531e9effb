"""The paper a guarantor signs: to read and print with his language beside it, and as PDF."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from applicants.cases.page import head_of
from loans.applications.queries import open_application
from loans.guarantees.deed_paper import deed_on_paper, meaning_on_paper
from loans.guarantees.deeds import Deed, deed_of, languages_of, template_for
from loans.guarantees.models import PERSONS, Guarantee
from loans.guarantees.page import guarantor_page
from loans.guarantees.queries import guarantee_number
from portal.doors import ActorRequest, staff
from portal.language.registry import BY_CODE
from portal.pdf.typeset import pdf_response
from portal.roles import Permission


@staff(Permission.PROPOSE_LOANS)
@require_safe
def guarantee_deed(request: ActorRequest, ref: str, number: int) -> HttpResponse:
    guarantee = guarantee_number(open_application(request.actor, ref), number)
    deed = _deed(guarantee, request.GET.get("language", ""))
    if deed is None:
        return _nothing_to_sign(request, ref)
    language = BY_CODE[guarantee.language or guarantee.application.case.person.language]
    context: dict[str, Any] = head_of(guarantee.application.case, request.actor) | {
        "application": guarantee.application,
        "guarantee": guarantee,
        "deed": deed,
        "position": number,
        "own_language": language,
        "meaning": _meaning(guarantee, language.code),
        "choices": languages_of(guarantee),
    }
    return render(request, "loans/guarantee_deed.html", context)


@staff(Permission.PROPOSE_LOANS)
@require_safe
def guarantee_deed_paper(request: ActorRequest, ref: str, number: int) -> HttpResponse:
    """The text that binds; with `meaning=1` what it means, in the guarantor's language."""
    guarantee = guarantee_number(open_application(request.actor, ref), number)
    deed = _deed(guarantee, request.GET.get("language", ""))
    if deed is None:
        return _nothing_to_sign(request, ref)
    meaning = "meaning" in request.GET
    code = guarantee.language or guarantee.application.case.person.language
    with translation.override(code if meaning else deed.template.language):
        document = meaning_on_paper(guarantee) if meaning else deed_on_paper(guarantee, deed)
        return pdf_response(document, f"guarantee-{ref}-{number}")


def _deed(guarantee: Guarantee, language: str) -> Deed | None:
    """The filled text: the one he signed, else today's; None where there is none to sign."""
    if guarantee.kind not in PERSONS or guarantee.state not in ("understood", "active"):
        return None
    template = guarantee.deed or template_for(guarantee, timezone.localdate(), language)
    return None if template is None else deed_of(guarantee, template)


def _nothing_to_sign(request: ActorRequest, ref: str) -> HttpResponse:
    text = _("There is no paper to sign: the guarantor has not agreed yet, or no text is in force in this country.")
    messages.error(request, text)
    return redirect("application", ref=ref)


def _meaning(guarantee: Guarantee, code: str) -> str:
    """What he agreed to, in his own language, as on his page."""
    with translation.override(code):
        return render_to_string("loans/_guarantee_personal.html", guarantor_page(guarantee, code))
