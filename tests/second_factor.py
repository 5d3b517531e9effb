"""What an authenticator app shows."""

import time
from typing import Final

from allauth.mfa import app_settings
from allauth.mfa.totp.internal import auth

_ENOUGH: Final = 5  # seconds in which a code is typed and sent, on a slow machine too


def code_of(secret: str) -> str:
    """The six digits of now. Those about to run out are not begun with: as a person would, it waits for the next."""
    left = app_settings.TOTP_PERIOD - time.time() % app_settings.TOTP_PERIOD
    if left < _ENOUGH:
        time.sleep(left)
    return str(auth.format_hotp_value(auth.hotp_value(secret, next(auth.yield_hotp_counters_from_time()))))
