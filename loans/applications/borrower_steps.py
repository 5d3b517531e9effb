"""The borrower's steps: a first loan of a product is smaller, and each one that was repaid makes the next larger."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from applicants.models import Case
from loans import words
from loans.ledger.models import Loan, LoanState
from loans.products.models import Product, Terms


def most_for(terms: Terms, case: Case) -> Decimal:
    """The largest amount of this product for the person of the file, in euros, by the loans she repaid."""
    if terms.first_loan_most is None or terms.later_loan_more is None:
        return terms.amount_max
    repaid = Loan.objects.filter(application__case__person=case.person_id, state=LoanState.REPAID).count()
    return min(terms.first_loan_most + repaid * terms.later_loan_more, terms.amount_max)


def refuse_beyond(terms: Terms, principal: Decimal, case: Case) -> None:
    """`ValidationError` with the step as a sentence when the amount is more than she may borrow by now."""
    most = most_for(terms, case)
    if principal <= most:
        return
    said = {"most": words.euro_words(most), "first": words.euro_words(terms.first_loan_most or most)}
    raise ValidationError(
        {
            "principal": _(
                "With this product a first loan is at most %(first)s, and each loan repaid makes the next larger."
                " For this client it is at most %(most)s now."
            )
            % said
        }
    )


def refuse_excluded(product: Product, *, checked: bool) -> None:
    """`ValidationError` when the product is not lent for some purposes and nobody looked whether this is one."""
    if product.excluded and not checked:
        raise ValidationError(
            {"purpose_checked": _("Look at what this product is not lent for, and tick that this purpose is another.")}
        )
