"""How many codes and guesses one address, or one contact, gets in an hour. Counted in the cache."""

import logging
from typing import Final

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from redis.exceptions import RedisError

HOUR: Final = 3600
# A reception centre or an office stands behind one address.
CODES_FOR_ADDRESS: Final = 60
GUESSES_FOR_ADDRESS: Final = 120
GUESSES_FOR_CONTACT: Final = 20

_log = logging.getLogger(__name__)


def within(what: str, whose: str, most: int) -> bool:
    """Count one more of `what` for `whose`; whether it is still within `most` in a fixed hour.

    Only a digest is kept. Without a cache nobody is locked out: the codes have limits of their own in the
    database.
    """
    key = _key(what, whose)
    try:
        cache.add(key, 0, HOUR)
        return bool(cache.incr(key) <= most)
    except (RedisError, OSError):
        _log.warning("the cache is away: limits of entry are not counted")
    except ValueError:  # the hour ended between the two calls
        cache.set(key, 1, HOUR)
    return True


def beyond(what: str, whose: str, most: int) -> bool:
    """Whether `most` is reached already; nothing is counted."""
    try:
        return int(cache.get(_key(what, whose), 0)) >= most
    except (RedisError, OSError):
        return False


def _key(what: str, whose: str) -> str:
    return f"limit:{what}:{salted_hmac('applicants.entry.limits', whose).hexdigest()}"


def address_of(request: HttpRequest) -> str:
    """The visitor's address, behind as many proxies as settings trust."""
    return str(get_adapter().get_client_ip(request))
