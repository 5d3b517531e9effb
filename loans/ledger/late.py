"""What being late adds, where the terms of the loan say so: real costs with their proof, or a gift to charity.

New dates may have a real cost as well.

It stands apart from the schedule: no interest comes of it, and a payment goes to the instalments first.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from applicants.cases.actions import add_event
from loans.ledger.models import Loan, Movement, MovementKind
from loans.ledger.standing import standing_of
from loans.ledger.writing import hold, refuse_unless_teller, refuse_unless_within, the_same, write
from loans.products.models import LatePolicy
from loans.tell import tell_applicant
from portal.actors import Actor
from portal.language.money import format_euro
from portal.record.acting import action


@dataclass(frozen=True)
class Added:
    """What lateness or new dates added, in euros: `kind` is what the terms allow for lateness ("" for nothing).

    `costs` and `gift` tell of what is in it, or may come.
    """

    kind: str
    added: Decimal
    left: Decimal
    costs: bool
    gift: bool


def kind_of(loan: Loan) -> str:
    """`late_cost`, `charity`, or "" where the terms add nothing."""
    terms = loan.application.terms
    kinds = {LatePolicy.COSTS: MovementKind.LATE_COST, LatePolicy.CHARITY: MovementKind.CHARITY}
    return str(kinds.get(LatePolicy(terms.late_policy), "")) if terms is not None else ""


def added_of(loan: Loan, movements: Iterable[Movement]) -> Added:
    """From the movements of the loan, or those up to a day."""
    found = list(movements)
    left = sum((each.late + each.charity for each in found), Decimal(0))
    paid = sum((-each.cash for each in found if each.cash and (each.late or each.charity)), Decimal(0))
    kind = kind_of(loan)
    costs, gift = any(each.late for each in found), any(each.charity for each in found)
    return Added(kind, left + paid, left, costs, gift or (kind == MovementKind.CHARITY and not costs))


@action
def add_for_lateness(*, by: Actor, loan: Loan, amount: Decimal, on: date, reference: str, note: str) -> Movement:
    """Note a cost with its proof, or a gift that was promised; she is told. Twice with one reference is once.

    `ValidationError` where the terms add nothing, or the loan is not late on that day.
    """
    refuse_unless_teller(by)
    hold(loan)
    kind = kind_of(loan)
    if not kind:
        raise ValidationError(_("The terms of this loan add nothing when it is late."))
    column = "late" if kind == MovementKind.LATE_COST else "charity"
    known = Movement.objects.filter(reference=reference).first()
    if known is not None:
        if (known.loan_id, known.kind, getattr(known, column), known.value_date) != (loan.pk, kind, amount, on):
            raise ValidationError({"reference": _("This reference is already used for another movement.")})
        return known
    refuse_unless_within(loan, on)
    if not note.strip():
        raise ValidationError({"note": _("Please write what it is, and what proves it.")})
    if not standing_of(loan, on).days_late:
        raise ValidationError({"on": _("The loan is not late on that day.")})
    columns = {column: amount, "note": note.strip()[:200]}
    movement = write(by, loan, MovementKind(kind), on, reference=reference, **columns)
    told = {"amount": str(amount)}
    if kind == MovementKind.LATE_COST:
        add_event(by=by, case=loan.application.case, code="loan.late_cost", params=told, public=True)
    else:
        add_event(by=by, case=loan.application.case, code="loan.charity", params=told, public=True)
    tell_applicant(loan.application, "late_added", amount=amount, kind=kind, note=note.strip(), loan=loan)
    return movement


@action
def note_change_cost(*, by: Actor, loan: Loan, amount: Decimal, reference: str, note: str) -> Movement:
    """What new dates really cost, within the decision of two people (`loans.changes`); the caller holds the loan."""
    today = timezone.localdate()
    movement = write(by, loan, MovementKind.CHANGE_COST, today, reference=reference, late=amount, note=note)
    add_event(by=by, case=loan.application.case, code="loan.change_cost", params={"amount": str(amount)}, public=True)
    return movement


@action
def book_late_payment(*, by: Actor, loan: Loan, amount: Decimal, on: date, reference: str, note: str = "") -> Movement:
    """Money for what lateness or new dates added, at most that; never while an instalment is late: those come first."""
    refuse_unless_teller(by)
    hold(loan)
    known = Movement.objects.filter(reference=reference).select_related("reversed_by").first()
    if known is not None:
        return the_same(known, kind=MovementKind.LATE_PAID, loan=loan, amount=amount, on=on)
    refuse_unless_within(loan, on)
    overdue = standing_of(loan, on).overdue
    language = get_language() or "en"
    if overdue:
        said = {"amount": format_euro(overdue, language)}
        raise ValidationError(_("Instalments come first: %(amount)s of them is late.") % said)
    left = {"late": Decimal(0), "charity": Decimal(0)}
    for each in loan.movements.all():
        left["late"] += each.late
        left["charity"] += each.charity
    payable = left["late"] + left["charity"]
    if amount > payable:
        said = {"amount": format_euro(payable, language)}
        raise ValidationError({"amount": _("At most %(amount)s can be paid now.") % said})
    costs = min(amount, left["late"])
    parts = {"late": -costs, "charity": costs - amount, "cash": -amount}
    movement = write(by, loan, MovementKind.LATE_PAID, on, reference=reference, note=note, **parts)
    told = {"amount": str(amount)}
    add_event(by=by, case=loan.application.case, code="loan.late_paid", params=told, public=True)
    return movement
