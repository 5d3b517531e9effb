"""Who is in a group, on the desk: adding from the files, and noting what somebody answered."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from applicants.cases.forms import SearchForm
from applicants.cases.lists import found_rows
from applicants.models import Case
from loans.groups.forms import ReasonForm
from loans.groups.members import NOTED, add_member, note_answer
from loans.groups.names import member_name
from loans.groups.page import ASK_WHY
from loans.groups.queries import member_number, open_group
from loans.groups.views import act
from portal.doors import ActorRequest, staff
from portal.roles import Permission


@staff(Permission.PROPOSE_LOANS)
@require_http_methods(["GET", "HEAD", "POST"])
def group_find(request: ActorRequest, ref: str) -> HttpResponse:
    """Looking for people with a file, as the desk's search does: what is typed never stands in an address."""
    found = open_group(request.actor, ref)
    form = SearchForm(request.POST or None)
    rows = None
    if request.method == "POST" and form.is_valid():
        rows = found_rows(request.actor, form.cleaned_data["q"])
    return render(request, "loans/group_find.html", {"group": found, "form": form, "rows": rows})


@staff(Permission.PROPOSE_LOANS)
@require_POST
def group_add(request: ActorRequest, ref: str) -> HttpResponse:
    """`file` is the number of a file that was found."""
    found = open_group(request.actor, ref)
    case = get_object_or_404(Case.objects.visible_to(request.actor).submitted(), ref=request.POST.get("file", ""))
    return act(
        request,
        ref,
        lambda: add_member(by=request.actor, group=found, case=case),
        _("The person is added. Note the answer when you know it."),
    )


@staff(Permission.PROPOSE_LOANS)
@require_http_methods(["GET", "HEAD", "POST"])
def group_member_note(request: ActorRequest, ref: str, number: int, name: str) -> HttpResponse:
    """What a colleague heard of her: a name of `NOTED`; why she leaves is asked for."""
    if name not in NOTED:
        raise Http404
    found = open_group(request.actor, ref)
    member = member_number(found, number)
    if name not in ASK_WHY:
        if request.method != "POST":
            return redirect("group", ref=ref)
        return act(request, ref, lambda: note_answer(by=request.actor, member=member, name=name), _("It is noted."))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            note_answer(by=request.actor, member=member, name=name, reason=form.cleaned_data["reason"])
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("It is noted."))
            return redirect("group", ref=ref)
    context = {"form": form, "group": found, "member": member, "name": member_name(member, request.actor)}
    return render(request, "loans/group_leave_form.html", context)
