"""Groups on the desk: the list, the page of one, founding, changing, beginning and ending."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loans.groups.actions import begin_group, change_group, choose_leader, end_group, found_group
from loans.groups.forms import GroupFilterForm, GroupForm, ReasonForm
from loans.groups.page import group_page, groups_page
from loans.groups.queries import member_number, open_group
from portal.doors import ActorRequest, staff
from portal.roles import Permission


@staff(Permission.SEE_PIPELINE)
@require_safe
def groups(request: ActorRequest) -> HttpResponse:
    form = GroupFilterForm(request.GET, actor=request.actor)
    context = groups_page(request.actor, form.chosen(), after=request.GET.get("after", ""))
    return render(request, "loans/group_list.html", context | {"form": form})


@staff(Permission.SEE_PIPELINE)
@require_safe
def group(request: ActorRequest, ref: str) -> HttpResponse:
    found = open_group(request.actor, ref)
    return render(request, "loans/group_detail.html", group_page(found, request.actor))


@staff(Permission.PROPOSE_LOANS)
@require_http_methods(["GET", "HEAD", "POST"])
def group_new(request: ActorRequest) -> HttpResponse:
    form = GroupForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            made = found_group(by=request.actor, group=form.save(commit=False))
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("The group is there. Now add who is in it."))
            return redirect("group", ref=made.ref)
    return render(request, "loans/group_form.html", {"form": form})


@staff(Permission.PROPOSE_LOANS)
@require_http_methods(["GET", "HEAD", "POST"])
def group_edit(request: ActorRequest, ref: str) -> HttpResponse:
    found = open_group(request.actor, ref)
    form = GroupForm(request.POST or None, actor=request.actor, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            change_group(by=request.actor, group=form.save(commit=False))
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("Saved."))
            return redirect("group", ref=ref)
    return render(request, "loans/group_form.html", {"form": form, "group": found})


@staff(Permission.PROPOSE_LOANS)
@require_POST
def group_begin(request: ActorRequest, ref: str) -> HttpResponse:
    found = open_group(request.actor, ref)
    return act(request, ref, lambda: begin_group(by=request.actor, group=found), _("The group has begun."))


@staff(Permission.PROPOSE_LOANS)
@require_http_methods(["GET", "HEAD", "POST"])
def group_end(request: ActorRequest, ref: str) -> HttpResponse:
    """Asks why."""
    found = open_group(request.actor, ref)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            end_group(by=request.actor, group=found, reason=form.cleaned_data["reason"])
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("The group has ended."))
            return redirect("group", ref=ref)
    return render(request, "loans/group_end_form.html", {"form": form, "group": found})


@staff(Permission.PROPOSE_LOANS)
@require_POST
def group_lead(request: ActorRequest, ref: str, number: int) -> HttpResponse:
    found = open_group(request.actor, ref)
    member = member_number(found, number)
    lead = lambda: choose_leader(by=request.actor, group=found, member=member)  # noqa: E731 - handed on at once
    return act(request, ref, lead, _("The group has a new leader."))


def act(request: ActorRequest, ref: str, do: Callable[[], Any], done: str) -> HttpResponse:
    """Do it, and say on the page of the group what came of it."""
    try:
        do()
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, done)
    return redirect("group", ref=ref)
