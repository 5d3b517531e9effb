"""Who stands for whom: around one loan as a picture and a table, the list of all guarantors, who is known twice."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from loans.applications.queries import application_alone
from loans.guarantees.same_actions import ANSWERS, say, take_back
from loans.guarantees.same_page import two_records
from loans.guarantees.web_page import guarantors_page, web_page
from portal.doors import ActorRequest, staff
from portal.roles import Permission


@staff(Permission.SEE_PIPELINE)
@require_safe
def guarantee_web(request: ActorRequest, ref: str) -> HttpResponse:
    application = application_alone(request.actor, ref)
    return render(request, "loans/guarantee_web.html", web_page(application, request.actor))


@staff(Permission.DECIDE_LOANS)
@require_POST
def guarantee_same(request: ActorRequest, ref: str) -> HttpResponse:
    """`one` and `other` are one person (`answer` is `same`), two (`another`), or nothing is said of them."""
    application, answer = application_alone(request.actor, ref), request.POST.get("answer", "")
    found = two_records(application, request.actor, **{name: request.POST.get(name, "") for name in ("one", "other")})
    if found is None:
        messages.error(request, _("This is no longer possible. Please look again at where it stands."))
        return redirect("guarantee-web", ref=ref)
    one, other = found
    try:
        if answer in ANSWERS:
            say(by=request.actor, one=one, other=other, same=ANSWERS[answer])
            messages.success(request, _("It is noted. You can take it back."))
        else:
            take_back(by=request.actor, one=one, other=other)
            messages.success(request, _("It is taken back."))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    return redirect("guarantee-web", ref=ref)


@staff(Permission.SEE_PIPELINE)
@require_safe
def guarantors(request: ActorRequest) -> HttpResponse:
    """Persons; with `of=organisations`, who vouches."""
    organisations = request.GET.get("of") == "organisations"
    context = guarantors_page(request.actor, organisations=organisations, after=request.GET.get("after", ""))
    return render(request, "loans/guarantor_list.html", context)
