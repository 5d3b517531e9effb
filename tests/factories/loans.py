"""Products, loan applications and who stands for them."""

from datetime import date, timedelta
from decimal import Decimal

import factory
from django.utils import timezone
from factory import fuzzy

from loans.funds.judging import kept
from loans.funds.rules import Facts, Rule, judge
from loans.models import (
    AgendaItem,
    Allotment,
    Application,
    Committee,
    CommitteeSession,
    Contract,
    ContractScan,
    Fund,
    Guarantee,
    Product,
    SignatureRequest,
    Terms,
)
from tests.factories.applicants import CaseFactory, PersonFactory
from tests.factories.partnerships import PartnerFactory
from tests.factories.portal import UserFactory


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
            offer_valid_until=factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=30)),
        )


class ContractFactory(factory.django.DjangoModelFactory):
    """Signed on paper today, everything checked."""

    class Meta:
        model = Contract

    application = factory.SubFactory(ApplicationFactory, approved=True, state="signed")
    language = "nl"
    signed_on = factory.LazyFunction(timezone.localdate)
    identity_checked = True
    iban = "BE68539007547034"
    iban_checked = True
    noted_by = factory.SubFactory(UserFactory)


class ContractScanFactory(factory.django.DjangoModelFactory):
    """A checked picture of the signed paper; its contents lie nowhere."""

    class Meta:
        model = ContractScan

    contract = factory.SubFactory(ContractFactory)
    state = "ready"
    digest = factory.Sequence(lambda n: f"{n:064x}")
    kind = "jpeg"
    size = 1000
    content = "documents/00/nothing"
    preview = "previews/00/nothing"
    sent_by = "staff:1"


class SignatureRequestFactory(factory.django.DjangoModelFactory):
    """A contract that is on its way to a service; the PDF lies nowhere."""

    class Meta:
        model = SignatureRequest

    application = factory.SubFactory(ApplicationFactory, approved=True, state="accepted")
    language = "nl"
    iban = "BE68539007547034"
    text = factory.LazyFunction(dict)
    document = "contracts/00/nothing"
    asked_by = factory.SubFactory(UserFactory)


class GuaranteeFactory(factory.django.DjangoModelFactory):
    """A personal guarantee, named; traits `moral` by a partner, `cross` within a group, `scheme` in force."""

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
        cross = factory.Trait(
            kind="cross",
            guarantor=factory.SubFactory(PersonFactory),
            name=factory.SelfAttribute("guarantor.full_name"),
        )
        scheme = factory.Trait(
            kind="institutional",
            state="active",
            name="The scheme",
            contact="",
            fund=factory.SubFactory("tests.factories.loans.FundFactory", scheme=True),
            share=Decimal(50),
        )


class FundFactory(factory.django.DjangoModelFactory):
    """Money to lend, 20,000 euros, without rules; trait `scheme` for one that covers 80 %, at most 3,000 a loan."""

    class Meta:
        model = Fund

    code = factory.Sequence(lambda n: f"fund-{n}")
    name = factory.Sequence(lambda n: f"Fund {n}")
    kind = "lending"
    funder = "Stichting Haven"
    valid_from = date(2020, 1, 1)
    ceiling = Decimal(20000)

    class Params:
        scheme = factory.Trait(kind="guarantee", rate=Decimal(80), loan_cap=Decimal(3000))


class AllotmentFactory(factory.django.DjangoModelFactory):
    """1000 euros of a loan, proposed for a fund."""

    class Meta:
        model = Allotment

    fund = factory.SubFactory(FundFactory)
    application = factory.SubFactory(ApplicationFactory, proposed=True)
    amount = Decimal(1000)
    begins = factory.LazyFunction(timezone.localdate)
    judged = factory.LazyFunction(
        lambda: [kept(each) for each in judge([Rule("open")], Facts(on=timezone.localdate()))]
    )
    proposed_by = factory.SubFactory(UserFactory)


class CommitteeFactory(factory.django.DjangoModelFactory):
    """A committee for every office, by majority of at least two votes; it has no members yet."""

    class Meta:
        model = Committee

    name = factory.Sequence(lambda n: f"Committee {n}")
    quorum = 2


class CommitteeSessionFactory(factory.django.DjangoModelFactory):
    """A meeting of tomorrow."""

    class Meta:
        model = CommitteeSession

    committee = factory.SubFactory(CommitteeFactory)
    at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=1))
    planned_by = factory.SubFactory(UserFactory)


class AgendaItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AgendaItem

    session = factory.SubFactory(CommitteeSessionFactory)
    application = factory.SubFactory(ApplicationFactory, proposed=True)
    number = 1
    added_by = factory.SubFactory(UserFactory)
