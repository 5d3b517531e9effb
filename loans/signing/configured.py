"""Whether the signature service that settings name can be used, said when the portal starts."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.utils.module_loading import import_string

DEVELOPMENT = "loans.signing.development.DevelopmentService"


@register
def signature_service(**kwargs: Any) -> list[CheckMessage]:
    del kwargs
    path = settings.SIGNATURE_SERVICE
    if not path:
        return []
    try:
        found = import_string(path)()
    except Exception as problem:  # noqa: BLE001 - an adapter of others may fail in any way; the sentence says how
        return [Error(f"SIGNATURE_SERVICE names {path}, which cannot be made: {problem}", id="loans.E001")]
    lacking = [name for name in ("start", "fetch", "cancel") if not callable(getattr(found, name, None))]
    if lacking:
        said = f"SIGNATURE_SERVICE names {path}, which has no {', '.join(lacking)}. See docs/signing.md."
        return [Error(said, id="loans.E002")]
    if path == DEVELOPMENT and not settings.DEVELOPMENT_INBOX:
        said = "SIGNATURE_SERVICE names the development service, which signs nothing: it needs DEVELOPMENT_INBOX."
        return [Error(said, id="loans.E003")]
    return []
