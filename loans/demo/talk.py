"""What the demo's applicants and their advisors write to each other, and who still needs help."""

from datetime import datetime, timedelta
from random import Random
from typing import Any, Final
from uuid import UUID

from django.utils import timezone

from applicants.cases.models import WaitingOn
from applicants.consents.actions import give_consent, withdraw_consent
from applicants.consents.models import Purpose
from applicants.entry.contact_actions import add_contact
from applicants.home.asking import answer_help, ask_silent
from applicants.home.models import HelpQuestion, Reply
from applicants.letters.actions import mark_read, write_to_applicant, write_to_office
from applicants.models import Case
from applicants.persons.contacts import Reach
from loans.applications.models import Application
from loans.demo.cast import Cast
from loans.demo.clock import at
from loans.demo.institution import read
from loans.vouching.actions import NAMING, add_friend, propose_organisation
from portal.actors import Actor, system

_WRITERS: Final = 12  # of the open files with an advisor, the newest ones


def talk(cast: Cast, random: Random, now: datetime) -> None:
    """Letters in the newest open files, and the question to those that were silent, with each kind of answer."""
    now = min(now, timezone.now())
    texts: dict[str, Any] = read("letters")
    files = (
        Case.objects.open()
        .filter(waiting_on=WaitingOn.ADVISOR, advisor__isnull=False)
        .select_related("person", "office", "advisor__user")
    )
    for place, case in enumerate(files.order_by("-submitted_at", "-pk")[:_WRITERS]):
        _exchange(case, cast, random, texts, now, answered=place % 3 != 0)
        with at(now):
            _agree(case, cast, place)
    with at(now):
        _name_people(random)
        ask_silent(by=system("asking"))
        for question, reply in zip(HelpQuestion.objects.select_related("case__person"), _replies(), strict=False):
            if reply and question.case.waiting_on == WaitingOn.ADVISOR:
                herself = _herself(question.case)
                answer_help(by=herself, question=question, reply=reply)


def _replies() -> list[str]:
    return [Reply.YES, "", Reply.OTHER, ""]


def _herself(case: Case) -> Actor:
    return Actor(kind="person", id=case.person_id, language=case.person.language)


def _exchange(case: Case, cast: Cast, random: Random, texts: Any, now: datetime, *, answered: bool) -> None:
    """She asks in her language; some got their answer, some wait for it, some have read it."""
    written = max(now - timedelta(hours=random.randint(4, 60)), case.submitted_at or now)
    asked = random.choice(texts["asks"].get(case.person.language, texts["asks"]["en"]))
    answer = texts["answers"].get(case.person.language, texts["answers"]["en"])
    with at(written):
        write_to_office(by=_herself(case), case=case, body=asked, once=_key(random))
    colleague = cast.advisor(case)
    if answered and colleague is not None:
        with at(min(written + timedelta(hours=3), now)):
            write_to_applicant(by=colleague, case=case, body=answer, once=_key(random))
            if random.random() < 0.5:
                mark_read(by=_herself(case), case=case)


def _agree(case: Case, cast: Cast, place: int) -> None:
    """Some agree to more, on the portal or on paper, and take it back again; some have an e-mail too."""
    herself, colleague = _herself(case), cast.advisor(case)
    if place % 2 == 0:
        give_consent(by=herself, person=case.person, language=herself.language, purpose=Purpose.LATER)
    if place % 4 == 1 and colleague is not None:
        noted = {"channel": "paper", "helper": colleague.name or "Advisor", "interpreter": ""}
        by = colleague.acting_for(case.person_id)
        give_consent(by=by, person=case.person, language=herself.language, purpose=Purpose.PARTNER, **noted)
    if place % 4 == 2:
        withdraw_consent(by=herself, person=case.person, purpose=Purpose.LATER)
    if place % 3 == 0:
        add_contact(by=herself, person=case.person, reach=Reach("email", f"{case.ref.lower()}@post.example"))


def _name_people(random: Random) -> None:
    """In some requests that are still read: an organisation we do not know, and friends for a group."""
    waiting = Application.objects.filter(state__in=NAMING).select_related("case__person").order_by("-pk")
    for place, application in enumerate(waiting[:6]):
        herself = _herself(application.case)
        if place % 2 == 0 and not application.proposed_organisations.exists():  # she may have named it while applying
            contact = f"info{place}@vereniging.example"
            propose_organisation(by=herself, application=application, name="Sterk in Werk", contact=contact)
        else:
            phone = f"+3247{8_000_000 + random.randrange(900_000)}"
            add_friend(by=herself, application=application, name="Nadia", contact=phone)


def _key(random: Random) -> UUID:
    return UUID(int=random.getrandbits(128), version=4)
