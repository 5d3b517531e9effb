"""How staff accounts differ from what allauth does by itself: nobody signs up, messages go through the outbox."""

import time
from base64 import urlsafe_b64encode
from typing import Any, ClassVar

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse, translate_url
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from portal.accounts.models import User
from portal.accounts.scope import PERSON_KEY, actor_for_user, authentications
from portal.outbox.actions import Recipient, queue
from portal.record.acting import acting


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The e-mail or the password is not right."),
        "enter_current_password": _("This is not your password of today."),
        "incorrect_password": _("The password is not right."),
        "incorrect_code": _("The code is not right."),
        "invalid_login": _("The e-mail or the password is not right."),
        "invalid_password_reset": _("This link has been used, or it is too old. Please ask for a new one."),
        "rate_limited": _("There were too many tries. Please wait ten minutes and try again."),
        "too_many_login_attempts": _("There were too many tries. Please wait ten minutes and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        del request
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Somebody who left gets the same answer as somebody who never was."""
        user: User | None = super().authenticate(request, **credentials)
        return user if user is not None and user.is_active else None

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        del request, user
        return redirect("account_login")

    def login(self, request: HttpRequest, user: User) -> None:
        """Whoever sat here before as an applicant does not act any more."""
        request.session.pop(PERSON_KEY, None)
        with acting(actor_for_user(user)):
            super().login(request, user)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        user = request.user
        with override(user.language if isinstance(user, User) else None):
            kind = actor_for_user(user).kind if isinstance(user, User) else "staff"
            return reverse(settings.LANDINGS[kind])

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Wherever she was going, it is in her own language."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        response["Location"] = translate_url(response["Location"], user.language)
        return response

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        del request
        return reverse("my-account")

    def set_password(self, user: User, password: str) -> None:
        with acting(actor_for_user(user)):
            super().set_password(user, password)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not by those who logged in, or said their password again, in the last minutes."""
        del app, kwargs
        proofs = authentications(self.request)
        return not proofs or time.time() - proofs[-1]["at"] > app_settings.REAUTHENTICATION_TIMEOUT

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        with override(user.language):
            link = settings.SITE_URL + translate_url(
                reverse("account_reset_password_from_key", kwargs={"uidb36": context["uid"], "key": context["key"]}),
                user.language,
            )
        queue(event="password_reset", to=Recipient("email", email, user.language), params={"link": link})

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell her what changed in her account; `template_prefix` ends in what it was."""
        del context
        what = template_prefix.rpartition("/")[2]
        to = Recipient("email", email or user.email, user.language)
        queue(event="account_changed", to=to, params={"what": what, "name": user.name})


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth carries no types
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("The code is not right."),
        "cannot_delete_authenticator": _("You cannot give up the second factor."),
        "cannot_generate_recovery_codes": _("Recovery codes go with a second factor: set that up first."),
    }

    def get_totp_label(self, user: User) -> str:
        return user.email

    def encrypt(self, text: str) -> str:
        """The secrets of a second factor lie in the table under a key of SECRET_KEY: a copy of it is no use."""
        return _vault().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _vault().decrypt(encrypted_text.encode()).decode()


def _vault() -> MultiFernet:
    """Encrypts by the key of today; reads what earlier keys (SECRET_KEY_FALLBACKS) wrote."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = (salted_hmac("portal.accounts.mfa", "key", secret=secret, algorithm="sha256") for secret in secrets)
    return MultiFernet([Fernet(urlsafe_b64encode(digest.digest())) for digest in digests])
