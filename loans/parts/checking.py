"""Whether the parts of an offer may be: how many, how much, on which days; each fault in the reader's language."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loans.drawing import Drawn
from loans.words import day_words, euro_words, number_words


def check_parts(
    later: Sequence[Drawn], *, first: Decimal, start: date, repays: date, most: int, withheld: Decimal
) -> None:
    """`ValidationError` with every sentence about the parts after the first of `first` euros, paid out on `start`.

    At most `most` parts in all; the days ascend and lie before `repays`; the first is more than is `withheld` of it.
    """
    found = []
    if len(later) + 1 > most:
        found.append(
            ngettext(
                "This product is paid out in %(most)s part.",
                "This product is paid out in at most %(most)s parts.",
                most,
            )
            % {"most": number_words(most)}
        )
    if any(part.amount <= 0 for part in later):
        found.append(_("Every part is above 0."))
    if first <= 0:
        found.append(_("The later parts together are less than the loan: the rest is paid out first."))
    elif first <= withheld:
        said = {"first": euro_words(first), "fee": euro_words(withheld)}
        found.append(_("The first part, %(first)s, is more than the fee of %(fee)s that is kept back from it.") % said)
    days = [start, *(part.on for part in later)]
    if any(a >= b for a, b in pairwise(days)):
        found.append(_("The parts are paid out one after the other, each on a later day."))
    if days[-1] >= repays:
        said = {"day": day_words(repays)}
        found.append(
            _("Every part is paid out before the first instalment that pays back the loan, on %(day)s.") % said
        )
    if found:
        raise ValidationError(found)
