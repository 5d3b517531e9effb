"""The lists of files on the desk, and the search."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from applicants.appointments.settling import unsettled
from applicants.cases.forms import FilterForm, SearchForm
from applicants.cases.lists import found_rows, list_page, queue_page
from portal.doors import ActorRequest, staff
from portal.roles import Permission


@staff(Permission.SEE_CASES)
@require_safe
def case_list(request: ActorRequest) -> HttpResponse:
    """My files, or my office's; the address carries the filters as codes, nothing else."""
    form = FilterForm(request.GET, actor=request.actor)
    context = list_page(request.actor, request.GET.get("of", ""), form.chosen(), after=request.GET.get("after", ""))
    decides = request.actor.may(Permission.WORK_CASES) and not request.GET
    waiting = len(unsettled(request.actor)) if decides else 0
    return render(request, "applicants/case_list.html", context | {"form": form, "unsettled": waiting})


@staff(Permission.ASSIGN_CASES)
@require_safe
def case_queue(request: ActorRequest) -> HttpResponse:
    return render(request, "applicants/case_queue.html", queue_page(request.actor, after=request.GET.get("after", "")))


@staff(Permission.SEE_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def case_search(request: ActorRequest) -> HttpResponse:
    """What is typed is sent in the body, never in an address: names do not belong into logs."""
    form = SearchForm(request.POST or None)
    rows = None
    if request.method == "POST" and form.is_valid():
        rows = found_rows(request.actor, form.cleaned_data["q"])
    template = "applicants/_case_found.html" if request.htmx else "applicants/case_search.html"
    return render(request, template, {"form": form, "rows": rows})
