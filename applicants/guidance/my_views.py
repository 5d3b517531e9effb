"""The guide on the applicant's own pages."""

from typing import Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applicants.guidance import actions
from applicants.guidance.page import guide_page, step_of
from applicants.guidance.queries import my_guide
from portal.doors import ActorRequest, person

_ACTS: Final = {"did": actions.say_done, "not": actions.take_word_back}


@person
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: ActorRequest, ref: str, code: str) -> HttpResponse:
    """Her guide, step by step; "I did it" is hers to say, and her advisor confirms it."""
    chosen = my_guide(request.actor, ref, code)
    if request.method != "POST":
        return render(request, "applicants/guide_mine.html", guide_page(chosen, request.actor))
    step = step_of(chosen, request.POST.get("step", ""))
    act = _ACTS.get(request.POST.get("act", ""))
    if step is None or act is None:
        messages.error(request, _("Please choose a step of this guide."))
        return redirect("my-guide", ref=ref, code=code)
    try:
        act(by=request.actor, chosen=chosen, step=step)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    return redirect(f"{reverse('my-guide', args=[ref, code])}#step-{step.pk}")
