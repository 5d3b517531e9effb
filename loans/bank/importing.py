"""Taking a bank's file: read it, keep each payment once, propose a loan for each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from loans.bank import camt, delimited
from loans.bank.candidates import candidates
from loans.bank.matching import Matcher
from loans.bank.models import BankAccount, BankImport, BankLine, ImportState
from loans.bank.statements import MOST_BYTES, Line, Problem, Statement, digest_of
from loans.bank.words import problem_words
from portal.actors import Actor
from portal.models import User
from portal.record.acting import action
from portal.roles import Permission


@dataclass(frozen=True)
class Taken:
    """What became of a file, for one account; `new` is False when it was here before."""

    bank_import: BankImport
    new: bool


class Refused(ValidationError):
    """Nothing of a file can be used: why, as codes, and as sentences in the language of the moment."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__([problem_words(problem) for problem in problems])
        self.problems = problems


@action
def take_file(*, by: Actor, content: bytes, account: BankAccount | None = None) -> list[Taken]:
    """Read a file and keep what came in, an import for each account in it.

    `account` says whose a CSV is. `ValidationError` with a sentence when nothing of the file can be used.
    """
    refuse_unless_teller(by)
    refuse_at_once(content, account)
    try:
        if account is None or camt.looks_like_xml(content):
            return _take_camt(by, content)
        return [_take_csv(by, content, account)]
    except Problem as problem:
        raise Refused([problem]) from problem


def refuse_at_once(content: bytes, account: BankAccount | None) -> None:
    """`ValidationError` for what nobody needs to read to know that it is no use."""
    if len(content) > MOST_BYTES:
        raise ValidationError(_("This file is too large: at most 20 MB. Ask the bank for fewer days."))
    if not content.strip():
        raise ValidationError(_("This file is empty."))
    if account is None and not camt.looks_like_xml(content):
        raise ValidationError({"account": _("Say which account this file is of.")})


def _take_camt(by: Actor, content: bytes) -> list[Taken]:
    statements = camt.read(content)
    digest = digest_of(content)
    taken: list[Taken] = []
    unknown: list[Problem] = []
    for name in dict.fromkeys(each.account for each in statements):
        account = BankAccount.objects.visible_to(by).select_for_update().filter(iban=name).first()
        if account is None:
            unknown.append(Problem("unknown_account", values={"account": name}))
            continue
        taken.append(_take(by, account, digest, _together(name, statements)))
    if not taken:
        raise Refused(unknown)
    for each in taken:
        if unknown and each.new:
            each.bank_import.problems += [kept_problem(problem) for problem in unknown]
            each.bank_import.save(update_fields=["problems"])
    return taken


def _together(account: str, statements: Sequence[Statement]) -> Statement:
    """Several statements of one account as one."""
    own = [each for each in statements if each.account == account]
    return Statement(
        account,
        [line for each in own for line in each.lines],
        [problem for each in own for problem in each.problems],
        sum(each.went_out for each in own),
    )


def _take_csv(by: Actor, content: bytes, account: BankAccount) -> Taken:
    account = BankAccount.objects.select_for_update().get(pk=account.pk)
    digest = digest_of(content)
    columns = columns_of(account)
    if columns is not None:
        return _take(by, account, digest, delimited.read(content, columns, account=account.iban))
    delimited.table(content)
    known = BankImport.objects.filter(account=account, digest=digest).first()
    if known is not None:
        return Taken(known, new=False)
    kept = BankImport.objects.create(
        account=account, digest=digest, state=ImportState.COLUMNS, content=content, sent_by=_user(by)
    )
    return Taken(kept, new=True)


def columns_of(account: BankAccount) -> delimited.Columns | None:
    """What the columns of its bank's CSV mean; None until somebody has said it."""
    if not account.columns:
        return None
    return delimited.Columns(account.columns["headings"], account.columns["decimal"])


