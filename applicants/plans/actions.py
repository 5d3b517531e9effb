"""What changes a plan: it is begun, a page is saved, the advisor remarks. Nobody's figures are lost by another's."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from applicants.cases.actions import add_event
from applicants.cases.models import Case, Stage
from applicants.journey.money import KNOWN_SOURCES, money_of
from applicants.plans.figures import LENGTHS, MONTHLY, WHEN, Figures, Line
from applicants.plans.models import Plan, PlanPage, PlanRemark, PlanVersion
from portal.actors import Actor
from portal.record.acting import action


class ChangedMeanwhile(ValidationError):
    """Somebody else saved the same page since it was opened; `now` is the plan as it stands."""

    def __init__(self, now: PlanVersion) -> None:
        super().__init__(_("Somebody else changed this page while you were writing."))
        self.now = now


@action
def begin_plan(*, by: Actor, case: Case, monthly: Mapping[str, Decimal]) -> Plan:
    """Begin a plan for a year from next month: page → euros a month, from a few questions.

    What the journey asked about the start is taken over. A plan that was begun already is given back as it is.
    """
    _refuse_unless_open(case)
    Case.objects.select_for_update().get(pk=case.pk)
    begun = Plan.objects.filter(case=case).first()
    if begun is not None:
        return begun
    lines: dict[str, tuple[Line, ...]] = {
        page: (Line(page, "", monthly[page]),) for page in MONTHLY if monthly.get(page)
    }
    costs, sources = money_of(case)
    lines["start"] = tuple(Line(f"start{n}", name, amount) for n, (name, amount) in enumerate(costs, 1))
    lines["sources"] = tuple(_source(n, name, amount) for n, (name, amount) in enumerate(sources, 1))
    plan = Plan.objects.create(case=case)
    _keep(by, plan, "", Figures(LENGTHS[0], _next_month(timezone.localdate()), lines))
    add_event(by=by, case=case, code="plan.begun", public=True)
    return plan


@action
def save_page(*, by: Actor, plan: Plan, page: str, base: int, lines: Iterable[Line]) -> PlanVersion:
    """Save one page of lines as a new version. `base` is the version that was on the screen.

    `ChangedMeanwhile` when this page is another one by now; other pages may have changed, and stay as they are.
    Nothing changed is no new version.
    """
    kept = tuple(lines)
    return _save(by, plan, page, base, lambda figures: figures.with_part(page, kept))


@action
def save_when(*, by: Actor, plan: Plan, base: int, months: int, begins: date) -> PlanVersion:
    """Save how many months the plan has (one of `LENGTHS`) and the month it begins in; else as `save_page`."""
    if months not in LENGTHS:
        raise ValidationError(_("A plan is for 12, 24 or 36 months."))
    return _save(by, plan, WHEN, base, lambda figures: replace(figures, months=months, begins=begins.replace(day=1)))


@action
def remark(*, by: Actor, plan: Plan, page: str, text: str) -> PlanRemark:
    """Write a remark on a page for the client. The same twice is once."""
    _refuse_unless_open(plan.case)
    Plan.objects.select_for_update().get(pk=plan.pk)
    same = plan.remarks.filter(page=PlanPage(page), text=text, done_at=None).first()
    if same is not None:
        return same
    add_event(by=by, case=plan.case, code="plan.remarked", params={"page": page}, public=True)
    return PlanRemark.objects.create(plan=plan, page=PlanPage(page), text=text, written_by=by.key)


@action
def finish_remark(*, by: Actor, remark: PlanRemark) -> None:
    """The remark is done with: it no longer stands on the page. Done already is done."""
    del by
    if remark.done_at is None:
        remark.done_at = timezone.now()
        remark.save(update_fields=["done_at"])


def _save(by: Actor, plan: Plan, page: str, base: int, change: Callable[[Figures], Figures]) -> PlanVersion:
    _refuse_unless_open(plan.case)
    plan.refresh_from_db(fields=["version"], from_queryset=Plan.objects.select_for_update())
    now = plan.newest
    figures = now.figures
    wanted = change(figures)
    if wanted == figures:
        return now
    if base != now.number:
        opened = plan.versions.filter(number=base).first()
        if opened is None or opened.figures.part(page) != figures.part(page):
            raise ChangedMeanwhile(now)
    return _keep(by, plan, page, wanted)


def _keep(by: Actor, plan: Plan, page: str, figures: Figures) -> PlanVersion:
    plan.version += 1
    plan.save(update_fields=["version"])
    return PlanVersion.objects.create(plan=plan, number=plan.version, page=page, data=figures.as_data(), made_by=by.key)


def _refuse_unless_open(case: Case) -> None:
    if case.stage == Stage.DRAFT:
        raise ValidationError(_("This request has not been sent yet."))
    if case.stage == Stage.CLOSED:
        raise ValidationError(_("This file is closed."))


def _source(number: int, name: str, amount: Decimal) -> Line:
    return Line(f"known-{name}", "", amount) if name in KNOWN_SOURCES else Line(f"source{number}", name, amount)


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
