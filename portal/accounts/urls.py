"""Accounts of staff and partners: the pages of allauth that we use, and our own. Nobody signs up."""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery
from django.urls import path, re_path
from django.views.decorators.http import require_POST

from portal.accounts import views
from portal.doors import logged_in, public

urlpatterns = [
    path("", views.my_account, name="my-account"),
    path("log-out-elsewhere/", views.end_other_sessions, name="log-out-elsewhere"),
    path("login/", public(account.login), name="account_login"),
    path("logout/", public(require_POST(account.logout)), name="account_logout"),
    path("password/", logged_in(account.password_change), name="account_change_password"),
    path("password/forgotten/", public(account.password_reset), name="account_reset_password"),
    path("password/forgotten/sent/", public(account.password_reset_done), name="account_reset_password_done"),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        public(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "password/chosen/",
        public(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("again/", public(account.reauthenticate), name="account_reauthenticate"),
    path("second-factor/", public(second_factor.authenticate), name="mfa_authenticate"),
    path("second-factor/again/", public(second_factor.reauthenticate), name="mfa_reauthenticate"),
    path("second-factor/set-up/", public(views.Enrol.as_view()), name="mfa_activate_totp"),
    path("second-factor/give-up/", logged_in(views.GiveUp.as_view()), name="mfa_deactivate_totp"),
    path("recovery-codes/", logged_in(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("recovery-codes/new/", logged_in(views.NewCodes.as_view()), name="mfa_generate_recovery_codes"),
    path("recovery-codes/download/", logged_in(recovery.download_recovery_codes), name="mfa_download_recovery_codes"),
]
