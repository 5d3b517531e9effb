"""Members standing for each other, on the desk: what the group agrees for a member's loan."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applicants.cases.shown import shown_name
from loans.applications.models import Application
from loans.groups.covering import others_of, stand_for
from loans.groups.forms import CoverForm
from loans.groups.queries import open_group
from loans.guarantees.cover import cover_of
from portal.doors import ActorRequest, staff
from portal.refs import display
from portal.roles import Permission


@staff(Permission.PROPOSE_LOANS)
@require_http_methods(["GET", "HEAD", "POST"])
def group_cover(request: ActorRequest, ref: str, loan: str) -> HttpResponse:
    """`loan` is the number of a member's loan application."""
    found, actor = open_group(request.actor, ref), request.actor
    hers = found.members.joined().values("person")
    rows = Application.objects.visible_to(actor).submitted().filter(case__person__in=hers)
    application = get_object_or_404(rows.select_related("case__person", "case__office", "terms"), ref=loan)
    cover = cover_of(application)
    form = CoverForm(request.POST or None, members=others_of(found, application), begun=cover.uncovered or None)
    if request.method == "POST" and form.is_valid():
        try:
            stand_for(by=actor, group=found, application=application, amounts=form.amounts())
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("The members are asked. Each answers by her link."))
            return redirect("group", ref=ref)
    context = {"group": found, "application": application, "form": form, "cover": cover}
    context |= {"who": shown_name(application.case.person, actor), "shown": display(application.ref)}
    return render(request, "loans/group_cover_form.html", context)
