"""The parts of a loan in words, in the active language."""

from django.utils.translation import gettext as _

from loans.cost import Quote
from loans.words import day_words, euro_words


def in_parts(quote: Quote) -> list[str]:
    """What she receives when, where the loan is paid out in parts; nothing where it comes at once."""
    if not quote.later:
        return []
    first = {"amount": euro_words(quote.drawn[0].amount - quote.withheld), "day": day_words(quote.disbursed_on)}
    said = [_("First %(amount)s on %(day)s.") % first]
    for part in quote.later:
        values = {"amount": euro_words(part.amount), "day": day_words(part.on), "before": part.before}
        if part.before:
            said.append(_("Then %(amount)s on %(day)s, when this is so: %(before)s.") % values)
        else:
            said.append(_("Then %(amount)s on %(day)s.") % values)
    return said
