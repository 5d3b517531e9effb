"""From which side a plan is looked at: the client's own pages, or the desk. Both have the same pages and forms."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language

from applicants.cases.models import Case, Stage
from applicants.cases.page import head_of
from applicants.cases.queries import open_file
from applicants.plans.figures import Figures
from applicants.plans.forecast import Forecast, forecast
from applicants.plans.models import Plan, PlanVersion
from portal.actors import Actor
from portal.language.registry import BY_CODE, Language
from portal.money import ZERO
from portal.refs import display
from portal.roles import Permission
from portal.slots import fill


@dataclass(frozen=True)
class Side:
    """`prefix` begins the names of its addresses, `base` is the frame of its pages."""

    actor: Actor
    case: Case
    prefix: str
    base: str
    may_change: bool

    @property
    def on_desk(self) -> bool:
        return self.prefix == "case-plan"

    @property
    def second(self) -> str:
        """The client's language, for labels beside the reader's own; "" on her own pages."""
        return self.case.person.language if self.on_desk else ""

    @property
    def languages(self) -> list[Language]:
        """In which the plan can be printed: the reader's, and on the desk the client's."""
        codes = dict.fromkeys([get_language() or "en", *([self.second] if self.second else [])])
        return [BY_CODE[code] for code in codes]

    @property
    def plan(self) -> Plan | None:
        found = Plan.objects.visible_to(self.actor).filter(case=self.case).first()
        if found is not None:
            found.case = self.case
        return found

    def open_plan(self) -> Plan:
        """The plan, or 404 while there is none."""
        plan = get_object_or_404(Plan.objects.visible_to(self.actor), case=self.case)
        plan.case = self.case
        return plan

    def url(self, page: str = "", *arguments: Any) -> str:
        return reverse(f"{self.prefix}-{page}" if page else self.prefix, args=[self.case.ref, *arguments])

    def context(self) -> dict[str, Any]:
        """What every page of this side shows above."""
        head = head_of(self.case, self.actor) if self.on_desk else {"number": display(self.case.ref)}
        back = reverse("case", args=[self.case.ref]) if self.on_desk else reverse("my-home")
        return head | {"side": self, "case": self.case, "home_url": back, "plan_url": self.url()}


def my_side(actor: Actor, ref: str) -> Side:
    """The client's own file, once it was sent; 404 for anybody else's."""
    files = Case.objects.visible_to(actor).submitted().select_related("person", "office")
    case = get_object_or_404(files, ref=ref)
    return Side(actor, case, "my-plan", "applicants/_journey_frame.html", case.stage != Stage.CLOSED)


def desk_side(actor: Actor, ref: str) -> Side:
    """A file on the desk; the look is on record."""
    case = open_file(actor, ref)
    is_open = case.stage not in (Stage.DRAFT, Stage.CLOSED)
    return Side(actor, case, "case-plan", "desk.html", is_open and actor.may(Permission.WORK_CASES))


def offered_rows(case: Case) -> Sequence[tuple[date, Decimal]] | None:
    """What is paid on an offered or running loan, by the slot `plan_instalments`; None without one."""
    found = (give(case=case) for give in fill("plan_instalments"))
    return next((rows for rows in found if rows is not None), None)


def by_month(rows: Sequence[tuple[date, Decimal]] | None, figures: Figures) -> dict[int, Decimal] | None:
    """The same by month of the plan."""
    if rows is None:
        return None
    months: dict[int, Decimal] = {}
    for day, amount in rows:
        number = figures.number_of(day)
        months[number] = months.get(number, ZERO) + amount
    return months


def worked_out(plan: Plan, version: PlanVersion) -> tuple[Figures, Forecast, bool]:
    """The figures of a version, what they come to, and whether the instalments are those of an offer."""
    figures = version.figures
    offered = by_month(offered_rows(plan.case), figures)
    return figures, forecast(figures, offered), offered is not None
