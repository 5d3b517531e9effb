"""What the workers do for this floor."""

from celery import shared_task

from applicants.appointments.reminding import remind
from applicants.cases.assigning import match_cases
from applicants.home import asking
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


@shared_task(name="applicants.tasks.remind_of_appointments")
def remind_of_appointments() -> int:
    """Remind those who have an appointment tomorrow or soon."""
    return remind(by=system("reminding"))
