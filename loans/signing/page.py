"""What the pages of signing show, put together for their templates."""

from dataclasses import dataclass
from typing import Any

from applicants.cases.page import head_of
from applicants.cases.who import names_of
from applicants.documents.forms import UploadForm
from applicants.documents.queries import lookers
from applicants.documents.words import refusal
from loans.applications.models import Application, Contract
from loans.signing.queries import contract_of
from loans.signing.scan_forms import ReplaceForm
from loans.signing.scan_models import ContractScan
from portal.actors import Actor
from portal.files.checked import FAILED
from portal.forms import Form
from portal.refs import display
from portal.roles import Permission


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


def my_contract_page(application: Application, actor: Actor) -> dict[str, Any]:
    """Her signed contract with the pages that hold today."""
    contract = contract_of(application)
    rows = [row for row in scan_rows(contract, actor) if row.file.replaced_at is None and not row.problem]
    return {
        "application": application,
        "number": display(application.case.ref),
        "contract": contract,
        "scans": [row.file for row in rows],
    }
