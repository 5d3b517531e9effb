"""Whether one more guarantee would be too much for this guarantor: the institution's limits, and the product's."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from applicants.models import Person
from loans.guarantees.exposure import NONE, Exposure, sum_of
from loans.guarantees.limit_models import GuaranteeLimit
from loans.guarantees.models import LIVING, PERSONS, Guarantee, GuaranteeKind
from loans.guarantees.owed import owed_of
from loans.guarantees.same import all_said
from loans.words import euro_words, number_words
from partnerships.models import Partner


def refuse_above_limits(guarantee: Guarantee, *, asking: bool) -> None:
    """`ValidationError` with a sentence for each limit that this guarantee would pass; schemes have none.

    When somebody is asked, what he was asked for elsewhere counts too, so that he does not sign in vain; when the
    guarantee comes into force, only what is in force. Whoever makes one active for the same guarantor at the same time
    waits: his row is held until the transaction ends.
    """
    records = set() if guarantee.guarantor_id is None else all_said().records([guarantee.guarantor_id])
    _hold(guarantee, records)
    others = _others(guarantee, records)
    owed = owed_of([each.application_id for each in others if each.covered])
    limit = GuaranteeLimit.objects.on(timezone.localdate())
    if guarantee.kind in PERSONS:
        found = _above_of_person(guarantee, _counted(others, owed, asking=asking), limit)
        found += _above_of_product(guarantee, others, owed, asking=asking)
    else:
        found = _above_of_organisation(guarantee, _counted(others, owed, asking=asking), limit)
    if found:
        raise ValidationError(found)


def _hold(guarantee: Guarantee, records: set[int]) -> None:
    if records:
        list(Person.objects.select_for_update(no_key=True).filter(pk__in=records).order_by("pk"))
    elif guarantee.partner_id is not None:
        Partner.objects.select_for_update(no_key=True).get(pk=guarantee.partner_id)


def _others(guarantee: Guarantee, records: set[int]) -> list[Guarantee]:
    """What else the same guarantor stands for, or was asked for, by any of his `records`."""
    if guarantee.kind == GuaranteeKind.MORAL and guarantee.partner_id is not None:
        rows = Guarantee.objects.filter(partner=guarantee.partner_id)
    elif guarantee.kind in PERSONS and records:
        rows = Guarantee.objects.persons().filter(guarantor__in=records)
    else:
        return []
    rows = rows.filter(state__in=LIVING).exclude(application=guarantee.application)
    return list(rows.select_related("application__terms"))


def _counted(rows: list[Guarantee], owed: dict[int, Decimal], *, asking: bool) -> Exposure:
    if not rows:
        return NONE
    found = sum_of(rows, owed)
    return found.with_asked() if asking else found


def _above_of_person(guarantee: Guarantee, others: Exposure, limit: GuaranteeLimit | None) -> list[str]:
    found = []
    euros, loans = others.euros + (guarantee.amount or Decimal(0)), others.loans + 1
    if limit is not None and limit.person_euros is not None and euros > limit.person_euros:
        found.append(
            _("%(name)s would answer for %(sum)s in all; one person answers for at most %(most)s.")
            % {"name": guarantee.name, "sum": euro_words(euros), "most": euro_words(limit.person_euros)}
        )
    if limit is not None and limit.person_loans is not None and loans > limit.person_loans:
        found.append(
            ngettext(
                "%(name)s would answer for %(count)s loans; one person answers for at most %(most)s loan.",
                "%(name)s would answer for %(count)s loans; one person answers for at most %(most)s loans.",
                limit.person_loans,
            )
            % {"name": guarantee.name, "count": number_words(loans), "most": number_words(limit.person_loans)}
        )
    return found


def _above_of_product(
    guarantee: Guarantee, others: list[Guarantee], owed: dict[int, Decimal], *, asking: bool
) -> list[str]:
    terms = guarantee.application.terms
    if terms is None or terms.guarantor_most is None:
        return []
    same = [each for each in others if each.application.terms and each.application.terms.product_id == terms.product_id]
    euros = _counted(same, owed, asking=asking).euros + (guarantee.amount or Decimal(0))
    if euros <= terms.guarantor_most:
        return []
    told = {"name": guarantee.name, "sum": euro_words(euros), "most": euro_words(terms.guarantor_most)}
    return [
        _("With this product, %(name)s would answer for %(sum)s; one guarantor answers for at most %(most)s.") % told
    ]


def _above_of_organisation(guarantee: Guarantee, others: Exposure, limit: GuaranteeLimit | None) -> list[str]:
    loans = others.loans + 1
    if limit is None or limit.organisation_loans is None or loans <= limit.organisation_loans:
        return []
    return [
        ngettext(
            "%(name)s would vouch for %(count)s loans; one organisation vouches for at most %(most)s loan.",
            "%(name)s would vouch for %(count)s loans; one organisation vouches for at most %(most)s loans.",
            limit.organisation_loans,
        )
        % {"name": guarantee.name, "count": number_words(loans), "most": number_words(limit.organisation_loans)}
    ]
