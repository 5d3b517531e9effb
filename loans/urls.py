"""Addresses of this floor; each room has its own."""

from django.urls import include, path

from loans.applications import decision_urls
from loans.arrears import urls as arrears_urls
from loans.assessments import urls as assessment_urls
from loans.bank import urls as bank_urls
from loans.changes import urls as change_urls
from loans.committees import urls as committee_urls
from loans.funds import urls as fund_urls
from loans.groups import urls as group_urls
from loans.guarantees import urls as guarantee_urls
from loans.ledger import urls as ledger_urls
from loans.permits import urls as permit_urls
from loans.signing import urls as signing_urls
from loans.vouching import urls as vouching_urls

urlpatterns = [
    path("desk/pipeline/", include("loans.pipeline.urls")),
    path("desk/loans/", include(decision_urls.desk)),
    path("desk/loans/", include("loans.applications.urls")),
    path("desk/loans/", include(guarantee_urls.desk)),
    path("desk/loans/", include(vouching_urls.desk)),
    path("desk/committees/", include(committee_urls.desk)),
    path("desk/guarantors/", include(guarantee_urls.everybody)),
    path("desk/loans/", include(fund_urls.loan)),
    path("desk/funds/", include(fund_urls.desk)),
    path("desk/groups/", include(group_urls.desk)),
    path("desk/loans/", include(permit_urls.desk)),
    path("desk/loans/", include(assessment_urls.desk)),
    path("desk/loans/", include(signing_urls.desk)),
    path("desk/ledger/", include(arrears_urls.desk)),
    path("desk/ledger/", include(bank_urls.desk)),
    path("desk/ledger/", include(permit_urls.lists)),
    path("desk/ledger/", include(change_urls.desk)),
    path("desk/ledger/", include(ledger_urls.desk)),
    path("me/", include(decision_urls.mine)),
    path("me/", include(signing_urls.mine)),
    path("", include(signing_urls.called)),
    path("me/", include(vouching_urls.mine)),
    path("me/", include(group_urls.mine)),
    path("me/", include(ledger_urls.mine)),
    path("g/", include(group_urls.link)),
    path("g/", include(guarantee_urls.link)),
]
