"""The pages of a plan, the same from both sides. The doors are in `mine_views` and `desk_views`."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from applicants.plans import page as shown
from applicants.plans import words
from applicants.plans.actions import ChangedMeanwhile, begin_plan, save_page, save_when
from applicants.plans.figures import MONTHLY, PAGES, WHEN
from applicants.plans.forms import BeginForm, LinesForm, MonthsForm, WhenForm, beside
from applicants.plans.models import Plan, PlanPage, PlanVersion
from applicants.plans.paper import plan_on_paper
from applicants.plans.side import Side, offered_rows
from portal.doors import ActorRequest
from portal.language.registry import BY_CODE
from portal.pdf.typeset import pdf_response
from portal.typed import typed_before


def overview(request: ActorRequest, side: Side) -> HttpResponse:
    plan = side.plan
    if plan is None:
        return render(request, "applicants/plan_none.html", side.context() | {"begin_url": side.url("begin")})
    return render(request, "applicants/plan_detail.html", shown.overview(side, plan))


def begin(request: ActorRequest, side: Side) -> HttpResponse:
    """Five questions, and there is a plan."""
    if side.plan is not None:
        return redirect(side.url())
    form = BeginForm(
        request.POST or typed_before(request), second=side.second, offered=offered_rows(side.case) is not None
    )
    if request.method == "POST" and form.is_valid():
        try:
            begin_plan(by=request.actor, case=side.case, monthly=form.monthly)
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("This is your plan. You can now make it more exact, page by page."))
            return redirect(side.url())
    return render(request, "applicants/plan_begin.html", side.context() | {"form": form})


def page(request: ActorRequest, side: Side, name: str) -> HttpResponse:
    """One page: its lines, or when the plan begins. `base` travels with the form: the version she looked at."""
    if name not in PAGES:
        raise Http404
    plan = side.open_plan()
    typed = request.POST if request.method == "POST" else typed_before(request)
    version = _base(typed, plan)
    form = _form(typed, side, name, version)
    context = side.context() | _around(side, plan, name, version)
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, side, plan, name, form, version)
        except ChangedMeanwhile as problem:
            form.add_error(None, problem.messages)
            context |= {"base": problem.now.number, "meanwhile": shown.meanwhile(problem.now, name)}
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            return redirect(_after(request, side, name))
    return render(request, "applicants/plan_page.html", context | {"form": form})


def months(request: ActorRequest, side: Side, name: str, key: str) -> HttpResponse:
    """One line in the months that differ."""
    plan = side.open_plan()
    typed = request.POST or typed_before(request)
    version = _base(typed, plan)
    figures = version.figures
    line = figures.line(name, key) if name in MONTHLY else None
    if line is None:
        raise Http404
    form = MonthsForm(typed, line=line, figures=figures)
    context = side.context() | _around(side, plan, name, version) | {"line": words.line_name(line)}
    context["usual"] = words.said(line.with_months({}), name, figures)
    if request.method == "POST" and form.is_valid():
        changed = [form.changed_line() if each.key == key else each for each in figures.of(name)]
        try:
            save_page(by=request.actor, plan=plan, page=name, base=version.number, lines=changed)
        except ChangedMeanwhile as problem:
            form.add_error(None, problem.messages)
            context |= {"base": problem.now.number, "meanwhile": shown.meanwhile(problem.now, name)}
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("Saved."))
            return redirect(side.url("page", name))
    return render(request, "applicants/plan_months.html", context | {"form": form})


def versions(request: ActorRequest, side: Side) -> HttpResponse:
    return render(request, "applicants/plan_versions.html", shown.versions(side, side.open_plan()))


def paper(request: ActorRequest, side: Side) -> HttpResponse:
    """The plan as PDF, in the language asked for if it is one of ours, else in that of the page."""
    plan = side.open_plan()
    asked = request.GET.get("language", "")
    language = asked if asked in BY_CODE else get_language() or "en"
    with translation.override(language):
        document = plan_on_paper(side, plan)
    return pdf_response(document, f"plan-{side.case.ref}-{language}")


def _base(typed: QueryDict | None, plan: Plan) -> PlanVersion:
    """The version that was on the screen; the newest when the page is opened, or when none of that number is there."""
    asked = typed.get("base", "") if typed else ""
    found = plan.versions.filter(number=int(asked)).first() if asked.isascii() and asked.isdecimal() else None
    return found or plan.newest


def _form(data: QueryDict | None, side: Side, name: str, version: PlanVersion) -> Any:
    if name == WHEN:
        return WhenForm(data, figures=version.figures, second=side.second)
    return LinesForm(data, page=name, figures=version.figures, second=side.second)


def _around(side: Side, plan: Plan, name: str, version: PlanVersion) -> dict[str, Any]:
    """What stands around the form of a page."""
    remarks = plan.remarks.filter(page=name, done_at=None)
    figures = version.figures
    return {
        "page_url": side.url("page", name),
        "next_url": side.url("page", shown.next_page(name)) if shown.next_page(name) else side.url(),
        "plain_title": words.page_name(name),
        "title": beside(PlanPage(name).label, side.second),
        "help": beside(words.HELP[name], side.second),
        "base": version.number,
        "meanwhile": [],
        "remarks": list(remarks),
        "place": PAGES.index(name) + 1,
        "places": len(PAGES),
        "offered": name == "loan" and offered_rows(side.case) is not None,
        "varied": [(words.line_name(line), side.url("months", name, line.key)) for line in figures.of(name)]
        if name in MONTHLY
        else [],
        "lines": name != WHEN,
        "last": not shown.next_page(name),
    }


def _save(request: ActorRequest, side: Side, plan: Plan, name: str, form: Any, version: PlanVersion) -> None:
    if not side.may_change:
        raise ValidationError(_("This file is closed."))
    if name == WHEN:
        months, begins = form.chosen
        save_when(by=request.actor, plan=plan, base=version.number, months=months, begins=begins)
    else:
        save_page(by=request.actor, plan=plan, page=name, base=version.number, lines=form.plan_lines())
    messages.success(request, _("Saved."))


def _after(request: ActorRequest, side: Side, name: str) -> str:
    """Where she goes after saving: to the next page, or back to the plan where she asked for that."""
    following = shown.next_page(name)
    if "stay" in request.POST or not following:
        return side.url()
    return side.url("page", following)
