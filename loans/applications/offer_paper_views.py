"""The offer as PDF: for the advisor in either language, for the applicant in hers."""

from django.http import Http404, HttpResponse
from django.utils import translation
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from applicants.cases.shown import shown_name
from loans.applications.mine import my_offer, my_price
from loans.applications.models import Application
from loans.applications.offer_page import told_for
from loans.applications.offer_paper import offer_on_paper
from loans.applications.queries import open_application
from loans.applications.told import Told, told_of
from loans.guarantees.queries import guarantees_of
from portal.doors import ActorRequest, person, staff
from portal.language.registry import BY_CODE
from portal.pdf.typeset import pdf_response
from portal.refs import display
from portal.roles import Permission


@staff(Permission.SEE_PIPELINE)
@require_safe
def offer_paper(request: ActorRequest, ref: str) -> HttpResponse:
    """In the language asked for if it is one of ours, else in that of the page. 404 while there is no price."""
    found = open_application(request.actor, ref)
    asked = request.GET.get("language", "")
    language = asked if asked in BY_CODE else get_language() or "en"
    return _paper(request, found, told_for(request.actor, told_of(found, guarantees_of(found))), language)


@person
@require_safe
def my_offer_paper(request: ActorRequest, ref: str) -> HttpResponse:
    found = my_offer(request.actor, ref)
    return _paper(request, found, my_price(found), get_language() or "en")


def _paper(request: ActorRequest, application: Application, told: Told | None, language: str) -> HttpResponse:
    if told is None:
        raise Http404
    name = str(shown_name(application.case.person, request.actor))
    with translation.override(language):
        document = offer_on_paper(told, name=name, number=display(application.case.ref))
        return pdf_response(document, f"offer-{application.ref}-{language}")
