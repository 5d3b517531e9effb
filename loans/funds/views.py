"""Funds on the desk: the list, one with its loans, and what a fund carries of a loan."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loans.applications.queries import open_application
from loans.funds.actions import WAYS_OUT, end, include, propose_allotment
from loans.funds.forms import AllotForm, EndForm
from loans.funds.page import (
    allot_page,
    allotment_number,
    allotment_page,
    fund_by_code,
    fund_page,
    funds_page,
    open_funds,
)
from loans.funds.sheet import sheet
from portal.doors import ActorRequest, staff
from portal.record.models import record_look
from portal.roles import Permission


@staff(Permission.SEE_PIPELINE)
@require_safe
def funds(request: ActorRequest) -> HttpResponse:
    return render(request, "loans/fund_list.html", funds_page(after=request.GET.get("after", "")))


@staff(Permission.SEE_PIPELINE)
@require_safe
def fund(request: ActorRequest, code: str) -> HttpResponse:
    found = fund_by_code(code)
    context = fund_page(found, request.actor, after=request.GET.get("after", ""))
    return render(request, "loans/fund_detail.html", context)


@staff(Permission.SEE_PIPELINE)
@require_safe
def fund_sheet(request: ActorRequest, code: str) -> HttpResponseBase:
    """All loans of the fund that the reader may see, as a file; that it was taken is on record."""
    found = fund_by_code(code)
    record_look(found, by=request.actor)
    response = StreamingHttpResponse(sheet(found, request.actor), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="fund-{found.code}.csv"'
    return response


@staff(Permission.PROPOSE_LOANS)
@require_http_methods(["GET", "HEAD", "POST"])
def fund_allot(request: ActorRequest, ref: str) -> HttpResponse:
    """`preview` shows how the loan fits the chosen fund and keeps nothing."""
    application = open_application(request.actor, ref)
    offered, asked = open_funds(application), request.POST.get("fund") or request.GET.get("fund", "")
    form = AllotForm(request.POST or None, application=application, funds=offered, chosen=asked)
    looks = "preview" in request.POST
    if request.method == "POST" and not looks and form.is_valid():
        try:
            propose_allotment(by=request.actor, application=application, allotment=form.filled())
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("The loan is proposed for the fund. A manager includes it."))
            return redirect("application", ref=ref)
    context = allot_page(application, request.actor, offered, form.offered.get(asked))
    return render(request, "loans/fund_allot_form.html", context | {"form": form})


@staff(Permission.SEE_PIPELINE)
@require_safe
def allotment(request: ActorRequest, ref: str, number: int) -> HttpResponse:
    found = allotment_number(open_application(request.actor, ref), number)
    context = allotment_page(found, number, request.actor) | {"form": EndForm()}
    return render(request, "loans/allotment_detail.html", context)


@staff(Permission.DECIDE_LOANS)
@require_POST
def allotment_include(request: ActorRequest, ref: str, number: int) -> HttpResponse:
    found = allotment_number(open_application(request.actor, ref), number)
    try:
        include(by=request.actor, allotment=found)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, _("The fund carries its part of the loan."))
    return redirect("allotment", ref=ref, number=number)


@staff(Permission.PROPOSE_LOANS)
@require_POST
def allotment_end(request: ActorRequest, ref: str, number: int) -> HttpResponse:
    """`do` is a way out of the workflow table: drop, end or exclude."""
    found, name = allotment_number(open_application(request.actor, ref), number), request.POST.get("do", "")
    if name not in WAYS_OUT:
        messages.error(request, _("Please choose one of the answers."))
        return redirect("allotment", ref=ref, number=number)
    form = EndForm(request.POST)
    if form.is_valid():
        try:
            end(by=request.actor, allotment=found, name=name, reason=form.cleaned_data["reason"])
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("It is noted."))
            return redirect("allotment", ref=ref, number=number)
    context = allotment_page(found, number, request.actor) | {"form": form}
    return render(request, "loans/allotment_detail.html", context)
