"""Addresses of signing: on the desk below `desk/loans/`, the applicant's below `me/`."""

from django.urls import path

from loans.signing import scan_views

desk = [
    path("<str:ref>/contract/scan/", scan_views.contract_scan, name="contract-scan"),
    path("scan/<str:ref>/<str:size>/", scan_views.contract_scan_content, name="contract-scan-content"),
]
mine = [
    path("contract/<str:ref>/", scan_views.my_contract, name="my-contract"),
    path("contract/<str:ref>/paper/", scan_views.my_contract_paper, name="my-contract-paper"),
    path("contract/scan/<str:ref>/<str:size>/", scan_views.my_contract_scan, name="my-contract-scan"),
]
