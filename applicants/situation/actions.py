"""What changes a person's situation: each action replaces one answer, as she tells it or takes it back."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from applicants.persons.models import Person
from applicants.situation.models import Business, Debt, Household, Income
from portal.actors import Actor
from portal.language.partial_dates import PartialDate
from portal.record.acting import action


@action
def set_business(*, by: Actor, person: Person, state: str, since: PartialDate | None = None) -> None:
    """Where her business stands, and since when it runs, as far as she knows."""
    del by
    values = {"state": state, "since": since.as_dict() if since else None}
    Business.objects.update_or_create(person=person, defaults=values)


@action
def set_registration(*, by: Actor, person: Person, registered: str = "", number: str = "") -> None:
    """Whether the business has a number, and which; nothing when she prefers not to say."""
    del by
    Business.objects.filter(person=person).update(registered=registered, number=number)


@action
def set_household(*, by: Actor, person: Person, people: int | None, children: int | None) -> None:
    del by
    Household.objects.update_or_create(person=person, defaults={"people": people, "children": children})


@action
def set_bank_account(*, by: Actor, person: Person, bank_account: str) -> None:
    del by
    Household.objects.update_or_create(person=person, defaults={"bank_account": bank_account})


@action
def set_incomes(*, by: Actor, person: Person, monthly: Mapping[str, Decimal]) -> None:
    """What comes in each month, as kind → euros; kinds that are not there go."""
    del by
    person.incomes.exclude(kind__in=monthly).delete()
    for kind, amount in monthly.items():
        Income.objects.update_or_create(person=person, kind=kind, defaults={"monthly": amount})


@action
def set_debts(*, by: Actor, person: Person, debts: Iterable[tuple[str, Decimal, Decimal]]) -> None:
    """All she owes, as (kind, a month, left); what was there before goes."""
    del by
    Person.objects.select_for_update().get(pk=person.pk)  # two at once would leave both lists
    person.debts.all().delete()
    Debt.objects.bulk_create(
        Debt(person=person, kind=kind, monthly=monthly, left=left) for kind, monthly, left in debts
    )
