"""The library of the demo institution: checklists made of its guides, a cash book, a webinar, a training in draft."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from datetime import date as day
from random import Random
from typing import Any, Final

from django.utils import translation
from django.utils.translation import gettext as _

from advisors.materials.actions import mark_checked, publish
from advisors.materials.files import kind_of
from advisors.models import Guide, GuideStep, Material, MaterialVersion
from applicants.models import Case
from applicants.sharing.actions import share_material
from applicants.sharing.queries import open_share
from loans.demo.clock import at
from loans.demo.institution import DOMAIN, read
from portal.accounts.scope import actor_for_user
from portal.actors import Actor
from portal.files.storing import put
from portal.language import registry
from portal.models import User
from portal.pdf.document import Block, Document, Facts, Heading, Paragraph, Table
from portal.pdf.typeset import paper, pdf

# The languages in which a checklist is made: those that people at these offices read.
_LANGUAGES: Final = {"BE": registry.CODES, "FR": ("fr", "ar", "fa", "ps"), "NL": ("nl", "ar", "en")}
_ROWS: Final = 24


def fill(today: day) -> None:
    """Made by the administrator: some checked lately, the webinar more than a year ago."""
    by = actor_for_user(User.objects.get(email=f"anouk@{DOMAIN}"))
    data = read("materials")
    for guide in Guide.objects.order_by("pk"):
        made = _material("flyer", _of(guide, "title"), _of(guide, "intro"), country=guide.country, is_public=True)
        for language in _LANGUAGES[guide.country]:
            _keep(made, language, lambda guide=guide: _checklist(guide))  # type: ignore[misc]  # bound now
        _publish(made, by, today - timedelta(days=30))
    book = data["cash_book"]
    made = _material("template", book["title"], book["about"], needs=["advice"], is_public=True)
    for language in registry.CODES:
        _keep(made, language, lambda language=language: _cash_book(book, language))  # type: ignore[misc]  # bound now
    _publish(made, by, today - timedelta(days=90))
    webinar = data["webinar"]
    made = _material("webinar", webinar["title"], webinar["about"], needs=["training"], stages=["starting", "running"])
    for language in webinar["languages"]:
        MaterialVersion.objects.create(material=made, language=language, link=f"https://{DOMAIN}/webinar-{language}")
    _publish(made, by, today - timedelta(days=420))
    _material("training", data["draft"]["title"], {}, needs=["training"])


def share(case: Case, staff: Actor) -> None:
    """Every second client got the cash book in her language, and most opened it."""
    random = Random(case.pk)
    version = MaterialVersion.objects.filter(material__kind="template", language=case.person.language).first()
    if version is None or random.random() < 0.5:
        return
    given, _told = share_material(by=staff, case=case, version=version)
    if random.random() < 0.7:
        open_share(Actor(kind="person", id=case.person_id, language=case.person.language), given.ref)


def _material(kind: str, title: dict[str, str], about: dict[str, str], **fields: Any) -> Material:
    texts = {
        f"{name}_{code}": text for name, told in (("title", title), ("about", about)) for code, text in told.items()
    }
    return Material.objects.create(kind=kind, **texts, **fields)


def _of(guide: Guide, field: str) -> dict[str, str]:
    return {code: getattr(guide, f"{field}_{code}") for code in registry.CODES}


def _publish(material: Material, by: Actor, on: day) -> None:
    with at(datetime.combine(on, time(9, 0), tzinfo=UTC)):
        mark_checked(by=by, material=material)
        publish(by=by, material=material)


def _keep(material: Material, language: str, make: Callable[[], Document]) -> None:
    """A small real PDF, set in that language."""
    with translation.override(language):
        content = pdf(make())
    version = MaterialVersion(material=material, language=language, file_kind=kind_of(content), size=len(content))
    put(version.file, content)
    version.save()


def _checklist(guide: Guide) -> Document:
    blocks: list[Block] = []
    for step in guide.steps.current():
        blocks += [Heading(step.title), Paragraph(step.what), Facts(_facts(step))]
    return paper(title=guide.title, subtitle=guide.legal_form, blocks=blocks)


def _facts(step: GuideStep) -> list[tuple[str, str]]:
    told = [
        (_("Where"), step.where),
        (_("Bring with you"), step.documents),
        (_("What it costs"), step.cost),
        (_("How long it takes"), step.duration),
    ]
    return [(label, value) for label, value in told if value]


def _cash_book(book: dict[str, Any], language: str) -> Document:
    table = Table(head=book["heads"][language], rows=[[" "] * 4] * _ROWS, numbers=frozenset({2, 3}))
    return paper(title=book["title"][language], blocks=[Paragraph(book["about"][language]), table])
