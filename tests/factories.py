"""Rows for tests, with traits for the states that matter. No mocks: these are real rows."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import factory
from django.utils import timezone
from factory import fuzzy

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
from applicants.models import Appointment, Case, Contact, Document, DocumentKind, Person, PersonLanguage, Visit
from loans.models import Application, Guarantee, Product, Terms
from partnerships.models import Partner
from portal.models import Country, Membership, Office, User
from portal.roles import Role


class OfficeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Office

    code = factory.Sequence(lambda n: f"office-{n}")
    name = factory.Sequence(lambda n: f"Office {n}")
    country = Country.BELGIUM
    city = "Ghent"


class UserFactory(factory.django.DjangoModelFactory):
    """A user without a role; `password` is "a good long password". Give roles with `member(...)`."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"user{n}@example.org")
    name = factory.Sequence(lambda n: f"User {n}")
    language = "en"
    password = factory.django.Password("a good long password")


def member(role: Role, *, office: Office | None = None, partner: Partner | None = None, **fields: Any) -> User:
    """A user with one role, at an office or a partner where the role needs one."""
    user: User = UserFactory(**fields)
    if role in (Role.ADVISOR, Role.OFFICE_MANAGER) and office is None:
        office = OfficeFactory()
    if role == Role.PARTNER and partner is None:
        partner = PartnerFactory()
    Membership.objects.create(user=user, role=role, office=office, partner_id=partner.pk if partner else None)
    return user


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


class ProductFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Product

    code = factory.Sequence(lambda n: f"product-{n}")
    name = factory.Sequence(lambda n: f"Product {n}")


class TermsFactory(factory.django.DjangoModelFactory):
    """Interest-free terms with a stepped fee; trait `with_interest`."""

    class Meta:
        model = Terms

    product = factory.SubFactory(ProductFactory)
    version = 1
    valid_from = date(2026, 1, 1)
    interest_free = True
    fee_steps = factory.LazyFunction(lambda: [["2500", "125"], ["5000", "250"], ["10000", "400"]])
    amount_min = Decimal(500)
    amount_max = Decimal(10000)
    months_min = 6
    months_max = 36
    grace_max = 3
    guaranteed_share = 50

    class Params:
        with_interest = factory.Trait(interest_free=False, yearly_rate=Decimal("12.13"), fee_steps=[])


class ApplicationFactory(factory.django.DjangoModelFactory):
    """A submitted loan application; traits `in_review`, `proposed` (5000 over 24 months, fee 250 withheld)."""

    class Meta:
        model = Application

    case = factory.SubFactory(CaseFactory)
    state = "submitted"
    amount_wished = Decimal(5000)
    purpose = "A sewing machine and cloth"
    price_wished = "one_fee"

    class Params:
        in_review = factory.Trait(state="in_review")
        proposed = factory.Trait(
            state="proposed",
            terms=factory.SubFactory(TermsFactory),
            principal=Decimal(5000),
            months=24,
            fee=Decimal(250),
            fee_taken="withheld",
            disburse_on=factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=14)),
            first_due=factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=45)),
            proposed_by=factory.SubFactory(UserFactory),
            proposed_at=factory.LazyFunction(timezone.now),
        )
        approved = factory.Trait(
            proposed=True,
            state="approved",
            decided_by=factory.SubFactory(UserFactory),
            decided_at=factory.LazyFunction(timezone.now),
        )


class PartnerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Partner

    name = factory.Sequence(lambda n: f"Partner {n}")
    kind = "grassroots"
    country = Country.BELGIUM
    gives_guarantees = True
    signatory = "Nour Haddad"
    signatory_email = factory.Sequence(lambda n: f"partner{n}@example.org")


class GuaranteeFactory(factory.django.DjangoModelFactory):
    """A personal guarantee, named; trait `moral` for one by a partner."""

    class Meta:
        model = Guarantee

    application = factory.SubFactory(ApplicationFactory)
    kind = "personal"
    name = "Sami Haddad"
    contact = factory.Sequence(lambda n: f"+3248{n:07d}")
    amount = fuzzy.FuzzyDecimal(1000, 2500, 2)

    class Params:
        moral = factory.Trait(
            kind="moral",
            amount=None,
            partner=factory.SubFactory(PartnerFactory),
            name=factory.SelfAttribute("partner.name"),
            contact=factory.SelfAttribute("partner.signatory_email"),
        )


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
