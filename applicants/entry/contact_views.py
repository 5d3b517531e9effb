"""Her contacts on a page of hers; and the way in for somebody whose phone is lost, with a colleague beside her."""

import time
from typing import Final

import segno
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from applicants.cases.page import head_of
from applicants.cases.queries import open_file
from applicants.entry import limits
from applicants.entry.arriving import too_often
from applicants.entry.contact_actions import (
    NEW,
    add_contact,
    enter_face_to_face,
    let_in_face_to_face,
    prefer_contact,
    remove_contact,
    send_contact_code,
)
from applicants.entry.contact_forms import LetInForm, NewContactForm
from applicants.entry.forms import CodeForm
from applicants.entry.session import come_in
from applicants.journey.visit import doorkeeper
from applicants.persons.contacts import Reach
from applicants.persons.models import Person
from portal.codes import actions as codes
from portal.doors import ActorRequest, person, public, staff
from portal.roles import Permission

_WAITING: Final = "new_contact"  # the session's key: the contact she wants to add, and when a code went to it
_PATIENCE: Final = 15 * 60
_CODES_FOR_PERSON: Final = 10  # an hour, to any contact


def _herself(request: ActorRequest) -> Person:
    return get_object_or_404(Person.objects.visible_to(request.actor))


@person
@require_http_methods(["GET", "HEAD", "POST"])
def my_contacts(request: ActorRequest) -> HttpResponse:
    """How we reach her; another contact begins with a code to it."""
    herself = _herself(request)
    form = NewContactForm(request.POST or None, region=herself.country)
    if request.method == "POST" and form.is_valid():
        reach = form.cleaned_data["contact"]
        address = limits.within("codes", limits.address_of(request), limits.CODES_FOR_ADDRESS)
        if limits.within("contact-codes", request.actor.key, _CODES_FOR_PERSON) and address:
            send_contact_code(by=request.actor, reach=reach)
            request.session[_WAITING] = [*reach, time.time()]
            return redirect("my-contact-code")
        form.add_error(None, too_often())
    contacts = herself.contacts.order_by("-preferred", "kind", "pk")
    return render(request, "applicants/my_contacts.html", {"contacts": contacts, "form": form})


@person
@require_http_methods(["GET", "HEAD", "POST"])
def my_contact_code(request: ActorRequest) -> HttpResponse:
    """The code that went to the new contact."""
    kind, value, sent_at = request.session.get(_WAITING, ("", "", 0))
    if not value or time.time() - sent_at > _PATIENCE:
        return redirect("my-contacts")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not limits.within("guesses", value, limits.GUESSES_FOR_CONTACT):
            form.add_error(None, too_often())
        elif codes.use(contact=value, purpose=NEW, code=form.cleaned_data["code"]):
            add_contact(by=request.actor, person=_herself(request), reach=Reach(kind, value))
            del request.session[_WAITING]
            messages.success(request, _("The new contact is kept. We write there first from now on."))
            return redirect("my-contacts")
        else:
            form.add_error("code", _("This code is not right, or it is too old. You can ask for a new one."))
    context = {"form": form, "contact": value, "by_phone": kind == "phone", "back_url": reverse("my-contacts")}
    return render(request, "applicants/entry_code.html", context | {"again": False})


@person
@require_POST
def my_contact_change(request: ActorRequest) -> HttpResponse:
    """Write here first, or take it away."""
    number = request.POST.get("contact", "")
    contact = get_object_or_404(_herself(request).contacts, pk=int(number) if number.isdecimal() else 0)
    removes = request.POST.get("do") == "remove"
    try:
        (remove_contact if removes else prefer_contact)(by=request.actor, contact=contact)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, _("The contact is removed.") if removes else _("We write there first from now on."))
    return redirect("my-contacts")


@staff(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def case_let_in(request: ActorRequest, ref: str) -> HttpResponse:
    """A code for the person beside her; it is shown once, and works for ten minutes."""
    file = open_file(request.actor, ref)
    form = LetInForm(request.POST or None)
    context = head_of(file, request.actor) | {"form": form}
    if request.method == "POST" and form.is_valid():
        by = request.actor.acting_for(file.person_id)
        code = let_in_face_to_face(by=by, case=file, reason=form.cleaned_data["reason"])
        if code is not None:
            with translation.override(file.person.language):
                link = settings.SITE_URL + reverse("enter-face", args=[file.ref])
            shown = {"code": code, "link": link, "picture": segno.make(link).svg_data_uri(scale=5)}
            return render(request, "applicants/case_let_in_code.html", context | shown)
        form.add_error(None, _("Five codes are alive already. Please wait ten minutes."))
    return render(request, "applicants/case_let_in_form.html", context)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter_face(request: ActorRequest, ref: str) -> HttpResponse:
    """The code that a colleague shows. The page is the same whether there is such a file or not."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        file = limits.within("guesses", f"file {ref}", limits.GUESSES_FOR_CONTACT)
        if not (limits.within("guesses", limits.address_of(request), limits.GUESSES_FOR_ADDRESS) and file):
            form.add_error(None, too_often())
        elif found := enter_face_to_face(by=doorkeeper(request), ref=ref, code=form.cleaned_data["code"]):
            come_in(request, found)
            messages.success(request, _("You are in. Please add the phone or e-mail that you use now."))
            return redirect("my-contacts")
        else:
            form.add_error("code", _("This code is not right, or it is too old. Ask for a new one at the office."))
    return render(request, "applicants/entry_face.html", {"form": form})
