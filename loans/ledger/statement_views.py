"""The statement of a loan as of a day: the client's own page and paper, and the desk's in her language."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from applicants.cases.shown import shown_name
from loans.ledger.late_forms import StatementForm
from loans.ledger.models import Loan
from loans.ledger.page import loan_page, my_loan, open_loan_page
from loans.ledger.statement import added_label, statement_of, statement_paper
from portal.doors import ActorRequest, person, staff
from portal.pdf.typeset import pdf_response
from portal.refs import display
from portal.roles import Permission


@staff(Permission.SEE_PIPELINE)
@require_safe
def statement(request: ActorRequest, ref: str) -> HttpResponse:
    found = open_loan_page(request.actor, ref)
    context = loan_page(found, request.actor) | _context(request, found)
    return render(request, "loans/statement_detail.html", context)


@person
@require_safe
def my_statement(request: ActorRequest, ref: str) -> HttpResponse:
    found = my_loan(request.actor, ref)
    return render(request, "loans/statement_mine.html", {"loan": found} | _context(request, found))


def _context(request: ActorRequest, loan: Loan) -> dict[str, Any]:
    form = StatementForm(request.GET or None, loan=loan)
    shown = statement_of(loan, form.chosen())
    return {
        "form": form,
        "statement": shown,
        "number": display(loan.ref),
        "added_label": added_label(shown.added),
        "has_added": any(each.added for each in shown.entries),
    }


@staff(Permission.SEE_PIPELINE)
@require_safe
def statement_on_paper(request: ActorRequest, ref: str) -> HttpResponse:
    """In the client's language: it is for her."""
    found = open_loan_page(request.actor, ref)
    with translation.override(found.application.case.person.language):
        return _paper(request, found)


@person
@require_safe
def my_statement_on_paper(request: ActorRequest, ref: str) -> HttpResponse:
    return _paper(request, my_loan(request.actor, ref))


def _paper(request: ActorRequest, loan: Loan) -> HttpResponse:
    day = StatementForm(request.GET or None, loan=loan).chosen()
    name = str(shown_name(loan.application.case.person, request.actor))
    return pdf_response(statement_paper(loan, statement_of(loan, day), name), f"statement-{loan.ref}-{day}")
