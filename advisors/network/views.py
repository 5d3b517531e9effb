"""The network on the desk: its first page, the lists, the regions, and the page of a practice."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from advisors.network import actions
from advisors.network.digest import wants_digest
from advisors.network.forms import CommentForm, PracticeFilterForm, PracticeForm, PracticeSearchForm
from advisors.network.models import Practice
from advisors.network.page import practice_context, practice_of
from advisors.network.queries import (
    MOST_FOUND,
    home,
    offices_without_region,
    practice_page,
    region_lines,
    search,
    unread,
)
from portal.doors import ActorRequest, staff
from portal.roles import Permission


@staff(Permission.SEE_DESK)
@require_safe
def network(request: ActorRequest) -> HttpResponse:
    context = home(request.actor)
    if request.actor.may(Permission.SHARE_PRACTICES):
        context["digest"] = wants_digest(request.actor)
    return render(request, "advisors/network.html", {"digest": None, "unread": unread(request.actor), **context})


@staff(Permission.SEE_DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def practice_list(request: ActorRequest) -> HttpResponse:
    """Codes in the address; words that are looked for in the body."""
    form = PracticeFilterForm(request.GET)
    chosen = form.chosen()
    asked = PracticeSearchForm(request.POST or None)
    shares = request.actor.may(Permission.SHARE_PRACTICES)
    context = {"form": form, "chosen": chosen, "search": asked, "found": None, "shares": shares}
    context["unread"] = unread(request.actor)
    if request.method == "POST" and asked.is_valid():
        rows = search(request.actor, chosen, asked.cleaned_data["q"])
        context |= {"found": len(rows), "more": len(rows) > MOST_FOUND, "rows": rows[:MOST_FOUND], "page": None}
    else:
        page = practice_page(request.actor, chosen, after=request.GET.get("after", ""))
        context |= {"rows": page.rows, "page": page, "more": False}
    return render(request, "advisors/practice_list.html", context)


@staff(Permission.SEE_DESK)
@require_safe
def regions(request: ActorRequest) -> HttpResponse:
    lines = region_lines()
    gaps = sum(line.is_gap for line in lines)
    shown = {"lines": lines, "gaps": gaps, "loose": offices_without_region(), "unread": unread(request.actor)}
    return render(request, "advisors/network_regions.html", shown)


@staff(Permission.SEE_DESK)
@require_safe
def practice(request: ActorRequest, ref: str) -> HttpResponse:
    found = practice_of(request.actor, ref)
    context = practice_context(request.actor, found) | {"form": CommentForm()}
    return render(request, "advisors/practice.html", context)


@staff(Permission.SHARE_PRACTICES)
@require_http_methods(["GET", "HEAD", "POST"])
def practice_new(request: ActorRequest) -> HttpResponse:
    form = PracticeForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        written = actions.propose(by=request.actor, practice=form.save(commit=False))
        messages.success(request, _("Thank you. Your colleagues see it now; a referent takes it on."))
        return redirect("practice", ref=written.ref)
    return render(request, "advisors/practice_form.html", {"form": form, "practice": None})


@staff(Permission.SHARE_PRACTICES)
@require_http_methods(["GET", "HEAD", "POST"])
def practice_edit(request: ActorRequest, ref: str) -> HttpResponse:
    found = practice_of(request.actor, ref)
    if not actions.may_change(request.actor, found):
        messages.error(request, _("Only who wrote it, referents and the head office change a practice."))
        return redirect("practice", ref=ref)
    form = PracticeForm(request.POST or None, actor=request.actor, instance=found)
    if request.method == "POST" and form.is_valid():
        texts = {name: form.cleaned_data[name] for name in form.Meta.fields}
        actions.change(by=request.actor, practice=found, texts=texts)
        messages.success(request, _("The practice is changed."))
        return redirect("practice", ref=ref)
    return render(request, "advisors/practice_form.html", {"form": form, "practice": found})


@staff(Permission.SEE_DESK)
@require_POST
def practice_read(request: ActorRequest, ref: str) -> HttpResponse:
    actions.read(by=request.actor, practices=[practice_of(request.actor, ref)])
    messages.success(request, _("Noted: you have read it."))
    return redirect("practice", ref=ref)


@staff(Permission.SEE_DESK)
@require_POST
def practice_read_all(request: ActorRequest) -> HttpResponse:
    fresh = Practice.objects.visible_to(request.actor).unread_by(request.actor.id)
    count = actions.read(by=request.actor, practices=fresh)
    said = ngettext("%(count)s practice is marked as read.", "%(count)s practices are marked as read.", count)
    messages.success(request, said % {"count": count})
    return redirect("network")


@staff(Permission.SHARE_PRACTICES)
@require_POST
def practice_digest(request: ActorRequest) -> HttpResponse:
    wanted = request.POST.get("wanted") == "yes"
    actions.choose_digest(by=request.actor, wanted=wanted)
    messages.success(request, _("You get the weekly mail.") if wanted else _("You get no weekly mail any more."))
    return redirect("own" if request.POST.get("back") == "own" else "network")
