"""allauth's forms in our words, and the form of one's own account."""

from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.account.fields import PasswordField, SetPasswordField
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from allauth.mfa.totp.forms import ActivateTOTPForm, DeactivateTOTPForm
from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.accounts.scope import stay
from portal.forms import ModelForm, NameField, WesternDigits

HINT = _("At least 12 characters, and not a word that many people use. Three or four words in a row are good.")


def _email() -> forms.EmailField:
    return forms.EmailField(
        label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "username", "dir": "ltr"})
    )


def _password(label: Any) -> forms.Field:
    field: forms.Field = PasswordField(label=label, autocomplete="current-password")
    return _left_to_right(field)


def _new_password(label: Any, hint: Any = "") -> forms.Field:
    field: forms.Field = SetPasswordField(label=label, help_text=hint)
    return _left_to_right(field)


def _left_to_right(field: forms.Field) -> forms.Field:
    """No placeholder: it would repeat the label. Passwords are typed left to right."""
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs["dir"] = "ltr"
    return field


def _code(label: Any) -> forms.CharField:
    """Six digits of an app, or a recovery code."""
    attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr"}
    return forms.CharField(label=label, max_length=20, widget=forms.TextInput(attrs=attrs))


class LoginForm(WesternDigits, account.LoginForm):  # type: ignore[misc]  # allauth carries no types
    password = _password(_("Password"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mail")
        self.fields["login"].widget = _email().widget

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        response: HttpResponse = super().login(request, redirect_url=redirect_url)
        stay(request)
        return response


class PasswordAgainForm(WesternDigits, account.ReauthenticateForm):  # type: ignore[misc]  # as above
    password = _password(_("Password"))


class ChangePasswordForm(account.ChangePasswordForm):  # type: ignore[misc]  # as above
    """Passwords alone: every sign stays as it was typed."""

    oldpassword = _password(_("Password of today"))
    password1 = _new_password(_("New password"), HINT)
    password2 = _left_to_right(PasswordField(label=_("New password again"), autocomplete="new-password"))


class ResetPasswordForm(WesternDigits, account.ResetPasswordForm):  # type: ignore[misc]  # as above
    email = _email()


class NewPasswordForm(WesternDigits, account.ResetPasswordKeyForm):  # type: ignore[misc]  # as above
    password1 = _new_password(_("New password"), HINT)
    password2 = _left_to_right(PasswordField(label=_("New password again"), autocomplete="new-password"))


class SecondFactorForm(WesternDigits, AuthenticateForm):  # type: ignore[misc]  # as above
    code = _code(_("Code from the app, or a recovery code"))


class SecondFactorAgainForm(WesternDigits, ReauthenticateForm):  # type: ignore[misc]  # as above
    code = _code(_("Code from the app, or a recovery code"))


class EnrolForm(WesternDigits, ActivateTOTPForm):  # type: ignore[misc]  # as above
    code = _code(_("The six digits that the app shows now"))


class GiveUpForm(WesternDigits, DeactivateTOTPForm):  # type: ignore[misc]  # as above
    """A button alone."""


class RecoveryCodesForm(WesternDigits, GenerateRecoveryCodesForm):  # type: ignore[misc]  # as above
    """A button alone."""


class MyAccountForm(ModelForm):
    name = NameField(label=_("Name"), max_length=100)

    class Meta:
        model = User
        fields: ClassVar[list[str]] = ["name", "language"]
        labels: ClassVar[dict[str, Any]] = {"language": _("Language of the portal")}
