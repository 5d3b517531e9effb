"""Which documents a file needs: by the rules of the kinds, and by what upper floors know."""

from typing import Any, NamedTuple

from applicants.cases.actions import lock
from applicants.cases.models import Case, Stage
from applicants.documents.kinds import DocumentKind
from applicants.documents.models import Document, DocumentState
from applicants.journey.engine import sheet_of
from portal.actors import Actor
from portal.record.acting import action
from portal.slots import WantedPaper, fill


class Wish(NamedTuple):
    """What tells one wanted document from another within a file."""

    code: str
    key: str


def wanted_in(case: Case) -> dict[Wish, WantedPaper]:
    """What the answers ask for, then what upper floors add; each wish once."""
    sheet = sheet_of(case)
    permit = getattr(case.person, "permit", None)
    facts: dict[str, Any] = {
        "needs": case.needs,
        "country": case.office.country if case.office else case.person.country,
        "permit": permit.kind_id if permit else None,
        "answer": sheet.get,
    }
    papers = [WantedPaper(kind.code) for kind in DocumentKind.objects.asked_by_rule() if kind.fits(**facts)]
    papers += [paper for want in fill("documents_wanted") for paper in want(case=case)]
    return {Wish(paper.code, paper.key): paper for paper in papers}


@action
def refresh(*, by: Actor, case: Case) -> int:
    """Bring the list in line with the answers; returns how many documents came or went.

    What was sent, said or asked for by a colleague stays, whatever the rules say now.
    """
    lock(case)
    if case.stage in (Stage.DRAFT, Stage.CLOSED):
        return 0
    wanted = wanted_in(case)
    there = {Wish(one.kind.code, one.key): one for one in case.documents.select_related("kind")}
    new = [paper for wish, paper in wanted.items() if wish not in there]
    kinds = {kind.code: kind for kind in DocumentKind.objects.active().filter(code__in=[paper.code for paper in new])}
    added = Document.objects.bulk_create(
        Document(case=case, kind=kinds[paper.code], key=paper.key, about=paper.about[:150])
        for paper in new
        if paper.code in kinds
    )
    gone = [one.pk for wish, one in there.items() if wish not in wanted and _untouched(one)]
    Document.objects.filter(pk__in=gone, files=None).delete()
    if added or gone or case.documents_percent is None:
        recount(by=by, case=case)
    return len(added) + len(gone)


def _untouched(document: Document) -> bool:
    return document.state == DocumentState.MISSING and not document.asked_by_staff and document.remind_on is None


@action
def recount(*, by: Actor, case: Case) -> None:
    """Write how complete the documents are, for lists: what was sent or needs no sending, of what is wanted."""
    del by
    states = list(case.documents.values_list("state", flat=True))
    done = sum(state in (DocumentState.GIVEN, DocumentState.ACCEPTED, DocumentState.WAIVED) for state in states)
    case.documents_percent = round(100 * done / len(states)) if states else None
    case.save(update_fields=["documents_percent"])


def on_submit(*, case: Any, by: Actor) -> None:
    """The list is made when she sends her request (slot `on_submit`, after the loan has taken its part)."""
    refresh(by=by, case=case)


def refresh_open(*, by: Actor) -> int:
    """The lists of all open files, one by one: rules and answers change. How many documents came or went."""
    files = Case.objects.open().select_related("person", "office").order_by("pk")
    return sum(refresh(by=by, case=case) for case in files)
