"""A pseudo-language: English in ⟦ｗｉｄｅ　ｌｅｔｔｅｒｓ⟧ and brackets, and the search for what nobody translated."""

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import pytest
from babel import Locale
from django.conf import settings
from django.utils.translation.trans_real import CONTEXT_SEPARATOR, DjangoTranslation
from modeltranslation.translator import translator
from playwright.sync_api import Page

from advisors.models import Practice, SpokenLanguage
from applicants.models import Appointment, PermitKind, Person, PlanVersion, Recognition, Visit
from loans.assessments.standing import REGISTERS
from loans.bank.page import waiting_table
from loans.models import (
    BankAccount,
    BankImport,
    Committee,
    Group,
    GroupMember,
    Guarantee,
    LoanPart,
    OrganisationProposal,
)
from partnerships.models import Partner
from portal.language import registry
from portal.language.calendars import month_names
from portal.models import Office, User

# What a translation keeps as it is: placeholders, tags, entities.
_KEPT: Final = re.compile(r"(%\(\w+\)[#0\- +]?[\d.]*[a-zA-Z]|%[\d.]*[a-zA-Z%]|\{\w*\}|<[^<>]*>|&#?\w+;)")
_WIDE: Final = {letter: letter + 0xFEE0 for letter in (*range(ord("a"), ord("z") + 1), *range(ord("A"), ord("Z") + 1))}
# Links, file numbers with and without their dash, addresses, account numbers, the code of a paper's text.
_CODE: Final = re.compile(
    r"\b[0-9A-F]{8}\b|https?://\S+|"
    r"[2-9A-HJ-NP-Z]{4}-?[2-9A-HJ-NP-Z]{4}|[\w.+•*…-]+@[\w.•*…-]+|[A-Z]{2}\d{2}( ?\w{2,4})+"
)
# A day with its weekday, and an hour, as CLDR writes them.
_DAY: Final = re.compile(r"(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day \d{1,2} [A-Z][a-z]+ \d{4}(, \d\d:\d\d)?")

# What stands on the page in its order: [where, outside of brackets, plain letters within brackets]. User data is left
# out where the page says that it is: <bdi>, dir=auto, a language of its own; so are what a person types, codes, and
# what is drawn for nobody (script, style, svg).
COLLECT: Final = """() => {
  const data = 'bdi, [dir=auto], .code, code, kbd, script, style, svg, noscript, textarea';
  const foreign = element => {
    const own = element.closest('[lang]');
    return own !== null && own !== document.documentElement && own.lang !== document.documentElement.lang;
  };
  const found = [];
  let depth = 0;
  const add = (where, text) => {
    let outside = '', inside = '';
    for (const letter of text) {
      if (letter === '⟦') depth += 1;
      else if (letter === '⟧') depth -= 1;
      else if (depth === 0) outside += letter;
      else inside += letter;
    }
    return [where, outside.trim(), inside.trim()];
  };
  const keep = entry => { if (/\\p{L}/u.test(entry[1]) || /[A-Za-z]/.test(entry[2])) found.push(entry); };
  const apart = (where, text) => { const before = depth; depth = 0; keep(add(where, text)); depth = before; };
  apart('title', document.title);
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const name = element.tagName.toLowerCase();
    if (element === node) {
      for (const attribute of ['aria-label', 'title', 'placeholder', 'alt', 'data-label', 'label']) {
        if (node.hasAttribute(attribute) && !foreign(node)) apart(`${name} ${attribute}`, node.getAttribute(attribute));
      }
      continue;
    }
    if (element.closest('svg')) continue;  // a picture cuts its words short; beside it they stand whole
    const entry = add(name, node.data);
    if (!element.closest(data) && !foreign(element)) keep(entry);
  }
  if (depth) found.push(['brackets', `${depth} left open`, '']);
  return found;
}"""


@contextmanager
def pseudo_language() -> Iterator[None]:
    """Within it, whatever is translated to English is in pseudo: ours, Django's and allauth's, lazy or not."""
    with pytest.MonkeyPatch.context() as patch:
        plain, plain_number = DjangoTranslation.gettext, DjangoTranslation.ngettext

        def gettext(self: DjangoTranslation, message: str) -> str:
            return _pseudo(self, plain(self, message))

        def ngettext(self: DjangoTranslation, singular: str, plural: str, number: Any) -> str:
            return _pseudo(self, plain_number(self, singular, plural, number))

        patch.setattr(DjangoTranslation, "gettext", gettext)
        patch.setattr(DjangoTranslation, "ngettext", ngettext)
        yield


