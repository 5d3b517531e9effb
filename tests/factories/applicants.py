"""People, files, documents, appointments and visits."""

from typing import Any

import factory
from django.utils import timezone

from applicants.models import Appointment, Case, Contact, Document, DocumentKind, Person, PersonLanguage, Visit
from tests.factories.advisors import AdvisorFactory, BookingFactory, SpokenLanguageFactory
from tests.factories.portal import OfficeFactory


class PersonFactory(factory.django.DjangoModelFactory):
    """A person with a verified phone: `PersonFactory(speaks=["prs", "ps"])`."""

    class Meta:
        model = Person
        skip_postgeneration_save = True

    full_name = factory.Sequence(lambda n: f"محمد کریمی {n}")
    latin_name = factory.Sequence(lambda n: f"Mohammad Karimi {n}")
    called = "Mohammad"
    language = "fa"
    country = "BE"
    city = "Ghent"

    @factory.post_generation
    def phone(self: Person, create: bool, extracted: str | None, **kwargs: Any) -> None:  # noqa: FBT001 - factory_boy's hook
        Contact.objects.create(
            person=self, kind="phone", value=extracted or f"+3247{self.pk:07d}", verified_at=timezone.now()
        )

    @factory.post_generation
    def speaks(self: Person, create: bool, extracted: list[str] | None, **kwargs: Any) -> None:  # noqa: FBT001 - factory_boy's hook
        for rank, code in enumerate(extracted or ["prs"]):
            PersonLanguage.objects.create(person=self, language=SpokenLanguageFactory(code=code), rank=rank)


class CaseFactory(factory.django.DjangoModelFactory):
    """A submitted case at an office, without an advisor (see `assigned_case`); trait `draft`."""

    class Meta:
        model = Case

    person = factory.SubFactory(PersonFactory)
    office = factory.SubFactory(OfficeFactory)
    needs = factory.LazyFunction(lambda: ["loan"])
    stage = "new"
    waiting_on = "advisor"
    submitted_at = factory.LazyFunction(timezone.now)

    class Params:
        draft = factory.Trait(stage="draft", submitted_at=None, office=None, waiting_on="applicant")


def assigned_case(**fields: Any) -> Case:
    """A submitted case with an advisor of its own office."""
    case: Case = CaseFactory(**fields)
    case.advisor = AdvisorFactory(at=[case.office])
    case.save(update_fields=["advisor"])
    return case


class DocumentKindFactory(factory.django.DjangoModelFactory):
    """A kind that is asked for in no file by itself; give it a rule with `by_rule=True`."""

    class Meta:
        model = DocumentKind

    code = factory.Sequence(lambda n: f"kind-{n}")
    name = factory.Sequence(lambda n: f"Paper {n}")
    by_rule = False


class DocumentFactory(factory.django.DjangoModelFactory):
    """A document that is wanted in a file with an advisor; `send(...)` of tests/applicants/papers sends files."""

    class Meta:
        model = Document

    case = factory.LazyFunction(assigned_case)
    kind = factory.SubFactory(DocumentKindFactory)


class AppointmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Appointment
        skip_postgeneration_save = True

    case = factory.SubFactory(CaseFactory)
    booking = factory.LazyAttribute(lambda row: BookingFactory(office=row.case.office))
    language = "ar"
    booked_by = "system:test"

    @factory.post_generation
    def fresh(self: Appointment, create: bool, extracted: None, **kwargs: Any) -> None:  # noqa: FBT001 - factory_boy's hook
        self.booking.refresh_from_db()


class VisitFactory(factory.django.DjangoModelFactory):
    """Somebody with a file who came just now, unannounced; `case=None, name="Sara", office=…` for one without."""

    class Meta:
        model = Visit

    case = factory.SubFactory(CaseFactory)
    office = factory.LazyAttribute(lambda row: row.case.office)
    day = factory.LazyAttribute(lambda row: timezone.localdate(timezone=row.office.zone))
