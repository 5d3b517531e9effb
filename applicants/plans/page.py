"""What the pages of a plan show, put together for their templates."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from applicants.cases.who import names_of
from applicants.plans import words
from applicants.plans.figures import MONTHLY, PAGES, WHEN, Figures, changes
from applicants.plans.forecast import Forecast, Month
from applicants.plans.forms import RemarkForm, beside
from applicants.plans.models import Plan, PlanPage, PlanRemark, PlanVersion
from applicants.plans.picture import draw
from applicants.plans.side import Side, worked_out
from portal.language.registry import BY_CODE

_MOST_VERSIONS = 50


@dataclass(frozen=True)
class Group:
    """A page of the plan on the overview: its name, its lines in words, its sum, where it is changed."""

    page: str
    name: Any
    lines: list[tuple[str, str]]
    total: Decimal | None
    url: str
    remarks: list[tuple[PlanRemark, str]]


@dataclass(frozen=True)
class MonthRow:
    """A month of the table: its name, its euros by column, whether the money runs out."""

    number: int
    name: str
    amounts: list[tuple[str, Decimal]]
    short: bool


@dataclass(frozen=True)
class Saved:
    """A version in words: who saved which page, and what changed against the version before."""

    version: PlanVersion
    who: str
    page: str
    changed: list[tuple[str, str, str]]


def overview(side: Side, plan: Plan) -> dict[str, Any]:
    """The plan worked out, its pages and remarks. Who sees no names sees figures, and no words of hers."""
    version = plan.newest
    figures, worked, offered = worked_out(plan, version)
    remarks = list(plan.remarks.filter(done_at=None)) if side.actor.sees_names else []
    who = names_of([version.made_by, *(each.written_by for each in remarks)], applicant=side.case.person_id)
    return side.context() | {
        "plan": plan,
        "version": version,
        "who": who[version.made_by],
        "offered": offered,
        "groups": groups(side, figures, worked, [(each, who[each.written_by]) for each in remarks]),
        "remark_form": RemarkForm() if side.on_desk and side.may_change else None,
        "first": BY_CODE[side.case.person.language],
        "sees_names": side.actor.sees_names,
        "papers": [(each.code, each.own_name, f"{side.url('paper')}?language={each.code}") for each in side.languages],
        "versions_url": side.url("versions"),
        "remark_url": side.url("remark" if side.on_desk else "remark-done"),
        **worked_shown(figures, worked),
    }


def worked_shown(figures: Figures, worked: Forecast) -> dict[str, Any]:
    """What a plan comes to: in words, as a picture, as a table."""
    sums = [worked.totals[page] for page in (*MONTHLY, "left")]
    return {
        "summary": words.summary(worked, figures),
        "good": not worked.warnings,
        "picture": draw(worked, mirrored=get_language_bidi()),
        "picture_words": picture_words(worked),
        "months_said": words.months_said(figures),
        "first_month": words.month_name(figures.begins),
        "last_month": words.month_name(figures.month(figures.months)),
        "heads": heads(),
        "rows": [month_row(month) for month in worked.months],
        "totals": list(zip(heads(), [*sums, worked.closing], strict=True)),
        "opening": worked.opening,
    }


def heads() -> list[str]:
    """The columns of the table of months."""
    return [*(words.page_name(page) for page in MONTHLY), _("Left over"), _("Money at hand")]


def month_row(month: Month) -> MonthRow:
    amounts = [*(month.amounts[page] for page in MONTHLY), month.left, month.cash]
    return MonthRow(
        month.number, words.month_name(month.begins), list(zip(heads(), amounts, strict=True)), month.cash < 0
    )


def groups(side: Side, figures: Figures, worked: Forecast, remarks: list[tuple[PlanRemark, str]]) -> list[Group]:
    return [
        Group(
            page=page,
            name=beside(PlanPage(page).label, side.second),
            lines=_lines(figures, page) if side.actor.sees_names else [],
            total=_total(page, figures, worked),
            url=side.url("page", page),
            remarks=[pair for pair in remarks if pair[0].page == page],
        )
        for page in PAGES
    ]


def _lines(figures: Figures, page: str) -> list[tuple[str, str]]:
    if page == WHEN:
        return [(words.months_said(figures), "")]
    return [(words.line_name(line), words.said(line, page, figures)) for line in figures.of(page)]


def _total(page: str, figures: Figures, worked: Forecast) -> Decimal | None:
    if page in MONTHLY:
        return worked.totals[page]
    return None if page == WHEN else sum((line.amount for line in figures.of(page)), Decimal(0))


def versions(side: Side, plan: Plan) -> dict[str, Any]:
    """The newest versions, each with what changed in it."""
    found = list(plan.versions.all()[: _MOST_VERSIONS + 1])
    who = names_of([version.made_by for version in found], applicant=side.case.person_id)
    pairs = zip(found, [*found[1:], None], strict=True)
    saved = [
        Saved(new, who[new.made_by], words.page_name(new.page) if new.page else "", _changed(old, new))
        for new, old in pairs
        if old is not None or new.number == 1
    ]
    return side.context() | {"plan": plan, "saved": saved}


def _changed(old: PlanVersion | None, new: PlanVersion) -> list[tuple[str, str, str]]:
    if old is None:
        return []
    before, after = old.figures, new.figures
    return [words.changed(change, before, after) for change in changes(before, after)]


def meanwhile(now: PlanVersion, page: str) -> list[str]:
    """What a page says by now, in words, for somebody whose own is not saved yet."""
    figures = now.figures
    if page == WHEN:
        return [words.months_said(figures)]
    return [f"{words.line_name(line)}: {words.said(line, page, figures)}" for line in figures.of(page)]


def next_page(page: str) -> str:
    """The page after this one; "" after the last."""
    place = PAGES.index(page) + 1
    return PAGES[place] if place < len(PAGES) else ""


def picture_words(worked: Forecast) -> str:
    """The picture in words, for who does not see it."""
    low = min(worked.months, key=lambda month: month.cash)
    return _(
        "Money at hand: before the first month %(opening)s, least in %(month)s: %(low)s, at the end %(closing)s."
    ) % {
        "opening": words.euros(worked.opening),
        "month": words.month_name(low.begins),
        "low": words.euros(low.cash),
        "closing": words.euros(worked.closing),
    }
