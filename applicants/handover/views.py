"""The team with what each carries, and the two previews: an advisor's files, and the queue."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from advisors.models import Advisor
from applicants.handover.actions import Outcome, hand_over
from applicants.handover.forms import PlacingForm
from applicants.handover.plan import MOST, files_to_place, plan_for
from applicants.handover.team import team_page
from portal.doors import ActorRequest, staff
from portal.roles import Permission

_RESULTS = "hand_over"  # in the session: what became of each line, until it was shown


@staff(Permission.ASSIGN_CASES)
@require_safe
def team(request: ActorRequest) -> HttpResponse:
    return render(request, "applicants/team_list.html", team_page(request.actor, after=request.GET.get("after", "")))


@staff(Permission.ASSIGN_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def team_hand_over(request: ActorRequest, number: int) -> HttpResponse:
    """All files of one advisor, each with the proposal of the batch."""
    advisors = Advisor.objects.visible_to(request.actor).led_by(request.actor).select_related("user")
    return _page(request, get_object_or_404(advisors, pk=number), reverse("hand-over", args=[number]))


@staff(Permission.ASSIGN_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def queue_proposal(request: ActorRequest) -> HttpResponse:
    """All files of the queue, each with the proposal of the batch."""
    return _page(request, None, reverse("queue-proposal"))


def _page(request: ActorRequest, leaving: Advisor | None, url: str) -> HttpResponse:
    lines = plan_for(request.actor, leaving)
    form = PlacingForm(request.POST or None, lines=lines, asks_why=leaving is not None)
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data.get("why", "")
        outcomes = hand_over(by=request.actor, leaving=leaving, orders=form.orders(), why=why)
        _keep(request, outcomes)
        return redirect(url)
    context = {
        "advisor": leaving,
        "form": form,
        "rows": form.rows(),
        "more": max(0, files_to_place(request.actor, leaving).count() - MOST) if len(lines) == MOST else 0,
        "results": [] if form.is_bound else request.session.pop(_RESULTS, []),
    }
    return render(request, "applicants/hand_over_form.html", context)


def _keep(request: ActorRequest, outcomes: list[Outcome]) -> None:
    """The result of each line for the next page; a file's number, never a name, stays in the session."""
    done = sum(1 for one in outcomes if not one.problem)
    left = len(outcomes) - done
    if done:
        said = ngettext("%(count)s file is placed.", "%(count)s files are placed.", done)
        messages.success(request, said % {"count": done})
    if left:
        said = ngettext("%(count)s file could not be placed.", "%(count)s files could not be placed.", left)
        messages.warning(request, said % {"count": left})
    if not outcomes:
        messages.info(request, _("Nothing was changed."))
    request.session[_RESULTS] = [
        {"number": one.number, "advisor": one.advisor, "problem": one.problem} for one in outcomes
    ]
