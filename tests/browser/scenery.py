"""What the runs through every page look at: the demo, with something in each state that a small demo may not have."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import timedelta
from decimal import Decimal
from random import Random
from time import time
from typing import Any, Final

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.core.management import call_command
from django.db import connections
from django.test import Client
from django.utils import timezone, translation
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from advisors.models import Practice, SpokenLanguage
from advisors.network.workflow import WORKFLOW
from applicants.booking.holding import DESK, HERSELF, Held
from applicants.consents.actions import give_consent
from applicants.documents.wanted import refresh
from applicants.entry.pending import ENTER, Pending
from applicants.journey import engine
from applicants.journey.step import Shown
from applicants.journey.visit import DRAFT
from applicants.models import Appointment, Case, Contact, Meeting, Person, Recognition, Visit
from applicants.plans.actions import begin_plan, remark
from loans.demo import applicants as people
from loans.demo.institution import DOMAIN, logins
from loans.demo.papers import play
from loans.groups.inviting import gate_of
from loans.guarantees.link_views import SESSION_KEY
from loans.models import (
    Application,
    Condition,
    Contract,
    GroupFriend,
    GroupMember,
    Guarantee,
    OrganisationProposal,
    Terms,
)
from portal.accounts.scope import PERSON_KEY, actor_for_user
from portal.actors import Actor, system
from portal.models import Message, Office, User
from portal.record.acting import acting
from tests.browser import loan_scenery, part_scenery
from tests.conftest import session_of_user
from tests.factories import (
    ApplicationFactory,
    AppointmentFactory,
    CaseFactory,
    GuaranteeFactory,
    PersonFactory,
    VisitFactory,
)

_PHONE: Final = "+32470998877"  # a family shares it
_TIME: Final = Held("first-meeting", "ghent", "1-1", name="نور حداد", kind="phone", value=_PHONE)
_SECRET: Final = "JBSWY3DPEHPK3PXP"
# Where the file stands when its application is in this state.
_STAGES: Final = {
    "submitted": "intake",
    "in_review": "intake",
    "information_needed": "intake",
    "proposed": "proposed",
    "deferred": "proposed",
    "approved": "decided",
    "accepted": "decided",
    "signed": "decided",
}


@contextmanager
def furnished(blocker: DjangoDbBlocker, *, applicants: int) -> Iterator[LiveServer]:
    """A server of the filled portal, on a database of its own, for all tests of a module."""
    with blocker.unblock(), _own_database():
        call_command("demo", applicants=applicants)
        with acting(system("test")), translation.override("en"):
            _add()
        server = LiveServer("localhost")
        try:
            yield server
        finally:
            server.stop()
            cache.clear()


@contextmanager
def _own_database() -> Iterator[None]:
    """A copy of the migrated template: whatever is kept in it, no other test sees it."""
    connection = connections["default"]
    before, template = connection.settings_dict["NAME"], connection.settings_dict["TEST"]["TEMPLATE"]
    name = f"scenery_{os.getpid()}"
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    connection.settings_dict["NAME"] = name  # the server's threads read the same settings
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _decided() -> dict[str, Any]:
    until = timezone.localdate() + timedelta(days=20)
    return {"decided_by": user("lotte"), "decided_at": timezone.now(), "offer_valid_until": until}


def _add() -> None:
    """One application in each state at one office, with every kind of guarantee, and what has gone wrong."""
    office, proposer = Office.objects.get(code="ghent"), user("fereshta")
    terms = Terms.objects.filter(interest_free=True).order_by("pk")[0]
    for state, stage in _STAGES.items():
        case = CaseFactory(office=office, stage=stage, advisor=proposer.advisor, person=loan_scenery.person())
        application = ApplicationFactory(
            proposed=True,
            case=case,
            state=state,
            terms=terms,
            proposed_by=proposer,
            assessment="The plan is modest.",
            **(_decided() if stage == "decided" else {}),
        )
        Condition.objects.create(application=application, text="A signed lease for the shop")
        GuaranteeFactory(application=application, amount=None, language="ar")
        OrganisationProposal.objects.create(application=application, name="Café Afghan", contact="cafe@example.org")
        GroupFriend.objects.create(application=application, name="نادية", contact="+32471999999")
        if state == "in_review":
            loan_scenery.guarantees(application)
            refresh(by=system("test"), case=case)
            play(case, actor_for_user(proposer), 3)
            _plan(case, proposer)
        if state == "signed":
            today = timezone.localdate()
            Contract.objects.create(
                application=application, language="nl", signed_on=today, iban="BE68539007547034", noted_by=proposer
            )
    AppointmentFactory(case=case)
    VisitFactory(case=case, advisor=proposer.advisor)
    _diploma(case.person)
    _trouble(case)
    loan_scenery.add(proposer)
    part_scenery.add(proposer, user("lotte"), loan_scenery.person())
    for number in range(2):
        person = PersonFactory(full_name=f"نور حداد {number}", birth_year=1990 + number)
        Contact.objects.filter(person=person).update(value=_PHONE)
        CaseFactory(person=person, office=office)


def _diploma(person: Person) -> None:
    today = timezone.localdate()
    Recognition.objects.create(person=person, diploma="Nurse", state="waiting", follow_up_on=today, note="She asked.")


def _plan(case: Case, advisor: User) -> None:
    """A plan in which the money runs out, with a remark."""
    monthly = {"sales": Decimal(900), "costs": Decimal(700), "household": Decimal(400)}
    plan = begin_plan(by=Actor(kind="person", id=case.person_id, language="ar"), case=case, monthly=monthly)
    remark(by=actor_for_user(advisor), plan=plan, page="costs", text="هل حسبت التأمين أيضًا؟")


def _trouble(case: Case) -> None:
    """A message that did not arrive, and a meeting whose next step is late."""
    Message.objects.create(
        channel="sms",
        address="+32470112233",
        language="ar",
        event="advisor_assigned",
        body="مرحبا",
        key=uuid.uuid4(),
        state="failed",
        about_table=case._meta.db_table,
        about_row=case.pk,
    )
    spoken = SpokenLanguage.objects.order_by("pk")[0]
    yesterday = timezone.now() - timedelta(days=3)
    Meeting.objects.create(
        case=case,
        advisor=case.advisor,
        at=yesterday,
        language=spoken,
        notes="She brought the quotes.",
        next_step="Ask the city",
        next_step_on=yesterday.date(),
    )


def user(name: str) -> User:
    """Somebody who works at the demo institution, by the first part of the address."""
    return User.objects.get(email=f"{name}@{DOMAIN}")


def enrolled(name: str) -> User:
    """The same with a second factor and recovery codes."""
    found = user(name)
    if not Authenticator.objects.filter(user=found).exists():
        with acting(system("test")):
            TOTP.activate(found, _SECRET)
            RecoveryCodes.activate(found).mark_as_viewed()  # as note_codes_shown does when they are made
    return found


def failed_message() -> Message:
    return Message.objects.troubled().order_by("-pk")[0]


def coming_appointment() -> Appointment:
    """One that can still be moved and cancelled, at the office of those who visit."""
    coming = Appointment.objects.coming().filter(booking__office__code="ghent")
    return coming.order_by("-booking__during")[0]


def waiting_visit(user: User) -> Visit:
    """Somebody who waits at an office of the one who visits."""
    return Visit.objects.visible_to(actor_for_user(user)).waiting().order_by("appointment", "pk")[0]


def practices(user: User) -> dict[str, list[list[Any]]]:
    """One practice in each state, with its moves; every result, and the comments of the user."""
    seen = Practice.objects.visible_to(actor_for_user(user)).order_by("state", "-pk")
    each_state = list(seen.distinct("state"))
    return {
        "practice": [[one.ref] for one in each_state],
        "practice-move": [[one.ref, each.name] for one in each_state for each in WORKFLOW.transitions],
        "practice-trial": [[one.ref, each.office.code] for one in seen for each in one.trials.select_related("office")],
        "practice-comment": [[one.ref, each.number] for one in seen for each in one.comments.filter(author=user)],
    }


def applicants() -> Iterator[tuple[Person, str, Application | None]]:
    """Somebody with an application in each state, and some with a draft in which every question is answered."""
    sent = Application.objects.submitted().select_related("case__person").order_by("state", "-pk").distinct("state")
    for application in sent:
        yield application.case.person, application.state, application
    scene = people.scene(timezone.localdate())
    with acting(system("test")):
        for number in range(3):
            yield people.apply(900 + number, scene, _dice(number)).person, f"with draft {number}", None


def _dice(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - the same each time, and nothing secret


def session_with_answers() -> Client:
    """A visitor who answered every question that comes before the code."""
    told = people.answers(990, people.scene(timezone.localdate()), _dice(3))
    language = told["writes"]
    shown = {
        step.slug: Shown(data=told[step.slug], words=dict.fromkeys(told[step.slug], str(step.title)), language=language)
        for step in engine.all_steps()
        if step.before_code
    }
    return _session(**{DRAFT: shown})


def session_at_the_door(*, verified: bool) -> Client:
    """A visitor who waits for a code, or who typed it and has to say whose file it is."""
    client = Client()
    session = client.session
    Pending("phone", _PHONE, ENTER, sent_at=time(), verified_at=time() if verified else 0).store(session)
    session.save()
    return client


def session_with_time() -> Client:
    """A visitor who chose a time, and wrote who she is."""
    return _session(**{HERSELF: asdict(_TIME)})


def session_at_the_desk(user: User, key: str = DESK) -> Client:
    """A colleague (or, by another key, a partner's user) who chose a time for somebody without a file."""
    client = session_of_user(user)
    session = client.session
    _TIME.store(session, key)
    session.save()
    return client


def session_adding_a_contact(person: Person) -> Client:
    """An applicant who agreed to what she must, and waits for a code to a new contact."""
    with acting(system("test")):
        give_consent(by=system("test"), person=person, language=person.language)
    return _session(**{PERSON_KEY: person.pk, "new_contact": ["phone", _PHONE, time()]})


def session_with_guarantee(guarantee: Guarantee) -> Client:
    """A guarantor who typed the code of his link."""
    return _session(**{SESSION_KEY: guarantee.pk})


def session_with_invitation(member: GroupMember) -> Client:
    """Somebody who typed the code of her link into a group."""
    gate = gate_of(member)
    return _session(**{gate.kind: gate.key})


def session_half_in() -> Client:
    """A colleague who gave her password, and not yet the code of her second factor."""
    client, known = Client(), enrolled("karim")
    answer = client.post("/en/account/login/", {"login": known.email, "password": logins()[0][2]})
    assert answer.status_code == 302
    return client


def password_key() -> tuple[str, str]:
    """The two parts of a link with which a colleague chooses a new password."""
    known = user("berenice")
    return user_pk_to_url_str(known), default_token_generator.make_token(known)


def session_with_key(key: tuple[str, str]) -> Client:
    """A visitor who opened such a link."""
    client = Client()
    client.get(f"/en/account/password/new/{key[0]}-{key[1]}/", follow=True)
    return client


def _session(**values: Any) -> Client:
    client = Client()
    session = client.session
    for key, value in values.items():
        session[key] = value
    session.save()
    return client
