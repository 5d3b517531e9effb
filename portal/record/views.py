"""Who changed what, and who looked."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.doors import ActorRequest, staff
from portal.pages import keyset_page
from portal.record.forms import RecordFilter
from portal.record.models import Entry
from portal.record.reading import read
from portal.roles import Permission


@staff(Permission.SEE_RECORD)
@require_safe
def record(request: ActorRequest) -> HttpResponse:
    """The record, newest first, filtered by table, row, actor and day."""
    form = RecordFilter(request.GET)
    entries = form.narrow(Entry.objects.visible_to(request.actor))
    page = keyset_page(entries, sort="-id", after=request.GET.get("after", ""))
    return render(
        request, "portal/record_list.html", {"form": form, "page": page, "lines": read(page.rows, request.actor)}
    )
