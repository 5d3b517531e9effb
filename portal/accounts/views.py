"""The pages of an account that allauth does not have, and where its own end differently."""

from typing import Any

from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy, translate_url
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST

from portal.accounts.actions import change_account, end_sessions
from portal.accounts.forms import MyAccountForm
from portal.accounts.models import User
from portal.accounts.scope import forget_second_factor, note_codes_shown, note_second_factor
from portal.doors import ActorRequest, logged_in


class Enrol(ActivateTOTPView):  # type: ignore[misc]  # allauth carries no types
    """Set up the second factor; whoever has just typed its first code has passed it."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        secret = context["form"].secret
        context["key_in_fours"] = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
        return context

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        note_second_factor(self.request)
        return response


class GiveUp(DeactivateTOTPView):  # type: ignore[misc]  # allauth carries no types
    """Give up the second factor: where one is asked for, the next page asks to set up another."""

    success_url = reverse_lazy("my-account")

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        forget_second_factor(self.request)
        return response


class NewCodes(GenerateRecoveryCodesView):  # type: ignore[misc]  # allauth carries no types
    """Make new recovery codes; the old ones end."""

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        note_codes_shown(self.request)
        return response


@logged_in
@require_http_methods(["GET", "HEAD", "POST"])
def my_account(request: ActorRequest) -> HttpResponse:
    """Her own name, language, password and second factor."""
    user = get_object_or_404(User, pk=request.actor.id)
    form = MyAccountForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        change_account(by=request.actor, user=user, **form.cleaned_data)
        with override(user.language):
            messages.success(request, _("Your account is changed."))
        return redirect(translate_url(reverse("my-account"), user.language))
    enrolled = is_mfa_enabled(user)
    landing = settings.LANDINGS[request.actor.kind]
    return render(request, "account/my_account.html", {"form": form, "enrolled": enrolled, "landing": landing})


@logged_in
@require_POST
def end_other_sessions(request: ActorRequest) -> HttpResponse:
    user = get_object_or_404(User, pk=request.actor.id)
    end_sessions(by=request.actor, user=user)
    update_session_auth_hash(request, user)
    messages.success(request, _("You are logged out everywhere else."))
    return redirect("my-account")


def too_many(request: HttpRequest) -> HttpResponse:
    """The answer to somebody who tries too often."""
    advice = _("There were too many tries. Please wait ten minutes and try again.")
    title = _("Please wait a little")
    return render(request, "portal/error.html", {"title": title, "advice": advice}, status=429)
