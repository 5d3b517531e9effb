"""The page of the development service, where one signs, refuses, or lets it expire."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from loans.signing import development
from loans.signing.service import ServiceRefused
from portal.doors import ActorRequest, public


@public
@require_http_methods(["GET", "HEAD", "POST"])
def dev_signature(request: ActorRequest, key: str) -> HttpResponse:
    """Only where the portal is being developed."""
    if not settings.DEVELOPMENT_INBOX:
        raise Http404
    try:
        order = development.order_of(key)
    except ServiceRefused as unknown:
        raise Http404 from unknown
    answer = request.POST.get("answer", "")
    if request.method == "POST" and answer in development.ANSWERS:
        development.decide(key, answer, assured="assured" in request.POST)
        return redirect("dev-signature", key=key)
    context = {"order": order, "state": development.state_of(key)}
    return render(request, "loans/signature_development.html", context)
