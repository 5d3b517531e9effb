"""A bank's file is kept first, and read by a worker: whoever sent it need not wait, and a worker may die over it."""

from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from loans.bank.file_models import MOST_TRIES, BankFile, FileState
from loans.bank.importing import Refused, kept_problem, refuse_at_once, refuse_unless_teller, take_file
from loans.bank.models import BankAccount
from loans.bank.statements import Problem, digest_of
from portal.accounts.scope import actor_for_user
from portal.actors import Actor
from portal.celery import tell_worker
from portal.models import User
from portal.record.acting import action


@action
def send_file(*, by: Actor, content: bytes, account: BankAccount | None = None) -> BankFile:
    """Keep a file for a worker to read; the same one that waits already stays one.

    `account` says whose a CSV is. `ValidationError` for what is plainly no use: too large, empty, a CSV of nobody's.
    """
    refuse_unless_teller(by)
    refuse_at_once(content, account)
    digest = digest_of(content)
    known = BankFile.objects.visible_to(by).waiting().filter(digest=digest, account=account).first()
    if known is not None:
        return known
    user = User.objects.get(pk=by.id) if by.is_staff else None
    kept = BankFile.objects.create(account=account, digest=digest, content=content, sent_by=user)
    transaction.on_commit(partial(ask_to_read, kept.pk))
    return kept


def ask_to_read(file_id: int) -> None:
    """Tell a worker. Without a broker, the sweep that looks every minute takes it."""
    tell_worker("loans.tasks.read_bank_file", file_id)


def read_file(file_id: int, *, by: Actor) -> str:
    """Read one file, for whoever sent it. Safe to call again: nothing of it stands until all of it does."""
    return _read(by=by, file_id=file_id) if _begin(by=by, file_id=file_id) else "gone"


@action
def _begin(*, by: Actor, file_id: int) -> bool:
    """Counts the tries in a transaction of its own: what a worker dies over is not begun for ever."""
    del by
    return bool(BankFile.objects.waiting().filter(pk=file_id).update(tries=F("tries") + 1))


@action
def _read(*, by: Actor, file_id: int) -> str:
    """In one transaction with what is read: a worker that dies leaves the file waiting, and nothing else."""
    file = BankFile.objects.select_for_update(of=("self",)).select_related("account", "sent_by").get(pk=file_id)
    if file.state != FileState.WAITING or file.content is None:
        return "gone"
    problems: list[Problem] = []
    if file.tries > MOST_TRIES:
        problems = [Problem("gave_up")]
    else:
        try:
            sender = by if file.sent_by is None else actor_for_user(file.sent_by)
            take_file(by=sender, content=bytes(file.content), account=file.account)
        except Refused as refusal:
            problems = refusal.problems
        except ValidationError:  # whoever sent it may no longer do so
            problems = [Problem("gave_up")]
    file.state = FileState.FAILED if problems else FileState.READ
    file.content, file.problems = None, [kept_problem(each) for each in problems]
    file.save(update_fields=["state", "content", "problems"])
    return str(file.state)
