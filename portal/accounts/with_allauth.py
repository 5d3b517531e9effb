"""What allauth is told: our forms in place of its own, and how often somebody may try."""

from typing import Final

FORMS: Final = {
    "login": "portal.accounts.forms.LoginForm",
    "reauthenticate": "portal.accounts.forms.PasswordAgainForm",
    "change_password": "portal.accounts.forms.ChangePasswordForm",
    "reset_password": "portal.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "portal.accounts.forms.NewPasswordForm",
}
SECOND_FACTOR_FORMS: Final = {
    "authenticate": "portal.accounts.forms.SecondFactorForm",
    "reauthenticate": "portal.accounts.forms.SecondFactorAgainForm",
    "activate_totp": "portal.accounts.forms.EnrolForm",
    "deactivate_totp": "portal.accounts.forms.GiveUpForm",
    "generate_recovery_codes": "portal.accounts.forms.RecoveryCodesForm",
}
# A whole office may stand behind one address; one account is guessed at by few.
RATE_LIMITS: Final = {
    "login": "300/5m/ip",
    "login_failed": "100/10m/ip,10/10m/key",
    "reset_password": "60/10m/ip,3/10m/key",
    "reset_password_from_key": "60/10m/ip",
    "reauthenticate": "20/5m/user",
    "change_password": "10/5m/user",
}
