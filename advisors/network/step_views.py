"""What is done with one practice, a page each: moving it on, the offices of its test, results, use, comments."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from advisors.network import actions
from advisors.network.forms import CommentForm, MoveForm, OfficeForm, ResultsForm
from advisors.network.models import Practice
from advisors.network.moves import move, possible
from advisors.network.page import comment_of, own_offices, practice_context, practice_of, trial_of
from advisors.network.words import ADVICE
from advisors.network.workflow import WORKFLOW
from portal.doors import ActorRequest, staff
from portal.models import Office
from portal.roles import Permission


def _try(request: ActorRequest, form: Any, act: Callable[[], object], done: str) -> bool:
    """Whether the form was sent, is well formed and the action took it; a refusal stands in the form."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act()
    except ValidationError as problem:
        form.add_error(None, problem.messages)
        return False
    messages.success(request, done)
    return True


def _page(request: ActorRequest, practice: Practice, form: Any, title: str, **more: Any) -> HttpResponse:
    shown = {"form": form, "practice": practice, "title": title, "advice": "", "button": title, **more}
    return render(request, "advisors/practice_step.html", shown)


@staff(Permission.SHARE_PRACTICES)
@require_http_methods(["GET", "HEAD", "POST"])
def practice_move(request: ActorRequest, ref: str, name: str) -> HttpResponse:
    found = practice_of(request.actor, ref)
    transition = next((each for each in WORKFLOW.transitions if each.name == name), None)
    if transition is None:
        raise Http404
    if transition not in possible(request.actor, found):
        messages.error(request, _("This is no longer possible, or not for you. Please look again at where it stands."))
        return redirect("practice", ref=ref)
    form = MoveForm(request.POST if request.method == "POST" else None, transition=transition)
    done = _("Done: %(state)s.") % {"state": WORKFLOW.state(transition.target).label}
    if _try(request, form, lambda: move(by=request.actor, practice=found, name=name, **form.given()), done):
        return redirect("practice", ref=ref)
    return _page(request, found, form, str(transition.label), advice=ADVICE[name])


@staff(Permission.SHARE_PRACTICES)
@require_http_methods(["GET", "HEAD", "POST"])
def practice_join(request: ActorRequest, ref: str) -> HttpResponse:
    """An office tries it too."""
    found = practice_of(request.actor, ref)
    form = OfficeForm(request.POST or None, offices=own_offices(request.actor, found, taken="trials"))

    def act() -> None:
        office = Office.objects.get(code=form.cleaned_data["office"])
        actions.join_test(by=request.actor, practice=found, office=office, begins=form.cleaned_data["day"])

    if _try(request, form, act, _("The office is in the list.")):
        return redirect("practice", ref=ref)
    return _page(request, found, form, _("We try it too"))


@staff(Permission.SHARE_PRACTICES)
@require_http_methods(["GET", "HEAD", "POST"])
def practice_results(request: ActorRequest, ref: str, office: str) -> HttpResponse:
    trial = trial_of(request.actor, ref, office)
    form = ResultsForm(request.POST or None, trial=trial)

    def act() -> None:
        actions.note_results(by=request.actor, practice=trial.practice, trial=trial, **form.given())

    if _try(request, form, act, _("The results are written down.")):
        return redirect("practice", ref=ref)
    title = _("Results of %(office)s") % {"office": trial.office}
    advice = _("Count each person once, by what matters most. Numbers and words, no names.")
    return _page(request, trial.practice, form, title, advice=advice, button=_("Save"))


@staff(Permission.SHARE_PRACTICES)
@require_http_methods(["GET", "HEAD", "POST"])
def practice_use(request: ActorRequest, ref: str) -> HttpResponse:
    found = practice_of(request.actor, ref)
    form = OfficeForm(request.POST or None, offices=own_offices(request.actor, found, taken="usages"), note=True)

    def act() -> None:
        office = Office.objects.get(code=form.cleaned_data["office"])
        given = {"since": form.cleaned_data["day"], "note": form.cleaned_data["note"]}
        actions.use(by=request.actor, practice=found, office=office, **given)

    if _try(request, form, act, _("Noted: this office uses it.")):
        return redirect("practice", ref=ref)
    return _page(request, found, form, _("We use this"))


@staff(Permission.SHARE_PRACTICES)
@require_POST
def practice_unuse(request: ActorRequest, ref: str) -> HttpResponse:
    found = practice_of(request.actor, ref)
    office = get_object_or_404(Office.objects.all(), code=request.POST.get("office", ""))
    try:
        actions.use_no_longer(by=request.actor, practice=found, office=office)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, _("Noted: this office no longer uses it."))
    return redirect("practice", ref=ref)


@staff(Permission.SHARE_PRACTICES)
@require_POST
def practice_comment(request: ActorRequest, ref: str) -> HttpResponse:
    found = practice_of(request.actor, ref)
    form = CommentForm(request.POST)

    def act() -> None:
        actions.comment(by=request.actor, practice=found, text=form.cleaned_data["text"])

    if _try(request, form, act, _("Your comment is there.")):
        return redirect("practice", ref=ref)
    return render(request, "advisors/practice.html", practice_context(request.actor, found) | {"form": form})


@staff(Permission.SHARE_PRACTICES)
@require_http_methods(["GET", "HEAD", "POST"])
def comment_edit(request: ActorRequest, ref: str, number: int) -> HttpResponse:
    found = comment_of(request.actor, ref, number)
    if found.author_id != request.actor.id or found.removed_by_id is not None:
        messages.error(request, _("You can change your own comments."))
        return redirect("practice", ref=ref)
    form = CommentForm(request.POST or None, initial={"text": found.text})

    def act() -> None:
        actions.change_comment(by=request.actor, comment=found, text=form.cleaned_data["text"])

    if _try(request, form, act, _("Your comment is changed.")):
        return redirect("practice", ref=ref)
    return _page(request, found.practice, form, _("Change your comment"), button=_("Save"))


@staff(Permission.SHARE_PRACTICES)
@require_POST
def comment_remove(request: ActorRequest, ref: str, number: int) -> HttpResponse:
    found = comment_of(request.actor, ref, number)
    try:
        actions.remove_comment(by=request.actor, comment=found)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, _("The comment is removed."))
    return redirect("practice", ref=ref)
