"""Late loans: the list by age, and logging what was done about one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from loans.arrears.actions import log_follow_up
from loans.arrears.forms import FollowUpForm, LateFilterForm
from loans.arrears.page import late_page
from loans.ledger.page import loan_page, open_loan_page
from portal.doors import ActorRequest, staff
from portal.roles import Permission


@staff(Permission.SEE_PIPELINE)
@require_safe
def late_loans(request: ActorRequest) -> HttpResponse:
    form = LateFilterForm(request.GET, actor=request.actor)
    context = late_page(request.actor, form.chosen(), after=request.GET.get("after", ""))
    return render(request, "loans/arrears_list.html", context | {"form": form})


@staff(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def follow_up(request: ActorRequest, ref: str) -> HttpResponse:
    loan = open_loan_page(request.actor, ref)
    form = FollowUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            log_follow_up(by=request.actor, loan=loan, follow_up=form.save(commit=False))
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("The follow-up is logged."))
            return redirect("loan", ref=ref)
    return render(request, "loans/arrears_form.html", loan_page(loan, request.actor) | {"form": form})
