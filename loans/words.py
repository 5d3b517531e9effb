"""The sentences of a price: what it assumes, what the fee is for, what lateness and early repayment mean.

`loans.cost` gives codes; every page, print and message takes the words from here, in the active language.
"""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.utils.dates import MONTHS
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from loans.cost import Assumption, Quote
from loans.due_dates import Frequency
from loans.guarantees.liability import share_in_euros
from loans.products.models import FeeEarly, FeeFate, LatePolicy, Terms
from portal.language.digits import localize
from portal.language.money import format_euro, format_percent

# What is said about the paper that a personal guarantor signs is of this month; the law changes.
PAPER_DATED: Final = date(2026, 1, 1)


def day_words(day: date) -> str:
    """A day as the page's language writes it."""
    return localize(date_format(day, "DATE_FORMAT"), _language())


def euro_words(amount: Decimal) -> str:
    return format_euro(amount, _language())


def percent_words(percent: Decimal) -> str:
    """A yearly rate with two decimals, as it is agreed; the APR is shown with one."""
    return format_percent(percent, _language(), 2)


def number_words(number: int) -> str:
    return localize(number, _language())


def _language() -> str:
    return get_language() or "en"


_ASSUMPTIONS: Final = {
    "paid_out_at_once": gettext_lazy("The whole loan is paid out on %(day)s."),
    "paid_on_time": gettext_lazy("Every instalment is paid on its day."),
    "equal_months": gettext_lazy("Every month counts the same, as the European Union’s formula asks."),
    "equal_weeks": gettext_lazy("Every week counts the same, as the European Union’s formula asks."),
    "days_counted": gettext_lazy("The days between the dates are counted."),
    "rate_fixed": gettext_lazy("The interest stays %(rate)s a year until the end."),
    "cost_included": gettext_lazy("A cost of %(amount)s that you must pay is counted."),
    "default_costs_excluded": gettext_lazy("Costs that only come when somebody pays late are not counted."),
}
_READERS: Final[dict[str, Callable[[Any], str]]] = {
    "day": day_words,
    "rate": percent_words,
    "amount": euro_words,
}


def assumptions(quote: Quote) -> list[str]:
    """What the yearly percentage takes for granted, a sentence each."""
    return [_assumption(each) for each in quote.assumptions]


def _assumption(assumption: Assumption) -> str:
    values: dict[str, Any] = assumption.values
    if assumption.code == "moved_dates_ignored":
        return ngettext(
            "%(count)s date moves to a working day; this does not change the percentage.",
            "%(count)s dates move to a working day; this does not change the percentage.",
            values["count"],
        ) % {"count": number_words(values["count"])}
    said = {name: _READERS.get(name, str)(value) for name, value in values.items()}
    return str(_ASSUMPTIONS[assumption.code]) % said


def instalments(every: Frequency, count: int, amount: Decimal) -> str:
    """So many instalments of so much, and how often; a single one has no rhythm."""
    match every:
        case "week":
            said = ngettext(
                "%(number)s weekly instalment of %(amount)s",
                "%(number)s instalments of %(amount)s, one each week",
                count,
            )
        case "fortnight":
            said = ngettext(
                "%(number)s two-weekly instalment of %(amount)s",
                "%(number)s instalments of %(amount)s, one every 2 weeks",
                count,
            )
        case "month":
            said = ngettext(
                "%(number)s instalment of %(amount)s", "%(number)s instalments of %(amount)s, one each month", count
            )
        case "quarter":
            said = ngettext(
                "%(number)s quarterly instalment of %(amount)s",
                "%(number)s instalments of %(amount)s, one every 3 months",
                count,
            )
    return said % {"number": number_words(count), "amount": euro_words(amount)}


def pauses(months: Sequence[int]) -> str:
    """In which months of each year nothing is paid; "" for none."""
    if not months:
        return ""
    return _("Every year there is no instalment in: %(months)s.") % {
        "months": " · ".join(str(MONTHS[month]) for month in months)
    }


def grace(every: Frequency, amounts: Sequence[Decimal]) -> str:
    """What the first instalments are, in which nothing of the loan itself is paid back; "" for none.

    Whoever reads it, the borrower or a guarantor: it says what is paid, not who pays.
    """
    if not amounts:
        return ""
    count = len(amounts)
    if len(set(amounts)) > 1:
        return ngettext(
            "At first only the interest is paid, once.", "At first only the interest is paid, %(number)s times.", count
        ) % {"number": number_words(count)}
    if not amounts[0]:
        return _nothing_yet(every, count)
    if every == "month":
        said = ngettext(
            "In the first month %(amount)s is paid.",
            "In each of the first %(number)s months %(amount)s is paid.",
            count,
        )
    else:
        said = ngettext(
            "The first instalment is %(amount)s.", "Each of the first %(number)s instalments is %(amount)s.", count
        )
    return said % {"number": number_words(count), "amount": euro_words(amounts[0])}


def _nothing_yet(every: Frequency, count: int) -> str:
    if every == "month":
        said = ngettext("In the first month nothing is paid.", "In the first %(number)s months nothing is paid.", count)
    else:
        said = ngettext("The first time nothing is paid.", "The first %(number)s times nothing is paid.", count)
    return said % {"number": number_words(count)}


def fee_taken(quote: Quote) -> str:
    """When and how the fee is taken; "" without one."""
    if not quote.fee:
        return ""
    if quote.fee_taken == "withheld":
        return _("We keep it back when we pay out. You pay it once.")
    return _("You pay it apart, by the day we pay out. You pay it once.")


