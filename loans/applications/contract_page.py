"""The pages of a contract: what its paper holds, what must come before, and paying out."""

from typing import Any

from applicants.cases.page import head_of
from loans.applications.checklist import Step, step_of
from loans.applications.checklist_page import Checklist, checklist
from loans.applications.contract_paper import fingerprint, paper_of, shown
from loans.applications.contracts import binding_languages, fee_is_apart
from loans.applications.models import Application, Contract
from loans.applications.moves import possible
from loans.applications.readings import Readings
from loans.applications.told import told_of
from loans.iban import display
from portal.actors import Actor
from portal.language import registry
from portal.language.registry import Language
from portal.roles import Permission


def binding_of(application: Application, asked: str) -> str:
    """The binding language: the one signed, else the one asked for where the country allows it, else its first."""
    contract: Contract | None = getattr(application, "contract", None)
    if contract is not None:
        return contract.language
    codes = binding_languages(application)
    return asked if asked in codes else codes[0]


def contract_page(application: Application, actor: Actor, asked: str) -> dict[str, Any]:
    """The contract as its paper holds it, with the choice of the binding language where the country leaves it."""
    binding = binding_of(application, asked)
    text = paper_of(application, binding)
    contract: Contract | None = getattr(application, "contract", None)
    codes = binding_languages(application) if contract is None else (binding,)
    return head_of(application.case, actor) | {
        "application": application,
        "papers": [text, *text["parts"]] if text else [],
        "choices": [(registry.BY_CODE[code], code == binding) for code in codes],
        "binding": binding,
        "contract": contract,
        "text_code": shown(fingerprint(text)) if text else "",
        "was_sent": application.signature_requests.exists() and actor.may(Permission.PROPOSE_LOANS),
    }


def text_code(application: Application, binding: str) -> str:
    """The first signs of the fingerprint of its text, as the paper carries them; "" without a price."""
    text = paper_of(application, binding)
    return shown(fingerprint(text)) if text else ""


def text_codes(application: Application) -> list[tuple[Language, str]]:
    """The code that the paper carries, in each language in which it may bind."""
    return [(registry.BY_CODE[code], text_code(application, code)) for code in binding_languages(application)]


def before(step: Step, application: Application, actor: Actor) -> Checklist | None:
    """The checklist of a page that takes this step; None when another one comes next."""
    return checklist(step, Readings(application), actor) if step_of(application) == step else None


def pay_out_page(application: Application, actor: Actor) -> dict[str, Any]:
    """What is paid to whom, and what is still missing."""
    contract: Contract | None = getattr(application, "contract", None)
    told = told_of(application)
    return head_of(application.case, actor) | {
        "application": application,
        "told": told,
        "pays": told.quote.drawn[0].amount - told.quote.withheld if told else None,
        "contract": contract,
        "iban": display(contract.iban) if contract else "",
        "may_pay": any(each.name == "disburse" for each in possible(actor, application)),
        "checklist": before("disburse", application, actor),
        "own": application.proposed_by_id == actor.id,
        "fee_apart": fee_is_apart(application),
    }
