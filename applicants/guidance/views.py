"""Guides on the desk's pages of a file."""

from typing import Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applicants.cases.page import head_of
from applicants.cases.queries import open_file
from applicants.guidance import actions
from applicants.guidance.forms import ChooseForm, NoteForm
from applicants.guidance.page import guide_page, step_of
from applicants.guidance.progress import progress_of
from applicants.guidance.queries import choices, chosen_guide
from applicants.guidance.sheet import sheet
from portal.doors import ActorRequest, staff
from portal.language import registry
from portal.roles import Permission

_ACTS: Final = {"done": actions.tick, "undo": actions.undo}


@staff(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def case_guides(request: ActorRequest, ref: str) -> HttpResponse:
    """Choose the guide for this client."""
    file = open_file(request.actor, ref)
    guides = choices(file, request.actor)
    form = ChooseForm(request.POST or None, guides=guides)
    if request.method == "POST" and form.is_valid():
        guide = next(one for one in guides if one.code == form.cleaned_data["guide"])
        try:
            actions.choose_guide(by=request.actor, case=file, guide=guide)
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("The guide is chosen. The client sees it too."))
            return redirect("case-guide", ref=ref, code=guide.code)
    return render(
        request, "applicants/guide_choose.html", head_of(file, request.actor) | {"form": form, "guides": guides}
    )


@staff(Permission.SEE_CASES)
@require_safe
def case_guide(request: ActorRequest, ref: str, code: str) -> HttpResponse:
    """The guide with this client: tick off what is done, keep a note."""
    file = open_file(request.actor, ref)
    context = guide_page(chosen_guide(file, request.actor, code), request.actor)
    return render(request, "applicants/guide_ticks.html", head_of(file, request.actor) | context)


@staff(Permission.WORK_CASES)
@require_POST
def case_guide_step(request: ActorRequest, ref: str, code: str) -> HttpResponse:
    """One step done, undone, or with another note; then back to where it stands on the page."""
    chosen = chosen_guide(open_file(request.actor, ref), request.actor, code)
    step = step_of(chosen, request.POST.get("step", ""))
    if step is None:
        messages.error(request, _("Please choose a step of this guide."))
        return redirect("case-guide", ref=ref, code=code)
    form = NoteForm(request.POST)
    try:
        if request.POST.get("act") in _ACTS:
            _ACTS[request.POST["act"]](by=request.actor, chosen=chosen, step=step)
        elif form.is_valid():
            actions.note(by=request.actor, chosen=chosen, step=step, text=form.cleaned_data["text"])
            messages.success(request, _("The note is kept."))
        else:
            messages.error(request, _("A note has at most 500 signs."))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    return redirect(f"{reverse('case-guide', args=[ref, code])}#step-{step.pk}")


@staff(Permission.WORK_CASES)
@require_POST
def case_guide_stop(request: ActorRequest, ref: str, code: str) -> HttpResponse:
    actions.stop_guide(by=request.actor, chosen=chosen_guide(open_file(request.actor, ref), request.actor, code))
    messages.success(request, _("The guide is stopped. What was ticked is kept: choose it again to go on."))
    return redirect("case", ref=ref)


@staff(Permission.SEE_CASES)
@require_safe
def case_guide_print(request: ActorRequest, ref: str, code: str) -> HttpResponse:
    """In her language; with `beside`, in another one beside it."""
    file = open_file(request.actor, ref)
    progress = progress_of(chosen_guide(file, request.actor, code))
    beside = request.GET.get("beside", "")
    own = get_language() or "en"
    context = {
        "progress": progress,
        "rows": sheet(progress, file.person.language, beside),
        "beside": beside if beside in registry.BY_CODE else "",
        "own": registry.BY_CODE[own] if own != file.person.language else None,
    }
    return render(request, "applicants/guide_print.html", head_of(file, request.actor) | context)
