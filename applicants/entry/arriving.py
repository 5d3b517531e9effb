"""What happens between the code and the file: whose it is, and where she goes on."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from applicants.entry import limits
from applicants.entry.actions import is_birth_year, is_named, let_in, persons_reached
from applicants.entry.forms import CodeForm, WhoForm
from applicants.entry.pending import APPLY, Pending, drop
from applicants.entry.session import come_in
from applicants.helping.actions import begin_helping
from applicants.helping.helper import helper_of
from applicants.journey import engine, visit
from applicants.journey.actions import open_file
from applicants.persons.models import ContactKind, Person
from portal.actors import Actor
from portal.doors import ActorRequest


def dispatch(request: ActorRequest, pending: Pending) -> None:
    visit.dispatch(request, pending, strangers=pending.purpose == APPLY)


def too_often() -> str:
    return _("There were too many tries from here. Please wait an hour, or call the office.")


def may_guess(request: ActorRequest, pending: Pending) -> bool:
    """Whether one more code may be tried, from this address and for this contact."""
    address = limits.within("guesses", limits.address_of(request), limits.GUESSES_FOR_ADDRESS)
    return limits.within("guesses", pending.value, limits.GUESSES_FOR_CONTACT) and address


def url_without_code(request: ActorRequest) -> str:
    """Back to where a contact is asked for: in the journey, when one was begun there."""
    return reverse("journey-step", args=["contact"]) if request.session.get(visit.DRAFT) else reverse("enter")


def send_again(request: ActorRequest, pending: Pending) -> HttpResponse:
    if pending.was_sent_just_now():
        messages.info(request, _("We have just sent a code. Please wait a minute before you ask for another."))
    elif limits.within("codes", limits.address_of(request), limits.CODES_FOR_ADDRESS):
        dispatch(request, pending)
        messages.success(request, _("We have sent a new code."))
    else:
        messages.error(request, too_often())
    return redirect("enter-code")


def code_page(pending: Pending, form: CodeForm) -> dict[str, Any]:
    applying = pending.purpose == APPLY
    return {
        "form": form,
        "contact": pending.value,
        "by_phone": pending.kind == ContactKind.PHONE,
        "back_url": reverse("journey-step", args=["contact"]) if applying else reverse("enter"),
        "again": True,
    }


def after_code(request: ActorRequest, pending: Pending) -> HttpResponse:
    """The contact is hers. A new applicant's file is opened; a known one is asked whose file it is."""
    pending.store(request.session)
    persons = persons_reached(pending.reach)
    if pending.purpose == APPLY and not persons:
        return _open(request, pending)
    if pending.purpose != APPLY and len(persons) == 1 and is_birth_year(persons[0], None):
        return _enter(request, pending, persons[0])
    if not persons:
        drop(request.session)
        return redirect("enter")
    return redirect("enter-who")


def after_choice(request: ActorRequest, pending: Pending, form: WhoForm) -> HttpResponse | None:
    """Into the file that was chosen, or None when the birth year is not that person's."""
    if form.chosen is None:
        return _open(request, pending)
    year = form.cleaned_data["birth_year"]
    asked = limits.within("years", pending.value, limits.GUESSES_FOR_CONTACT)
    if not asked or not is_birth_year(form.chosen, year):
        return None
    if form.chosen in form.alike and not is_named(form.chosen, form.cleaned_data.get("name", ""), form.alike):
        return None
    return _enter(request, pending, form.chosen)


def _enter(request: ActorRequest, pending: Pending, person: Person) -> HttpResponse:
    herself = Actor(kind="person", id=person.pk, language=request.LANGUAGE_CODE)
    case = let_in(by=herself, person=person, reach=pending.reach)
    helper = helper_of(request.session)
    if helper is None:
        come_in(request, person)
        return redirect(visit.url_of_person(request, person, case))
    if case is None:
        messages.info(request, _("Everything was sent already. The person reads it on a page of her or his own."))
        return redirect("apply")
    come_in(request, person, begin_helping(by=herself, case=case, helper=helper))
    return redirect(visit.url_of_person(request, person, case))


def _open(request: ActorRequest, pending: Pending) -> HttpResponse:
    """A new person and her draft, from what she answered before the code."""
    open_step = engine.first_unanswered(engine.sheet_of_draft(visit.draft_answers(request)))
    if open_step is not None:
        return redirect(visit.step_url(open_step))
    shown = request.session[visit.DRAFT]
    helper = helper_of(request.session)
    case = open_file(by=visit.doorkeeper(request), shown=shown, kind=pending.kind, value=pending.value, helper=helper)
    come_in(request, case.person, case.helpings.first() if helper else None)
    return redirect(visit.url_of_person(request, case.person, case))
