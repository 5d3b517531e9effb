"""A plan on paper, in the language of the moment."""

from django.template.loader import render_to_string
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from applicants.plans import words
from applicants.plans.figures import MONTHLY, ONCE, Figures
from applicants.plans.forecast import Forecast
from applicants.plans.models import Plan
from applicants.plans.page import heads, picture_words
from applicants.plans.picture import draw
from applicants.plans.side import Side, worked_out
from portal.money import ZERO
from portal.pdf.document import Block, Document, Heading, Notice, Paragraph, Picture, Table, ltr
from portal.pdf.typeset import paper
from portal.refs import display


def plan_on_paper(side: Side, plan: Plan) -> Document:
    """The whole plan: what it comes to, its lines, and month by month."""
    figures, worked, offered = worked_out(plan, plan.newest)
    number = ltr(display(side.case.ref))
    subtitle = _("%(name)s, file %(number)s") % {"name": side.case.person, "number": number}
    blocks: list[Block] = [Paragraph(words.months_said(figures)), *_result(figures, worked)]
    for page in (*MONTHLY, *ONCE):
        blocks += _page(page, figures, worked, offered=offered and page == "loan")
    blocks += [Heading(_("Month by month")), _months(worked)]
    return paper(title=_("Financial plan"), subtitle=subtitle, blocks=blocks, wide=True)


def _result(figures: Figures, worked: Forecast) -> list[Block]:
    drawn = draw(worked, mirrored=get_language_bidi())
    svg = render_to_string("applicants/_plan_picture.html", {"picture": drawn, "label": ""})
    return [
        Notice(_("What it comes to"), words.summary(worked, figures)),
        Picture(svg, picture_words(worked), height=55),
        Paragraph(
            _("Each bar is what is left of a month; below the line it is a loss. The line is the money at hand."),
            soft=True,
        ),
    ]


def _page(page: str, figures: Figures, worked: Forecast, *, offered: bool) -> list[Block]:
    head = Heading(words.page_name(page))
    if offered:
        together = words.euros(worked.totals[page])
        return [head, Paragraph(_("As in the offer of the loan. Together: %(amount)s") % {"amount": together})]
    rows = [(words.line_name(line), words.said(line, page, figures)) for line in figures.of(page)]
    if not rows:
        return [head, Paragraph(_("Nothing"))]
    total = worked.totals[page] if page in MONTHLY else sum((line.amount for line in figures.of(page)), ZERO)
    return [head, Table([_("What"), _("Euros")], rows, foot=[(_("Together"), words.euros(total))])]


def _months(worked: Forecast) -> Table:
    rows = []
    for month in worked.months:
        amounts = [*(month.amounts[page] for page in MONTHLY), month.left, month.cash]
        rows.append([words.month_name(month.begins), *map(words.euros, amounts)])
    sums = [words.euros(worked.totals[page]) for page in (*MONTHLY, "left")]
    before = [_("Before the first month"), *[""] * (len(MONTHLY) + 1), words.euros(worked.opening)]
    return Table(
        [_("Month"), *heads()],
        [before, *rows],
        foot=[[_("Together"), *sums, words.euros(worked.closing)]],
        numbers=frozenset(range(1, len(MONTHLY) + 3)),
    )
