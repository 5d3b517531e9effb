"""What the pages of funds show, put together for their templates."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from applicants.cases.page import head_of
from applicants.cases.shown import ShownName, shown_name
from loans.applications.models import Application
from loans.funds.actions import ALLOTTABLE
from loans.funds.judging import as_judged, facts_of, findings_for
from loans.funds.models import Allotment, AllotmentQuerySet, Fund
from loans.funds.moves import possible
from loans.funds.rules import Facts, Finding
from loans.funds.words import Line, lines
from loans.funds.workflow import LIVING
from loans.guarantees.liability import left_of
from loans.guarantees.owed import bound_of
from loans.models import Loan
from portal.actors import Actor
from portal.pages import keyset_page
from portal.refs import display
from portal.roles import Permission

_WHO = ("fund", "proposed_by", "included_by", "closed_by")


@dataclass(frozen=True)
class Tally:
    """How many rules are met, not met, not known."""

    met: int
    not_met: int
    unknown: int


def tally(findings: Iterable[Finding]) -> Tally:
    verdicts = [each.verdict for each in findings]
    return Tally(*(verdicts.count(each) for each in ("met", "not_met", "unknown")))


@dataclass(frozen=True)
class Share:
    """A fund's part of a loan on the loan's own pages: its number in addresses, and how its rules were judged."""

    allotment: Allotment
    number: int
    tally: Tally


def allotments_of(application: Application) -> list[Allotment]:
    """All of an application, in the order in which they came; the first is number 1 in addresses."""
    found = Allotment.objects.filter(application=application).select_related(*_WHO).order_by("pk")
    return list(found)


def funds_part(application: Application, actor: Actor) -> dict[str, Any]:
    """For the pages of a loan application and of a loan: what funds carry of it, and whether one can be added."""
    shares = [
        Share(each, number, tally(map(as_judged, each.judged)))
        for number, each in enumerate(allotments_of(application), start=1)
    ]
    may = actor.may(Permission.PROPOSE_LOANS) and application.state in ALLOTTABLE and application.principal is not None
    return {"fund_shares": shares, "may_allot": may}


def allotment_number(application: Application, number: int) -> Allotment:
    """The share with that number, counted from 1; 404 where there is none."""
    every = allotments_of(application)
    if not 1 <= number <= len(every):
        raise Http404
    found = every[number - 1]
    found.application = application
    return found


def allotment_page(allotment: Allotment, number: int, actor: Actor) -> dict[str, Any]:
    """One share with its rules as they were judged, and what may be done about it."""
    application = allotment.application
    ways = possible(actor, allotment)
    return head_of(application.case, actor) | {
        "application": application,
        "allotment": allotment,
        "allotment_number": number,
        "lines": lines(map(as_judged, allotment.judged), explains=actor.sees_names),
        "include": next((each for each in ways if each.name == "include"), None),
        "ways_out": [each for each in ways if each.name != "include"],
        "own": allotment.unmet and allotment.proposed_by_id == actor.id and allotment.state == "proposed",
        "sees_names": actor.sees_names,
    }


@dataclass(frozen=True)
class Candidate:
    """A fund that is open today, with what is free in it and how the loan fits its rules."""

    fund: Fund
    free: Decimal
    tally: Tally


def open_funds(application: Application) -> list[Fund]:
    """Those that take loans today and carry no part of this one yet, with their use and their rules; two queries."""
    today = timezone.localdate()
    lasting = Q(valid_until=None) | Q(valid_until__gte=today)
    found = Fund.objects.filter(lasting, valid_from__lte=today).with_use().prefetch_related("rules")
    return list(found.exclude(allotments__in=application.allotments.filter(state__in=LIVING)))


def candidates(funds: list[Fund], facts: Facts) -> list[Candidate]:
    return [
        Candidate(fund, max(fund.ceiling - fund.used, Decimal(0)), tally(findings_for(fund, facts))) for fund in funds
    ]


def allot_page(application: Application, actor: Actor, funds: list[Fund], chosen: Fund | None) -> dict[str, Any]:
    """The form's page: every open fund with how the loan fits, and the rules of the chosen one in words."""
    facts = facts_of(application, application.disburse_on or timezone.localdate())
    judged: list[Line] = lines(findings_for(chosen, facts)) if chosen else []
    return head_of(application.case, actor) | {
        "application": application,
        "candidates": candidates(funds, facts),
        "chosen": chosen,
        "lines": judged,
    }


@dataclass(frozen=True)
class FundLine:
    """A fund in the list: euros used and free, and the share that is used in whole percent."""

    fund: Fund
    free: Decimal
    percent: int


def _line(fund: Fund) -> FundLine:
    return FundLine(fund, max(fund.ceiling - fund.used, Decimal(0)), min(int(fund.used * 100 / fund.ceiling), 100))


def funds_page(*, after: str) -> dict[str, Any]:
    """Every fund with what is used and free; figures alone, which all offices may read."""
    loans = Count("allotments", filter=Q(allotments__state__in=LIVING))
    page = keyset_page(Fund.objects.with_use().annotate(loans=loans), sort="code", after=after)
    return {"lines": [_line(fund) for fund in page.rows], "page": page}


def fund_by_code(code: str) -> Fund:
    return get_object_or_404(Fund.objects.with_use(), code=code)


@dataclass(frozen=True)
class LoanLine:
    """A loan of a fund: `carried` is what the fund still carries of it today; `name` only for who sees names."""

    allotment: Allotment
    number: str
    name: ShownName | None
    url: str
    carried: Decimal


def shares_of(fund: Fund, actor: Actor) -> AllotmentQuerySet:
    """The loans of a fund whose files the actor may see."""
    found: AllotmentQuerySet = Allotment.objects.visible_to(actor).filter(fund=fund)
    return found.select_related("application__case__person", "application__case__office", "application__loan")


def loan_lines(allotments: list[Allotment], actor: Actor) -> list[LoanLine]:
    """Each with what is still carried; two queries for any number."""
    bound = bound_of([each.application_id for each in allotments if hasattr(each.application, "loan")])
    return [_loan_line(each, actor, bound) for each in allotments]


def _loan_line(allotment: Allotment, actor: Actor, bound: dict[int, Decimal]) -> LoanLine:
    application = allotment.application
    loan: Loan | None = getattr(application, "loan", None)
    ref = loan.ref if loan else application.ref
    still = allotment.amount if allotment.state in LIVING else Decimal(0)
    if loan and still:
        left = bound.get(application.pk, Decimal(0))
        still = left_of(still, principal=application.principal or Decimal(0), outstanding=left)
    return LoanLine(
        allotment,
        display(ref),
        shown_name(application.case.person, actor) if actor.sees_names else None,
        reverse("loan" if loan else "application", args=[ref]),
        still,
    )


def fund_page(fund: Fund, actor: Actor, *, after: str) -> dict[str, Any]:
    """A fund: its figures and rules, the loans whose files the reader may see, and the others as a sum."""
    page = keyset_page(shares_of(fund, actor), sort="-proposed_at", after=after)
    elsewhere = fund.allotments.living().exclude(pk__in=shares_of(fund, actor).values("pk"))
    sums = elsewhere.aggregate(count=Count("pk"), amount=Sum("amount", default=Decimal(0)))
    rules = [Finding(each.rule, "met", {}) for each in findings_for(fund, Facts(on=timezone.localdate()))]
    return {
        "line": _line(fund),
        "fund": fund,
        "rules": lines(rules, explains=False),
        "lines": loan_lines(page.rows, actor),
        "page": page,
        "elsewhere": sums,
        "sees_names": actor.sees_names,
    }