def _pseudo(catalogue: Any, text: str) -> str:
    """The text in wide letters and brackets, without a context it still carries; its placeholders still fit."""
    if catalogue.language() != "en" or not text.strip():
        return text
    parts = _KEPT.split(text.rpartition(CONTEXT_SEPARATOR)[2])
    return "⟦" + "".join(part if place % 2 else part.translate(_WIDE) for place, part in enumerate(parts)) + "⟧"


def data() -> set[str]:
    """What is no text of ours: rows that are translated in the back office or by CLDR, and proper names."""
    rows = [
        *SpokenLanguage.objects.values_list("name", "own_name"),
        *_of_the_institution(),
        *PermitKind.objects.values_list("local_name", "hint"),
        *Office.objects.values_list("name", "city", "address", "email"),
        *Recognition.objects.values_list("diploma"),
        ["A1", "A2", "B1", "B2", "C1", "C2"],
        *Partner.objects.values_list("name", "signatory", "city"),
        *User.objects.values_list("name", "email"),
        *Person.objects.values_list("full_name", "latin_name", "called", "city"),
        *([f"{own} ({latin})"] for own, latin in Person.objects.values_list("full_name", "latin_name")),
        *Visit.objects.values_list("name"),
        *Appointment.objects.values_list("name"),
        *OrganisationProposal.objects.values_list("name"),
        *_of_colleagues(),
        *Guarantee.objects.values_list("name", "contact"),
        # The languages' own names in the choice of one, countries and months as CLDR translates them.
        [language.own_name for language in registry.LANGUAGES],
        list(Locale("en").territories.values()),
        month_names("gregorian", "en"),
        *(month_names("solar_hijri", "en", variant=variant) for variant in ("afghan", "iranian")),
        [settings.INSTITUTION_NAME],
        *_of_loans(),
        *_of_plans(),
    ]
    return {value.strip() for row in rows for value in row if value}


def _of_loans() -> Iterator[Iterable[str]]:
    """Names of groups, members, committees, accounts and registers, columns of a bank’s file, what a part waits for."""
    for model in (Group, GroupMember, Committee):
        yield model._default_manager.values_list("name", flat=True)
    yield LoanPart.objects.values_list("before", flat=True)
    yield [str(account) for account in BankAccount.objects.all()]
    for waiting in BankImport.objects.filter(state="columns"):
        yield waiting_table(waiting).headings
    yield [*REGISTERS.values(), "USD"]


def _of_plans() -> Iterator[list[str]]:
    """The names that people gave to lines of their plans; the keys beside them are plain words in small letters."""
    for version in PlanVersion.objects.all():
        texts = re.findall(r'"([^"]*)"', json.dumps(version.data, ensure_ascii=False))
        yield [text for text in texts if not (text.isascii() and text.islower())]


def _of_colleagues() -> Iterator[list[str]]:
    """What colleagues wrote for each other, in whatever language: whole, and by paragraph."""
    for texts in Practice.objects.values_list("title", "question", "tried", "came", "watch"):
        yield [line for text in texts for line in (text, *text.splitlines())]


def _of_the_institution() -> Iterator[list[str]]:
    """Every text that has a column a language: whole, and line by line as agreements are shown."""
    for model in translator.get_registered_models(abstract=False):
        fields = translator.get_options_for_model(model).get_field_names()
        for row in model._default_manager.values_list(*(f"{field}_en" for field in fields)):
            texts = [text.replace("{institution}", settings.INSTITUTION_NAME) for text in row if text]
            yield texts + [line.removeprefix("- ") for text in texts for line in text.splitlines()]


def escaped(page: Page, known: set[str]) -> list[str]:
    """The texts on the page at hand that nobody translated, with the element they stand in."""
    found = []
    for where, outside, inside in page.evaluate(COLLECT):
        left = [piece for piece in outside.split("·") if not _is_data(piece.strip(": ()"), known)]
        left = [piece for piece in left if re.search(r"[^\W\d_]", _without(piece, known))]
        found += [f"{where}: {piece}" for piece in left]
        if not _is_data(inside, known) and re.search("[A-Za-z]", _without(inside, known)):
            found.append(f"{where}, within a text: {inside}")
    return found


def _is_data(text: str, known: set[str]) -> bool:
    listed = all(piece in known for piece in text.split(", "))  # languages that somebody speaks
    coded = any(pattern.fullmatch(text) for pattern in (_CODE, _DAY))
    return text in known or listed or coded or not re.search(r"[^\W\d_]", text)


def _without(text: str, known: set[str]) -> str:
    """The text without the data that was put into it; codes first, since a level such as A2 may stand within one."""
    text = _CODE.sub("", _DAY.sub("", text))
    for value in sorted((value for value in known if value in text), key=len, reverse=True):
        text = text.replace(value, "")
    return text
