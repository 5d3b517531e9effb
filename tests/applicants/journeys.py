"""A person who goes through the journey with scripts off: a plain client, the pages as they are, any digits."""

import re
import uuid
from typing import Any

from django.http import QueryDict
from django.test import Client
from django.utils.http import urlencode

from applicants.journey import engine
from applicants.journey.actions import keep_answers, open_file
from applicants.journey.step import Shown, Step
from applicants.journey.visit import DRAFT
from applicants.models import CanDo, Case, PermitKind
from portal.accounts.scope import PERSON_KEY
from portal.actors import Actor, system
from portal.outbox.models import Message
from tests.factories import OfficeFactory, PartnerFactory, SpokenLanguageFactory

PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def furnish() -> None:
    """What an institution has before anybody applies: two offices, languages, a document, a partner that vouches."""
    OfficeFactory(code="ghent", name="Ghent", country="BE")
    OfficeFactory(code="brussels", name="Brussels", country="BE")
    OfficeFactory(code="lille", name="Lille", country="FR", city="Lille")
    for code, name in (("prs", "Dari"), ("ar", "Arabic"), ("ps", "Pashto"), ("nl", "Dutch")):
        SpokenLanguageFactory(code=code, name=name)
    for code, level in (("hello", "A1"), ("shop", "A1"), ("phone", "A2"), ("office", "B1")):
        language = SpokenLanguageFactory(code="nl")
        CanDo.objects.create(language=language, code=code, level=level, picture=code, sentence=f"I can: {code}")
    PermitKind.objects.create(code="be-a", country="BE", local_name="Carte A", hint="Limited stay")
    PermitKind.objects.create(code="fr-refugee", country="FR", local_name="Carte de résident")
    PartnerFactory(name="Huis van de Buurt")


def answers(**changed: Any) -> dict[str, dict[str, Any]]:
    """One answer for every step, in the order of the journey."""
    given: dict[str, dict[str, Any]] = {
        "needs": {"needs": ["loan", "advice"]},
        "business": {"state": "running", "since_year": "1401"},
        "place": {"country": "BE", "city": "Gent"},
        "office": {"office": "ghent"},
        "languages": {"language_1": "prs", "reads_1": "on", "language_2": "ps"},
        "name": {"full_name": "زهرا احمدي", "latin_name": "Zahra Ahmadi", "called": "زهرا"},
        "contact": {"phone": "0470 12 34 56"},
        "code": {},
        "consent": {"agree": "on"},
        "birth": {"calendar": "solar_hijri", "birth_year": "1375"},
        "wish": {"wish": "none"},
        "papers": {"document": "be-a"},
        "papers-until": {"end": "date", "until_day": "5", "until_month": "3", "until_year": "2028"},
        "papers-work": {"may_be_self_employed": "yes", "extension_asked": "yes", "extension_expected": "yes"},
        "idea": {"idea": "I sew."},
        "jobs": {"what_1": "Tailor", "country_1": "AF", "began_1_year": "1385", "long_1": "ten", "well_1": "teach"},
        "can-do": {"nl": ["hello", "shop", "phone"]},
        "diploma": {"has": "yes", "diploma": "Nurse", "country": "AF", "asked": "yes", "body": "NARIC"},
        "start-costs": {"name_1": "A machine", "amount_1": "2000", "name_2": "Cloth", "amount_2": "500.50"},
        "start-sources": {"own": "500", "loan": "1500", "name_1": "My brother", "amount_1": "200"},
        "loan-amount": {"amount_wished": "2500", "purpose": "A machine"},
        "loan-price": {"price_wished": "one_fee"},
        "loan-people": {"name_1": "Sami", "contact_1": "+32 471 11 22 33"},
        "loan-organisations": {"organisations": [], "name_1": "Samen Sterk", "contact_1": "info@samen.example"},
        "loan-group": {"name_1": "Nadia", "contact_1": "+32 471 99 99 99"},
        "household": {"people": "4", "children": "2"},
        "income": {"work": "1200", "family": "350.50"},
        "debts": {"has": "yes", "kind_1": "people", "monthly_1": "50", "left_1": "600"},
        "bank": {"bank_account": "none"},
        "registration": {"registered": "yes", "number": "0123.456.749"},
    }
    return given | changed


