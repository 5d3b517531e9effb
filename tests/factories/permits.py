"""The list of countries, and exceptions for loans that outlast a permit."""

from datetime import date, timedelta
from decimal import Decimal

import factory
from django.utils import timezone

from loans.models import CountryEntry, PermitException
from tests.factories.loans import ApplicationFactory
from tests.factories.portal import UserFactory


class CountryEntryFactory(factory.django.DjangoModelFactory):
    """An entry of the list in force: Syria, not listed as safe."""

    class Meta:
        model = CountryEntry

    country = "SY"
    listed = "not_safe"
    source = "Council of ministers, list of safe countries, 2026"
    valid_from = date(2026, 1, 1)


class PermitExceptionFactory(factory.django.DjangoModelFactory):
    """An exception that waits for a second person; its days and amount are its own, not the application's."""

    class Meta:
        model = PermitException

    application = factory.SubFactory(ApplicationFactory, proposed=True)
    permit_end = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=200))
    last_due = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=900))
    principal = Decimal(5000)
    entry = factory.SubFactory(CountryEntryFactory)
    country = factory.SelfAttribute("entry.country")
    listed = factory.SelfAttribute("entry.listed")
    source = factory.SelfAttribute("entry.source")
    listed_from = factory.SelfAttribute("entry.valid_from")
    reason = "The plan needs this time."
    evidence = "رسید درخواست تمدید را دیدم."
    asked_by = factory.SubFactory(UserFactory)
