"""Who stands for whom: around one loan as a picture and a table, and the list of all guarantors."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from loans.applications.queries import open_application
from loans.guarantees.web_page import guarantors_page, web_page
from portal.doors import ActorRequest, staff
from portal.roles import Permission


@staff(Permission.SEE_PIPELINE)
@require_safe
def guarantee_web(request: ActorRequest, ref: str) -> HttpResponse:
    application = open_application(request.actor, ref)
    return render(request, "loans/guarantee_web.html", web_page(application, request.actor))


@staff(Permission.SEE_PIPELINE)
@require_safe
def guarantors(request: ActorRequest) -> HttpResponse:
    """Persons; with `of=organisations`, who vouches."""
    organisations = request.GET.get("of") == "organisations"
    context = guarantors_page(request.actor, organisations=organisations, after=request.GET.get("after", ""))
    return render(request, "loans/guarantor_list.html", context)
