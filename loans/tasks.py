"""What the workers do for this floor."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from applicants.journey import engine
from loans.applications.decision_reminders import remind_deciders
from loans.applications.last_day import expire
from loans.applications.offer_reminders import remind_of_ends
from loans.arrears.actions import remind
from loans.arrears.models import Arrears
from loans.arrears.refresh import refresh_all
from loans.bank.file_models import BankFile
from loans.bank.importing import forget
from loans.bank.sending import ask_to_read, read_file
from loans.demo.aloud import read
from loans.funds.models import Allotment
from loans.funds.moves import end_run_out
from loans.groups.meetings import remind_members
from loans.guarantees.ends import end_past, warn_of_ends
from loans.models import Application, PermitException
from loans.permits.actions import settle_by_night
from loans.signing import carrying, scans
from loans.signing.settling import SIGNING
from portal.actors import system
from portal.celery import app


@shared_task(name="loans.tasks.find_late_loans")
def find_late_loans() -> int:
    """Each night: who is late, and those who are told today are handed to the workers, each by itself."""
    refresh_all(by=system("arrears"), today=timezone.localdate())
    due = list(Arrears.objects.to_tell().values_list("pk", flat=True))
    for loan in due:
        app.send_task("loans.tasks.remind_of_late_loan", [loan])
    return len(due)


@shared_task(name="loans.tasks.end_moral_guarantees")
def end_moral_guarantees() -> int:
    """Each night: organisations whose last day has passed vouch no longer; advisors hear of those whose day comes."""
    by, today = system("guarantees"), timezone.localdate()
    ended = end_past(by=by, today=today)
    warn_of_ends(by=by, today=today)
    return ended


@shared_task(name="loans.tasks.remind_of_late_loan")
def remind_of_late_loan(loan: int) -> int:
    return remind(by=system("arrears"), loan=loan)


@shared_task(name="loans.tasks.read_bank_file")
def read_bank_file(file: int) -> str:
    return read_file(file, by=system("bank"))


@shared_task(name="loans.tasks.read_waiting_bank_files")
def read_waiting_bank_files() -> int:
    """Each minute: files that no worker has read, because none was there or it died over them."""
    before = timezone.now() - timedelta(minutes=1)
    waiting = list(BankFile.objects.waiting().filter(sent_at__lt=before).order_by("pk").values_list("pk", flat=True))
    for file in waiting:
        ask_to_read(file)
    return len(waiting)


@shared_task(name="loans.tasks.forget_bank_lines")
def forget_bank_lines() -> int:
    """Each night: what banks told of people who did not repay anything is taken out."""
    return forget(by=system("bank"))


@shared_task(name="loans.tasks.settle_permit_exceptions")
def settle_permit_exceptions() -> int:
    """Each night: exceptions that a renewed permit, or other dates, have made needless."""
    standing = PermitException.objects.standing().values("application")
    found = Application.objects.filter(pk__in=standing).exclude(state__in=["declined", "withdrawn", "lapsed"])
    return sum(settle_by_night(by=system("permits"), application=application) for application in found)


@shared_task(name="loans.tasks.remind_deciders")
def remind_of_decisions() -> int:
    """Each morning: applications that were put off until today."""
    return remind_deciders(by=system("decisions"), today=timezone.localdate())


@shared_task(name="loans.tasks.lapse_offers")
def lapse_offers() -> int:
    """Each night: offers of which the last day has passed are handed to the workers, each by itself."""
    due = list(Application.objects.past_last_day(timezone.localdate()).values_list("pk", flat=True))
    for application in due:
        app.send_task("loans.tasks.lapse_offer", [application])
    return len(due)


@shared_task(name="loans.tasks.lapse_offer")
def lapse_offer(application: int) -> bool:
    found = Application.objects.get(pk=application)
    return expire(by=system("offers"), application=found, today=timezone.localdate())


@shared_task(name="loans.tasks.remind_of_offers")
def remind_of_offers() -> int:
    """Each morning: whose offer ends in a week, and whose tomorrow."""
    return remind_of_ends(by=system("offers"), today=timezone.localdate())


@shared_task(name="loans.tasks.remind_of_meetings")
def remind_of_meetings() -> int:
    """Each hour of the day: members of groups that meet tomorrow."""
    return remind_members(by=system("groups"), today=timezone.localdate())


@shared_task(name="loans.tasks.read_demo_aloud")
def read_demo_aloud() -> int:
    """What is left of the demo's questions, spoken by a computer."""
    return read(by=system("demo"), steps=engine.all_steps())


@shared_task(name="loans.tasks.end_shares_of_funds")
def end_shares_of_funds() -> int:
    """Each night: shares of which the last day is past end."""
    return end_run_out(by=system("funds"), allotments=Allotment.objects.run_out(timezone.localdate()))


@shared_task(name="loans.tasks.check_contract_scan", soft_time_limit=120, time_limit=150)
def check_contract_scan(scan: int) -> str:
    """Open, scan and write anew one file of a signed contract."""
    return scans.check(scan, by=system("files"))


@shared_task(name="loans.tasks.check_contract_scans")
def check_contract_scans() -> int:
    """Scans of contracts that were left: a scanner, a broker or a worker was away."""
    return scans.check_left(by=system("files"))


@shared_task(name="loans.tasks.carry_signature", soft_time_limit=90, time_limit=120)
def carry_signature(request: int) -> str:
    """Bring one contract to the signature service, or ask how it stands there."""
    return carrying.carry(request, by=SIGNING)


@shared_task(name="loans.tasks.carry_signatures")
def carry_signatures() -> int:
    """Each minute: contracts of which the signature service is to be asked."""
    return carrying.carry_due(by=SIGNING)
