"""Messages that did not go out; and the development inbox, which shows what would have."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.actors import system
from portal.doors import ActorRequest, public, staff
from portal.outbox.actions import send_again
from portal.outbox.models import Message
from portal.pages import keyset_page
from portal.roles import Permission


@staff(Permission.WORK_CASES)
@require_safe
def message_list(request: ActorRequest) -> HttpResponse:
    """What failed or is not certain, about the files this member of staff sees."""
    waiting = Message.objects.visible_to(request.actor).troubled()
    page = keyset_page(waiting, sort="-created_at", after=request.GET.get("after", ""))
    return render(request, "portal/message_list.html", {"page": page})


@staff(Permission.WORK_CASES)
@require_POST
def message_send_again(request: ActorRequest, key: UUID) -> HttpResponse:
    message = get_object_or_404(Message.objects.visible_to(request.actor), key=key)
    send_again(by=request.actor, message=message)
    messages.success(request, _("The message is on its way again."))
    return redirect("message-list")


@public
@require_safe
def inbox(request: ActorRequest) -> HttpResponse:
    """Everything that would have gone out, newest first. Only where the portal is being developed."""
    if not settings.DEVELOPMENT_INBOX:
        raise Http404
    address = request.GET.get("address", "").strip()
    found = Message.objects.visible_to(system("inbox"))
    if address:
        found = found.filter(address=address)
    page = keyset_page(found, sort="-created_at", after=request.GET.get("after", ""))
    return render(request, "portal/inbox.html", {"page": page, "address": address})
