"""What the desk's pages of documents show, put together for their templates."""

from collections.abc import Mapping
from typing import Any

from applicants.cases.models import Case, Stage
from applicants.cases.page import head_of
from applicants.documents.forms import AgainForm, SentenceForm, UploadForm
from applicants.documents.models import Document, DocumentState
from applicants.documents.queries import document_row, document_rows, lookers, neighbours
from portal.actors import Actor
from portal.files.sniff import FileKind
from portal.forms import Form
from portal.language import registry
from portal.roles import Permission


def list_page(case: Case, actor: Actor) -> dict[str, Any]:
    rows = document_rows(case, actor)
    files = [each.file for row in rows for each in row.files]
    return head_of(case, actor) | {
        "rows": rows,
        "may_ask": case.stage not in (Stage.DRAFT, Stage.CLOSED),
        "lookers": lookers(files) if actor.may(Permission.SEE_RECORD) and files else [],
        "sees_looks": actor.may(Permission.SEE_RECORD),
    }


def document_page(document: Document, actor: Actor, sent: Mapping[str, Form] | None = None) -> dict[str, Any]:
    """`sent` are forms to be looked at again, in place of the empty ones, by their names in the template."""
    row, is_open = document_row(document), document.case.stage != Stage.CLOSED
    has_file, state = bool(row.kept), document.state
    return head_of(document.case, actor) | {
        "row": row,
        "document": document,
        "pdf": FileKind.PDF,
        "reads": registry.BY_CODE[document.case.person.language],
        "may": {
            "accept": is_open and has_file and state in (DocumentState.GIVEN, DocumentState.AGAIN),
            "again": is_open and state in (DocumentState.GIVEN, DocumentState.ACCEPTED),
            "waive": is_open and not document.is_settled,
            "insist": is_open and (document.says_she_cannot or state == DocumentState.WAIVED),
            "upload": is_open and state != DocumentState.ACCEPTED,
            "see_looks": actor.may(Permission.SEE_RECORD),
        },
        "again_form": AgainForm(),
        "sentence_form": SentenceForm(),
        "upload_form": UploadForm(),
        "lookers": lookers(each.file for each in row.files) if actor.may(Permission.SEE_RECORD) else [],
        **neighbours(document),
        **(sent or {}),
    }
