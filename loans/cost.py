"""
What a loan costs: the one place where page, PDF, message and API get a price.

A price is told in euros first: what comes in hand, each date and amount, the sum paid, the cost; then as
the yearly percentage (APR) with what it assumes. The words for the assumptions are made where they are
shown.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal
from fractions import Fraction
from typing import Final, Literal, Unpack

from loans.drawing import Drawn, drawn_times
from loans.due_dates import Frequency, nominal_times
from loans.interval import years_between
from loans.rate import Flow, apr
from loans.schedule import Instalment, Plan, build_interest, totals
from portal.money import ZERO, euros, round_to, with_own_precision

__all__ = [
    "Assumption",
    "Cost",
    "FeeTaken",
    "Quote",
    "apr",
    "fee_for",
    "quote",
    "shown_percent",
    "years_between",
]

FeeTaken = Literal["withheld", "apart", "none"]
Value = Decimal | int | str | date

_FEE_TAKEN: Final = ("withheld", "apart", "none")


@dataclass(frozen=True)
class Cost:
    """
    A cost the borrower must bear to get the loan, beside the fee: a guarantor's deed, an insurance asked for.

    `code` names it, `amount` in euros, `on` the day it is paid (None: the day of disbursement). What is
    only due on default is none.
    """

    code: str
    amount: Decimal
    on: date | None = None


@dataclass(frozen=True)
class Assumption:
    """One thing the price takes for granted: a code and the parameters of its sentence."""

    code: str
    parameters: tuple[tuple[str, Value], ...] = ()

    @property
    def values(self) -> dict[str, Value]:
        """The parameters by name, for the sentence's placeholders."""
        return dict(self.parameters)


@dataclass(frozen=True)
class Quote:
    """The price of a loan; amounts in euros with two decimals, `apr` in percent, unrounded."""

    principal: Decimal
    rate: Decimal
    fee: Decimal
    fee_taken: FeeTaken
    disbursed_on: date
    rows: tuple[Instalment, ...]
    costs: tuple[Cost, ...]
    apr: Decimal
    assumptions: tuple[Assumption, ...]
    every: Frequency = "month"
    skip_months: tuple[int, ...] = ()
    later: tuple[Drawn, ...] = ()

    @property
    def received(self) -> Decimal:
        """What comes in hand, all parts together."""
        return self.principal - self.withheld

    @property
    def withheld(self) -> Decimal:
        """What is kept back of the first part."""
        return self.fee if self.fee_taken == "withheld" else ZERO

    @property
    def drawn(self) -> tuple[Drawn, ...]:
        """The parts in which the loan is paid out, the first on the day of disbursement; often it is the only one."""
        first = self.principal - sum((part.amount for part in self.later), ZERO)
        return (Drawn(self.disbursed_on, first), *self.later)

    @property
    def interest(self) -> Decimal:
        return totals(self.rows).interest

    @property
    def total_repaid(self) -> Decimal:
        """The sum of the instalments."""
        return totals(self.rows).amount

    @property
    def total_paid(self) -> Decimal:
        """Everything the borrower pays: instalments, a fee paid apart, other costs."""
        apart = self.fee if self.fee_taken == "apart" else ZERO
        return self.total_repaid + apart + sum((cost.amount for cost in self.costs), ZERO)

    @property
    def total_cost(self) -> Decimal:
        """What is paid beyond what came in hand."""
        return self.total_paid - self.received

    @property
    def shown_apr(self) -> Decimal:
        """With one decimal, half up."""
        return shown_percent(self.apr)

    @property
    def first_due(self) -> date:
        return self.rows[0].due

    @property
    def last_due(self) -> date:
        """The day the last instalment is really due; a permit is held against it."""
        return self.rows[-1].due


def shown_percent(percent: Decimal, decimals: int = 1) -> Decimal:
    """Rounded half up to so many decimals, and never −0.0."""
    unit = Decimal(1).scaleb(-decimals)
    rounded = round_to(percent, unit, "half_up")
    # A fee for a loan of one day has a rate with more digits than the usual context holds.
    return rounded.quantize(unit, context=Context(prec=max(rounded.adjusted(), 0) + decimals + 2))


def fee_for(principal: Decimal, steps: Sequence[tuple[Decimal | None, Decimal]]) -> Decimal:
    """
    The fee in euros of a stepped tariff: of the first step `(up to and including, fee)` that reaches
    `principal`.

    A last step up to None has no end, so that `[(None, fee)]` is a flat fee. `ValueError` for a tariff that
    is empty, not ascending or has a negative fee, for a principal of 0 or less and for one above the last
    step.
    """
    owed = euros(principal)
    ends = [end for end, _ in steps]
    bounds = [end for end in ends if end is not None]
    if not steps or None in ends[:-1] or bounds != sorted(set(bounds)) or min(bounds, default=Decimal(1)) <= 0:
        raise ValueError("The steps of a fee ascend, and only the last may be without an end.")
    if any(fee < 0 for _, fee in steps) or owed <= 0:
        raise ValueError("A fee is 0 or more, a principal above 0.")
    for end, fee in steps:
        if end is None or owed <= end:
            return euros(fee)
    raise ValueError("The steps of the fee do not reach this principal.")


