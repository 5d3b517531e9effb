"""The hours of an office: who receives people, what for, and the days on which it is closed."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from advisors.hours import planning
from advisors.hours.forms import DayOffForm
from advisors.hours.queries import drop_in_hours
from advisors.hours.views import tell_overtaken
from advisors.hours.week import days_off, hours_a_week, own_days_off, purposes
from advisors.models import Advisor
from portal.actors import Actor
from portal.doors import ActorRequest, staff
from portal.models import Office
from portal.roles import Permission


def _office(actor: Actor, code: str) -> tuple[Office | None, list[Office]]:
    """The office asked for by its code, else the first; all that she may choose from."""
    offices = list(Office.objects.visible_to(actor).filter(is_open=True))
    chosen = next((one for one in offices if one.code == code), None)
    return chosen or (offices[0] if offices else None), offices


def _url(office: Office) -> str:
    return f"{reverse('hours')}?office={office.code}"


@staff(Permission.ASSIGN_CASES)
@require_safe
def hours(request: ActorRequest) -> HttpResponse:
    office, offices = _office(request.actor, request.GET.get("office", ""))
    if office is None:
        return render(request, "advisors/office_hours.html", {"office": None})
    advisors = list(Advisor.objects.visible_to(request.actor).active().filter(offices=office).select_related("user"))
    lengths = hours_a_week(advisors)
    tabs = [{"url": _url(one), "label": str(one), "current": one == office} for one in offices]
    context = {
        "office": office,
        "tabs": tabs if len(offices) > 1 else [],
        "rows": [{"advisor": one, "hours": round(lengths.get(one.pk, 0), 1)} for one in advisors],
        "drop_in": drop_in_hours(office),
        "purposes": purposes(),
        "days_off": days_off(office),
    }
    return render(request, "advisors/office_hours.html", context)


@staff(Permission.ASSIGN_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def day_off_add(request: ActorRequest) -> HttpResponse:
    office, _offices = _office(request.actor, request.GET.get("office", ""))
    if office is None:
        return redirect("hours")
    form = DayOffForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            planning.add_day_off(by=request.actor, office=office, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("Saved."))
            tell_overtaken(request, planning.overtaken(office=office))
            return redirect(_url(office))
    return render(request, "advisors/day_off_form.html", {"form": form, "office": office, "back": _url(office)})


@staff(Permission.ASSIGN_CASES)
@require_POST
def day_off_remove(request: ActorRequest) -> HttpResponse:
    """The office works on that day again; days off of a whole country are not hers to change."""
    key = request.POST.get("day_off", "")
    if not (key.isascii() and key.isdecimal()):
        return redirect("hours")
    day_off = get_object_or_404(own_days_off(request.actor), pk=int(key[:15]))
    planning.remove_day_off(by=request.actor, day_off=day_off)
    messages.success(request, _("The office is open on this day again."))
    return redirect(f"{reverse('hours')}?office={day_off.office.code if day_off.office else ''}")
