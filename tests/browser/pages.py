"""Every page of the portal, with real rows behind it and somebody who may see it, for the runs that visit them all."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from django.test import Client
from django.urls import reverse

from advisors.models import Advisor, Hours
from applicants.booking.holding import ACCOMPANIED
from applicants.journey import engine
from applicants.models import Case, ChosenGuide, Document, DocumentFile, Person, Plan, VoiceAnswer
from applicants.plans.figures import PAGES
from loans.models import Application, Guarantee
from portal.accounts.scope import actor_for_user
from portal.models import User
from portal.roles import PERMISSIONS, Permission, Role
from tests.browser import group_scenery, loan_scenery, scenery
from tests.browser.no_pages import NO_PAGES
from tests.conftest import session_of_person, session_of_user
from tests.fences.doors_table import DOORS

# Of these each state of a row looks different; of others the row that fits best is enough.
EACH_STATE: Final = frozenset(
    {
        "bank-line",
        "case",
        "application",
        "loan",
        "allotment",
        "case-plan-page",
        "document",
        "practice",
        "practice-move",
        "group",
        "group-meeting",
    }
)
# The state in which the page shows most.
_APPROVED: Final = ("application-lapse", "contract", "offer-prolong", "offer-revise", "fund-allot")
BEST: Final = {
    **dict.fromkeys(_APPROVED, "approved"),
    "application-decide": "proposed",
    "permit-exception": "proposed",
    "assessment-figures": "in_review",
    "assessment-register": "in_review",
    "assessment-sanctions": "in_review",
    "assessment-checklist": "in_review",
    "permit-exception-ask": "approved",
    "contract-sign": "accepted",
    "contract-check": "signed",
    "signature": "accepted",
    "disburse": "signed",
    "offer-client": "proposed",
}
# What a role sees of addresses that another role visits already: where its page differs, and no more.
_LOANS: Final = ("application", "pipeline", "loans", "late-loans", "loan", "fund", "groups", "group")
SHORT: Final = frozenset({*_LOANS, "case-list", "case", "message-list", "record", "reception-day", "practice"})
# Other faces of the same address.
FACES: Final = {
    "pipeline": "?view=table",
    "my-appointment-book": "?purpose=first-meeting",
    "case-appointment": "?purpose=first-meeting",
    "book": "?purpose=first-meeting&office=ghent",
    "desk-book": "?purpose=first-meeting",
    "partner-book": "?purpose=first-meeting",
}
# What an address must be asked with to be a page.
ASKS: Final = {"my-consent-withdraw": "?purpose=file"}


@dataclass(frozen=True)
class Guest:
    """Somebody who visits: who it is, in a word, and a browser session of hers, made anew for each call."""

    who: str
    session: Callable[[], Client]


@dataclass(frozen=True)
class Stop:
    """A page: its URL name (a fence knows them all) and its path behind the language (`desk/cases/7K2M9/`)."""

    guest: Guest
    name: str
    path: str

    def url(self, language: str) -> str:
        return f"/{language}/{self.path}"


@dataclass
class Tour:
    """All stops; `refused` are the addresses that take no GET."""

    stops: list[Stop] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)

    @property
    def names(self) -> set[str]:
        return {stop.name for stop in self.stops}

    def left_out(self) -> set[str]:
        """Addresses that this tour does not visit, though they are pages."""
        return set(DOORS) - self.names - self.refused - set(NO_PAGES)

    def groups(self) -> set[str]:
        return {stop.guest.who.split(" ")[0] for stop in self.stops}

    def of(self, group: str) -> list[Stop]:
        """The stops of the guests whose first word is `group`."""
        return [stop for stop in self.stops if stop.guest.who.split(" ")[0] == group]

    def add(self, guest: Guest, client: Client, name: str, *arguments: Any) -> bool:
        """Whether there is a page for this guest; then it is a stop."""
        url = reverse(name, args=arguments)
        answer = client.get(url + ASKS.get(name, ""))
        if answer.status_code == 405:
            self.refused.add(name)
        if answer.status_code != 200:
            return False
        path = url.split("/", 2)[2]
        path += ASKS.get(name, "")
        self.stops += [Stop(guest, name, path + face) for face in {"", FACES.get(name, "")}]
        return True


# Who goes: the group's name, the demo's user, whether she sees what others have shown already.
STAFF: Final = (
    (Role.ADVISOR, "fereshta", True),
    (Role.OFFICE_MANAGER, "lotte", False),
    (Role.HEAD_OFFICE, "hanne", False),
    (Role.AUDITOR, "theo", False),
    (Role.ADMINISTRATOR, "anouk", False),
)
GROUPS: Final = ("visitor", "applicant", "guarantor", "advisor", "office_manager", "partner", "few")


def tour() -> Tour:
    """Every page that the furnished portal has; asked for in English, one GET each."""
    found = Tour()
    for visit in (_visitors, _applicants, _groups, _guarantors, _partners, _accounts):
        visit(found)
    for role, login, everything in STAFF:
        _staff(found, role, scenery.user(login), everything=everything)
    return found


def _staff(tour: Tour, role: Role, user: User, *, everything: bool) -> None:
    short_ones = (Role.HEAD_OFFICE, Role.AUDITOR, Role.ADMINISTRATOR)
    who = f"few {role.value}" if role in short_ones else role.value
    guest = Guest(who, lambda: scenery.session_at_the_desk(user))
    client, rows = guest.session(), _Rows(user)
    before = tour.names
    for name, (door, row) in DOORS.items():
        if door not in Permission.values or Permission(door) not in PERMISSIONS[role] or name in tour.refused:
            continue
        if name in NO_PAGES or (not everything and name in before - SHORT):
            continue
        for arguments in rows.of(name, row):
            if name in tour.refused:
                break
            if tour.add(guest, client, name, *arguments) and not (everything and name in EACH_STATE):
                break


class _Rows:
    """The rows of the scenery that a colleague sees, those first in which a page shows most."""

    def __init__(self, user: User) -> None:
        seen = Application.objects.visible_to(actor_for_user(user)).submitted().select_related("case", "terms")
        self.user = user
        self.applications = list(seen.order_by("state", "-pk").distinct("state"))
        papers = Document.objects.visible_to(actor_for_user(user)).order_by("state", "-pk")
        self.documents = [one.ref for one in papers.distinct("state")]
        files = DocumentFile.objects.visible_to(actor_for_user(user)).filter(state="ready")
        self.files = [one.ref for one in files.order_by("-pk")[:3]]
        self.voices = VoiceAnswer.objects.visible_to(actor_for_user(user)).order_by("-pk")[:1]
        self.advisors = Advisor.objects.led_by(actor_for_user(user)).active().order_by("-pk")
        self.hours = Hours.objects.visible_to(actor_for_user(user)).filter(advisor__user=user).order_by("pk")[:1]
        plans = (
            Plan.objects.visible_to(actor_for_user(user)).exclude(case__stage="closed").filter(remarks__done_at=None)
        )
        self.plans = list(plans.order_by("-pk").values_list("case__ref", flat=True)[:1])
        self.message = scenery.failed_message().key
        self.practices = scenery.practices(user)
        chosen = ChosenGuide.objects.visible_to(actor_for_user(user)).followed().select_related("case", "guide")
        self.guides = [(one.case, one.guide.code) for one in chosen.order_by("-case__stage", "-pk")[:3]]

    def of(self, name: str, row: str) -> Iterable[list[Any]]:
        best = sorted(self.applications, key=lambda one: one.state != BEST.get(name, "in_review"))
        arguments: dict[str, list[list[Any]]] = {
            "": [[]],
            "advisor": [[one.pk] for one in self.advisors],
            "hours": [[row.advisor_id, row.pk] for row in self.hours],
            "case": [[one.case.ref] for one in best],
            "diploma": [[one.case.ref, 1] for one in best],
            "application": [[one.ref] for one in best],
            "appointment": [[scenery.coming_appointment().ref]],
            "office": [["ghent"]],
            "visit": [[scenery.waiting_visit(self.user).ref]],
            "guide": [[case.ref, code] for case, code in self.guides],
            "message": [[self.message]],
            **self.practices,
            **loan_scenery.rows(name, self.user, best),
            "document": [[ref] for ref in self.documents],
            "file": [[ref] for ref in self.files],
            "content": [[ref, "small"] for ref in self.files],
            "voice": [[one.ref] for one in self.voices],
            "plan page": [[ref, page] for ref in self.plans for page in PAGES],
            "plan line": [[ref, "sales", "sales"] for ref in self.plans],
        }
        return arguments[row]


def _visitors(tour: Tour) -> None:
    guest = Guest("visitor", Client)
    with_answers = Guest("visitor with answers", scenery.session_with_answers)
    for name in (
        "home",
        "apply",
        "other-help",
        "guarantee-about",
        "group-about",
        "enter",
        "account_login",
        "account_reset_password",
        "account_reset_password_done",
    ):
        assert tour.add(guest, guest.session(), name), name
    assert tour.add(guest, guest.session(), "account_reset_password_from_key_done")
    for name in ("guide-list", "material-list"):
        assert tour.add(guest, guest.session(), name), name
    assert tour.add(guest, guest.session(), "guide", "be-self-employed")
    assert tour.add(guest, guest.session(), "enter-face", "ZZZZZZZZ")
    assert tour.add(guest, guest.session(), "helping")
    for name in ("account_logout", "leave", "stop-helping"):
        assert not tour.add(guest, guest.session(), name)
    for step in engine.all_steps():
        if step.before_code:
            assert tour.add(with_answers, with_answers.session(), "journey-step", step.slug), step.slug
    for name, verified in (("enter-code", False), ("enter-who", True)):
        waiting = Guest(f"visitor at {name}", lambda verified=verified: scenery.session_at_the_door(verified=verified))  # type: ignore[misc]  # bound now
        assert tour.add(waiting, waiting.session(), name), name
    _books(tour)
    expected = Guest("visitor with an appointment", Client)
    for name in ("appointment", "appointment-move"):
        assert tour.add(expected, expected.session(), name, scenery.coming_appointment().token), name
    tour.add(expected, expected.session(), "appointment-earlier", scenery.coming_appointment().token)
    tour.add(expected, expected.session(), "appointment-cancel", scenery.coming_appointment().token)
    key = scenery.password_key()
    with_key = Guest("visitor with a link", lambda: scenery.session_with_key(key))
    assert tour.add(with_key, with_key.session(), "account_reset_password_from_key", key[0], "set-password")
    half_in = Guest("visitor half in", scenery.session_half_in)
    assert tour.add(half_in, half_in.session(), "mfa_authenticate")


def _books(tour: Tour) -> None:
    """A visitor who takes an appointment without a file."""
    guest = Guest("visitor with a time", scenery.session_with_time)
    for name in ("book", "book-who", "book-code"):
        assert tour.add(guest, guest.session(), name), name


def _applicants(tour: Tour) -> None:
    for person, state, application in scenery.applicants():
        guest = Guest(f"applicant {state}", lambda person=person: session_of_person(person))  # type: ignore[misc]  # bound now
        client = guest.session()
        tour.add(guest, client, "my-home")
        _plan(tour, guest, client, person)
        if application is not None:
            _file_of_hers(tour, guest, client, application.case)
            tour.add(guest, client, "my-contract", application.ref)
        if state == "submitted":
            _own_pages(tour, person)
        if application is None:
            _journey(tour, guest, client)
            continue
        if state == "submitted":
            tour.add(guest, client, "journey-done")
        for chosen in application.case.chosen_guides.followed():
            tour.add(guest, client, "my-guide", application.case.ref, chosen.guide.code)
        _vouching(tour, guest, client, application)
        for name in ("my-loan-accept", "my-loan-withdraw"):
            if state in ("proposed", "approved"):
                tour.add(guest, client, name, application.ref)
        if state == "disbursed":
            tour.add(guest, client, "my-loan", application.loan.ref)
            tour.add(guest, client, "my-loan-statement", application.loan.ref)


def _file_of_hers(tour: Tour, guest: Guest, client: Client, case: Case) -> None:
    """What she does about a file from her own page."""
    for name in ("my-messages", "my-messages-read", "my-help-answer", "my-appointment-book"):
        tour.add(guest, client, name, case.ref)
    _documents(tour, guest, client, case)


def _groups(tour: Tour) -> None:
    """Members of a group, and people who are asked to join one."""
    for who, session, name, arguments in group_scenery.visits():
        tour.add(Guest(who, session), session(), name, *arguments)


def _documents(tour: Tour, guest: Guest, client: Client, case: Case) -> None:
    """Her list, and a document in each state in which the page looks different."""
    tour.add(guest, client, "my-documents", case.ref)
    for document in case.documents.order_by("state", "pk").distinct("state"):
        tour.add(guest, client, "my-document", document.ref)
    for name in ("my-document-say", "my-document-remind", "my-document-remove"):
        for document in case.documents.all()[:1]:
            tour.add(guest, client, name, document.ref)


def _vouching(tour: Tour, guest: Guest, client: Client, application: Application) -> None:
    """Who stands by her, and the note to send: once each."""
    if "my-vouching-share" not in tour.names:
        for name, numbers in (("my-vouching", ()), ("my-vouching-remove", ()), ("my-vouching-share", (1,))):
            tour.add(guest, client, name, application.ref, *numbers)
        tour.add(guest, client, "my-vouching-again", application.ref, 1)
    for kind in ("organisation", "friend"):
        if "my-vouching-tell" not in tour.names:
            tour.add(guest, client, "my-vouching-tell", application.ref, kind, 1)


def _own_pages(tour: Tour, person: Person) -> None:
    """What she agreed to, and how we reach her; with a code on its way."""
    guest = Guest("applicant at home", lambda: scenery.session_adding_a_contact(person))
    for name in ("my-consents", "my-consent-withdraw", "my-contacts", "my-contact-code"):
        assert tour.add(guest, guest.session(), name), name
    for name in ("my-consent-give", "my-contact-change"):
        tour.add(guest, guest.session(), name)


def _plan(tour: Tour, guest: Guest, client: Client, person: Person) -> None:
    """The plan of one who has one, and the way to one of another."""
    case = Case.objects.filter(person=person).submitted().first()
    if case is None:
        return
    if not hasattr(case, "plan"):
        for name in ("my-plan", "my-plan-begin"):
            if sum(stop.name == name for stop in tour.stops) < 2:
                tour.add(guest, client, name, case.ref)
    elif "my-plan-page" not in tour.names:
        for name in ("my-plan", "my-plan-versions", "my-plan-remark-done"):
            tour.add(guest, client, name, case.ref)
        for page in PAGES:
            tour.add(guest, client, "my-plan-page", case.ref, page)
        tour.add(guest, client, "my-plan-months", case.ref, "sales", "sales")


def _journey(tour: Tour, guest: Guest, client: Client) -> None:
    done = {stop.path for stop in tour.stops if not stop.guest.who.startswith("visitor")}
    for step in engine.all_steps():
        if f"apply/{step.slug}/" not in done:
            tour.add(guest, client, "journey-step", step.slug)
    tour.add(guest, client, "journey-check")


def _guarantors(tour: Tour) -> None:
    stranger = Guest("guarantor at the gate", Client)
    for number, guarantee in enumerate(_guarantees()):
        opened = Guest(
            f"guarantor {guarantee.kind} {guarantee.state}",
            lambda guarantee=guarantee: scenery.session_with_guarantee(guarantee),  # type: ignore[misc]  # bound now
        )
        if not number:
            for name in ("guarantee", "guarantee-code", "guarantee-answer"):
                tour.add(stranger, stranger.session(), name, guarantee.token)
        tour.add(opened, opened.session(), "guarantee", guarantee.token)


def _guarantees() -> Iterator[Guarantee]:
    """One of each kind and state."""
    yield from Guarantee.objects.exclude(state="named").order_by("kind", "state", "-pk").distinct("kind", "state")


def _partners(tour: Tour) -> None:
    user = scenery.user("huis")
    guest = Guest("partner", lambda: session_of_user(user))
    assert tour.add(guest, guest.session(), "partner-home")
    assert tour.add(guest, guest.session(), "partner-book")
    waiting = Guest("partner at the last step", lambda: scenery.session_at_the_desk(user, ACCOMPANIED))
    assert tour.add(waiting, waiting.session(), "partner-book-who")
    assert tour.add(guest, guest.session(), "my-account")


def _accounts(tour: Tour) -> None:
    """The pages of an account: before a second factor is set up, and after."""
    before, after = scenery.user("rami"), scenery.enrolled("karim")
    for who, user in (("few without a second factor", before), ("few with a second factor", after)):
        guest = Guest(who, lambda user=user: session_of_user(user))  # type: ignore[misc]  # bound now
        client = guest.session()
        for name, (door, row) in DOORS.items():
            if (door == "logged_in" or name.startswith(("mfa_", "account_re"))) and not row:
                known = name in tour.names and name != "my-account"
                if not known and name not in NO_PAGES:
                    tour.add(guest, client, name)
