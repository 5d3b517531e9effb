"""A signature service for `make run`: it behaves like one and signs nothing. Its things are files below `VAR`,

so that the worker and the web server, which are two processes, see the same.
"""

import hashlib
import json
import secrets
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from loans.signing.service import Order, Outcome, ServiceRefused, Signed, Started

ANSWERS: Final = ("signed", "refused", "expired", "cancelled")
_MARK: Final = b"\n% Development: this is not a signature.\n"


class DevelopmentService:
    """One folder an order: what was ordered, and what became of it."""

    def start(self, order: Order) -> Started:
        key = hashlib.sha256(order.reference.encode()).hexdigest()[:32]
        folder = _folder(key)
        if not (folder / "order.json").exists():
            folder.mkdir(parents=True, exist_ok=True)
            _write(folder / "document.pdf", order.document)
            said = asdict(order) | {"document": "", "until": order.until.isoformat()}
            _write(folder / "order.json", json.dumps(said).encode())
        with translation.override(order.language):
            return Started(key, f"{settings.SITE_URL}{reverse('dev-signature', args=[key])}")

    def fetch(self, key: str) -> Outcome:
        found, state = order_of(key), state_of(key)
        if state == "cancelled" or (state == "waiting" and timezone.now() > datetime.fromisoformat(found["until"])):
            state = "expired"
        if state != "signed":
            return Outcome(state)  # type: ignore[arg-type]  # "waiting", "refused" or "expired", as decided below
        answer = json.loads((_folder(key) / "answer.json").read_text())
        document = (_folder(key) / "document.pdf").read_bytes() + _MARK
        evidence = json.dumps({"key": key, "at": answer["at"], "sha256": hashlib.sha256(document).hexdigest()})
        at = datetime.fromisoformat(answer["at"])
        return Outcome("signed", Signed(document, evidence.encode(), "json", at, identity_assured=answer["assured"]))

    def cancel(self, key: str) -> None:
        order_of(key)
        decide(key, "cancelled")


def order_of(key: str) -> dict[str, Any]:
    """What was ordered; `ServiceRefused` for a key that is none."""
    path = _folder(key) / "order.json"
    if not path.exists():
        raise ServiceRefused("unknown key")
    found: dict[str, Any] = json.loads(path.read_text())
    return found


def state_of(key: str) -> str:
    path = _folder(key) / "answer.json"
    return str(json.loads(path.read_text())["state"]) if path.exists() else "waiting"


def decide(key: str, state: str, *, assured: bool = False) -> None:
    """The first answer stays: of two that come at once, one is written."""
    path = _folder(key) / "answer.json"
    said = {"state": state, "at": timezone.now().isoformat(), "assured": assured}
    kept = path.with_suffix(f".{secrets.token_hex(4)}")
    kept.write_text(json.dumps(said))
    try:
        path.hardlink_to(kept)
    except FileExistsError:
        pass
    finally:
        kept.unlink()


def _folder(key: str) -> Path:
    return Path(settings.VAR) / "signatures" / (key if key.isalnum() else "none")


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all: the other process may be reading."""
    kept = path.with_suffix(f".{secrets.token_hex(4)}")
    kept.write_bytes(content)
    kept.replace(path)
