"""Who is in a group, on the desk: adding from the files, and noting what somebody answered."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from applicants.cases.forms import SearchForm
from applicants.cases.lists import found_rows
from applicants.models import Case
from loans.groups.forms import InviteForm, ReasonForm
from loans.groups.inviting import ask_again, connect_file, invite_friend, invite_named_friend
from loans.groups.members import NOTED, add_member, note_answer
from loans.groups.names import member_name
from loans.groups.page import ASK_WHY
from loans.groups.queries import friends_named, member_number, open_group
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
    friends = friends_named(request.actor, found)
    return render(request, "loans/group_find.html", {"group": found, "form": form, "rows": rows, "friends": friends})


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
        _("The person is asked. Note the answer when you hear it first."),
    )


@staff(Permission.PROPOSE_LOANS)
@require_http_methods(["GET", "HEAD", "POST"])
def group_invite(request: ActorRequest, ref: str) -> HttpResponse:
    """Somebody who has no file here."""
    found = open_group(request.actor, ref)
    form = InviteForm(request.POST or None, country=found.office.country)
    if request.method == "POST" and form.is_valid():
        try:
            invite_friend(by=request.actor, group=found, member=form.filled())
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("The invitation is on its way."))
            return redirect("group", ref=ref)
    return render(request, "loans/group_invite_form.html", {"group": found, "form": form})


@staff(Permission.PROPOSE_LOANS)
@require_POST
def group_invite_friend(request: ActorRequest, ref: str) -> HttpResponse:
    """`friend` is somebody whom a member named for borrowing together."""
    found = open_group(request.actor, ref)
    key = request.POST.get("friend", "")
    friend = next((one for one in friends_named(request.actor, found) if str(one.pk) == key), None)
    if friend is None:
        messages.error(request, _("This person is in the group already."))
        return redirect("group", ref=ref)
    invite = partial(invite_named_friend, by=request.actor, group=found, friend=friend)
    return act(request, ref, invite, _("The invitation is on its way."))


@staff(Permission.PROPOSE_LOANS)
@require_POST
def group_ask_again(request: ActorRequest, ref: str, number: int) -> HttpResponse:
    member = member_number(open_group(request.actor, ref), number)
    return act(request, ref, lambda: ask_again(by=request.actor, member=member), _("We wrote once more."))


@staff(Permission.PROPOSE_LOANS)
@require_http_methods(["GET", "HEAD", "POST"])
def group_member_file(request: ActorRequest, ref: str, number: int) -> HttpResponse:
    """Her file, found by her contact, or by what is typed; `file` chooses it."""
    found = open_group(request.actor, ref)
    member = member_number(found, number)
    if "file" in request.POST:
        case = get_object_or_404(Case.objects.visible_to(request.actor).submitted(), ref=request.POST["file"])
        connect = partial(connect_file, by=request.actor, member=member, case=case)
        return act(request, ref, connect, _("The group knows this person by the file now."))
    form = SearchForm(request.POST or None)
    sought = form.cleaned_data["q"] if request.method == "POST" and form.is_valid() else member.contact
    context = {"group": found, "form": form, "rows": found_rows(request.actor, sought), "member": member}
    context |= {"name": member_name(member, request.actor), "number": number}
    return render(request, "loans/group_member_file.html", context)


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
