"""What the workers do for this floor."""

from celery import shared_task

from advisors.network.digest import send_weekly


@shared_task(name="advisors.tasks.send_digests")
def send_digests() -> int:
    return send_weekly()
