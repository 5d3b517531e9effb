"""The door for applicants: a contact, a code, whose file. The pages say the same to everybody."""

import time
from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from applicants.entry import arriving, limits
from applicants.entry.actions import persons_reached
from applicants.entry.forms import CodeForm, EnterForm, WhoForm
from applicants.entry.pending import APPLY, ENTER, MOST_WRONG, Pending, drop, pending_of
from applicants.entry.session import go_out
from portal.codes import actions as codes
from portal.doors import ActorRequest, public


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: ActorRequest) -> HttpResponse:
    """The contact. Known or not: the next page is the same, and a message goes out either way."""
    if request.actor.kind == "person":
        return redirect("my-home")
    form = EnterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if limits.within("codes", limits.address_of(request), limits.CODES_FOR_ADDRESS):
            kind, value = form.cleaned_data["contact"]
            arriving.dispatch(request, Pending(kind, value, ENTER))
            return redirect("enter-code")
        form.add_error(None, arriving.too_often())
    return render(request, "applicants/entry_form.html", {"form": form})


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter_code(request: ActorRequest) -> HttpResponse:
    """The code that was sent; the button below it sends another."""
    pending = pending_of(request.session)
    if pending is None:
        return redirect(arriving.url_without_code(request))
    if "again" in request.POST:
        return arriving.send_again(request, pending)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not arriving.may_guess(request, pending):
            form.add_error(None, arriving.too_often())
        elif codes.use(contact=pending.value, purpose=pending.purpose, code=form.cleaned_data["code"]):
            return arriving.after_code(request, replace(pending, verified_at=time.time()))
        else:
            form.add_error("code", _("This code is not right, or it is too old. You can ask for a new one."))
    return render(request, "applicants/entry_code.html", arriving.code_page(pending, form))


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter_who(request: ActorRequest) -> HttpResponse:
    """Whose file, for a family that shares a phone; the birth year confirms."""
    pending = pending_of(request.session)
    if pending is None or not pending.is_verified:
        return redirect(arriving.url_without_code(request))
    persons, may_be_new = persons_reached(pending.reach), pending.purpose == APPLY
    form = WhoForm(request.POST or None, persons=persons, may_be_new=may_be_new)
    if request.method == "POST" and form.is_valid():
        answer = arriving.after_choice(request, pending, form)
        if answer is not None:
            return answer
        form.add_error(None, _("We could not find a file with this choice and this year. Please look again."))
        replace(pending, wrong=pending.wrong + 1).store(request.session)
        if pending.wrong + 1 >= MOST_WRONG:
            drop(request.session)
            messages.error(request, _("That was too many tries. Please ask for a new code, or call your office."))
            return redirect("enter")
    return render(request, "applicants/entry_who.html", {"form": form, "may_be_new": may_be_new})


@public
@never_cache
@require_POST
def leave(request: ActorRequest) -> HttpResponse:
    """Out: nothing stays in this browser, not even behind Back."""
    go_out(request)
    messages.success(request, _("You have left. Nothing of you stays on this device."))
    response = redirect("home")
    response["Clear-Site-Data"] = '"cache"'
    return response
