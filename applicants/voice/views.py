"""Recordings of voices: heard by herself, and by colleagues, who write down what was said."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from applicants.voice.actions import write_down
from applicants.voice.forms import WriteDownForm
from applicants.voice.queries import voice_for, voice_to_hear
from portal.doors import ActorRequest, person_or_helper, staff
from portal.files.serving import begins, serve_sound
from portal.roles import Permission


@person_or_helper
@require_safe
def my_voice(request: ActorRequest, ref: str) -> HttpResponse:
    """What she recorded herself."""
    found = voice_to_hear(request.actor, ref, begins=begins(request))
    return serve_sound(request, found.content, found.kind, name=found.ref)


@staff(Permission.WORK_CASES)
@never_cache
@require_safe
def case_voice(request: ActorRequest, ref: str) -> HttpResponse:
    """A recording for a colleague; each look is kept."""
    found = voice_to_hear(request.actor, ref, begins=begins(request))
    return serve_sound(request, found.content, found.kind, name=found.ref)


@staff(Permission.WORK_CASES)
@require_POST
def case_voice_write(request: ActorRequest, ref: str) -> HttpResponse:
    """What was said, with the name of who wrote it down."""
    found, form = voice_for(request.actor, ref), WriteDownForm(request.POST)
    if form.is_valid():
        write_down(by=request.actor, voice=found, said=form.cleaned_data["said"])
        messages.success(request, _("What was said is kept beside the recording."))
    else:
        messages.error(request, " ".join(str(problem) for problem in form.errors.get("said", [])))
    return redirect(reverse("case", args=[found.case.ref]) + "#voices")
