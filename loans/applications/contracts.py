"""From the accepted offer to the money: the signed contract, what must be so before paying out, paying out."""

from datetime import date
from decimal import Decimal
from typing import Final

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from loans.applications.checklist import missing, refuse_unless_ready
from loans.applications.contract_paper import keep_text
from loans.applications.models import Application, Contract
from loans.applications.moves import lock, move, refuse_unless_possible
from loans.applications.pricing import quote_of
from loans.applications.readings import Readings
from loans.iban import normalise
from loans.ledger.actions import open_loan
from loans.ledger.models import Loan
from loans.products.models import FeeTaken
from loans.signing.ending import end_requests
from loans.tell import tell_applicant
from loans.words import day_words
from portal.actors import Actor
from portal.models import Country, User
from portal.record.acting import action
from portal.roles import Permission

# The languages in which a contract binds; Brussels lets the client choose.
BINDING: Final[dict[str, tuple[str, ...]]] = {
    Country.BELGIUM: ("fr", "nl"),
    Country.FRANCE: ("fr",),
    Country.NETHERLANDS: ("nl",),
}


def binding_languages(application: Application) -> tuple[str, ...]:
    """The languages in which its contract may bind, by the office's country; the first is offered first."""
    office = application.case.office
    if office is None:
        raise ValidationError(_("A submitted file belongs to an office."))
    return BINDING[office.country]


@action
def note_signature(*, by: Actor, application: Application, contract: Contract) -> Contract:
    """Keep that the contract was signed on paper: the day, the binding language, the account, what was checked.

    `contract` is not yet saved. `ValidationError` by field; signed already gives the contract that is there.
    """
    lock(application)
    if application.state == "signed":
        return application.contract
    refuse_unless_ready("sign", application)
    refuse_unless_possible(by, application, "sign")
    _check(application, contract)
    contract.application, contract.noted_by = application, User.objects.get(pk=by.id)
    keep_text(contract)
    end_requests(by=by, application=application)
    return conclude(by=by, application=application, contract=contract)


@action
def conclude(*, by: Actor, application: Application, contract: Contract, name: str = "sign") -> Contract:
    """Save what was signed, on paper or by a service, and move the application by `name`; the caller holds it.

    Its text and who noted it are there already. `ValidationError` by field.
    """
    _check(application, contract)
    contract.application = application
    contract.full_clean()
    contract.save()
    move(by=by, application=application, name=name, params={"day": contract.signed_on.isoformat()})
    return contract


def _check(application: Application, contract: Contract) -> None:
    if contract.signed_on > timezone.localdate():
        raise ValidationError({"signed_on": _("The day of signing is not in the future.")})
    if application.decided_at is not None and contract.signed_on < timezone.localdate(application.decided_at):
        raise ValidationError({"signed_on": _("A contract is signed after the loan is approved.")})
    if application.first_due is not None and contract.signed_on >= application.first_due:
        said = {"day": day_words(application.first_due)}
        sentence = _("The first instalment is due on %(day)s. Make a new offer with new dates before it is signed.")
        raise ValidationError({"signed_on": sentence % said})
    if contract.language not in binding_languages(application):
        raise ValidationError({"language": _("A contract of this office does not bind in this language.")})
    try:
        contract.iban = normalise(contract.iban)
    except ValueError as problem:
        raise ValidationError({"iban": _("This is not an IBAN. Please look at it again, sign by sign.")}) from problem


@action
def note_checks(*, by: Actor, application: Application, identity: bool = False, account: bool = False) -> None:
    """Tick what was not yet checked when the contract was signed. A check that was made stays made."""
    lock(application)
    if not by.may(Permission.PROPOSE_LOANS):
        raise ValidationError(_("You may not do this."))
    if application.state != "signed":
        raise ValidationError(_("This is no longer possible: the application has moved on. Please look again."))
    contract = application.contract
    contract.identity_checked = contract.identity_checked or identity
    contract.iban_checked = contract.iban_checked or account
    contract.save(update_fields=["identity_checked", "iban_checked"])


def fee_is_apart(application: Application) -> bool:
    """Whether the client pays the fee herself, so that somebody must say that it has come."""
    return application.fee_taken == FeeTaken.APART and (application.fee or Decimal(0)) > 0


@action
def disburse(*, by: Actor, application: Application, on: date, fee_received: bool = False) -> Loan:
    """Pay the loan out: the ledger opens, the schedule runs. Paid out already gives the loan that is there.

    The instalments are those of the signed contract, whatever the day `on`. `fee_received` is said by the one
    who pays when the fee is paid apart. `ValidationError` with every sentence of what is missing (`checklist`).
    """
    lock(application)
    if application.state == "disbursed":
        return application.loan
    refuse_unless_possible(by, application, "disburse")
    if by.id == application.proposed_by_id:
        raise ValidationError(_("Whoever proposed the loan does not pay it out. Ask a colleague."))
    found = missing("disburse", Readings(application))
    if fee_is_apart(application) and not fee_received:
        found.append(_("The fee has not been received yet."))
    if found:
        raise ValidationError(found)
    if not application.contract.signed_on <= on <= timezone.localdate():
        raise ValidationError({"on": _("The day is between the day of signing and today.")})
    quote = quote_of(application)
    if quote is None:
        raise ValidationError(_("Choose a product and an amount first."))
    if on >= quote.first_due:
        raise ValidationError({"on": _("A loan is paid out before its first instalment is due.")})
    move(by=by, application=application, name="disburse", params={"day": on.isoformat()})
    loan = open_loan(by=by, application=application, quote=quote, on=on)
    tell_applicant(application, "loan_disbursed", quote=quote, loan=loan)
    return loan
