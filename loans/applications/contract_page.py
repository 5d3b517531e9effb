"""The contract as it is printed: in the language that binds, and beside it in the client's own."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation

from applicants.cases.page import head_of
from loans import words
from loans.applications.checklist import Step, step_of
from loans.applications.checklist_page import Checklist, checklist
from loans.applications.contract_paper import fingerprint, paper_of, shown
from loans.applications.contracts import binding_languages, fee_is_apart
from loans.applications.models import Application, Contract
from loans.applications.moves import possible
from loans.applications.readings import Readings
from loans.applications.told import Told, told_of
from loans.iban import display
from portal.actors import Actor
from portal.language import registry
from portal.language.registry import Language
from portal.roles import Permission


@dataclass(frozen=True)
class Side:
    """The contract in one language, drawn; `binds` for the text that counts."""

    language: Language
    text: str
    binds: bool


def binding_of(application: Application, asked: str) -> str:
    """The binding language: the one signed, else the one asked for where the country allows it, else its first."""
    contract: Contract | None = getattr(application, "contract", None)
    if contract is not None:
        return contract.language
    codes = binding_languages(application)
    return asked if asked in codes else codes[0]


def sides(application: Application, told: Told, binding: str, day: date) -> list[Side]:
    """The text that binds first, then the client's translation where her language is another."""
    codes = dict.fromkeys([binding, application.case.person.language])
    return [
        Side(registry.BY_CODE[code], _draw(application, told, binding, code, day), code == binding) for code in codes
    ]


def _draw(application: Application, told: Told, binding: str, code: str, day: date) -> str:
    with translation.override(code):
        birth = application.case.person.birth_date
        context = {
            "institution": settings.INSTITUTION_NAME,
            "application": application,
            "person": application.case.person,
            "born": birth.display(code) if birth else "",
            "told": told,
            "binding": registry.BY_CODE[binding],
            "binds": code == binding,
            "day": words.day_words(day),
        }
        return render_to_string("loans/_contract_text.html", context)


def contract_page(application: Application, actor: Actor, asked: str) -> dict[str, Any]:
    """The contract to print, with the choice of the binding language where the country leaves it."""
    guarantees = list(application.guarantees.active().select_related("partner", "guarantor"))
    told = told_of(application, guarantees)
    binding = binding_of(application, asked)
    contract: Contract | None = getattr(application, "contract", None)
    day = contract.signed_on if contract else timezone.localdate()
    codes = binding_languages(application) if contract is None else (binding,)
    return head_of(application.case, actor) | {
        "application": application,
        "sides": sides(application, told, binding, day) if told else [],
        "choices": [(registry.BY_CODE[code], code == binding) for code in codes],
        "binding": binding,
        "contract": contract,
        "text_code": text_code(application, binding),
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
    return head_of(application.case, actor) | {
        "application": application,
        "told": told_of(application),
        "contract": contract,
        "iban": display(contract.iban) if contract else "",
        "may_pay": any(each.name == "disburse" for each in possible(actor, application)),
        "checklist": before("disburse", application, actor),
        "own": application.proposed_by_id == actor.id,
        "fee_apart": fee_is_apart(application),
    }
