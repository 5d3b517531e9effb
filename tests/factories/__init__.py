"""Rows for tests, with traits for the states that matter. No mocks: these are real rows."""

from tests.factories.advisors import (
    AdvisorFactory,
    BookingFactory,
    GuideFactory,
    HoursFactory,
    MaterialFactory,
    MaterialVersionFactory,
    PracticeFactory,
    PurposeFactory,
    RegionFactory,
    SpokenLanguageFactory,
)
from tests.factories.applicants import (
    AppointmentFactory,
    CaseFactory,
    DocumentFactory,
    DocumentKindFactory,
    PersonFactory,
    VisitFactory,
    assigned_case,
)
from tests.factories.assessments import AssessmentFactory, ChecklistQuestionFactory, SanctionCheckFactory
from tests.factories.groups import GroupFactory, GroupMeetingFactory, GroupMemberFactory
from tests.factories.loans import (
    AgendaItemFactory,
    AllotmentFactory,
    ApplicationFactory,
    CommitteeFactory,
    CommitteeSessionFactory,
    ContractFactory,
    ContractScanFactory,
    FundFactory,
    GuaranteeFactory,
    ProductFactory,
    TermsFactory,
)
from tests.factories.partnerships import PartnerFactory
from tests.factories.permits import CountryEntryFactory, PermitExceptionFactory
from tests.factories.portal import OfficeFactory, UserFactory, member

__all__ = [
    "AdvisorFactory",
    "AgendaItemFactory",
    "AllotmentFactory",
    "ApplicationFactory",
    "AppointmentFactory",
    "AssessmentFactory",
    "BookingFactory",
    "CaseFactory",
    "ChecklistQuestionFactory",
    "CommitteeFactory",
    "CommitteeSessionFactory",
    "ContractFactory",
    "ContractScanFactory",
    "CountryEntryFactory",
    "DocumentFactory",
    "DocumentKindFactory",
    "FundFactory",
    "GroupFactory",
    "GroupMeetingFactory",
    "GroupMemberFactory",
    "GuaranteeFactory",
    "GuideFactory",
    "HoursFactory",
    "MaterialFactory",
    "MaterialVersionFactory",
    "OfficeFactory",
    "PartnerFactory",
    "PermitExceptionFactory",
    "PersonFactory",
    "PracticeFactory",
    "ProductFactory",
    "PurposeFactory",
    "RegionFactory",
    "SanctionCheckFactory",
    "SpokenLanguageFactory",
    "TermsFactory",
    "UserFactory",
    "VisitFactory",
    "assigned_case",
    "member",
]
