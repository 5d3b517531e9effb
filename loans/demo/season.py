"""A year and a half at the demo institution: people apply, are met, propose, decide, pay out and repay."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random

from django.db import transaction

from applicants.reference.load import load_reference
from loans.demo import applicants as people
from loans.demo import committees, exceptions, funds, guides, institution, materials, waiting
from loans.demo.aloud import begin_to_read
from loans.demo.bank import bring
from loans.demo.cast import Cast
from loans.demo.clock import at
from loans.demo.early import end_two
from loans.demo.hours import make_appointments, open_hours
from loans.demo.late import follow_up
from loans.demo.lateness import add_some
from loans.demo.lending_groups import meet
from loans.demo.network import share
from loans.demo.papers import send_papers
from loans.demo.reception import play_today
from loans.demo.story import Story
from loans.demo.talk import talk
from loans.demo.voices import write_down_some
from loans.models import Terms
from portal.actors import system
from portal.outbox.models import Message, State
from portal.record.acting import acting

_SEED = 1404
_DAYS = 540
_DRAFTS = 0.06  # so many never press "send"


def run(*, today: date, applicants: int) -> None:
    """Everything, in one transaction: an interrupted demo leaves an empty database."""
    random = Random(_SEED)
    by = system("demo")
    now = datetime.combine(today, time(7, 0), tzinfo=UTC)
    begins = sorted(
        now - timedelta(days=_DAYS * random.random() ** 1.6, hours=random.random() * 9) for _ in range(applicants)
    )
    with transaction.atomic(), acting(by):
        load_reference(by=by)
        institution.build(today)
        committees.build()
        funds.found(today)
        exceptions.begin_list(today)
        open_hours(today)
        guides.publish_all(today)
        materials.fill(today)
        scene = people.scene(today)
        cast = Cast(random, {terms.product.code: terms for terms in Terms.objects.select_related("product")})
        for number, begin in enumerate(begins):
            with at(begin - timedelta(hours=1)):
                case = people.apply(number, scene, random)
            if random.random() > _DRAFTS:
                Story(case, cast, random).play(begin, now)
        meet(scene, cast, now)
        waiting.leave(scene, cast, now)
        bring(today)
        exceptions.leave_some(cast)
        follow_up(by=by, cast=cast)
        add_some(cast, today)
        end_two(cast, today)
        committees.plan_next(cast, now)
        funds.carry(cast, now)
        talk(cast, Random(_SEED), now)
        share(now)
        send_papers(cast, now)
        make_appointments(cast, Random(_SEED), now)
        play_today(cast)
        begin_to_read(by=by)
        write_down_some(cast, now)
        # What was written in the past has long been sent: nothing goes out today.
        Message.objects.filter(state=State.QUEUED).update(state=State.SENT)
