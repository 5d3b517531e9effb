"""What the workers do for this floor."""

from celery import shared_task

from applicants.appointments.reminding import remind
from applicants.cases.assigning import match_cases
from applicants.documents import checking, saying, wanted
from applicants.home import asking
from applicants.voice import actions as voices
from applicants.waiting.actions import tell_of_earlier
from portal.actors import system


@shared_task(name="applicants.tasks.match_case")
def match_case(case_id: int) -> int:
    """Find an advisor for one case that was just sent; 0 when somebody has it already."""
    return match_cases(by=system("matching"), case_ids=[case_id])


@shared_task(name="applicants.tasks.match_waiting")
def match_waiting() -> int:
    """Find advisors for all cases that were sent and never matched, as one batch."""
    return match_cases(by=system("matching"))


@shared_task(name="applicants.tasks.ask_silent")
def ask_silent() -> int:
    """Ask the owners of silent files whether they still need help."""
    return asking.ask_silent(by=system("asking"))


@shared_task(name="applicants.tasks.close_unneeded")
def close_unneeded() -> int:
    """Close the files whose owners said that they need no help any more."""
    return asking.close_unneeded(by=system("asking"))


@shared_task(name="applicants.tasks.check_file", soft_time_limit=120, time_limit=150)
def check_file(file_id: int) -> str:
    """Open, scan and write anew one file that was sent."""
    return checking.check(file_id, by=system("files"))


@shared_task(name="applicants.tasks.check_waiting")
def check_waiting() -> int:
    """Files and recordings that were left: a scanner, a broker or a worker was away."""
    return checking.check_waiting(by=system("files")) + voices.check_waiting(by=system("files"))


@shared_task(name="applicants.tasks.check_voice")
def check_voice(voice_id: int) -> str:
    """Have one recording of a voice scanned."""
    return voices.check(voice_id, by=system("files"))


@shared_task(name="applicants.tasks.refresh_documents")
def refresh_documents() -> int:
    """Bring the lists of documents in line with rules and answers."""
    return wanted.refresh_open(by=system("documents"))


@shared_task(name="applicants.tasks.remind_of_documents")
def remind_of_documents() -> int:
    """The reminders that applicants wished for today."""
    return saying.send_reminders(by=system("documents"))


@shared_task(name="applicants.tasks.remind_of_appointments")
def remind_of_appointments() -> int:
    """Remind those who have an appointment tomorrow or soon."""
    return remind(by=system("reminding"))


@shared_task(name="applicants.tasks.tell_of_earlier_times")
def tell_of_earlier_times() -> int:
    """Tell those who wait for an earlier appointment of what has come free."""
    return tell_of_earlier(by=system("waiting"))
