"""The documents a loan needs: the kinds an institution begins with, and in which file each is asked for."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from applicants.documents.reference import add_kinds
from loans.applications.models import Application
from loans.guarantees.models import ENDED, GuaranteeKind
from portal.actors import Actor
from portal.record.acting import action
from portal.slots import WantedPaper

_KINDS: Final = Path(__file__).parent / "document_kinds.json"
# While a loan is thought about, its papers are asked for; afterwards only what is missing from these.
_ASKED_IN: Final = frozenset({"submitted", "in_review", "information_needed", "proposed", "deferred", "approved"})


@action
def load(*, by: Actor) -> int:
    """The kinds of documents that only a loan asks for."""
    del by
    return add_kinds(_KINDS)


def wanted(*, case: Any) -> Iterator[WantedPaper]:
    """Quotes for what is bought, proof of income; for each personal guarantor a card, an income, the signed paper.

    A member of the group has them in his own file, and a scheme has none.
    """
    application = Application.objects.filter(case=case, state__in=_ASKED_IN).first()
    if application is None:
        return
    yield WantedPaper("loan-quotes")
    yield WantedPaper("loan-income")
    for guarantee in application.guarantees.filter(kind=GuaranteeKind.PERSONAL).exclude(state__in=ENDED):
        signs = ["guarantor-deed"] if guarantee.state in ("understood", "active") else []
        for code in ("guarantor-card", "guarantor-income", *signs):
            yield WantedPaper(code, key=f"guarantee:{guarantee.pk}", about=guarantee.name)
