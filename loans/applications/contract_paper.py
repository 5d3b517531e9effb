"""The contract on paper: in the language that binds, then as a translation in the client's; signed text is kept.

What is printed carries a code of its text (`fingerprint`), so that the paper in hand can be told to be the text that is
kept. The day of printing is no part of it.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from django.conf import settings
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from loans.applications.models import Application, Contract
from loans.applications.offer_paper import dates_table, guarantor_words, received_words
from loans.applications.told import Told, told_of
from loans.words import day_words, euro_words
from portal.language.money import format_percent
from portal.language.registry import BY_CODE
from portal.pdf.document import Block, Document, Facts, Heading, NewPage, Notice, Paragraph, Table, ltr
from portal.pdf.typeset import paper, pdf_of

_ROOM: Final = "\n\n\n\n"  # to sign in
_SHOWN: Final = 8


def contract_on_paper(application: Application, told: Told, binding: str) -> Document:
    """The whole contract: the part that binds first, then the translation where the client reads another language."""
    codes = list(dict.fromkeys([binding, application.case.person.language]))
    drawn = [_part(application, told, code, binding=binding) for code in codes]
    whole = replace(drawn[0], parts=drawn[1:])
    code = shown(fingerprint(whole.as_data()))
    marked = [_with_code(part, code) for part in drawn]
    return replace(marked[0], parts=marked[1:])


def fingerprint(data: Mapping[str, Any]) -> str:
    """SHA-256 of all that a document says, but for its subtitle and the day in its margin."""
    return hashlib.sha256(json.dumps(_said(data), sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _said(data: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in data.items() if name not in ("day", "subtitle")}
    return kept | {"parts": [_said(part) for part in data["parts"]]}


def shown(digest: str) -> str:
    """The first signs of a fingerprint, as people compare them."""
    return digest[:_SHOWN].upper()


def paper_of(application: Application, binding: str) -> dict[str, Any] | None:
    """What the paper holds: the text that was signed, before that as it would be now; None without a price."""
    contract: Contract | None = getattr(application, "contract", None)
    if contract is not None and contract.text is not None:
        kept: dict[str, Any] = contract.text
        return kept
    told = told_of(application, list(application.guarantees.active().select_related("fund")))
    return contract_on_paper(application, told, binding).as_data() if told else None


def keep_text(contract: Contract) -> None:
    """What is signed is kept with the contract (not saved here): its text, of the day of signing, and the digest."""
    text = paper_of(contract.application, contract.language)
    if text is not None:
        contract.text = _of_day(text, contract.signed_on)
        contract.digest = hashlib.sha256(pdf_of(contract.text)).hexdigest()


def _of_day(text: dict[str, Any], day: date) -> dict[str, Any]:
    with translation.override(text["language"]):
        return text | {"day": day_words(day), "parts": [_of_day(part, day) for part in text["parts"]]}


def _with_code(part: Document, code: str) -> Document:
    with translation.override(part.language):
        said = _("%(number)s, text %(code)s") % {"number": part.subtitle, "code": ltr(code)}
    return replace(part, subtitle=said)


def _part(application: Application, told: Told, code: str, *, binding: str) -> Document:
    with translation.override(code):
        blocks: list[Block] = [
            _which(binding, code),
            Heading(_("Who makes this contract")),
            Facts(_sides(application, told)),
            Heading(_("The loan and its price")),
            Facts(_price(application, told)),
            Heading(_("Repayment")),
            *map(Paragraph, told.back_words),
            Facts([(_("If you pay late"), told.lateness), (_("If you pay early"), told.early)]),
            Heading(_("Who answers for it")),
            *_guarantors(told),
            Heading(_("Questions or a complaint")),
            *_complaints(told),
            *_signatures(binds=code == binding),
            NewPage(),
            Heading(_("Annex: what is paid when")),
            dates_table(told),
            *[Paragraph(sentence, soft=True) for sentence in told.assumptions],
        ]
        return paper(title=_("Loan contract"), subtitle=ltr(application.ref), blocks=blocks)


def _which(binding: str, code: str) -> Block:
    if code == binding:
        return Notice(_("This is the text that binds."), [])
    said = _("This is a translation to help you read. Only the text in %(language)s binds.")
    return Notice(said % {"language": BY_CODE[binding].own_name}, [])


def _sides(application: Application, told: Told) -> list[tuple[str, str]]:
    person, office = application.case.person, told.office
    names = list(dict.fromkeys(filter(None, [person.latin_name, person.full_name])))
    birth = person.birth_date
    born = _("born: %(born)s") % {"born": birth.display(get_language() or "en")} if birth else ""
    lives = _("lives in %(place)s") % {"place": person.city} if person.city else ""
    return [
        (_("The lender"), "\n".join(filter(None, [f"{settings.INSTITUTION_NAME}, {office.name}", office.address]))),
        (_("The borrower"), "\n".join(filter(None, [" · ".join(names), born, lives]))),
    ]


def _price(application: Application, told: Told) -> list[tuple[str, str]]:
    quote = told.quote
    fee = "".join(f"\n{said}" for said in (" ".join(told.fee_words), *told.fee_later) if said)
    rate = _("%(rate)s a year, on what is still left to pay") % {"rate": told.rate} if quote.rate else ""
    return [
        (_("The loan"), euro_words(quote.principal)),
        *([(_("What for"), application.purpose)] if application.purpose else []),
        (_("Paid out"), received_words(told)),
        (_("Fee"), euro_words(quote.fee) + fee),
        (_("Interest"), "\n".join(filter(None, [euro_words(quote.interest), rate]))),
        (_("All that is paid together"), euro_words(quote.total_paid)),
        (_("What the loan costs"), euro_words(quote.total_cost)),
        (_("Cost as a percentage a year (APR)"), format_percent(quote.shown_apr, get_language() or "en")),
    ]


def _guarantors(told: Told) -> list[Block]:
    if not told.guarantees:
        return [Paragraph(_("Nobody. You alone answer for this loan."))]
    return [Paragraph(guarantor_words(each)) for each in told.guarantees]


def _complaints(told: Told) -> list[Block]:
    office = told.office
    reach = [office.name, *(ltr(each) for each in (office.phone, office.email) if each)]
    rights = _(
        "If our answer does not help you, you may go to the ombudsman for financial services of your country or to a"
        " court. You lose no right by complaining to us first."
    )
    return [Paragraph(" · ".join(reach)), Paragraph(rights)]


def _signatures(*, binds: bool) -> list[Block]:
    """Room to sign, in the text that binds alone."""
    return [Heading(_("Signatures")), _room_to_sign()] if binds else []


def _room_to_sign() -> Table:
    head = [_("The lender"), _("The borrower, after reading the contract")]
    day = _("Day") + ":"
    return Table(head, [[_ROOM, _ROOM], [day, day]])
