"""What the workers do for this floor."""

from celery import shared_task

from applicants.cases.assigning import match_cases
from portal.actors import system


@shared_task(name="applicants.tasks.match_case")
def match_case(case_id: int) -> int:
    """Find an advisor for one case that was just sent; 0 when somebody has it already."""
    return match_cases(by=system("matching"), case_ids=[case_id])


@shared_task(name="applicants.tasks.match_waiting")
def match_waiting() -> int:
    """Find advisors for all cases that were sent and never matched, as one batch."""
    return match_cases(by=system("matching"))
