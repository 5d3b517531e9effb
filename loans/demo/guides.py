"""Guides at the demo institution: checked and published, one of them long ago; chosen and ticked with clients."""

from datetime import UTC, datetime, time, timedelta
from datetime import date as day
from random import Random

from advisors.guides.actions import mark_checked, publish
from advisors.models import Guide
from applicants.guidance.actions import choose_guide, note, say_done, tick
from applicants.models import Case
from loans.demo.clock import at
from loans.demo.institution import DOMAIN
from portal.accounts.scope import actor_for_user
from portal.actors import Actor
from portal.models import User

_NOTE = "She brings the letter of the town hall next time."


def publish_all(today: day) -> None:
    """The administrator has read them: some weeks ago, the French one more than a year ago."""
    by = actor_for_user(User.objects.get(email=f"anouk@{DOMAIN}"))
    for guide in Guide.objects.order_by("pk"):
        age = timedelta(days=400 if guide.country == "FR" else 40)
        with at(datetime.combine(today - age, time(9, 0), tzinfo=UTC)):
            mark_checked(by=by, guide=guide)
            publish(by=by, guide=guide)


def follow(case: Case, staff: Actor) -> None:
    """Two of three clients are given the guide of their country, with some steps done and one she says she did."""
    random = Random(case.pk)
    guide = Guide.objects.published().filter(country=case.office.country if case.office else "").first()
    if guide is None or random.random() > 2 / 3:
        return
    chosen = choose_guide(by=staff, case=case, guide=guide)
    steps = list(guide.steps.current())
    done = random.randint(0, len(steps) - 2)
    for step in steps[:done]:
        tick(by=staff, chosen=chosen, step=step)
    if random.random() < 0.5:
        herself = Actor(kind="person", id=case.person_id, language=case.person.language)
        say_done(by=herself, chosen=chosen, step=steps[done])
    if random.random() < 0.3:
        note(by=staff, chosen=chosen, step=steps[done + 1], text=_NOTE)
