"""The desk's front door: where a member of staff lands after logging in."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from portal.context import menu_for
from portal.doors import ActorRequest, staff
from portal.roles import Permission


@staff(Permission.SEE_DESK)
@require_safe
def desk(request: ActorRequest) -> HttpResponse:
    """Send her to the first page of her own menu: cases for an advisor, the back office for an administrator."""
    return redirect(menu_for(request.actor)[0].url_name)
