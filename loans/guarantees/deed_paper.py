"""The guarantor's paper as a document to print, in the language of the moment."""

from decimal import Decimal

from django.utils.translation import gettext as _

from loans import words
from loans.guarantees.deeds import Deed
from loans.guarantees.models import Guarantee
from portal.pdf.document import Block, Document, Facts, Heading, Notice, Paragraph
from portal.pdf.typeset import paper

_LINE = "\n\n\n........................................"


def deed_on_paper(guarantee: Guarantee, deed: Deed) -> Document:
    """The text that binds, room for what is written by hand, and for the signatures."""
    blocks: list[Block] = [Paragraph(text) for text in deed.paragraphs]
    if deed.mention:
        blocks += [
            Notice(_("The guarantor writes this by hand:"), [deed.mention]),
            Facts([(_("By hand"), "\n" * 8)]),
        ]
    signs = [
        (_("Place and day"), _LINE),
        (_("Signature of the guarantor"), f"{guarantee.name}{_LINE}"),
    ]
    if deed.template.spouse_signs:
        signs.append((_("Signature of the husband or wife, who agrees"), _LINE))
    return paper(title=deed.template.title, blocks=[*blocks, Facts(signs)])


def meaning_on_paper(guarantee: Guarantee) -> Document:
    """What it means, in the guarantor's language: the amount, the loan, when it ends. It does not bind."""
    application = guarantee.application
    facts = [(_("The most you could ever have to pay"), words.euro_words(guarantee.amount or Decimal(0)))]
    if application.principal is not None:
        facts.append((_("The loan"), words.euro_words(application.principal)))
    if guarantee.valid_until is not None:
        ends = _("When the loan is paid back. As planned: on %(day)s.")
        facts.append((_("It ends"), ends % {"day": words.day_words(guarantee.valid_until)}))
    title = _("What you sign")
    says = _("This page tells you what the paper says. Only the paper itself binds.")
    return paper(title=title, blocks=[Paragraph(says), Heading(guarantee.name), Facts(facts)])