def posted(data: dict[str, Any]) -> QueryDict:
    """The answers of a step as a browser sends them."""
    return QueryDict(urlencode(data, doseq=True))


def filled_in(language: str = "en") -> Case:
    """A draft in which every question is answered, made by the journey's own forms and actions, without a browser."""
    drafts: dict[str, Shown] = {}
    told: list[tuple[Step, Shown]] = []
    sheet = engine.sheet_of_draft({})
    for step in engine.all_steps():
        if sheet.case is None and not step.before_code:
            case = open_file(by=system("test"), shown=drafts, kind="phone", value="+32470123456")
            sheet = engine.sheet_of(case)
        form = step.form(sheet, posted(answers()[step.slug]))
        assert form.is_valid(), (step.slug, form.errors)
        shown = step.shown(form)
        if sheet.case is None:
            drafts[step.slug] = shown
        else:
            told.append((step, shown))
        sheet.known[step.slug] = shown["data"]
    assert sheet.case is not None
    keep_answers(by=Actor(kind="person", id=sheet.case.person_id, language=language), case=sheet.case, told=told)
    return Case.objects.get(pk=sheet.case.pk)


class Applicant:
    """A browser of its own, from an address of its own, in one language and one set of digits."""

    def __init__(self, language: str = "en", digits: dict[int, int] | None = None, **defaults: Any) -> None:
        self.client = Client(REMOTE_ADDR=f"2001:db8::{uuid.uuid4().hex[:4]}", **defaults)
        self.language = language
        self.digits = digits or {}

    def come_in(self, case: Case) -> None:
        """As after the code, without it."""
        session = self.client.session
        session[PERSON_KEY] = case.person_id
        session.save()

    def begin(self, *, until: str) -> None:
        """A draft in the session, answered up to but without `until`."""
        kept: dict[str, Shown] = {}
        for step in engine.all_steps():
            if step.slug == until:
                break
            form = step.form(
                engine.sheet_of_draft({k: v["data"] for k, v in kept.items()}), posted(answers()[step.slug])
            )
            assert form.is_valid(), (step.slug, form.errors)
            kept[step.slug] = step.shown(form)
        session = self.client.session
        session[DRAFT] = kept
        session.save()

    def url(self, path: str) -> str:
        return f"/{self.language}/{path}"

    def get(self, path: str) -> Any:
        return self.client.get(self.url(path), follow=True)

    def post(self, path: str, data: dict[str, Any] | None = None) -> Any:
        typed = {name: self._typed(value) for name, value in (data or {}).items()}
        return self.client.post(self.url(path), typed, follow=True)

    def answer(self, slug: str, data: dict[str, Any], *, query: str = "") -> Any:
        if slug == "code":
            return self.post("enter/code/", {"code": self.code()})
        return self.post(f"apply/{slug}/{query}", data)

    def go(self, *, until: str = "", given: dict[str, dict[str, Any]] | None = None) -> Any:
        """Answer one question after the other, up to and with `until`."""
        response = None
        for slug, data in (given or answers()).items():
            response = self.answer(slug, data)
            assert "error-summary" not in response.content.decode(), (slug, response.content.decode())
            if slug == until:
                break
        return response

    def code(self) -> str:
        return last_code()

    def _typed(self, value: Any) -> Any:
        return value.translate(self.digits) if isinstance(value, str) and not value.startswith("be-") else value


def last_code() -> str:
    body = Message.objects.filter(event="entry_code").latest("pk").body
    found = re.search(r"\d{6}", body)
    assert found, body
    return found.group()


def where(response: Any) -> str:
    """The path of the page one ended on, without its language."""
    return str(response.request["PATH_INFO"]).split("/", 2)[2]


def only_case() -> Case:
    return Case.objects.select_related("person", "office").get()
