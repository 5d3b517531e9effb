"""The sentences about a bank's file: what was no use of it, and why a payment is thought to be for a loan."""

from collections.abc import Iterable
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from loans.bank.statements import Problem
from loans.iban import display
from loans.words import number_words

_PROBLEMS: Final = {
    # the file as a whole
    "broken": gettext_lazy("The file is damaged or was cut off at line %(line)s. Fetch it again from the bank."),
    "has_doctype": gettext_lazy("This file wants other files to be read with it. A statement of a bank never does."),
    "no_statement": gettext_lazy("This is not a statement of an account (camt.053 or CSV)."),
    "other_message": gettext_lazy("This file is %(name)s. Ask the bank for the statement: camt.053."),
    "other_version": gettext_lazy("This file is %(name)s. Ask the bank for version 02, 04 or 08."),
    "too_many": gettext_lazy("At most %(most)s payments in one file. Ask the bank for fewer days."),
    "no_table": gettext_lazy("This file is not a table: we find no columns in it."),
    "no_column": gettext_lazy("The column “%(name)s” is not in this file."),
    "gave_up": gettext_lazy("We could not read this file. Please send it again, or tell your administrator."),
    "unknown_account": gettext_lazy("The account %(account)s is not one of your accounts. Nothing of it was read."),
    # one line or entry
    "no_direction": gettext_lazy("It does not say if money came in or went out."),
    "came_back": gettext_lazy("Money of ours that came back; not a repayment."),
    "not_booked": gettext_lazy("The bank has not booked it yet. It comes again in a later file."),
    "no_amount": gettext_lazy("“%(written)s” is not an amount in euros and cents."),
    "not_above_0": gettext_lazy("The amount %(written)s is not above 0."),
    "other_currency": gettext_lazy("%(written)s %(currency)s: only euros are booked."),
    "other_account": gettext_lazy("This line is of another account: %(account)s."),
    "no_day": gettext_lazy("“%(written)s” is not a day."),
}

_REASONS: Final = {
    "number": gettext_lazy("The loan’s number is in the message."),
    "several_numbers": gettext_lazy("Several loan numbers are in the message."),
    "account": gettext_lazy("It comes from the account in the contract."),
    "several_loans": gettext_lazy("This account pays several loans."),
    "name": gettext_lazy("The payer’s name is like the client’s."),
    "several_names": gettext_lazy("Several clients have a name like this."),
    "due": gettext_lazy("The amount is what is due."),
    "instalment": gettext_lazy("The amount is the next instalment."),
    "with_added": gettext_lazy("The amount is what is due, with the costs or the gift that were added."),
    "maybe_added": gettext_lazy("A part of it may be for the costs or the gift that were added."),
    "too_much": gettext_lazy("It is more than can be paid on this loan now."),
    "before_loan": gettext_lazy("It was paid before the loan was paid out."),
    "maybe_booked": gettext_lazy("A payment like this was booked by hand these days. Is it the same?"),
    "refused": gettext_lazy("It could not be booked as it is."),
}


def problem_words(problem: Problem) -> str:
    """Why a file or a line of it is no use."""
    said = dict(problem.values)
    if "account" in said:
        said["account"] = display(str(said["account"])) or "–"
    for name in ("line", "most"):
        if name in said:
            said[name] = number_words(said[name])
    return str(_PROBLEMS[problem.code]) % said


def payments_read(count: int) -> str:
    words = ngettext("%(count)s payment was read.", "%(count)s payments were read.", count)
    return words % {"count": number_words(count)}


def place_words(where: int) -> str:
    """Where in the file it stands."""
    return _("Line %(number)s") % {"number": number_words(where)} if where else _("The file")


def reason_words(codes: Iterable[str]) -> list[str]:
    return [str(_REASONS[code]) for code in codes if code in _REASONS]
