"""The pages of the journey: the start, one question each, check your answers, the file number."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from applicants.cases.models import Case
from applicants.consents.page import asked_after_sending
from applicants.journey import engine
from applicants.journey.actions import start_case, submit_case
from applicants.journey.answering import Answering
from applicants.journey.visit import DRAFT, Visit, draft_case_of, progress
from applicants.persons.models import Person
from portal.doors import ActorRequest, person_or_helper, public
from portal.refs import display


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: ActorRequest) -> HttpResponse:
    """What comes; for somebody who has begun, the way to go on. Opening this page changes nothing."""
    visit = Visit(request)
    if request.method == "POST" and visit.has_ended and request.actor.helper is None:
        herself = get_object_or_404(Person.objects.visible_to(request.actor))
        start_case(by=request.actor, person=herself)
        return redirect(Visit(request).url_to_go_on())
    if request.method == "POST":
        request.session.pop(DRAFT, None)
        return redirect(Visit(request).url_to_go_on())
    context = {"begun": bool(visit.sheet.answered), "ended": visit.has_ended, "go_on_url": visit.url_to_go_on()}
    return render(request, "applicants/journey_start.html", context)


@csrf_exempt  # Answering asks for the token itself, so that a lost one does not lose what was typed
@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: ActorRequest, slug: str) -> HttpResponse:
    """One question."""
    asked = engine.step_of(slug)
    if asked is None:
        raise Http404
    answering = Answering(request, asked)
    return answering.post() if request.method == "POST" else answering.get()


@person_or_helper
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: ActorRequest) -> HttpResponse:
    """Everything she answered, with a way to change it; the button sends. Twice is once."""
    visit = Visit(request)
    if visit.case is None:
        return redirect("journey-done")
    if engine.first_unanswered(visit.sheet) is not None:
        return redirect(visit.url_to_go_on())
    if request.method == "POST":
        try:
            submit_case(by=request.actor, case=visit.case)
            return redirect("journey-done")
        except ValidationError as problem:
            messages.error(request, problem.messages[0])
            return redirect("journey-check")
    last = len(engine.parts_of(visit.sheet))
    context: dict[str, Any] = {"answers": engine.sections(visit.sheet), "progress": progress(visit.sheet, last)}
    return render(request, "applicants/journey_check.html", context)


@person_or_helper
@require_safe
def done(request: ActorRequest) -> HttpResponse:
    """The file number, and what happens next."""
    sent = Case.objects.visible_to(request.actor).submitted().order_by("-submitted_at").first()
    if sent is None or draft_case_of(request) is not None:
        return redirect("my-home")
    context = {"case": sent, "number": display(sent.ref), "later": asked_after_sending(sent.person)}
    return render(request, "applicants/journey_done.html", context)
