"""Nonsense into every form of an applicant's own pages: never a server error, always a sentence, nothing lost."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from html import escape
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from applicants.models import Case, HelpQuestion, Person
from applicants.plans.actions import begin_plan
from applicants.plans.figures import PAGES
from portal.actors import system
from tests.applicants.test_journey_nonsense import _TEXT
from tests.factories import (
    AdvisorFactory,
    ApplicationFactory,
    AppointmentFactory,
    DocumentFactory,
    GuaranteeFactory,
    HoursFactory,
    PartnerFactory,
    PersonFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
Enter = Callable[[Person], Client]


@dataclass
class Sent:
    """A form as the page has it: where it goes, its fields with what stands in them, and those for free text."""

    action: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    free: set[str] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)
    buttons: list[tuple[str, str]] = field(default_factory=list)


class _Forms(HTMLParser):
    def __init__(self, path: str) -> None:
        super().__init__()
        self.path, self.found = path, list[Sent]()
        self.now: Sent | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.now = Sent(said.get("action") or self.path) if said.get("method") == "post" else None
            self.found += [self.now] if self.now else []
        elif self.now is None or not said.get("name"):
            return
        elif tag == "button":
            self.now.buttons.append((said["name"], said.get("value", "")))
        elif tag in ("input", "select", "textarea") and said.get("type") != "file":
            self.now.fields.setdefault(said["name"], []).append(said.get("value", ""))
            if said.get("type") == "hidden":
                self.now.hidden.add(said["name"])
            if tag == "textarea" or said.get("dir") == "auto":
                self.now.free.add(said["name"])

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.now = None


def forms_of(client: Client, path: str) -> list[Sent]:
    page = client.get(path)
    assert page.status_code == 200, path
    parser = _Forms(path)
    parser.feed(page.content.decode())
    return [form for form in parser.found if not form.action.endswith("/leave/")]


def nonsense(form: Sent, *, tampers: bool) -> st.SearchStrategy[dict[str, Any]]:
    """For each field: what stands there, some text, several texts, or nothing at all; and one of the buttons.

    What is hidden changes only where somebody `tampers`.
    """
    values: dict[str, st.SearchStrategy[Any]] = {}
    for name, known in form.fields.items():
        anything = st.one_of(st.just(known), _TEXT, st.lists(_TEXT, max_size=2), st.none())
        values[name] = st.just(known) if name in form.hidden and not tampers else anything
    typed = st.fixed_dictionaries(values).map(lambda data: {n: v for n, v in data.items() if v is not None})
    pressed = st.sampled_from([{name: value} for name, value in form.buttons] + [{"nobody": "1"}])
    return st.builds(lambda data, button: data | button, typed, pressed)


def is_kept(value: Any, page: str) -> bool:
    """Whether what was typed into one field is on the page; signs that no page shows are not looked for."""
    lines = value if isinstance(value, list) else [value]
    plain = [line for line in lines[-1:] if line.isprintable() and line.strip() == line]
    return all(escape(line) in page for line in plain)


def addresses(case: Case) -> Iterator[str]:
    """Every page of hers with a form."""
    begin_plan(by=system("test"), case=case, monthly={"sales": Decimal(900)})
    document, ref = DocumentFactory(case=case), case.application.ref
    GuaranteeFactory(application=case.application, state="invited", guarantor=PersonFactory())
    named = GuaranteeFactory(application=case.application, amount=None)
    assert named.pk
    PartnerFactory(name="Huis van de Buurt")
    yield from (reverse(name, args=[case.ref]) for name in ("my-messages", "my-appointment-book"))
    yield from (reverse(name) for name in ("my-contacts", "my-consents", "my-home"))
    yield from (reverse("my-plan-page", args=[case.ref, page]) for page in PAGES)
    yield reverse("my-plan-months", args=[case.ref, "sales", "sales"])
    yield reverse("my-document", args=[document.ref])
    yield reverse("my-vouching", args=[ref])
    HoursFactory()
    HelpQuestion.objects.create(case=case)
    token = AppointmentFactory(case=case).token
    yield from (reverse(name, args=[token]) for name in ("appointment", "appointment-move"))


def test_no_form_of_her_pages_breaks_or_loses_what_was_typed(client_of_person: Enter) -> None:
    case = ApplicationFactory(in_review=True, case__stage="intake").case
    AdvisorFactory(at=[case.office])
    client = client_of_person(case.person)
    forms = [form for path in addresses(case) for form in forms_of(client, path)]
    assert len(forms) > 20
    sends_nonsense(client, forms)


def test_no_form_at_the_door_breaks_or_loses_what_was_typed() -> None:
    hours = HoursFactory()
    book = f"{reverse('book')}?purpose={hours.purpose.code}&office={hours.office.code}"
    client = Client()
    forms = [form for path in (reverse("helping"), reverse("enter"), book) for form in forms_of(client, path)]
    assert len(forms) > 2
    sends_nonsense(client, forms)


def sends_nonsense(client: Client, forms: list[Sent]) -> None:
    @settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(data=st.data())
    def send(data: st.DataObject) -> None:
        form = data.draw(st.sampled_from(forms))
        tampers = data.draw(st.booleans())
        typed = data.draw(nonsense(form, tampers=tampers))
        answer = client.post(form.action, typed)
        assert answer.status_code in (200, 302, 403, 404), form.action
        if answer.status_code == 200 and not tampers:
            page = answer.content.decode()
            assert "error-summary" in page or 'class="notice' in page or "add" in typed, form.action
            assert all(is_kept(typed[name], page) for name in form.free & set(typed)), form.action
        elif answer.status_code == 302:
            assert client.get(answer["Location"]).status_code == 200

    send()


@pytest.mark.parametrize("state", ["invited", "understood"])
def test_no_answer_breaks_the_page_of_a_guarantor(state: str) -> None:
    guarantee = GuaranteeFactory(application=ApplicationFactory(proposed=True), state=state, guarantor=PersonFactory())
    client, path = Client(), reverse("guarantee", args=[guarantee.token])

    @settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(data=st.dictionaries(st.sampled_from(["code", "answer", "again"]), _TEXT))
    def send(data: dict[str, str]) -> None:
        for rest in ("", "code/", "answer/"):
            assert client.post(f"{path}{rest}", data).status_code in (200, 302, 404)

    send()
    guarantee.refresh_from_db()
    assert guarantee.state == state
