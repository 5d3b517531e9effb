"""What the pages of signing show, put together for their templates."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404

from applicants.cases.page import head_of
from applicants.cases.who import names_of
from applicants.documents.forms import UploadForm
from applicants.documents.queries import lookers
from applicants.documents.words import refusal
from loans.applications.models import Application, Contract
from loans.applications.moves import possible
from loans.signing.models import ContractScan, SignatureRequest
from loans.signing.queries import contract_of
from loans.signing.scan_forms import ReplaceForm
from loans.signing.service import is_configured
from loans.signing.words import status_of
from portal.actors import Actor
from portal.files.checked import FAILED
from portal.forms import Form
from portal.language import registry
from portal.refs import display
from portal.roles import Permission
from portal.workflow import State


@dataclass(frozen=True)
class ScanRow:
    """A file of the scan as a page shows it: `problem` is why it is not there, `by` who replaced it."""

    file: ContractScan
    number: int
    problem: str
    by: str


def scan_rows(contract: Contract, actor: Actor) -> list[ScanRow]:
    """Every file, the replaced ones too; two queries."""
    files = list(ContractScan.objects.visible_to(actor).filter(contract=contract).order_by("pk"))
    names = names_of([one.replaced_by for one in files if one.replaced_by])
    return [
        ScanRow(one, number, str(refusal(one.why)) if one.state in FAILED else "", names.get(one.replaced_by, ""))
        for number, one in enumerate(files, 1)
    ]


def scan_page(application: Application, actor: Actor, sent: Form | None) -> dict[str, Any]:
    """`sent` is a form to be looked at again, in place of its empty one."""
    contract = contract_of(application)
    rows, sees_looks = scan_rows(contract, actor), actor.may(Permission.SEE_RECORD)
    current = [row for row in rows if row.file.replaced_at is None]
    return head_of(application.case, actor) | {
        "application": application,
        "contract": contract,
        "current": current,
        "replaced": [row for row in rows if row.file.replaced_at],
        "may_add": actor.may(Permission.PROPOSE_LOANS),
        "may_replace": any(not row.problem for row in current),
        "form": sent if sent is not None and not isinstance(sent, ReplaceForm) else UploadForm(),
        "replace_form": sent if isinstance(sent, ReplaceForm) else ReplaceForm(),
        "sees_looks": sees_looks,
        "lookers": lookers(row.file for row in rows) if sees_looks else [],
    }


@dataclass(frozen=True)
class RequestRow:
    """One request as the desk shows it; `number` counts from the first."""

    request: SignatureRequest
    number: int

    @property
    def status(self) -> State:
        return status_of(self.request)


def signature_page(application: Application, actor: Actor, form: Form) -> dict[str, Any]:
    """What is awaited, what was sent before, and the form where a contract can be sent now."""
    sent = SignatureRequest.objects.visible_to(actor).filter(application=application).select_related("asked_by")
    rows = [RequestRow(one, number) for number, one in enumerate(sent.order_by("pk"), 1)]
    may_sign = any(each.name == "sign" for each in possible(actor, application))
    awaited = next((row for row in rows if row.request.is_open), None)
    return head_of(application.case, actor) | {
        "application": application,
        "awaited": awaited,
        "ended": [row for row in reversed(rows) if not row.request.is_open],
        "form": form,
        "may_send": may_sign and awaited is None and is_configured(),
        "may_sign": may_sign,
        "reads": registry.BY_CODE[application.case.person.language],
    }


def my_contract_page(application: Application, actor: Actor) -> dict[str, Any]:
    """Hers: what is to be signed, and where; once it is signed, its text and the pages that hold today."""
    contract: Contract | None = getattr(application, "contract", None)
    if contract is None and application.state != "accepted":
        raise Http404
    rows = scan_rows(contract, actor) if contract is not None else []
    asked = SignatureRequest.objects.visible_to(actor).filter(application=application)
    return {
        "application": application,
        "number": display(application.case.ref),
        "contract": contract,
        "asked": asked.first() if contract is None else None,
        "scans": [row.file for row in rows if row.file.replaced_at is None and not row.problem],
    }
