"""An offer on paper, in the language of the moment: the same price as on the page, to take home."""

from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from loans.applications.told import Told
from loans.guarantees.models import Guarantee
from loans.words import day_words, euro_words, number_words
from portal.language.money import format_percent
from portal.pdf.document import Block, Document, Facts, Heading, Notice, Paragraph, Picture, Table, ltr
from portal.pdf.typeset import paper


def offer_on_paper(told: Told, *, name: str, number: str) -> Document:
    """The whole offer; `number` is the file's, as people read it."""
    terms = told.terms
    blocks: list[Block] = [Heading(str(terms.product))]
    if terms.certified_by:
        day = f" · {day_words(terms.certified_on)}" if terms.certified_on else ""
        blocks.append(Paragraph(_("Certified by %(who)s") % {"who": terms.certified_by} + day, soft=True))
    blocks += [
        Notice(_("Until you sign"), [*_valid(told), _("You owe nothing. You may say no without a reason.")]),
        Facts([*_price(told), *_what_if(told)]),
        Heading(_("What is paid when")),
        Picture(render_to_string("loans/_offer_picture.html", {"told": told}), _back(told), height=30),
        dates_table(told),
        Heading(_("What does this number assume?")),
        *map(Paragraph, told.assumptions),
    ]
    subtitle = _("%(name)s, file %(number)s") % {"name": name, "number": ltr(number)}
    return paper(title=_("Offer"), subtitle=subtitle, blocks=blocks)


def _valid(told: Told) -> list[str]:
    """Until when it may be accepted, while it is an offer."""
    if told.valid_until is None:
        return []
    return [_("This offer is valid until %(day)s.") % {"day": day_words(told.valid_until)}]


def _price(told: Told) -> list[tuple[str, str]]:
    quote = told.quote
    fee = "".join(f"\n{said}" for said in (" ".join(told.fee_words), *told.fee_later) if said)
    rate = _("%(rate)s a year, on what is still left to pay") % {"rate": told.rate} if quote.rate else ""
    return [
        (_("The loan"), euro_words(quote.principal)),
        (_("You receive in hand"), f"{euro_words(quote.received)} · {day_words(quote.disbursed_on)}"),
        (_("Fee"), euro_words(quote.fee) + fee),
        (_("Interest"), "\n".join(filter(None, [euro_words(quote.interest), rate]))),
        (_("You pay back"), _back(told)),
        (_("All you pay together"), euro_words(quote.total_paid)),
        (_("What the loan costs you"), euro_words(quote.total_cost)),
        (_("Cost as a percentage a year (APR)"), format_percent(quote.shown_apr, get_language() or "en")),
    ]


def _back(told: Told) -> str:
    """How many instalments of how much, from when to when."""
    return "\n".join(told.back_words)


def _what_if(told: Told) -> list[tuple[str, str]]:
    office = told.office
    rows = [(_("If you pay late"), told.lateness), (_("If you pay early"), told.early)]
    if told.permit_words:
        rows.append((_("Your papers"), "\n".join(told.permit_words)))
    if told.excluded:
        rows.append((_("It is not lent for"), "\n".join(told.excluded)))
    if told.steps:
        rows.append((_("A later loan"), told.steps))
    rows.append((_("What others stand for"), "\n".join(told.guarantee_words)))
    if told.guarantees:
        rows.append((_("Who answers for it"), "\n".join(map(guarantor_words, told.guarantees))))
    reach = [office.name, *(ltr(each) for each in (office.phone, office.email) if each)]
    return [*rows, (_("Questions or a complaint"), " · ".join(reach))]


def guarantor_words(guarantee: Guarantee) -> str:
    if guarantee.amount:
        said = _("at most %(amount)s") % {"amount": euro_words(guarantee.amount)}
    else:
        said = str(guarantee.get_kind_display())
    return f"{guarantee.who}: {said}"


def dates_table(told: Told) -> Table:
    """Every instalment with its day, and the sums."""
    sums, split = told.totals, bool(told.totals.interest)
    head = [_("Number"), _("Day"), *([_("Of the loan"), _("Interest")] if split else []), _("To pay")]
    rows = [
        [
            number_words(row.number),
            day_words(row.due),
            *([euro_words(row.principal), euro_words(row.interest)] if split else []),
            euro_words(row.amount),
        ]
        for row in told.rows
    ]
    foot = [
        _("Together"),
        "",
        *([euro_words(sums.principal), euro_words(sums.interest)] if split else []),
        euro_words(sums.amount),
    ]
    return Table(head, rows, foot=[foot], numbers=frozenset(range(2, len(head))))
