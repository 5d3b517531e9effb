"""Advisors, their times and what they know."""

from datetime import date, datetime, time, timedelta
from typing import Any

import factory
from django.utils import timezone

from advisors.models import (
    Advisor,
    AdvisorLanguage,
    Booking,
    Guide,
    GuideStep,
    Hours,
    Level,
    Material,
    MaterialVersion,
    Practice,
    Purpose,
    Region,
    SpokenLanguage,
)
from portal.models import Country, Membership, Office
from portal.roles import Role
from tests.factories.portal import OfficeFactory, UserFactory


class SpokenLanguageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SpokenLanguage
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"lang-{n}")
    name = factory.LazyAttribute(lambda row: row.code.title())


class AdvisorFactory(factory.django.DjangoModelFactory):
    """An advisor with the role at her offices: `AdvisorFactory(at=[office], speaks={"prs": "native"})`."""

    class Meta:
        model = Advisor
        skip_postgeneration_save = True

    user = factory.SubFactory(UserFactory)
    capacity = 30

    @factory.post_generation
    def at(self: Advisor, create: bool, extracted: list[Office] | None, **kwargs: Any) -> None:  # noqa: FBT001 - factory_boy's hook
        for office in extracted or [OfficeFactory()]:
            self.offices.add(office)
            Membership.objects.create(user=self.user, role=Role.ADVISOR, office=office)

    @factory.post_generation
    def speaks(self: Advisor, create: bool, extracted: dict[str, str] | None, **kwargs: Any) -> None:  # noqa: FBT001 - factory_boy's hook
        for code, level in (extracted or {}).items():
            AdvisorLanguage.objects.create(advisor=self, language=SpokenLanguageFactory(code=code), level=Level(level))


class GuideFactory(factory.django.DjangoModelFactory):
    """A published guide, checked today, with three steps: `GuideFactory(steps=5)`."""

    class Meta:
        model = Guide
        skip_postgeneration_save = True

    code = factory.Sequence(lambda n: f"guide-{n}")
    country = Country.BELGIUM
    legal_form = "sole trader"
    title = factory.Sequence(lambda n: f"Start a business {n}")
    state = "published"
    checked_on = factory.LazyFunction(timezone.localdate)

    @factory.post_generation
    def steps(self: Guide, create: bool, extracted: int | None, **kwargs: Any) -> None:  # noqa: FBT001 - factory_boy's hook
        for number in range(1, (3 if extracted is None else extracted) + 1):
            title = f"Step {number} of {self.code}"
            GuideStep.objects.create(guide=self, order=number * 10, title=title, what=f"Do thing {number}")


class MaterialFactory(factory.django.DjangoModelFactory):
    """A published material without versions; see `MaterialVersionFactory`."""

    class Meta:
        model = Material

    kind = "webinar"
    title = factory.Sequence(lambda n: f"Material {n}")
    state = "published"
    checked_on = factory.LazyFunction(timezone.localdate)


class MaterialVersionFactory(factory.django.DjangoModelFactory):
    """A link in English, of a published material."""

    class Meta:
        model = MaterialVersion

    material = factory.SubFactory(MaterialFactory)
    language = "en"
    link = "https://example.org/webinar"


class PurposeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Purpose

    code = factory.Sequence(lambda n: f"purpose-{n}")
    name = factory.Sequence(lambda n: f"Purpose {n}")
    notice_hours = 24


class HoursFactory(factory.django.DjangoModelFactory):
    """Every Monday from nine to eleven, in four meetings of half an hour, at the advisor's first office."""

    class Meta:
        model = Hours

    advisor = factory.SubFactory(AdvisorFactory)
    office = factory.LazyAttribute(lambda row: row.advisor.offices.get())
    purpose = factory.SubFactory(PurposeFactory)
    weekday = 1
    begins = time(9)
    ends = time(11)
    valid_from = date(2026, 1, 1)


class BookingFactory(factory.django.DjangoModelFactory):
    """Half an hour, tomorrow week at noon in UTC."""

    class Meta:
        model = Booking

    office = factory.SubFactory(OfficeFactory)
    advisor = factory.LazyAttribute(lambda row: AdvisorFactory(at=[row.office]))
    purpose = factory.SubFactory(PurposeFactory)
    holder = factory.Sequence(lambda n: f"test:{n}")

    @factory.lazy_attribute
    def during(self) -> tuple[datetime, datetime]:
        noon = timezone.now().replace(hour=12, minute=0, second=0, microsecond=0) + timedelta(days=8)
        return noon, noon + timedelta(minutes=30)


class RegionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Region

    code = factory.Sequence(lambda n: f"region-{n}")
    name = factory.Sequence(lambda n: f"Region {n}")
    country = "BE"


class PracticeFactory(factory.django.DjangoModelFactory):
    """A proposed practice by somebody."""

    class Meta:
        model = Practice

    title = factory.Sequence(lambda n: f"A table on the market {n}")
    shelf = "find"
    language = "en"
    question = "How do we meet people?"
    tried = "Tea, and no flyers."
    author = factory.SubFactory(UserFactory)
