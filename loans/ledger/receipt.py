"""The receipt of a payment on paper, in the language of the moment."""

from decimal import Decimal

from django.utils.translation import gettext as _

from loans.ledger.models import Loan, Movement, MovementKind
from loans.ledger.standing import standing_of
from loans.words import day_words, euro_words
from portal.pdf.document import Block, Document, Facts, Paragraph, ltr
from portal.pdf.typeset import paper
from portal.refs import display


def receipt(loan: Loan, payment: Movement, name: str) -> Document:
    """Who paid what on which loan, and what was left on that day; `name` is the borrower's."""
    left = standing_of(loan, payment.value_date).outstanding
    parts = [
        (_("Of the loan"), payment.principal),
        (_("Interest"), payment.interest),
        (_("Fee"), payment.fee),
        (_("Real costs"), payment.late),
        (_("Gift to charity"), payment.charity),
    ]
    rows = [
        (_("Name"), name),
        (_("Loan"), ltr(display(loan.ref))),
        (_("Day"), day_words(payment.value_date)),
        (_("Reference"), ltr(payment.reference)),
        (_("Amount"), euro_words(abs(payment.cash))),
        *[(label, euro_words(-amount)) for label, amount in parts if amount],
        (_("Left to pay on that day"), euro_words(max(left, Decimal(0)))),
    ]
    if payment.kind == MovementKind.FEE_BACK:
        said = _("We have given back this part of the fee, because the loan ended early.")
    else:
        said = _("We have received this payment. Thank you.")
    blocks: list[Block] = [Paragraph(said), Facts(rows)]
    office = loan.application.case.office
    if office is not None:
        reach = [office.name, office.address, ltr(office.phone) if office.phone else ""]
        blocks.append(Paragraph(" · ".join(filter(None, reach)), soft=True))
    return paper(title=_("Receipt"), blocks=blocks)
