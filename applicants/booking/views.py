"""An appointment without a file: a time, who she is, a code to her contact. Nothing tells who is known."""

import time
from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from applicants.appointments.actions import book_for_name
from applicants.appointments.forms import TimeForm
from applicants.appointments.picking import pick
from applicants.booking.forms import WhoComesForm
from applicants.booking.holding import CODE, Held, held_in, let_go
from applicants.entry import limits
from applicants.entry.actions import send_code
from applicants.entry.arriving import too_often
from applicants.entry.forms import CodeForm
from applicants.persons.models import ContactKind
from portal.actors import Actor, system
from portal.codes import actions as codes
from portal.doors import ActorRequest, public


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def book(request: ActorRequest) -> HttpResponse:
    """What for, where, when. The time is hers only after the code."""
    picking, form = pick(request.GET), TimeForm(request.POST or None)
    if request.method == "POST" and picking.purpose and picking.office and form.is_valid():
        before = held_in(request.session)
        chosen = Held(picking.purpose.code, picking.office.code, form.cleaned_data["time"])
        if before is not None:
            chosen = replace(before, purpose=chosen.purpose, office=chosen.office, time=chosen.time)
        chosen.store(request.session)
        return _take(request, chosen) if chosen.is_verified else redirect("book-who")
    return render(request, "applicants/book.html", {"picking": picking, "form": form})


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def book_who(request: ActorRequest) -> HttpResponse:
    """A name and a contact; a code goes to whatever contact it is."""
    held = held_in(request.session)
    if held is None:
        return redirect("book")
    form = WhoComesForm(request.POST or None, initial={"name": held.name, "contact": held.value})
    if request.method == "POST" and form.is_valid():
        kind, value = form.cleaned_data["contact"]
        held = replace(held, name=form.cleaned_data["name"], kind=kind, value=value, verified_at=0.0)
        if _send(request, held):
            return redirect("book-code")
        form.add_error(None, too_often())
    return render(request, "applicants/book_who.html", {"form": form, "back_url": _picking_url(held)})


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def book_code(request: ActorRequest) -> HttpResponse:
    """The code that was sent: then the time is hers. The button below it sends another."""
    held = held_in(request.session)
    if held is None or not held.value:
        return redirect("book")
    if "again" in request.POST:
        return _again(request, held)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not _may_guess(request, held):
            form.add_error(None, too_often())
        elif codes.use(contact=held.value, purpose=CODE, code=form.cleaned_data["code"]):
            return _take(request, replace(held, verified_at=time.time()))
        else:
            form.add_error("code", _("This code is not right, or it is too old. You can ask for a new one."))
    by_phone, back = held.kind == ContactKind.PHONE, reverse("book-who")
    context = {"form": form, "contact": held.value, "by_phone": by_phone, "back_url": back, "again": True}
    return render(request, "applicants/entry_code.html", context)


def _take(request: ActorRequest, held: Held) -> HttpResponse:
    """Make the appointment; when somebody was faster, she chooses again and needs no second code."""
    held.store(request.session)
    place = held.place()
    if place is None:
        return redirect("book")
    try:
        made = book_for_name(
            by=_doorkeeper(request),
            name=held.name,
            reach=held.reach,
            language=request.LANGUAGE_CODE,
            purpose=place[0],
            office=place[1],
            key=held.time,
        )
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
        return redirect(_picking_url(held))
    let_go(request.session)
    messages.success(request, _("You have an appointment. We sent you a message with a link to move or cancel it."))
    return redirect("appointment", token=made.token)


def _picking_url(held: Held) -> str:
    chosen = QueryDict(mutable=True)
    chosen.update({"purpose": held.purpose, "office": held.office})
    return f"{reverse('book')}?{chosen.urlencode()}"


def _send(request: ActorRequest, held: Held) -> bool:
    """Send a code, known or not, unless there were too many from here."""
    before = held_in(request.session)
    if before is not None and before.reach == held.reach and before.was_sent_just_now():
        replace(held, sent_at=before.sent_at).store(request.session)
        return True
    if not limits.within("codes", limits.address_of(request), limits.CODES_FOR_ADDRESS):
        return False
    send_code(by=_doorkeeper(request), reach=held.reach, purpose=CODE, strangers=True)
    replace(held, sent_at=time.time()).store(request.session)
    return True


def _again(request: ActorRequest, held: Held) -> HttpResponse:
    if held.was_sent_just_now():
        messages.info(request, _("We have just sent a code. Please wait a minute before you ask for another."))
    elif _send(request, held):
        messages.success(request, _("We have sent a new code."))
    else:
        messages.error(request, too_often())
    return redirect("book-code")


def _may_guess(request: ActorRequest, held: Held) -> bool:
    address = limits.within("guesses", limits.address_of(request), limits.GUESSES_FOR_ADDRESS)
    return limits.within("guesses", held.value, limits.GUESSES_FOR_CONTACT) and address


def _doorkeeper(request: ActorRequest) -> Actor:
    """The portal acts while nobody is known, in the language of the page."""
    return replace(system("booking"), language=request.LANGUAGE_CODE)
