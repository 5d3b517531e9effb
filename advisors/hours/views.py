"""The hours of one advisor: she changes hers, a manager those at the own offices, colleagues read them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language_bidi, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from advisors.hours import planning
from advisors.hours.forms import BusyForm, EndForm, HoursForm
from advisors.hours.models import Hours
from advisors.hours.week import coming_exceptions, monday_of, week_of
from advisors.models import Advisor
from portal.doors import ActorRequest, staff
from portal.models import Office
from portal.roles import Permission


@dataclass(frozen=True)
class _Whose:
    """An advisor, and the offices at which the actor may change her hours."""

    advisor: Advisor
    offices: list[Office]
    is_own: bool


def _whose(request: ActorRequest, number: int) -> _Whose:
    actor = request.actor
    seen = Advisor.objects.visible_to(actor)
    led = Q(pk__in=seen.led_by(actor).values("pk")) | Q(user=actor.id)
    advisor = get_object_or_404(seen.filter(led).select_related("user"), pk=number)
    is_own = advisor.user_id == actor.id
    offices = list(advisor.offices.all())
    if not is_own:
        may = actor.may(Permission.ASSIGN_CASES)
        offices = [one for one in offices if may and (actor.offices is None or one.pk in actor.offices)]
    return _Whose(advisor, offices, is_own)


@staff(Permission.WORK_CASES)
@require_safe
def advisor_hours(request: ActorRequest, number: int) -> HttpResponse:
    """A week as a picture, all weekly hours as a table, and when she is busy."""
    whose = _whose(request, number)
    week = week_of(whose.advisor, monday_of(request.GET.get("week", "")), mirrored=get_language_bidi())
    context = {
        "whose": whose,
        "advisor": whose.advisor,
        "week": week,
        "heads": list(zip(week.days, week.picture.heads, strict=True)),
        "busy": coming_exceptions(whose.advisor),
        "changeable": {office.pk for office in whose.offices},
    }
    return render(request, "advisors/hours.html", context)


@staff(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def advisor_hours_add(request: ActorRequest, number: int) -> HttpResponse:
    whose = _whose(request, number)

    def save(form: HoursForm) -> None:
        weekdays = form.cleaned_data["weekdays"]
        planning.add_hours(by=request.actor, advisor=whose.advisor, plan=form.plan(), weekdays=weekdays)

    return _changed(request, whose, lambda data: HoursForm(data, offices=whose.offices), save, _("New hours"))


@staff(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def advisor_hours_change(request: ActorRequest, number: int, row: int) -> HttpResponse:
    """Other hours from a day on, or their end: two forms, told apart by the button's name."""
    whose = _whose(request, number)
    hours = get_object_or_404(
        Hours.objects.visible_to(request.actor)
        .filter(advisor=whose.advisor)
        .select_related("office", "purpose", "advisor"),
        pk=row,
    )
    if hours.office not in whose.offices:
        whose = _Whose(whose.advisor, [], whose.is_own)
    ends = EndForm(request.POST if "until" in request.POST else None)
    if "until" in request.POST and whose.offices and ends.is_valid():
        planning.end_hours(by=request.actor, row=hours, last=ends.cleaned_data["until"])
        return _done(request, whose)

    def save(form: HoursForm) -> None:
        planning.change_hours(by=request.actor, row=hours, plan=form.plan(), weekday=form.cleaned_data["weekday"])

    def make(data: Any) -> HoursForm:
        return HoursForm(None if "until" in request.POST else data, offices=whose.offices, row=hours)

    return _changed(request, whose, make, save, _("Change these hours"), {"hours": hours, "ends": ends})


@staff(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def advisor_busy(request: ActorRequest, number: int) -> HttpResponse:
    whose = _whose(request, number)

    def save(form: BusyForm) -> None:
        planning.add_exception(by=request.actor, advisor=whose.advisor, **form.cleaned_data)

    return _changed(request, whose, BusyForm, save, _("Busy at a time"))


@staff(Permission.WORK_CASES)
@require_POST
def advisor_busy_end(request: ActorRequest, number: int) -> HttpResponse:
    """The time can be booked again."""
    whose = _whose(request, number)
    if not whose.offices:
        return _refused(request, whose)
    key = request.POST.get("busy", "")
    if key.isascii() and key.isdecimal():
        exception = get_object_or_404(whose.advisor.exceptions, pk=int(key[:15]))
        planning.remove_exception(by=request.actor, exception=exception)
    return redirect("advisor-hours", number=number)


def _changed(
    request: ActorRequest,
    whose: _Whose,
    make: Callable[[Any], Any],
    save: Callable[[Any], object],
    title: str,
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    """A page with one form; saved, back to her week."""
    if not whose.offices:
        return _refused(request, whose)
    form = make(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            save(form)
        except ValidationError as problem:
            _add(form, problem)
        else:
            return _done(request, whose)
    context = {"form": form, "title": title, "advisor": whose.advisor, **(more or {})}
    return render(request, "advisors/hours_form.html", context)


def _add(form: Any, problem: ValidationError) -> None:
    """Each sentence at its field, where the form has one of that name; the model's names differ for some."""
    if not hasattr(problem, "error_dict"):
        form.add_error(None, problem)
        return
    for name, faults in problem.error_dict.items():
        form.add_error(name if name in form.fields else None, faults)


def _done(request: ActorRequest, whose: _Whose) -> HttpResponse:
    messages.success(request, _("Saved."))
    tell_overtaken(request, planning.overtaken(advisor=whose.advisor))
    return redirect("advisor-hours", number=whose.advisor.pk)


def tell_overtaken(request: ActorRequest, count: int) -> None:
    """What was booked before and cannot take place so any more is said at once."""
    if count:
        said = ngettext(
            "%(count)s appointment that was booked before cannot take place so. It waits under “Files”.",
            "%(count)s appointments that were booked before cannot take place so. They wait under “Files”.",
            count,
        )
        messages.warning(request, said % {"count": count})


def _refused(request: ActorRequest, whose: _Whose) -> HttpResponse:
    messages.error(request, _("Only the advisor and a manager of the office change these hours."))
    return redirect("advisor-hours", number=whose.advisor.pk)
