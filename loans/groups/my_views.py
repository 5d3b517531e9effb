"""A member's own page of her group, and her answer."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from loans.groups.members import answer
from loans.groups.mine import my_group_page, my_membership
from portal.doors import ActorRequest, person


@person
@require_safe
def my_group(request: ActorRequest, ref: str) -> HttpResponse:
    member = my_membership(request.actor, ref)
    return render(request, "loans/group_mine.html", my_group_page(member, request.actor))


@person
@require_POST
def my_group_answer(request: ActorRequest, ref: str) -> HttpResponse:
    """Yes or no to the invitation, or leaving."""
    member = my_membership(request.actor, ref)
    try:
        answer(by=request.actor, member=member, name=request.POST.get("answer", ""))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
        return redirect("my-group", ref=ref)
    messages.success(request, _("Thank you. Your answer is kept."))
    return redirect("my-group", ref=ref) if member.state == "joined" else redirect("my-home")
