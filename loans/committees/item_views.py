"""A point of an agenda: put there, voted on, closed, taken off."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from loans.committees.actions import put_on_agenda, take_off, vote
from loans.committees.forms import VoteForm
from loans.committees.page import (
    ClosingDesk,
    closing_page,
    for_agenda,
    item_page,
    open_item,
)
from portal.doors import ActorRequest, staff
from portal.roles import Permission


@staff(Permission.DECIDE_LOANS)
@require_POST
def agenda_add(request: ActorRequest) -> HttpResponse:
    """`session` and `application`, by their numbers; from the page of either."""
    said = {name: request.POST.get(name, "") for name in ("session", "application")}
    chosen = for_agenda(request.actor, **said)
    if chosen is None:
        messages.error(request, _("Please choose an application and a session."))
        return redirect("committee-sessions")
    session, application = chosen
    try:
        put_on_agenda(by=request.actor, session=session, application=application)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, _("It is on the agenda."))
    if request.POST.get("back") == "application":
        return redirect("application-decide", ref=application.ref)
    return redirect("committee-session", ref=session.ref)


@staff(Permission.PROPOSE_LOANS)
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: ActorRequest, ref: str, number: int) -> HttpResponse:
    """The file with the votes; a POST is the reader's own."""
    found = open_item(request.actor, ref, number)
    own = next((each for each in found.votes.all() if each.user_id == request.actor.id), None)
    form = VoteForm(request.POST or None, initial={"choice": own.choice, "word": own.word} if own else None)
    if request.method == "POST" and form.is_valid():
        try:
            vote(by=request.actor, item=found, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem.messages)
            found = open_item(request.actor, ref, number)
        else:
            messages.success(request, _("Your vote is kept. You may change it until the point is closed."))
            return redirect("committee-session", ref=ref)
    return render(request, "loans/committee_item.html", item_page(found, request.actor, form))


@staff(Permission.DECIDE_LOANS)
@require_http_methods(["GET", "HEAD", "POST"])
def item_close(request: ActorRequest, ref: str, number: int) -> HttpResponse:
    """What the votes allow, each with its form; `preview` shows the message and closes nothing."""
    found = open_item(request.actor, ref, number)
    desk = ClosingDesk(found.application, request.actor, request.POST or None, found)
    if desk.is_ready and desk.form is not None:
        try:
            done = desk.take()
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
            return redirect("committee-item-close", ref=ref, number=number)
        messages.success(request, done)
        return redirect("committee-session", ref=ref)
    return render(request, "loans/committee_close.html", closing_page(found, request.actor, desk))


@staff(Permission.DECIDE_LOANS)
@require_POST
def item_take_off(request: ActorRequest, ref: str, number: int) -> HttpResponse:
    found = open_item(request.actor, ref, number)
    try:
        take_off(by=request.actor, item=found)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, _("It is off the agenda."))
    return redirect("committee-session", ref=ref)