@action
def name_columns(*, by: Actor, bank_import: BankImport, columns: delimited.Columns) -> BankImport:
    """Keep what the columns of this bank's files mean, and read the one that waits. `ValidationError` as a sentence."""
    refuse_unless_teller(by)
    account = BankAccount.objects.select_for_update().get(pk=bank_import.account_id)
    bank_import.refresh_from_db(from_queryset=BankImport.objects.select_for_update())
    if bank_import.state != ImportState.COLUMNS or bank_import.content is None:
        return bank_import
    try:
        statement = delimited.read(bytes(bank_import.content), columns, account=account.iban)
    except Problem as problem:
        raise ValidationError(problem_words(problem)) from problem
    if not statement.lines and statement.problems:
        first = statement.problems[0]
        raise ValidationError([_("With these columns no line can be read."), problem_words(first)])
    account.columns = {"headings": dict(columns.headings), "decimal": columns.decimal}
    account.save(update_fields=["columns"])
    bank_import.content, bank_import.state = None, ImportState.READ
    _keep(bank_import, statement)
    return bank_import


def _take(by: Actor, account: BankAccount, digest: str, statement: Statement) -> Taken:
    """Within the lock of the account: the same file twice is one import."""
    known = BankImport.objects.filter(account=account, digest=digest).first()
    if known is not None:
        return Taken(known, new=False)
    bank_import = BankImport(account=account, digest=digest, sent_by=_user(by))
    _keep(bank_import, statement)
    return Taken(bank_import, new=True)


def _keep(bank_import: BankImport, statement: Statement) -> None:
    keys = [line.key for line in statement.lines]
    there = set(BankLine.objects.filter(key__in=keys).values_list("key", flat=True))
    new = [line for line in statement.lines if line.key not in there]
    days = [line.on for line in statement.lines]
    bank_import.first_day, bank_import.last_day = min(days, default=None), max(days, default=None)
    bank_import.repeated, bank_import.went_out = len(there), statement.went_out
    bank_import.problems = [kept_problem(problem) for problem in statement.problems]
    bank_import.save()
    matcher = Matcher(candidates(line.on for line in new))
    BankLine.objects.bulk_create(_row(bank_import, number, line, matcher) for number, line in enumerate(new, start=1))


def kept_problem(problem: Problem) -> list[Any]:
    return [problem.where, problem.code, problem.values]


def _row(bank_import: BankImport, number: int, line: Line, matcher: Matcher) -> BankLine:
    proposal = matcher.propose(line)
    return BankLine(
        bank_import=bank_import,
        number=number,
        key=line.key,
        on=line.on,
        amount=line.amount,
        payer=line.payer,
        iban=line.iban,
        text=line.text,
        reference=line.reference,
        loan_id=proposal.key,
        certainty=proposal.certainty,
        reasons=list(proposal.reasons),
    )


@action
def match_again(*, by: Actor, bank_import: BankImport) -> int:
    """Look anew for the loans of what is still open; gives how many have one now that had none."""
    refuse_unless_teller(by)
    seen = BankLine.objects.visible_to(by).values("pk")
    lines = list(bank_import.lines.open().filter(pk__in=seen).order_by("number").select_for_update())
    matcher = Matcher(candidates(line.on for line in lines))
    found, changed = 0, []
    for line in lines:
        proposal = matcher.propose(as_read(line))
        found += line.loan_id is None and proposal.key is not None
        now = (proposal.key, proposal.certainty, list(proposal.reasons))
        if now != (line.loan_id, line.certainty, line.reasons):
            line.loan_id, line.certainty, line.reasons = now
            changed.append(line)
    BankLine.objects.bulk_update(changed, ["loan", "certainty", "reasons"], batch_size=500)
    return found


def as_read(line: BankLine) -> Line:
    return Line(line.number, line.on, line.amount, line.payer, line.iban, line.text, line.reference, line.key)


@action
def forget(*, by: Actor) -> int:
    """Take out who paid and what they wrote where it was no repayment, and files that nobody explained."""
    del by
    BankImport.objects.waiting_long().delete()
    return BankLine.objects.to_forget().update(payer="", iban="", text="")


def refuse_unless_teller(by: Actor) -> None:
    if by.kind != "system" and not by.may(Permission.BOOK_PAYMENTS):
        raise ValidationError(_("You may not do this."))


def _user(by: Actor) -> User | None:
    return User.objects.get(pk=by.id) if by.is_staff else None