def fee_purpose(terms: Terms) -> str:
    """What a fee is for, in the client's words."""
    if terms.interest_free:
        return _("It pays for the work on your loan: meeting you, reading your papers, paying out. It never grows.")
    return _("It pays for the work of starting your loan.")


def fee_rule(terms: Terms) -> str:
    """How a fee that is a percentage is reckoned, and who accepts it; "" for one in euros."""
    if terms.fee_percent is None:
        return ""
    said = {
        "percent": percent_words(terms.fee_percent),
        "most": "" if terms.fee_cap is None else euro_words(terms.fee_cap),
        "who": terms.certified_by,
    }
    if terms.fee_cap is None:
        return _("It is %(percent)s of the loan, once.") % said
    if not terms.certified_by:
        return _("It is %(percent)s of the loan, once, and at most %(most)s.") % said
    return _("It is %(percent)s of the loan, once, and at most %(most)s. %(who)s looked at it and accepts it.") % said


def fee_later(terms: Terms) -> list[str]:
    """What becomes of the fee when things go otherwise: no loan, early, other dates."""
    free = FeeFate.NOTHING
    return [
        _("If we do not give the loan, you pay no fee.")
        if terms.fee_if_refused == free
        else _("If we do not give the loan, you pay only real costs, with proof."),
        _("If you change your mind before we pay out, you pay no fee.")
        if terms.fee_if_withdrawn == free
        else _("If you change your mind before we pay out, you pay only real costs, with proof."),
        _("If you pay back early, the fee is not given back.")
        if terms.fee_if_early == FeeEarly.KEPT
        else _part_given_back(terms),
        _("If the dates change later, there is no new fee.")
        if terms.fee_if_rescheduled == free
        else _("If the dates change later, you pay only the real costs of it, with proof."),
    ]


def _part_given_back(terms: Terms) -> str:
    said = _("If you pay back all of it early, you get back a part of the fee: its share for each whole month left.")
    if terms.fee_early_kept:
        kept = _("Of the fee, %(kept)s always stays with us, for the work of starting the loan.")
        said = f"{said} {kept % {'kept': euro_words(terms.fee_early_kept)}}"
    return said


def new_dates_cost(terms: Terms) -> str:
    """What the terms say of a fee for new dates, to colleagues who ask for them or decide."""
    if terms.fee_if_rescheduled == FeeFate.NOTHING:
        return _("The terms of this loan ask no fee for new dates.")
    return _("The terms of this loan let us ask only the real costs of new dates, with proof.")


def excluded(terms: Terms) -> list[str]:
    """For what the product is not lent, in the institution's words."""
    return [line.strip() for line in terms.product.excluded.splitlines() if line.strip()]


def residence(terms: Terms) -> list[str]:
    """What the product says of a permit that ends before the loan: never a refusal."""
    if terms.shorter_first:
        said = _("Does your permit end earlier? We first look with you for a loan that ends before it.")
    elif not terms.asks_exception:
        said = _("Does your permit end earlier? With this loan that makes no difference.")
    else:
        said = _("Does your permit end earlier? Two people look at it together. It is no reason to say no.")
    return [said, *filter(None, [terms.product.residence_note])]


def guarantee(terms: Terms, principal: Decimal) -> list[str]:
    """How much of the loan others must stand for, and how many; a sentence too where the product asks for nothing."""
    said = []
    if needed := share_in_euros(principal, Decimal(terms.guaranteed_share)):
        said.append(_("Others stand for %(amount)s of the loan before we pay it out.") % {"amount": euro_words(needed)})
        if terms.moral_instead:
            said.append(_("An organisation that vouches for you can be enough instead."))
    if count := terms.guarantors_min:
        said.append(
            ngettext("At least %(count)s guarantor is needed.", "At least %(count)s guarantors are needed.", count)
            % {"count": number_words(count)}
        )
    return said or [_("Nobody has to stand for this loan.")]


def steps(terms: Terms) -> str:
    """How large a first loan may be and how a later one grows; "" where all are alike."""
    if terms.first_loan_most is None or terms.later_loan_more is None:
        return ""
    return _("A first loan is at most %(first)s. Each loan you paid back makes the next one up to %(more)s larger.") % {
        "first": euro_words(terms.first_loan_most),
        "more": euro_words(terms.later_loan_more),
    }


def lateness(terms: Terms) -> str:
    """What is added when an instalment is paid late."""
    match terms.late_policy:
        case LatePolicy.NOTHING:
            return _("If you pay late, nothing is added. Tell your advisor as soon as you can.")
        case LatePolicy.COSTS:
            return _("If you pay late, we ask only for real costs, with proof. Tell your advisor as soon as you can.")
        case LatePolicy.CHARITY:
            return _("If you pay late, we ask for a gift to charity. We never keep it. Tell your advisor soon.")
    raise ValueError(f"no words for the late policy {terms.late_policy!r}")


def early(terms: Terms) -> str:
    """What repaying early costs: nothing."""
    if terms.interest_free:
        return _("You may pay back early, all or a part. It costs nothing: you only pay what is left.")
    return _("You may pay back early, all or a part. It costs nothing, and you pay interest only until that day.")


def paper_hint(country: str) -> str:
    """What the law of the office's country asks of the paper a personal guarantor signs; for staff, dated."""
    match country:
        case "FR":
            return _("France: the guarantor writes the sentence himself, with the amount in words and in figures.")
        case "BE":
            return _("Belgium: a paper of its own, apart from the loan, with a sentence written by hand.")
        case "NL":
            return _("The Netherlands: the paper names a maximum, and a husband or wife signs as well.")
    raise ValueError(f"no words for the country {country!r}")