@with_own_precision
def quote(  # noqa: PLR0913 -- the names that page, PDF, import and API rely on
    *,
    principal: Decimal,
    count: int,
    first_due: date,
    disbursed_on: date,
    rate: Decimal = ZERO,
    fee: Decimal = ZERO,
    fee_taken: FeeTaken = "withheld",
    costs: Iterable[Cost] = (),
    later: Iterable[Drawn] = (),
    **plan: Unpack[Plan],
) -> Quote:
    """
    The price of `principal` euros paid out on `disbursed_on` and repaid in `count` instalments from
    `first_due`.

    `rate` is the nominal yearly rate in percent (0 for a loan without interest); `fee` is taken once, by
    the day of disbursement: `withheld` from what is paid out, paid `apart`, or `none`. `later` are the parts
    that are paid out after `disbursed_on`, of `principal`. `plan` takes the keywords of `loans.schedule.build`:
    every, day, grace, skip_months, dates, unit, rounding, closed, shift.

    `ValueError` as in `build_interest` and `apr`; when a withheld fee leaves nothing of the first part, a fee is
    given but `none` taken, an amount is negative, or an instalment or a cost falls before the disbursement.
    """
    owed, charged, parts = euros(principal), euros(fee), tuple(later)
    borne = tuple(Cost(cost.code, euros(cost.amount), cost.on) for cost in costs)
    _check(first := owed - sum((part.amount for part in parts), ZERO), charged, fee_taken, borne)
    rows = tuple(build_interest(owed, count, first_due, rate=rate, start=disbursed_on, later=parts, **plan))
    if rows[0].due < disbursed_on:
        raise ValueError("An instalment falls before the disbursement.")
    every = plan.get("every", "month")
    nominals, own, day = [row.nominal for row in rows], plan.get("dates") is not None, plan.get("day")
    times = nominal_times(nominals, start=disbursed_on, every=every, day=day, own_dates=own)
    begun = zip((part.amount for part in parts), drawn_times(nominals, times, parts, every=every), strict=True)
    # withheld or apart, the fee leaves the borrower's hand on the day of disbursement: the rate is the same
    payments: list[Flow] = [(charged, Fraction(0)), *zip((row.amount for row in rows), times, strict=True)]
    payments.extend((cost.amount, years_between(disbursed_on, cost.on or disbursed_on)) for cost in borne)
    return Quote(
        principal=owed,
        rate=rate,
        fee=charged,
        fee_taken=fee_taken if charged else "none",
        disbursed_on=disbursed_on,
        rows=rows,
        costs=borne,
        apr=apr([(first, Fraction(0)), *begun], payments),
        assumptions=_assumptions(rows, rate, len(parts) + 1, disbursed_on, borne, plan),
        every=every,
        skip_months=tuple(sorted(plan.get("skip_months", ()))),
        later=parts,
    )


def _check(first: Decimal, fee: Decimal, fee_taken: str, costs: tuple[Cost, ...]) -> None:
    if fee_taken not in _FEE_TAKEN:
        raise ValueError(f"Unknown way to take a fee: {fee_taken!r}.")
    if fee < 0 or any(cost.amount < 0 for cost in costs):
        raise ValueError("A fee or a cost is 0 or more.")
    if fee and fee_taken == "none":
        raise ValueError("A fee that is not taken is no fee.")
    if fee_taken == "withheld" and fee >= first:
        raise ValueError("The fee would leave nothing to pay out.")


def _assumptions(
    rows: tuple[Instalment, ...], rate: Decimal, parts: int, disbursed_on: date, costs: tuple[Cost, ...], plan: Plan
) -> tuple[Assumption, ...]:
    """
    `paid_out_at_once` (day) or `paid_out_in_parts` (count), `paid_on_time`, `equal_months` | `equal_weeks` |
    `days_counted` (how time is measured), `moved_dates_ignored` (count of rows), `rate_fixed` (rate),
    `cost_included` (cost, amount; one each), `default_costs_excluded`.
    """
    at_once = Assumption("paid_out_at_once", (("day", disbursed_on),))
    in_parts = Assumption("paid_out_in_parts", (("count", parts),))
    found = [at_once if parts == 1 else in_parts, Assumption("paid_on_time")]
    if plan.get("dates") is not None:
        found.append(Assumption("days_counted"))
    elif plan.get("every", "month") in ("week", "fortnight"):
        found.append(Assumption("equal_weeks"))
    else:
        found.append(Assumption("equal_months"))
    moved = sum(row.due != row.nominal for row in rows)
    if moved:
        found.append(Assumption("moved_dates_ignored", (("count", moved),)))
    if rate:
        found.append(Assumption("rate_fixed", (("rate", rate),)))
    found.extend(Assumption("cost_included", (("cost", cost.code), ("amount", cost.amount))) for cost in costs)
    found.append(Assumption("default_costs_excluded"))
    return tuple(found)
